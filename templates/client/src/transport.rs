//! The seam to HTTP: what carries a request to a server and brings the answer back.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::body::Body;
use super::timer::Timer;

/// An error of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The future of [`Transport::send`].
pub type Sending<'t> = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 't>>;

/// Carries requests to a server: an HTTP library, a stack of middleware around one, or a double in a test.
///
/// It sends each request once and as it is. It follows no redirect: the client does, because only the client knows
/// which headers hold credentials.
pub trait Transport: Send + Sync {
    /// Sends a request. An answer of any status is `Ok`.
    fn send(&self, request: http::Request<Body>) -> Sending<'_>;

    /// What tells the time where it runs, if it knows. Clients without a timer set no limits and do not try again.
    fn timer(&self) -> Option<Arc<dyn Timer>> {
        None
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        (**self).send(request)
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        (**self).timer()
    }
}

/// Why there is no answer, or not a whole one.
pub struct TransportError {
    kind: Kind,
    source: Option<BoxError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Connect,
    Timeout,
    Redirect(&'static str),
    Link(&'static str),
    Other,
}

impl TransportError {
    /// The exchange failed for a reason that `source` tells.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self::with(Kind::Other, source.into())
    }

    /// No connection could be made.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::with(Kind::Connect, source.into())
    }

    /// It took too long.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self::with(Kind::Timeout, source.into())
    }

    pub(super) fn redirect(reason: &'static str) -> Self {
        Self {
            kind: Kind::Redirect(reason),
            source: None,
        }
    }

    pub(super) fn link(reason: &'static str) -> Self {
        Self {
            kind: Kind::Link(reason),
            source: None,
        }
    }

    fn with(kind: Kind, source: BoxError) -> Self {
        Self {
            kind,
            source: Some(source),
        }
    }

    /// Whether no connection could be made, so that the server has seen nothing of the request.
    pub fn is_connect(&self) -> bool {
        self.kind == Kind::Connect
    }

    /// Whether it took too long.
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::Timeout
    }

    /// Whether a redirect was refused.
    pub fn is_redirect(&self) -> bool {
        matches!(self.kind, Kind::Redirect(_))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Connect => f.write_str("cannot connect to the server"),
            Kind::Timeout => f.write_str("the server took too long to answer"),
            Kind::Redirect(reason) => write!(f, "redirect refused: {reason}"),
            Kind::Link(reason) => write!(f, "link to the next page refused: {reason}"),
            Kind::Other => f.write_str("the exchange with the server failed"),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("source", &self.source)
            .finish()
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn std::error::Error + 'static))
    }
}
