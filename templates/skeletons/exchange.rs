//! What came of each call.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use specwright_client::serde_json;

use specwright_client::http;
use specwright_client::{Body, Connection, Reqwest, Sending, Timer, Transport, TransportError};

/// Sends requests, and notes what the server found in them.
#[derive(Debug)]
pub struct Recorder {
    inner: Reqwest,
    seen: Mutex<Vec<String>>,
}

impl Recorder {
    /// One that nothing was sent with.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Ok(Self {
            inner: Reqwest::with(&Connection::new())?,
            seen: Mutex::default(),
        })
    }

    /// What was seen since the last time: a request and the status of its answer, and violations where the server names
    /// any in `sl-violations`.
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            let line = format!("{} {}", request.method(), request.uri());
            let response = self.inner.send(request).await?;
            let violations = response.headers().get("sl-violations");
            let violations = violations.and_then(|field| field.to_str().ok()).unwrap_or_default();
            let seen = format!("{line} -> {} {violations}", response.status().as_u16());
            self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
            Ok(response)
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        self.inner.timer()
    }
}

/// Says what came of a call, as one JSON object.
pub fn tell(operation: &str, form: &str, seen: &[String], result: &Result<(), String>) {
    let line = serde_json::json!({
        "operation": operation,
        "form": form,
        "seen": seen,
        "error": result.as_ref().err(),
    });
    println!("{line}");
}
