//! Types of time, which has no codecs for text of its own that are not macros.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Visitor};
use serde::ser::{Error as _, Serializer};
use time::error::{Format, Parse};
use time::format_description::well_known::{self, Iso8601};
use time::{Date, OffsetDateTime};

use super::adapter::Adapter;
use super::unix_time::Instant;

impl Instant for OffsetDateTime {
    fn from_seconds(seconds: i64) -> Option<Self> {
        Self::from_unix_timestamp(seconds).ok()
    }

    fn seconds(&self) -> i64 {
        self.unix_timestamp()
    }
}

/// What RFC 3339 has a form for.
pub trait Written: Sized {
    /// What it is, for messages.
    const WHAT: &'static str;

    /// Reads it.
    ///
    /// # Errors
    /// When the text has another form.
    fn read(text: &str) -> Result<Self, Parse>;

    /// Writes it.
    ///
    /// # Errors
    /// When the form has no room for the value, such as the year 10000.
    fn write(&self) -> Result<String, Format>;
}

impl Written for OffsetDateTime {
    const WHAT: &'static str = "a time such as 2024-02-29T12:00:00Z";

    fn read(text: &str) -> Result<Self, Parse> {
        Self::parse(text, &well_known::Rfc3339)
    }

    fn write(&self) -> Result<String, Format> {
        self.format(&well_known::Rfc3339)
    }
}

impl Written for Date {
    const WHAT: &'static str = "a date such as 2024-02-29";

    fn read(text: &str) -> Result<Self, Parse> {
        Self::parse(text, &Iso8601::DATE)
    }

    fn write(&self) -> Result<String, Format> {
        self.format(&Iso8601::DATE)
    }
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
