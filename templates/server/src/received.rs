//! Bodies of requests that are a sequence of values, read as they come: JSON Lines (NDJSON), JSON text sequences
//! (RFC 7464), and server-sent events (HTML Living Standard §9.2).

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::BodyDataStream;
use bytes::Bytes;
use futures_core::Stream;

use super::incoming::Incoming;
use super::problem::Problem;
use super::refusal;
use super::request_body::exceeds_limit;
use super::sequence::{DONE, Event, Lines, Reader, Split, Texts};

/// The values of a request, one after the other. Nothing is read ahead of what is asked for, so that the client sends no
/// faster than they are taken.
///
/// A value that cannot be read, or breaks the rules of its schema, is a [`Problem`] with the JSON Pointer of the fault, which
/// starts with the index of the value; others may follow. The limit of bodies, axum's `DefaultBodyLimit`, is for all values
/// together.
pub struct Received<T>(Pin<Box<dyn Stream<Item = Result<T, Problem>> + Send>>);

/// Decodes and checks a value.
type Decode<T> = fn(&[u8]) -> Result<T, Problem>;

impl<T: 'static> Received<T> {
    /// Values in JSON.
    pub fn items(incoming: Incoming, decode: Decode<T>) -> Self {
        Self::read::<Texts>(incoming, move |text: Bytes| Some(decode(&text)))
    }

    /// Events, each an object of its fields.
    pub fn event_items(incoming: Incoming, decode: Decode<T>) -> Self {
        Self::read::<Lines>(incoming, move |event| {
            // Data is an object where it is described as one, else text; it says itself which.
            let [first, second] = event.objects();
            Some(decode(&first).or_else(|problem| decode(&second).map_err(|_| problem)))
        })
    }

    /// The next value; `None` at the end.
    ///
    /// # Errors
    ///
    /// 400 or 422 for a value that is not what the description says, 413 for too many bytes, 400 where the connection
    /// breaks.
    pub async fn next(&mut self) -> Option<Result<T, Problem>> {
        poll_fn(|cx| self.0.as_mut().poll_next(cx)).await
    }

    fn read<S>(
        incoming: Incoming,
        read: impl FnMut(S::Piece) -> Option<Result<T, Problem>> + Send + Unpin + 'static,
    ) -> Self
    where
        S: Split + Default + Send + Unpin + 'static,
    {
        Self(Box::pin(Values {
            reader: Reader::<_, S>::new(incoming.into_body().into_data_stream()),
            read,
            index: 0,
            ended: false,
        }))
    }
}

impl<T: 'static> Received<Event<T>> {
    /// Events whose data is JSON.
    pub fn events(incoming: Incoming, decode: Decode<T>) -> Self {
        Self::read::<Lines>(incoming, move |mut event| {
            let data = std::mem::take(&mut event.data);
            (data != DONE).then(|| Ok(event.with(decode(data.as_bytes())?)))
        })
    }
}

impl Received<Event<String>> {
    /// Events whose data is text.
    pub fn text_events(incoming: Incoming) -> Self {
        Self::read::<Lines>(incoming, |event| Some(Ok(event)))
    }
}

impl<T> Stream for Received<T> {
    type Item = Result<T, Problem>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(cx)
    }
}

impl<T> fmt::Debug for Received<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Received")
    }
}

/// Pieces of a body as values.
struct Values<S, F> {
    reader: Reader<BodyDataStream, S>,
    /// `None` at what ends the values before their time.
    read: F,
    index: usize,
    ended: bool,
}

impl<S, F, T> Stream for Values<S, F>
where
    S: Split + Unpin,
    F: FnMut(S::Piece) -> Option<Result<T, Problem>> + Unpin,
{
    type Item = Result<T, Problem>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let this = &mut *self;
        let value = match ready!(this.reader.poll(cx)) {
            Some(Ok(piece)) => (this.read)(piece),
            Some(Err(error)) => return Poll::Ready(Some(Err(broken(&error)))),
            None => None,
        };
        this.ended = value.is_none();
        let index = this.index;
        this.index += 1;
        Poll::Ready(value.map(|value| value.map_err(|problem| problem.below(&format!("/{index}")))))
    }
}

fn broken(error: &axum::Error) -> Problem {
    match exceeds_limit(error) {
        true => refusal::too_large(),
        false => refusal::bad_body(String::new(), error.to_string()),
    }
}
