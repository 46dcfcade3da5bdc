//! Basic credentials (RFC 7617).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::security::Denied;

/// A user name and a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    /// The user name.
    pub username: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic")
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

/// Decodes what follows `Basic ` in `Authorization`.
///
/// # Errors
///
/// Where it is not user name and password in UTF-8.
pub fn decode(credential: &str) -> Result<Basic, Denied> {
    let bytes = STANDARD.decode(credential).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    match text.as_deref().and_then(|text| text.split_once(':')) {
        Some((username, password)) => Ok(Basic {
            username: username.to_owned(),
            password: password.to_owned(),
        }),
        None => Err(Denied::Unauthenticated("The credentials are malformed.".into())),
    }
}
