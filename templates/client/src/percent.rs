//! Percent-encoding (RFC 3986 §2.1).

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

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
pub(super) fn strict(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Encodes a query value with `allowReserved`: reserved characters and percent-encoded triplets stay as they are.
pub(super) fn reserved_query(text: &str) -> String {
    keep_triplets(text, QUERY_VALUE)
}

/// Encodes a path value with `allowReserved`.
pub(super) fn reserved_path(text: &str) -> String {
    keep_triplets(text, PATH_VALUE)
}

/// Encodes what a URL can never hold, and leaves its delimiters alone: for text that is meant to be part of a URL.
pub(super) fn literal(text: &str) -> String {
    keep_triplets(text, NEVER)
}

/// Appends the same.
pub(super) fn push_literal(out: &mut String, text: &str) {
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
