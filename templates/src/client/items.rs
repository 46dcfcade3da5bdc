//! Bodies that are a sequence of values, read as they come: JSON Lines (NDJSON), JSON text sequences (RFC 7464), and
//! server-sent events that are described as objects.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::body::Body;
use super::error::Failure;
use super::events::Reader;
use super::response::Reply;
use super::transport::{BoxError, TransportError};

/// The values of a body, one after the other. Nothing is read ahead of what is asked for.
pub struct Items<T> {
    source: Source,
    read: ReadItem<T>,
}

/// What makes a value of its JSON.
pub(super) type ReadItem<T> = fn(&[u8]) -> serde_json::Result<T>;

enum Source {
    Texts(Texts),
    Events(Reader),
}

impl<T> Items<T> {
    /// The next value; `None` at the end. After a value that cannot be read there may be others.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or when a value is not what the description says.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let read = self.read;
        let json = match &mut self.source {
            Source::Texts(texts) => ready!(texts.poll(cx)),
            Source::Events(events) => match ready!(events.poll(cx)) {
                // Data is an object where it is described as one, else text; it says itself which.
                Some(Ok(event)) => {
                    let [first, second] = event.objects();
                    let item = read(&first).or_else(|error| read(&second).map_err(|_| error));
                    return Poll::Ready(Some(item.map_err(|error| StreamError::decode(second, error))));
                }
                Some(Err(error)) => Some(Err(error)),
                None => None,
            },
        };
        Poll::Ready(json.map(|json| {
            let json = json?;
            read(&json).map_err(|error| StreamError::decode(json, error))
        }))
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}

impl Reply {
    /// Its body as values in JSON.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn items<T: DeserializeOwned>(self) -> Result<Items<T>, Failure> {
        self.items_by(|json| serde_json::from_slice(json))
    }

    /// The same by a function that reads a value.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn items_by<T>(self, read: ReadItem<T>) -> Result<Items<T>, Failure> {
        let source = Source::Texts(Texts::new(self.body));
        Ok(Items { source, read })
    }

    /// Its body as server-sent events, each an object of its fields.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn event_items<T: DeserializeOwned>(self) -> Result<Items<T>, Failure> {
        let source = Source::Events(Reader::new(self.body));
        let read: ReadItem<T> = |json| serde_json::from_slice(json);
        Ok(Items { source, read })
    }
}

/// JSON texts, each on a line or after a record separator.
struct Texts {
    body: Body,
    buffer: BytesMut,
    /// How much of the buffer was gone through without finding an end.
    seen: usize,
    ended: bool,
}

const RECORD_SEPARATOR: u8 = 0x1E;

impl Texts {
    fn new(body: Body) -> Self {
        Self {
            body,
            buffer: BytesMut::new(),
            seen: 0,
            ended: false,
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        loop {
            if let Some(text) = self.take() {
                return Poll::Ready(Some(Ok(text)));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    self.ended = true;
                    self.buffer.clear();
                    return Poll::Ready(Some(Err(StreamError::broken(error))));
                }
                None => self.ended = true,
            }
        }
    }

    /// The first text that is whole.
    fn take(&mut self) -> Option<Bytes> {
        loop {
            let start = { self.buffer.iter() }.position(|byte| !is_blank(*byte));
            let Some(start) = start else {
                self.buffer.clear();
                self.seen = 0;
                return None;
            };
            let _ = self.buffer.split_to(start);
            self.seen = self.seen.saturating_sub(start);
            let is_sequence = self.buffer.first() == Some(&RECORD_SEPARATOR);
            let from = self.seen.max(usize::from(is_sequence));
            let found = self.buffer.get(from..).unwrap_or_default();
            let end = found.iter().position(|byte| matches!(*byte, b'\n' | RECORD_SEPARATOR));
            let (end, is_line) = match end {
                Some(end) => (from + end, self.buffer.get(from + end) == Some(&b'\n')),
                None if self.ended => (self.buffer.len(), false),
                None => {
                    self.seen = self.buffer.len();
                    return None;
                }
            };
            let text = self.buffer.get(usize::from(is_sequence)..end).unwrap_or_default();
            // Texts of a sequence may have several lines.
            if is_sequence && is_line && serde_json::from_slice::<IgnoredAny>(text).is_err() {
                self.seen = end + 1;
                continue;
            }
            self.seen = 0;
            let mut text = self.buffer.split_to(end);
            let _ = text.split_to(usize::from(is_sequence));
            if !text.iter().copied().all(is_blank) {
                return Some(text.freeze());
            }
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Why a value of a stream is missing.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The connection broke; nothing more comes.
    Transport(TransportError),
    /// The value is not what the description says.
    Decode {
        /// What came.
        body: Bytes,
        /// What is wrong with it.
        source: BoxError,
    },
}

impl StreamError {
    pub(super) fn broken(error: BoxError) -> Self {
        Self::Transport(TransportError::new(error))
    }

    pub(super) fn decode(body: Bytes, source: impl Into<BoxError>) -> Self {
        let source = source.into();
        Self::Decode { body, source }
    }
}

impl From<TransportError> for StreamError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::Decode { .. } => f.write_str("cannot read a value of the stream"),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Decode { source, .. } => Some(&**source),
        }
    }
}
