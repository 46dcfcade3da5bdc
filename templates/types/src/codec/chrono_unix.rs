//! Points in time of chrono as numbers.

use chrono::{DateTime, Utc};

use super::unix_time::Instant;

impl Instant for DateTime<Utc> {
    fn from_seconds(seconds: i64) -> Option<Self> {
        Self::from_timestamp(seconds, 0)
    }

    fn seconds(&self) -> i64 {
        self.timestamp()
    }
}
