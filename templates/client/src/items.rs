//! Bodies that are a sequence of values, read as they come: JSON Lines (NDJSON), JSON text sequences (RFC 7464), and
//! server-sent events that are described as objects.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::body::Body;
use super::error::Failure;
use super::response::Reply;
use super::sequence::{Lines, Reader, Texts};
use super::transport::{BoxError, TransportError};

/// The values of a body, one after the other. Nothing is read ahead of what is asked for.
pub struct Items<T> {
    source: Source,
    read: ReadItem<T>,
}

/// What makes a value of its JSON.
pub(super) type ReadItem<T> = fn(&[u8]) -> serde_json::Result<T>;

enum Source {
    Texts(Reader<Body, Texts>),
    Events(Reader<Body, Lines>),
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
            let json = json.map_err(StreamError::broken)?;
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
        let source = Source::Texts(Reader::new(self.body));
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
