//! Percent-encoding (RFC 3986 §2.1). Decoding is exact: what is not well-formed is refused, never guessed at.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but unreserved characters (RFC 3986 §2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What no part of a URL may hold as it is.
const NEVER: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a query value with `allowReserved` cannot hold as it is, because it would end the value or read as a space.
const QUERY_VALUE: &AsciiSet = &NEVER.add(b'&').add(b'+');

/// What a path value with `allowReserved` cannot hold as it is, because it would end the segment or the path.
const PATH_VALUE: &AsciiSet = &NEVER.add(b'/').add(b'?');

/// Encodes everything but unreserved characters.
pub fn strict(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes a query value with `allowReserved`: reserved characters and percent-encoded triplets stay as they are.
pub fn reserved_query(text: &str) -> String {
    keep_triplets(text, QUERY_VALUE)
}

/// Encodes a path value with `allowReserved`.
pub fn reserved_path(text: &str) -> String {
    keep_triplets(text, PATH_VALUE)
}

/// Encodes what a URL can never hold, and leaves its delimiters alone: for text that is meant to be part of a URL.
pub fn literal(text: &str) -> String {
    keep_triplets(text, NEVER)
}

/// Appends the same.
pub fn push_literal(out: &mut String, text: &str) {
    push(out, text, NEVER);
}

fn keep_triplets(text: &str, set: &'static AsciiSet) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text, set);
    out
}

fn push(out: &mut String, text: &str, set: &'static AsciiSet) {
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        out.extend(utf8_percent_encode(before, set));
        let is_triplet = from
            .as_bytes()
            .get(1..3)
            .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        out.push_str(if is_triplet { "%" } else { "%25" });
        rest = from.get(1..).unwrap_or_default();
    }
    out.extend(utf8_percent_encode(rest, set));
}

/// Why text could not be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// A `%` without two hexadecimal digits.
    Escape,
    /// Bytes that are not UTF-8.
    Utf8,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Escape => "a `%` is not followed by two hexadecimal digits",
            Self::Utf8 => "it is not UTF-8",
        })
    }
}

/// Decodes percent-encoded text.
///
/// # Errors
///
/// [`Malformed`], where an escape is incomplete or the result is not UTF-8.
pub fn decode(text: &str) -> Result<String, Malformed> {
    let escapes_are_whole = text.split('%').skip(1).all(|rest| {
        let digits = rest.as_bytes().iter().take(2);
        digits.filter(|digit| digit.is_ascii_hexdigit()).count() == 2
    });
    if !escapes_are_whole {
        return Err(Malformed::Escape);
    }
    match percent_decode_str(text).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err(Malformed::Utf8),
    }
}

/// Decodes a name or value of a query string, in which `+` is a space (`application/x-www-form-urlencoded`).
///
/// # Errors
///
/// As [`decode`].
pub fn decode_query(text: &str) -> Result<String, Malformed> {
    if text.contains('+') {
        decode(&text.replace('+', " "))
    } else {
        decode(text)
    }
}
