//! Answers that are a sequence of values, written as the client reads them: JSON Lines (NDJSON), JSON text sequences
//! (RFC 7464), and server-sent events (HTML Living Standard §9.2).

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;
use serde::Serialize;
use serde_json::Value;

use super::response::typed;

/// An error of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The values of an answer. The next is only asked for when the client has read what came before.
pub struct Items<T>(Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>);

/// The events of an answer. The next is only asked for when the client has read what came before.
pub type Events<T> = Items<Event<T>>;

/// A server-sent event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event<T> {
    /// What the client names as `Last-Event-ID` to resume after this event.
    pub id: Option<String>,
    /// What kind of event it is.
    pub event: Option<String>,
    /// How long the client is to wait before it connects anew.
    pub retry: Option<Duration>,
    /// Its data.
    pub data: T,
}

impl<T> Event<T> {
    /// An event that is nothing but data.
    pub fn new(data: T) -> Self {
        Self {
            id: None,
            event: None,
            retry: None,
            data,
        }
    }
}

impl<T: 'static> Items<T> {
    /// The values of a stream.
    pub fn new(stream: impl Stream<Item = T> + Send + 'static) -> Self {
        Self(Box::pin(Sound(Box::pin(stream))))
    }

    /// The values of a stream that can break; then the connection does too, so that the client does not take it for the
    /// end.
    pub fn fallible(stream: impl Stream<Item = Result<T, BoxError>> + Send + 'static) -> Self {
        Self(Box::pin(stream))
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}

/// A stream that cannot break as one that can.
struct Sound<S>(Pin<Box<S>>);

impl<S: Stream> Stream for Sound<S> {
    type Item = Result<S::Item, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map(|item| item.map(Ok))
    }
}

/// Writes a value as JSON.
pub type Write<T> = fn(&T) -> serde_json::Result<Vec<u8>>;

/// How values are set apart.
#[derive(Clone, Copy, Debug)]
pub enum Framing {
    /// Each is followed by a line end.
    Lines,
    /// Each stands between a record separator and a line end.
    Records,
}

/// An answer in values; [`serde_json::to_vec`] writes one, where nothing else has to.
pub fn items<T: 'static>(
    status: StatusCode,
    media_type: &'static str,
    framing: Framing,
    items: Items<T>,
    write: Write<T>,
) -> Response {
    let before: &[u8] = match framing {
        Framing::Lines => b"",
        Framing::Records => b"\x1e",
    };
    let frame = move |item| Ok([before, &write(&item)?, b"\n"].concat().into());
    typed(status, media_type, Body::from_stream(Framed { items: items.0, frame }))
}

/// An answer in events whose data is JSON.
pub fn events<T: 'static>(
    status: StatusCode,
    media_type: &'static str,
    events: Events<T>,
    write: Write<T>,
) -> Response {
    let frame = move |event: Event<T>| {
        let json = write(&event.data)?;
        Ok(event.frame(&String::from_utf8_lossy(&json)))
    };
    typed(status, media_type, Body::from_stream(Framed { items: events.0, frame }))
}

/// An answer in events whose data is text.
pub fn text_events(status: StatusCode, media_type: &'static str, events: Events<String>) -> Response {
    let frame = |event: Event<String>| Ok(event.frame(&event.data));
    typed(status, media_type, Body::from_stream(Framed { items: events.0, frame }))
}

/// An answer in events, each an object of its fields.
pub fn event_items<T: Serialize + 'static>(status: StatusCode, media_type: &'static str, items: Items<T>) -> Response {
    let frame = |item: T| {
        let fields = serde_json::to_value(&item)?;
        let text = |name: &str| fields.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
        let event = Event {
            id: text("id"),
            event: text("event"),
            retry: fields.get("retry").and_then(Value::as_u64).map(Duration::from_millis),
            data: (),
        };
        let data = match fields.get("data") {
            Some(Value::String(text)) => text.clone(),
            Some(data) => data.to_string(),
            None => String::new(),
        };
        Ok(event.frame(&data))
    };
    typed(status, media_type, Body::from_stream(Framed { items: items.0, frame }))
}

impl<T> Event<T> {
    fn frame(&self, data: &str) -> Bytes {
        let mut text = String::new();
        let retry = self.retry.map(|retry| retry.as_millis().to_string());
        for (name, value) in [("id", &self.id), ("event", &self.event), ("retry", &retry)] {
            if let Some(value) = value {
                // A field is one line.
                let value = value.replace(['\r', '\n', '\0'], " ");
                text.push_str(&format!("{name}: {value}\n"));
            }
        }
        for line in data.replace("\r\n", "\n").split(['\r', '\n']) {
            text.push_str(&format!("data: {line}\n"));
        }
        text.push('\n');
        text.into()
    }
}

/// Values as the bytes that carry them.
struct Framed<T, F> {
    items: Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>,
    frame: F,
}

impl<T, F: Fn(T) -> Result<Bytes, BoxError> + Unpin> Stream for Framed<T, F> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = self.items.as_mut().poll_next(cx);
        item.map(|item| item.map(|item| (self.frame)(item?)))
    }
}
