//! The span of a call, as OpenTelemetry gets it.

use std::sync::{Arc, Mutex, OnceLock};

use opentelemetry::trace::{SpanContext, SpanId, TraceContextExt, TracerProvider};
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanData, SpanExporter};
use tracing::Instrument;
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::layer::SubscriberExt;

use super::support::{Answer, Clock, GET, Recorder, SCHEMES, Sent, any_json};
use specwright_client::__private::{Config, Operation};

/// Keeps spans.
#[derive(Clone, Debug, Default)]
struct Kept(Arc<Mutex<Vec<SpanData>>>);

impl SpanExporter for Kept {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        self.0.lock().unwrap().extend(batch);
        Ok(())
    }
}

/// What the whole process exports, since spans are known or not for all threads at once.
fn exported() -> &'static Kept {
    static KEPT: OnceLock<Kept> = OnceLock::new();
    KEPT.get_or_init(|| {
        opentelemetry::global::set_text_map_propagator(TraceContextPropagator::new());
        let kept = Kept::default();
        let provider = SdkTracerProvider::builder().with_simple_exporter(kept.clone()).build();
        let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(layer)).unwrap();
        kept
    })
}

/// One call inside a span of the program's: what went out, the program's span, and the call's.
async fn call(answers: Vec<Answer>) -> (Vec<Sent>, SpanContext, SpanData) {
    const GUARDED: Operation = Operation {
        security: &[&[2]],
        ..GET
    };
    let kept = exported();
    let recorder = Recorder::answering(answers);
    let mut config = Config::new(SCHEMES, Some("https://api.example.com:8443/v1".to_owned()));
    config.transport(recorder.clone());
    config.timer(Clock::default());
    config.credential(2, Ok("k3y".to_owned()));
    let core = config.build("x/1").unwrap();
    let outer = tracing::info_span!("outer");
    let context = outer.context().span().span_context().clone();
    let _ = any_json(core.call(&GUARDED)).instrument(outer).await;
    let spans = kept.0.lock().unwrap();
    let span = spans.iter().find(|span| span.parent_span_id == context.span_id());
    (recorder.sent(), context, span.unwrap().clone())
}

fn attributes(span: &SpanData) -> Vec<String> {
    let own = ["code.", "thread.", "busy_ns", "idle_ns", "target"];
    let all = span
        .attributes
        .iter()
        .map(|pair| format!("{}={}", pair.key, pair.value));
    let mut all: Vec<String> = all
        .filter(|text| !own.iter().any(|own| text.starts_with(own)))
        .collect();
    all.sort();
    all
}

#[tokio::test]
async fn a_span_a_call_with_the_names_of_the_conventions() {
    let (sent, outer, span) = call(vec![Answer::json(503, ""), Answer::json(200, "null")]).await;
    assert_eq!(span.name, "GET /things");
    assert_eq!(span.span_kind, opentelemetry::trace::SpanKind::Client);
    assert_eq!(span.status, opentelemetry::trace::Status::Unset);
    assert_eq!(
        attributes(&span),
        [
            "http.request.method=GET",
            "http.request.resend_count=1",
            "http.response.status_code=200",
            "server.address=api.example.com",
            "server.port=8443",
            "url.full=https://api.example.com:8443/v1/things?api%20key=REDACTED",
            "url.template=/things",
        ]
    );
    // version, trace, span, flags (W3C Trace Context §3.2)
    for sent in sent {
        let parent = sent.headers["traceparent"].to_str().unwrap().to_owned();
        let parts: Vec<&str> = parent.split('-').collect();
        assert_eq!(parts[1], outer.trace_id().to_string());
        assert_eq!(SpanId::from_hex(parts[2]).unwrap(), span.span_context.span_id());
    }
}

#[tokio::test]
async fn what_went_wrong_is_in_the_span() {
    for (answers, kind, status) in [
        (vec![Answer::json(404, "{}")], "404", "http.response.status_code=404"),
        (
            (0..3).map(|_| Answer::lost()).collect(),
            "connect",
            "http.request.resend_count=2",
        ),
    ] {
        let (_, _, span) = call(answers).await;
        let attributes = attributes(&span);
        assert!(attributes.contains(&format!("error.type={kind}")), "{attributes:?}");
        assert!(attributes.contains(&status.to_owned()), "{attributes:?}");
        assert!(matches!(span.status, opentelemetry::trace::Status::Error { .. }));
    }
}
