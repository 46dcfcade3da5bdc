//! Whole numbers however they are written.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use super::adapter::Adapter;

/// Integers, which `1.0` and `1e3` are too (JSON Schema 2020-12 core §4.2.3).
pub struct Integer;

impl<T: TryFrom<i64> + TryFrom<u64> + Serialize> Adapter<T> for Integer {
    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_i64(Whole(PhantomData))
    }
}

/// The visitor of integers.
struct Whole<T>(PhantomData<T>);

/// The powers of two that bound 64-bit integers.
const MIN_I64: f64 = -9_223_372_036_854_775_808.0;
const END_I64: f64 = 9_223_372_036_854_775_808.0;
const END_U64: f64 = 18_446_744_073_709_551_616.0;

impl<T: TryFrom<i64> + TryFrom<u64>> Visitor<'_> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        T::try_from(number).map_err(|_| E::custom(format_args!("{number} is out of range")))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::try_from(number).map_err(|_| E::custom(format_args!("{number} is out of range")))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        if number.fract() != 0.0 {
            return Err(E::invalid_type(Unexpected::Float(number), &self));
        }
        // The casts are exact: whole, and inside the range. The least integer itself never comes as a float; what does is
        // a number below it that was rounded.
        if MIN_I64 < number && number < END_I64 {
            self.visit_i64(number as i64)
        } else if (END_I64..END_U64).contains(&number) {
            self.visit_u64(number as u64)
        } else {
            Err(E::custom(format_args!("{number} is out of range")))
        }
    }
}
