//! Decimal numbers as JSON numbers.

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use super::adapter::Adapter;

/// Decimal numbers as JSON numbers, by their text: no digit goes through a binary fraction.
pub struct DecimalNumber;

impl Adapter<Decimal> for DecimalNumber {
    fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        let text = RawValue::from_string(value.to_string()).map_err(S::Error::custom)?;
        text.serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let text = text.get();
        let number = Decimal::from_str_exact(text).or_else(|error| Decimal::from_scientific(text).map_err(|_| error));
        number.map_err(|error| D::Error::custom(format_args!("not a decimal number: {error}")))
    }
}
