//! Server-sent events (HTML Living Standard §9.2), read as they come.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::body::Body;
use super::error::Failure;
use super::items::{ReadItem, StreamError};
use super::response::Reply;

/// The events of a body, one after the other. Nothing is read ahead of what is asked for.
pub struct Events<T> {
    reader: Reader,
    read: ReadData<T>,
    ended: bool,
}

/// A server-sent event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<T> {
    /// The id of this event, or of the last that had one: what `Last-Event-ID` resumes after.
    pub id: Option<String>,
    /// What kind of event it is, if it says.
    pub event: Option<String>,
    /// How long to wait before connecting anew, if it says.
    pub retry: Option<Duration>,
    /// Its data.
    pub data: T,
}

/// How the data of an event is read.
enum ReadData<T> {
    Json(ReadItem<T>),
    Text(fn(String) -> T),
}

/// What ends many streams of JSON, by a habit that no standard mentions.
const DONE: &str = "[DONE]";

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
        let Event { id, event, retry, data } = match event {
            Ok(event) => event,
            Err(error) => return Poll::Ready(Some(Err(error))),
        };
        let data = match self.read {
            ReadData::Json(_) if data == DONE => {
                self.ended = true;
                return Poll::Ready(None);
            }
            ReadData::Json(read) => read(data.as_bytes()).map_err(|error| StreamError::decode(data.into(), error)),
            ReadData::Text(read) => Ok(read(data)),
        };
        Poll::Ready(Some(data.map(|data| Event { id, event, retry, data })))
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

impl Event<String> {
    /// The event as an object in JSON: with data that is a value of its own where it can be, and with data that is text.
    pub(super) fn objects(self) -> [Bytes; 2] {
        let text = Value::String(self.data);
        let value = text.as_str().and_then(|text| serde_json::from_str(text).ok());
        let value = value.unwrap_or_else(|| text.clone());
        let mut fields = Map::new();
        let given = [("id", self.id), ("event", self.event)].into_iter();
        fields.extend(given.filter_map(|(name, text)| Some((name.to_owned(), text?.into()))));
        let retry = self.retry.and_then(|retry| u64::try_from(retry.as_millis()).ok());
        fields.extend(retry.map(|retry| ("retry".to_owned(), retry.into())));
        [value, text].map(|data| {
            fields.insert("data".to_owned(), data);
            serde_json::to_vec(&fields).unwrap_or_default().into()
        })
    }
}

/// Lines to events.
pub(super) struct Reader {
    body: Body,
    buffer: BytesMut,
    /// How much of the buffer was gone through without finding the end of a line.
    seen: usize,
    /// Whether the last line ended in CR, so that LF would be part of its end.
    after_return: bool,
    at_start: bool,
    ended: bool,
    id: Option<String>,
    event: Option<String>,
    retry: Option<Duration>,
    data: String,
}

impl Reader {
    pub(super) fn new(body: Body) -> Self {
        Self {
            body,
            buffer: BytesMut::new(),
            seen: 0,
            after_return: false,
            at_start: true,
            ended: false,
            id: None,
            event: None,
            retry: None,
            data: String::new(),
        }
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<String>, StreamError>>> {
        loop {
            while let Some(line) = self.line() {
                if let Some(event) = self.take(&line) {
                    return Poll::Ready(Some(Ok(event)));
                }
            }
            // An event without its blank line is not whole.
            if self.ended {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    self.ended = true;
                    return Poll::Ready(Some(Err(StreamError::broken(error))));
                }
                None => self.ended = true,
            }
        }
    }

    /// The next whole line, without its end.
    fn line(&mut self) -> Option<String> {
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer.first() == Some(&b'\n') {
                self.buffer.advance(1);
            }
        }
        let rest = self.buffer.get(self.seen..).unwrap_or_default();
        let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.seen = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.seen + end);
        self.seen = 0;
        self.after_return = self.buffer.first() == Some(&b'\r');
        self.buffer.advance(1);
        let line = String::from_utf8_lossy(&line);
        let is_first = std::mem::take(&mut self.at_start);
        let line = if is_first {
            line.trim_start_matches('\u{FEFF}')
        } else {
            &line
        };
        Some(line.to_owned())
    }

    /// Takes a line in; a blank one ends an event.
    fn take(&mut self, line: &str) -> Option<Event<String>> {
        if line.is_empty() {
            let (event, retry) = (self.event.take(), self.retry.take());
            let mut data = std::mem::take(&mut self.data);
            // The last line end is not data; without data there is no event.
            data.pop()?;
            let id = self.id.clone();
            return Some(Event { id, event, retry, data });
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "event" => self.event = Some(value.to_owned()),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            _ => {}
        }
        None
    }
}
