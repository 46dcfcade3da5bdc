//! Onlookers: functions of the caller's that see every request and every answer.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode, Uri};

use super::percent;
use super::security::{Scheme, SchemeKind};
use super::transport::TransportError;

/// A request that is about to be sent: the first, one again, or one that a redirect asks for.
#[derive(Debug)]
#[non_exhaustive]
pub struct Outgoing<'r> {
    /// The method.
    pub method: &'r Method,
    /// The path of the operation, as the description has it.
    pub path: &'static str,
    /// The URL, without credentials.
    pub url: &'r str,
    /// 1, or more if it was sent before.
    pub attempt: u32,
    /// Its header fields, which can be added to and changed. `Debug` does not show those that may be secrets.
    pub headers: &'r mut HeaderMap,
}

/// What came of a request.
#[derive(Debug)]
#[non_exhaustive]
pub struct Incoming<'r> {
    /// The method of the request.
    pub method: &'r Method,
    /// The path of the operation, as the description has it.
    pub path: &'static str,
    /// The URL of the request, without credentials.
    pub url: &'r str,
    /// 1, or more if it was sent before.
    pub attempt: u32,
    /// How long it took, if the client has a timer.
    pub duration: Option<Duration>,
    /// Status and header fields of the answer, or why there is none.
    pub result: Result<(StatusCode, &'r HeaderMap), &'r TransportError>,
}

/// The functions.
#[derive(Clone, Default)]
pub(super) struct Hooks {
    pub(super) request: Vec<OnRequest>,
    pub(super) response: Vec<OnResponse>,
}

impl Hooks {
    /// Whether there are any.
    pub(super) fn is_any(&self) -> bool {
        !self.request.is_empty() || !self.response.is_empty()
    }
}

/// Sees requests.
pub(super) type OnRequest = Arc<dyn Fn(&mut Outgoing<'_>) + Send + Sync>;

/// Sees what came of them.
pub(super) type OnResponse = Arc<dyn Fn(&Incoming<'_>) + Send + Sync>;

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hooks({} and {})", self.request.len(), self.response.len())
    }
}

/// A URL without the credentials in its query.
pub(super) fn without_secrets(uri: &Uri, schemes: &[Scheme]) -> String {
    let is_secret = |pair: &str| {
        schemes.iter().any(|scheme| match scheme.kind {
            SchemeKind::Query(name) => pair.split('=').next() == Some(&*percent::strict(name)),
            SchemeKind::Header(_) | SchemeKind::Cookie(_) | SchemeKind::Authorization(_) | SchemeKind::Transport => {
                false
            }
        })
    };
    let url = uri.to_string();
    let Some((path, query)) = url.split_once('?') else {
        return url;
    };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(pair) => format!("{name}=REDACTED"),
        _ => pair.to_owned(),
    });
    format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
}
