//! Media type names and ranges (RFC 9110 §8.3, §12.5.1).

use std::fmt;

/// A media type or range as written in a `content` map, such as `application/json; charset=utf-8` or `text/*`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MediaRange(String);

/// How a body of some media type is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyKind {
    /// `application/json`, any `+json`, and `*/*` with a schema that JSON can say.
    Json,
    /// `text/*` with a string schema.
    Text,
    /// `application/x-www-form-urlencoded`: the properties of an object, as pairs.
    Form,
    /// `multipart/form-data` and others of `multipart`: the properties of an object, or the items of an array, as parts; files
    /// among them are streams.
    Multipart,
    /// XML, where the schema says more than text.
    Xml,
    /// A sequence of values that is read and written as it comes; the schema is that of one (OAS 3.2.0 §4.14.3.1).
    Sequence(Framing),
    /// Anything else: the bytes, as they are.
    Bytes,
}

/// How the values of a sequence are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Framing {
    /// JSON, a line each: `application/jsonl`, `application/x-ndjson`.
    Lines,
    /// JSON, each after a record separator: `application/json-seq` (RFC 7464).
    Records,
    /// Server-sent events; a value is the data of one, in JSON.
    Events,
    /// Server-sent events; a value is the data of one, as text.
    TextEvents,
    /// Server-sent events; a value is an object of the fields of one.
    EventObjects,
}

impl MediaRange {
    /// Takes the key of a content map, as written.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as written, parameters included.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `type/subtype` in lower case, without parameters.
    pub fn essence(&self) -> String {
        self.0.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The text without a parameter.
    pub(crate) fn without(&self, parameter: &str) -> String {
        let is_other = |part: &&str| {
            let name = part.split('=').next().unwrap_or_default();
            !name.trim().eq_ignore_ascii_case(parameter)
        };
        self.0.split(';').filter(is_other).collect::<Vec<_>>().join(";")
    }

    /// Whether it is JSON: `application/json`, `text/json`, or a `+json` suffix (RFC 6839 §3.1).
    pub fn is_json(&self) -> bool {
        let essence = self.essence();
        matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
    }

    /// Whether it is `*/*`, `type/*` or `type/*+suffix`, which no body can be labelled with.
    pub fn is_range(&self) -> bool {
        self.essence().contains('*')
    }
}

impl fmt::Display for MediaRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
