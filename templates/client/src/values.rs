//! Bodies of requests that are sequences of values, sent as the server reads them.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;
use serde::Serialize;

use super::body::Body;
use super::call::Call;
use super::sequence::{self, Boxed, Event, Framing, Write};
use super::transport::BoxError;

/// Values to send. The next is only asked for when those before it are on their way.
///
/// Any [`Stream`] of values becomes one by `into`. It is sent once, and so not tried again.
pub struct Values<T>(Boxed<T>);

impl<T: 'static> Values<T> {
    /// The values of a stream.
    pub fn new(stream: impl Stream<Item = T> + Send + 'static) -> Self {
        Self(sequence::sound(stream))
    }

    /// The values of a stream that can break; then the request does too, so that the server does not take it for the end.
    pub fn fallible(stream: impl Stream<Item = Result<T, BoxError>> + Send + 'static) -> Self {
        Self(Box::pin(stream))
    }

    /// Values that are there, or are made when they are wanted.
    pub fn each<I>(values: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + Unpin + 'static,
    {
        Self::new(Each(values.into_iter()))
    }
}

impl<S> From<S> for Values<S::Item>
where
    S: Stream + Send + 'static,
    S::Item: 'static,
{
    fn from(stream: S) -> Self {
        Self::new(stream)
    }
}

impl<T> fmt::Debug for Values<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Values")
    }
}

struct Each<I>(I);

impl<I: Iterator + Unpin> Stream for Each<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

impl Call<'_> {
    /// Gives the call values in JSON; [`serde_json::to_vec`] writes one, where nothing else has to.
    pub fn items<T: 'static>(&mut self, items: Values<T>, media: &'static str, framing: Framing, write: Write<T>) {
        self.bytes(body(sequence::items(items.0, framing, write)), media);
    }

    /// Gives the call events whose data is JSON.
    pub fn events<T: 'static>(&mut self, events: Values<Event<T>>, media: &'static str, write: Write<T>) {
        self.bytes(body(sequence::events(events.0, write)), media);
    }

    /// Gives the call events whose data is text.
    pub fn text_events(&mut self, events: Values<Event<String>>, media: &'static str) {
        self.bytes(body(sequence::text_events(events.0)), media);
    }

    /// Gives the call events, each an object of its fields.
    pub fn event_items<T: Serialize + 'static>(&mut self, items: Values<T>, media: &'static str) {
        self.bytes(body(sequence::event_objects(items.0)), media);
    }
}

fn body(chunks: Boxed<Bytes>) -> Body {
    Body::new(Chunks(chunks))
}

struct Chunks(Boxed<Bytes>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0
            .as_mut()
            .poll_next(cx)
            .map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }
}
