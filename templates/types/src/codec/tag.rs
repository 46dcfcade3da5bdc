//! Tags: values of the property that says which member of a union a value is.

use std::fmt;

use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::object::Object;
use super::writer::Writer;

/// A value of a discriminator. It is matched by type and value: the integer 1 is not the text "1".
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tag {
    /// A string.
    Text(&'static str),
    /// A whole number, however it is written: `1` and `1.0` are equal (JSON Schema 2020-12 core §4.2.3).
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
}

impl Tag {
    /// Whether a JSON value is this tag.
    pub(super) fn is(self, value: &Value) -> bool {
        match self {
            Self::Text(tag) => value == tag,
            // The comparison as floats is for numbers like `1.0`, which are exact.
            Self::Integer(tag) => value.as_i64().map_or_else(
                || value.as_f64().is_some_and(|value| value == tag as f64),
                |value| value == tag,
            ),
            Self::Number(tag) => value.as_f64().is_some_and(|value| value == tag),
            Self::Boolean(tag) => *value == tag,
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(tag) => f.write_str(tag),
            Self::Integer(tag) => tag.fmt(f),
            Self::Number(tag) => tag.fmt(f),
            Self::Boolean(tag) => tag.fmt(f),
        }
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Text(tag) => serializer.serialize_str(tag),
            Self::Integer(tag) => serializer.serialize_i64(tag),
            Self::Number(tag) => serializer.serialize_f64(tag),
            Self::Boolean(tag) => serializer.serialize_bool(tag),
        }
    }
}

/// Encodes a member of a union with its tag, which comes first. A field of the member for the same property is left out.
///
/// # Errors
/// When the serializer refuses a value.
pub fn write_tagged<T: Object, S: Serializer>(
    member: &T,
    property: &'static str,
    tag: Tag,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new(serializer.serialize_map(None)?, T::NAMES);
    writer.tag(property, tag);
    member.write(&mut writer);
    writer.end()
}

/// Encodes a member of a union. Its own field gives the tag; where that is empty, the tag is `default`, which comes last.
///
/// # Errors
/// When the serializer refuses a value.
pub fn write_with_default<T: Object, S: Serializer>(
    member: &T,
    property: &'static str,
    default: Tag,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new(serializer.serialize_map(None)?, T::NAMES);
    writer.default_tag(property);
    member.write(&mut writer);
    writer.end_with_tag(default)
}
