//! `Authorization: Basic` (RFC 7617).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// User and password in the form that the header takes.
///
/// # Errors
///
/// When the user contains a colon, which would start the password.
pub fn encode(user: &str, password: &str) -> Result<String, &'static str> {
    match user.contains(':') {
        true => Err("a user name cannot contain a colon"),
        false => Ok(STANDARD.encode(format!("{user}:{password}"))),
    }
}
