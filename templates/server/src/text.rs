//! Percent-encoding (RFC 3986 §2.1), decoded exactly: what is not well-formed is refused, never guessed at.

use std::fmt;

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
    match percent_encoding::percent_decode_str(text).decode_utf8() {
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
