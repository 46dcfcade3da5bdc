//! Times of chrono as text: its own codecs write them letter by letter, and are most of the time that writing an object
//! with one takes.

use std::convert::Infallible;

use chrono::{DateTime, ParseError, SecondsFormat, Utc};

use super::rfc3339::Written;

impl Written for DateTime<Utc> {
    const WHAT: &'static str = "a time such as 2024-02-29T12:00:00Z";
    type ReadError = ParseError;
    type WriteError = Infallible;

    fn read(text: &str) -> Result<Self, ParseError> {
        // The second form is chrono's, which takes a space for the T, and takes longer.
        let time = DateTime::parse_from_rfc3339(text).or_else(|_| text.parse());
        time.map(|time| time.with_timezone(&Utc))
    }

    fn write(&self) -> Result<String, Infallible> {
        Ok(self.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}
