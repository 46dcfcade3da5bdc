//! Lines to server-sent events (HTML Living Standard §9.2.6).

use std::time::Duration;

use bytes::{Buf, BytesMut};

use super::{Event, Split};

/// Bytes to events.
#[derive(Debug)]
pub struct Lines {
    buffer: BytesMut,
    /// How much of the buffer was gone through without finding the end of a line.
    seen: usize,
    /// Whether the last line ended in CR, so that LF would be part of its end.
    after_return: bool,
    at_start: bool,
    id: Option<String>,
    event: Option<String>,
    retry: Option<Duration>,
    data: String,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            buffer: BytesMut::new(),
            seen: 0,
            after_return: false,
            at_start: true,
            id: None,
            event: None,
            retry: None,
            data: String::new(),
        }
    }
}

impl Split for Lines {
    type Piece = Event<String>;

    fn push(&mut self, chunk: &[u8]) {
        self.buffer.extend_from_slice(chunk);
    }

    // An event without its blank line is not whole.
    fn end(&mut self) {}

    fn take(&mut self) -> Option<Event<String>> {
        while let Some(line) = self.line() {
            if let Some(event) = self.field(&line) {
                return Some(event);
            }
        }
        None
    }
}

impl Lines {
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
    fn field(&mut self, line: &str) -> Option<Event<String>> {
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
