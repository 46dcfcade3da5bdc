//! Types of time, which has no codecs for text of its own that are not macros.

use time::error::{Format, Parse};
use time::format_description::well_known::{self, Iso8601};
use time::{Date, OffsetDateTime};

use super::rfc3339::Written;
use super::unix_time::Instant;

impl Instant for OffsetDateTime {
    fn from_seconds(seconds: i64) -> Option<Self> {
        Self::from_unix_timestamp(seconds).ok()
    }

    fn seconds(&self) -> i64 {
        self.unix_timestamp()
    }
}

impl Written for OffsetDateTime {
    const WHAT: &'static str = "a time such as 2024-02-29T12:00:00Z";
    type ReadError = Parse;
    type WriteError = Format;

    fn read(text: &str) -> Result<Self, Parse> {
        Self::parse(text, &well_known::Rfc3339)
    }

    fn write(&self) -> Result<String, Format> {
        self.format(&well_known::Rfc3339)
    }
}

impl Written for Date {
    const WHAT: &'static str = "a date such as 2024-02-29";
    type ReadError = Parse;
    type WriteError = Format;

    fn read(text: &str) -> Result<Self, Parse> {
        Self::parse(text, &Iso8601::DATE)
    }

    fn write(&self) -> Result<String, Format> {
        self.format(&Iso8601::DATE)
    }
}
