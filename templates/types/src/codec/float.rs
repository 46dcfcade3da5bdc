//! Numbers as JSON writes them.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serializer};

use super::adapter::Adapter;

/// Floating-point numbers: whole ones are written without a fraction (`1`, not `1.0`), as peers expect that read them
/// into integers; NaN and the infinities, which JSON does not have, are refused.
pub struct Float;

/// Below this, every whole number has a representation of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Adapter<f64> for Float {
    fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        match whole(*value) {
            Some(whole) => serializer.serialize_i64(whole),
            None if value.is_finite() => serializer.serialize_f64(*value),
            None => Err(not_finite()),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        f64::deserialize(deserializer)
    }
}

impl Adapter<f32> for Float {
    fn serialize<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
        match whole(f64::from(*value)) {
            Some(whole) => serializer.serialize_i64(whole),
            None if value.is_finite() => serializer.serialize_f32(*value),
            None => Err(not_finite()),
        }
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
        f32::deserialize(deserializer)
    }
}

/// The value as an integer, if it is exactly that.
fn whole(value: f64) -> Option<i64> {
    // The cast is exact: whole, and far inside the range.
    (value.abs() < EXACT && value.fract() == 0.0).then_some(value as i64)
}

fn not_finite<E: Error>() -> E {
    E::custom("JSON has no NaN and no infinity")
}
