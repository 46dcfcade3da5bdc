//! JSON texts, each on a line or after a record separator.

use bytes::{Bytes, BytesMut};
use serde::de::IgnoredAny;

use super::Split;

const RECORD_SEPARATOR: u8 = 0x1E;

/// Bytes to JSON texts.
#[derive(Debug, Default)]
pub struct Texts {
    buffer: BytesMut,
    /// How much of the buffer was gone through without finding an end.
    seen: usize,
    ended: bool,
}

impl Split for Texts {
    type Piece = Bytes;

    fn push(&mut self, chunk: &[u8]) {
        self.buffer.extend_from_slice(chunk);
    }

    fn end(&mut self) {
        self.ended = true;
    }

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
