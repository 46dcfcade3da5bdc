//! Values to bytes.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;

use super::{BoxError, Event};

/// A stream that can break.
pub type Boxed<T> = Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>;

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

/// Values in JSON; [`serde_json::to_vec`] writes one, where nothing else has to.
pub fn items<T: 'static>(items: Boxed<T>, framing: Framing, write: Write<T>) -> Boxed<Bytes> {
    let before: &[u8] = match framing {
        Framing::Lines => b"",
        Framing::Records => b"\x1e",
    };
    framed(items, move |item| Ok([before, &write(&item)?, b"\n"].concat().into()))
}

/// Events whose data is JSON.
pub fn events<T: 'static>(events: Boxed<Event<T>>, write: Write<T>) -> Boxed<Bytes> {
    framed(events, move |event| {
        let json = write(&event.data)?;
        Ok(event.frame(&String::from_utf8_lossy(&json)))
    })
}

/// Events whose data is text.
pub fn text_events(events: Boxed<Event<String>>) -> Boxed<Bytes> {
    framed(events, |event| Ok(event.frame(&event.data)))
}

/// Events, each an object of its fields.
pub fn event_objects<T: Serialize + 'static>(items: Boxed<T>) -> Boxed<Bytes> {
    framed(items, |item| {
        let event = Event::of_object(&serde_json::to_value(&item)?);
        Ok(event.frame(&event.data))
    })
}

/// A stream that cannot break as one that can.
pub fn sound<T>(stream: impl Stream<Item = T> + Send + 'static) -> Boxed<T> {
    Box::pin(Sound(Box::pin(stream)))
}

struct Sound<S>(Pin<Box<S>>);

impl<S: Stream> Stream for Sound<S> {
    type Item = Result<S::Item, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx).map(|item| item.map(Ok))
    }
}

fn framed<T, F>(items: Boxed<T>, frame: F) -> Boxed<Bytes>
where
    T: 'static,
    F: Fn(T) -> Result<Bytes, BoxError> + Send + Unpin + 'static,
{
    Box::pin(Framed { items, frame })
}

/// Values as the bytes that carry them. The next is only asked for when those before are gone.
struct Framed<T, F> {
    items: Boxed<T>,
    frame: F,
}

impl<T, F: Fn(T) -> Result<Bytes, BoxError> + Unpin> Stream for Framed<T, F> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = self.items.as_mut().poll_next(cx);
        item.map(|item| item.map(|item| (self.frame)(item?)))
    }
}
