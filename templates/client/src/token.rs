//! Access tokens that the client gets itself.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use http::StatusCode;

use super::exchange::Core;
use super::security::Secret;
use super::transport::BoxError;

/// The future of [`Tokens::token`].
pub type Fetching<'t> = Pin<Box<dyn Future<Output = Result<Token, TokenError>> + Send + 't>>;

/// Gets tokens for a security scheme.
pub trait Tokens: Send + Sync {
    /// The same for another client. Clients share no tokens: they may be of different servers.
    fn start(&self) -> Arc<dyn Tokens>;

    /// A token: one that it has, or a new one; and surely another than `refused`.
    fn token<'t>(&'t self, core: &'t Core, refused: Option<&'t Secret>) -> Fetching<'t>;
}

/// An access token.
#[derive(Clone, Debug)]
pub struct Token {
    pub(super) secret: Secret,
    /// Whether it was issued just now.
    pub(super) is_new: bool,
}

/// An access token that the client got itself, and where others come from.
pub(super) type Renewable = (Arc<dyn Tokens>, Token);

/// Why there is no access token; the call it was for was not sent.
#[derive(Debug)]
pub struct TokenError {
    pub(super) scheme: &'static str,
    pub(super) reason: String,
    pub(super) status: Option<StatusCode>,
    pub(super) source: Option<BoxError>,
}

impl TokenError {
    /// The status of the answer of the server that issues tokens, if that was why.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no access token for `{}`: {}", self.scheme, self.reason)
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn std::error::Error + 'static))
    }
}
