//! Types of chrono that its own codecs do not write as the description says.

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
