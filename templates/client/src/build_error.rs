//! What can go wrong when a client is built.

use std::fmt;

use super::transport::TransportError;

/// Why a client cannot be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// Neither the description nor the caller names a server.
    NoServer,
    /// The address of the server cannot be used.
    BaseUrl {
        /// The address.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A credential cannot be sent.
    Credential {
        /// The security scheme that it is for.
        scheme: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// The crate was built without its `reqwest` feature, and no transport was given.
    NoTransport,
    /// Limits or retries were asked for, and nothing can tell the time.
    NoTimer,
    /// This cannot be the value of `User-Agent`.
    UserAgent(String),
    /// The usual transport could not be set up.
    Transport(TransportError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoServer => f.write_str("this API names no server: call `base_url`"),
            Self::BaseUrl { url, reason } => write!(f, "`{url}` cannot be the address of the server: {reason}"),
            Self::Credential { scheme, reason } => write!(f, "the credential for `{scheme}` cannot be sent: {reason}"),
            Self::NoTransport => f.write_str("no transport: call `transport`, or enable the `reqwest` feature"),
            Self::NoTimer => f.write_str("limits and retries need a timer, which this transport has not: call `timer`"),
            Self::UserAgent(text) => write!(f, "{text:?} cannot be the value of `User-Agent`"),
            Self::Transport(_) => f.write_str("the HTTP client cannot be set up"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(error),
            Self::NoServer
            | Self::BaseUrl { .. }
            | Self::Credential { .. }
            | Self::NoTransport
            | Self::NoTimer
            | Self::UserAgent(_) => None,
        }
    }
}
