//! Enumerations of strings.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

use super::super::strict::{Mode, at_least};

/// An enumeration of strings that keeps those it does not know.
pub trait StringEnum: for<'a> From<&'a str> {
    /// The strings that it knows.
    const VALUES: &'static [&'static str];

    /// Whether other strings are values just as well.
    const OPEN: bool = false;
}

/// Decodes a string into an enumeration.
///
/// # Errors
/// When it is no string.
pub fn read_enum<'de, T: StringEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(EnumVisitor(PhantomData))
}

/// The one visitor of all enumerations.
struct EnumVisitor<T>(PhantomData<T>);

impl<T: StringEnum> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        if at_least(Mode::Exact) && !T::OPEN && !T::VALUES.contains(&text) {
            return Err(E::custom(format_args!(
                "`{text}` is not one of {}",
                T::VALUES.join(", ")
            )));
        }
        Ok(T::from(text))
    }
}
