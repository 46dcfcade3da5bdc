//! The index of JSON text. YAML parsers stumble over tabs and over surrogate escapes, so JSON has a scanner of its own.

use super::Index;
use super::builder::Builder;

/// Scans the text; it is taken to be well-formed.
pub(super) fn index(text: &str) -> Index {
    let mut builder = Builder::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let end = match byte {
            b'"' => end_of_string(bytes, at),
            b'{' | b'[' | b'}' | b']' | b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => at + 1,
            _ => end_of_word(bytes, at),
        };
        let done = match byte {
            b'{' | b'[' => builder.open(*byte == b'{', at..end).is_err(),
            b'}' | b']' => {
                builder.close();
                false
            }
            b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => false,
            b'"' if builder.expects_key() => {
                builder.key(&unescape(text.get(at..end).unwrap_or_default()), at..end);
                false
            }
            _ => builder.scalar(at..end).is_err(),
        };
        if done {
            break;
        }
        at = end;
    }
    builder.finish()
}

/// The offset after the closing quote of the string that starts at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => return at + 1,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

/// The offset after the number or the name that starts at `start`.
fn end_of_word(bytes: &[u8], start: usize) -> usize {
    let is_end =
        |byte: &u8| matches!(byte, b'{' | b'[' | b'}' | b']' | b',' | b':' | b'"') || byte.is_ascii_whitespace();
    let rest = bytes.get(start + 1..).unwrap_or_default();
    start + 1 + rest.iter().position(is_end).unwrap_or(rest.len())
}

/// The text of a string with its quotes.
fn unescape(quoted: &str) -> String {
    let plain = || quoted.trim_matches('"').to_owned();
    if quoted.contains('\\') {
        serde_json::from_str(quoted).unwrap_or_else(|_| plain())
    } else {
        plain()
    }
}
