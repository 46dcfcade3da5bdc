//! Dates and times as text.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Visitor};
use serde::ser::{Error as _, Serializer};

use super::adapter::Adapter;

/// What RFC 3339 has a form for.
pub trait Written: Sized {
    /// What it is, for messages.
    const WHAT: &'static str;

    /// Why a text cannot be read.
    type ReadError: fmt::Display;

    /// Why there is no text.
    type WriteError: fmt::Display;

    /// Reads it.
    ///
    /// # Errors
    /// When the text has another form.
    fn read(text: &str) -> Result<Self, Self::ReadError>;

    /// Writes it.
    ///
    /// # Errors
    /// When the form has no room for the value, such as the year 10000.
    fn write(&self) -> Result<String, Self::WriteError>;
}

/// Dates and times in the forms of RFC 3339.
pub struct Rfc3339;

impl<T: Written> Adapter<T> for Rfc3339 {
    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.write().map_err(S::Error::custom)?)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }
}

struct Text<T>(PhantomData<T>);

impl<T: Written> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::WHAT)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        T::read(text).map_err(|error| E::custom(format_args!("not {}: {error}", T::WHAT)))
    }
}
