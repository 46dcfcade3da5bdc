//! Where callbacks go: text with runtime expressions in it (OAS 3.1.1 §4.8.18.1, §4.8.20.4), as data.

use std::error::Error;
use std::fmt;

use super::callback_exchange::{Exchange, ExchangePart};
use super::percent;

/// Where a callback goes, as the description says it.
#[derive(Debug)]
pub struct Target {
    text: &'static str,
    pieces: &'static [Piece],
}

/// A piece of a [`Target`].
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// Text that is always there.
    Text(&'static str),
    /// A value of the exchange, by what it is part of and its name there; of a body, by JSON Pointer (RFC 6901).
    Value(ExchangePart, &'static str),
}

impl Target {
    /// A target that is written as `text`, and made of `pieces`.
    pub const fn new(text: &'static str, pieces: &'static [Piece]) -> Self {
        Self { text, pieces }
    }

    /// The URL that a callback goes to because of an exchange.
    ///
    /// What it begins with is taken as it is; values further back, after the host, are percent-encoded. The caller of the
    /// API chose the URL: see to it that it leads nowhere that you would not send to.
    ///
    /// # Errors
    ///
    /// When the exchange lacks a value, or has something else there than text, a number or a boolean.
    pub fn url(&self, exchange: &Exchange) -> Result<String, TargetError> {
        let mut url = String::new();
        for piece in self.pieces {
            match piece {
                Piece::Text(text) => url.push_str(text),
                Piece::Value(part, name) => {
                    let value = exchange.text(*part, name).map_err(|reason| TargetError {
                        target: self.text,
                        expression: part.expression(name),
                        reason,
                    })?;
                    match is_behind_host(&url) {
                        true => url.push_str(&percent::strict(&value)),
                        false => url.push_str(&value),
                    }
                }
            }
        }
        Ok(url)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

/// Whether what is added to a URL is part of its path or query.
fn is_behind_host(url: &str) -> bool {
    let after = url.split_once("://").map_or(url, |(_, after)| after);
    after.contains(['/', '?', '#'])
}

/// Why there is no URL for a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetError {
    /// Where the callback goes, as the description says it.
    pub target: &'static str,
    /// The expression that has no value.
    pub expression: String,
    /// What lacks.
    pub reason: String,
}

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            target,
            expression,
            reason,
        } = self;
        write!(f, "no URL for the callback to `{target}`: `{expression}`: {reason}")
    }
}

impl Error for TargetError {}
