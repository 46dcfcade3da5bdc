//! A span a call, named and furnished as OpenTelemetry has it for clients of HTTP (semantic conventions 1.27), with the
//! feature `tracing`; nothing at all without it.

use http::{HeaderMap, Uri};
#[cfg(feature = "tracing")]
use tracing::field::Empty;

use super::answer::Exchanged;
use super::error::Failure;
#[cfg(feature = "tracing")]
use super::hook;
use super::operation::Operation;
use super::security::Scheme;

/// The span of a call.
#[cfg(feature = "tracing")]
#[derive(Clone, Debug)]
pub(super) struct Trace(tracing::Span);

/// No span.
#[cfg(not(feature = "tracing"))]
#[derive(Clone, Debug)]
pub(super) struct Trace;

#[cfg(feature = "tracing")]
impl Trace {
    /// Opens the span.
    pub(super) fn new(operation: &Operation) -> Self {
        let (method, path) = (operation.method, operation.path);
        Self(tracing::info_span!(
            "http.client.request",
            otel.name = format_args!("{method} {path}"),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = method,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.template = path,
            url.full = Empty,
            server.address = Empty,
            server.port = Empty,
            "error.type" = Empty,
        ))
    }

    /// Does some work inside it, and notes how that ended.
    pub(super) async fn around(
        &self,
        work: impl Future<Output = Result<Exchanged, Failure>>,
    ) -> Result<Exchanged, Failure> {
        let end = tracing::Instrument::instrument(work, self.0.clone()).await;
        let (status, kind) = match &end {
            Ok(Exchanged::Success(reply) | Exchanged::Error(reply)) => (Some(reply.status), ""),
            Err(failure) => (failure.status(), failure.kind()),
        };
        if let Some(status) = status {
            self.0.record("http.response.status_code", status.as_u16());
        }
        let status = status.filter(|status| status.is_client_error() || status.is_server_error());
        let kind = status.as_ref().map_or(kind, |status| status.as_str());
        if !kind.is_empty() {
            self.0.record("error.type", kind);
            self.0.record("otel.status_code", "ERROR");
        }
        end
    }

    /// Notes where the first request goes. Each attribute is recorded once: OpenTelemetry would have it twice.
    pub(super) fn starts(&self, uri: &Uri, schemes: &[Scheme]) {
        self.0.record("url.full", hook::without_secrets(uri, schemes));
        self.0.record("server.address", uri.host().unwrap_or_default());
        self.0.record("server.port", port(uri));
    }

    /// Notes how often it was sent.
    pub(super) fn ends(&self, attempts: u32) {
        if attempts > 1 {
            self.0.record("http.request.resend_count", attempts - 1);
        }
    }
}

#[cfg(feature = "tracing")]
fn port(uri: &Uri) -> u16 {
    let usual = if uri.scheme_str() == Some("http") { 80 } else { 443 };
    uri.port_u16().unwrap_or(usual)
}

#[cfg(not(feature = "tracing"))]
impl Trace {
    pub(super) fn new(_: &Operation) -> Self {
        Self
    }

    pub(super) fn around<F: Future<Output = Result<Exchanged, Failure>>>(&self, work: F) -> F {
        work
    }

    pub(super) fn starts(&self, _: &Uri, _: &[Scheme]) {}

    pub(super) fn ends(&self, _: u32) {}
}

/// Adds the span to the header fields, for the server to go on from it (W3C Trace Context).
#[cfg(not(feature = "opentelemetry"))]
impl Trace {
    pub(super) fn propagate(&self, _: &mut HeaderMap) {}
}

/// Adds the span to the header fields, for the server to go on from it (W3C Trace Context), in the format of the
/// program's propagator.
#[cfg(feature = "opentelemetry")]
impl Trace {
    pub(super) fn propagate(&self, headers: &mut HeaderMap) {
        let context = tracing_opentelemetry::OpenTelemetrySpanExt::context(&self.0);
        opentelemetry::global::get_text_map_propagator(|propagator| {
            propagator.inject_context(&context, &mut Fields(headers));
        });
    }
}

#[cfg(feature = "opentelemetry")]
struct Fields<'h>(&'h mut HeaderMap);

#[cfg(feature = "opentelemetry")]
impl opentelemetry::propagation::Injector for Fields<'_> {
    fn set(&mut self, key: &str, value: String) {
        if let (Ok(name), Ok(value)) = (http::HeaderName::from_bytes(key.as_bytes()), value.parse()) {
            self.0.insert(name, value);
        }
    }
}
