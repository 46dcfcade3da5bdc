//! What one call does in its own way.

use std::fmt;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName};

use super::encode;
use super::error::EncodeError;
use super::retry::Retry;

/// Header fields, limit and retries of one call.
#[derive(Clone, Default)]
pub struct Options {
    headers: Vec<(String, String)>,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<Retry>,
}

/// Settings that every call has, besides the inputs of its operation.
///
/// Where an input has the name of one of them, `CallExt::timeout(call, limit)` says that this is meant.
pub trait CallExt: Sized {
    #[doc(hidden)]
    fn options(&mut self) -> &mut Options;

    /// Adds a header field, in place of the one that the client would send.
    ///
    /// One that a security scheme is about, such as `Authorization`, serves as the credential of this call.
    #[must_use]
    fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options().headers.push((name.into(), value.into()));
        self
    }

    /// Limits each attempt, in place of the client's limit.
    #[must_use]
    fn timeout(mut self, limit: Duration) -> Self {
        self.options().timeout = Some(limit);
        self
    }

    /// Says when to try again, in place of the client's rule.
    #[must_use]
    fn retry(mut self, retry: Retry) -> Self {
        self.options().retry = Some(retry);
        self
    }
}

impl Options {
    /// The header fields.
    pub(super) fn headers(&self) -> Result<HeaderMap, EncodeError> {
        let mut headers = HeaderMap::new();
        for (name, text) in &self.headers {
            let refused = |reason: &str| EncodeError {
                subject: format!("header field `{name}`"),
                reason: reason.to_owned(),
                source: None,
            };
            let field = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused("it cannot have such a name"))?;
            let mut value = encode::header_value(text).ok_or_else(|| refused("it cannot hold control characters"))?;
            // It may be a secret, whatever it is called.
            value.set_sensitive(true);
            headers.append(field, value);
        }
        Ok(headers)
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&String> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Options")
            .field("headers", &headers)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish()
    }
}
