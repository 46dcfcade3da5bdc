//! Points in time as numbers.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::Serializer;

use super::adapter::Adapter;

/// A point in time of some library.
pub trait Instant: Sized {
    /// The point in time so many seconds after 1970 began; `None` beyond the library's reach.
    fn from_seconds(seconds: i64) -> Option<Self>;

    /// The whole seconds since 1970 began.
    fn seconds(&self) -> i64;
}

/// Points in time as seconds since 1970 (UTC, without leap seconds).
pub struct UnixTime;

impl<T: Instant> Adapter<T> for UnixTime {
    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(value.seconds())
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let seconds = i64::deserialize(deserializer)?;
        T::from_seconds(seconds).ok_or_else(|| D::Error::custom(format_args!("{seconds} is out of range for a time")))
    }
}
