//! Basic credentials (RFC 7617).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// User and password in the form that `Authorization` takes after `Basic `.
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

/// User and password of such a form; `None` where it is not of it, or not in UTF-8.
pub fn decode(credential: &str) -> Option<(String, String)> {
    let text = String::from_utf8(STANDARD.decode(credential).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}
