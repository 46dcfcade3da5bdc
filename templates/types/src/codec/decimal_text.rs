//! Decimal numbers as text.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

use super::adapter::Adapter;

/// Decimal numbers as text, every digit kept: `1.50` stays `1.50`.
pub struct DecimalText;

impl Adapter<Decimal> for DecimalText {
    fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number as a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
        let number = Decimal::from_str_exact(text).or_else(|error| Decimal::from_scientific(text).map_err(|_| error));
        number.map_err(|error| E::custom(format_args!("not a decimal number: {error}")))
    }
}
