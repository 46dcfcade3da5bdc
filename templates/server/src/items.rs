//! Answers that are a sequence of values, written as the client reads them: JSON Lines (NDJSON), JSON text sequences
//! (RFC 7464), and server-sent events (HTML Living Standard §9.2).

use std::fmt;

use axum::body::Body;
use axum::response::Response;
use futures_core::Stream;
use http::StatusCode;
use serde::Serialize;

use super::response::typed;
use super::sequence::{self, BoxError, Boxed, Event, Framing, Write};

/// The values of an answer. The next is only asked for when the client has read what came before.
pub struct Items<T>(Boxed<T>);

/// The events of an answer. The next is only asked for when the client has read what came before.
pub type Events<T> = Items<Event<T>>;

impl<T: 'static> Items<T> {
    /// The values of a stream.
    pub fn new(stream: impl Stream<Item = T> + Send + 'static) -> Self {
        Self(sequence::sound(stream))
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

/// An answer in values; [`serde_json::to_vec`] writes one, where nothing else has to.
pub fn items<T: 'static>(
    status: StatusCode,
    media_type: &'static str,
    framing: Framing,
    items: Items<T>,
    write: Write<T>,
) -> Response {
    let chunks = sequence::items(items.0, framing, write);
    typed(status, media_type, Body::from_stream(chunks))
}

/// An answer in events whose data is JSON.
pub fn events<T: 'static>(
    status: StatusCode,
    media_type: &'static str,
    events: Events<T>,
    write: Write<T>,
) -> Response {
    typed(status, media_type, Body::from_stream(sequence::events(events.0, write)))
}

/// An answer in events whose data is text.
pub fn text_events(status: StatusCode, media_type: &'static str, events: Events<String>) -> Response {
    typed(status, media_type, Body::from_stream(sequence::text_events(events.0)))
}

/// An answer in events, each an object of its fields.
pub fn event_items<T: Serialize + 'static>(status: StatusCode, media_type: &'static str, items: Items<T>) -> Response {
    typed(status, media_type, Body::from_stream(sequence::event_objects(items.0)))
}
