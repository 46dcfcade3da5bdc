//! Basic credentials (RFC 7617).

use std::fmt;

use specwright_types::__private::wire::basic;

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
    match basic::decode(credential) {
        Some((username, password)) => Ok(Basic { username, password }),
        None => Err(Denied::Unauthenticated("The credentials are malformed.".into())),
    }
}
