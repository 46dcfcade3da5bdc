//! Server-sent events (HTML Living Standard §9.2), read as they come.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::body::Body;
use super::error::Failure;
use super::items::{ReadItem, StreamError};
use super::response::Reply;
use super::sequence::{DONE, Event, Lines, Reader};

/// The events of a body, one after the other. Nothing is read ahead of what is asked for.
pub struct Events<T> {
    reader: Reader<Body, Lines>,
    read: ReadData<T>,
    ended: bool,
}

/// How the data of an event is read.
enum ReadData<T> {
    Json(ReadItem<T>),
    Text(fn(String) -> T),
}

impl<T> Events<T> {
    /// The next event; `None` at the end. After an event that cannot be read there may be others.
    ///
    /// # Errors
    ///
    /// When the connection breaks, or when the data is not what the description says.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let Some(event) = ready!(self.reader.poll(cx)) else {
            return Poll::Ready(None);
        };
        let mut event = match event {
            Ok(event) => event,
            Err(error) => return Poll::Ready(Some(Err(StreamError::broken(error)))),
        };
        let data = std::mem::take(&mut event.data);
        let data = match self.read {
            ReadData::Json(_) if data == DONE => {
                self.ended = true;
                return Poll::Ready(None);
            }
            ReadData::Json(read) => read(data.as_bytes()).map_err(|error| StreamError::decode(data.into(), error)),
            ReadData::Text(read) => Ok(read(data)),
        };
        Poll::Ready(Some(data.map(|data| event.with(data))))
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events")
    }
}

impl Reply {
    /// Its body as server-sent events whose data is JSON.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn events<T: DeserializeOwned>(self) -> Result<Events<T>, Failure> {
        self.events_by(|json| serde_json::from_slice(json))
    }

    /// The same by a function that reads the data.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn events_by<T>(self, read: ReadItem<T>) -> Result<Events<T>, Failure> {
        Ok(Events::new(self.body, ReadData::Json(read)))
    }

    /// Its body as server-sent events whose data is text.
    ///
    /// # Errors
    ///
    /// None: it has the signature of its siblings.
    pub fn text_events(self) -> Result<Events<String>, Failure> {
        Ok(Events::new(self.body, ReadData::Text(|text| text)))
    }
}

impl<T> Events<T> {
    fn new(body: Body, read: ReadData<T>) -> Self {
        Self {
            reader: Reader::new(body),
            read,
            ended: false,
        }
    }
}
