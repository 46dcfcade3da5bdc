//! What holds for the requests of a router: limits, with others for single operations, and what passes for JSON.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::Request;
use axum::middleware::AddExtension;
use http::request::Parts;
use tower_layer::Layer;

/// An operation, by what the description says of it. Request types have theirs as `OPERATION`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operation {
    /// The HTTP method.
    pub method: &'static str,
    /// The path template.
    pub path: &'static str,
}

impl Operation {
    /// An operation of a method and a path template.
    pub const fn new(method: &'static str, path: &'static str) -> Self {
        Self { method, path }
    }
}

/// What holds for the requests of a router, which it is laid around: `router(api).layer(RouterSettings::new()…)`.
#[derive(Clone, Debug, Default)]
pub struct RouterSettings {
    all: Limits,
    untyped_json: bool,
    /// Of single operations; of several for the same the last counts.
    operations: Vec<(Operation, Limits)>,
}

/// What holds for a request.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Limits {
    /// How many bytes the body may have.
    pub(super) body: Option<usize>,
    /// How long the answer may take.
    pub(super) timeout: Option<Duration>,
}

impl RouterSettings {
    /// Bodies as axum's `DefaultBodyLimit` says, 2 MB without; as much time as it takes.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many bytes a body may have; more are refused with 413.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.all.body = Some(bytes);
        self
    }

    /// How many bytes the body of one operation may have.
    #[must_use]
    pub fn body_limit_of(mut self, operation: Operation, bytes: usize) -> Self {
        let (body, timeout) = (Some(bytes), None);
        self.operations.push((operation, Limits { body, timeout }));
        self
    }

    /// How long it may take to read a request, check it and answer it, up to the first byte; then it is given up, and
    /// answered with 503. A body that is streamed may take longer.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.all.timeout = Some(timeout);
        self
    }

    /// How long one operation may take.
    #[must_use]
    pub fn timeout_of(mut self, operation: Operation, timeout: Duration) -> Self {
        let (body, timeout) = (None, Some(timeout));
        self.operations.push((operation, Limits { body, timeout }));
        self
    }

    /// Reads a body as JSON, where an operation takes nothing else, though its media type is `text/plain` or is not
    /// given: `fetch` says so of a string.
    ///
    /// Browsers send text to other sites without asking them first (CORS), so leave this off where cookies are credentials.
    #[must_use]
    pub fn untyped_json(mut self) -> Self {
        self.untyped_json = true;
        self
    }
}

impl<S> Layer<S> for RouterSettings {
    type Service = AddExtension<S, Arc<Self>>;

    fn layer(&self, inner: S) -> Self::Service {
        Extension(Arc::new(self.clone())).layer(inner)
    }
}

/// Whether the body of a request may be JSON without saying so.
pub(super) fn takes_untyped_json(parts: &Parts) -> bool {
    let settings = parts.extensions.get::<Arc<RouterSettings>>();
    settings.is_some_and(|settings| settings.untyped_json)
}

/// The limits for a request.
pub(super) fn limits(operation: Operation, request: &Request) -> Limits {
    let Some(settings) = request.extensions().get::<Arc<RouterSettings>>() else {
        return Limits::default();
    };
    let own = settings.operations.iter().filter(|(of, _)| *of == operation);
    own.fold(settings.all, |limits, (_, own)| Limits {
        body: own.body.or(limits.body),
        timeout: own.timeout.or(limits.timeout),
    })
}
