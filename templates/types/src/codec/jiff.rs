//! Types of jiff that its own codecs do not write as the description says.

use std::fmt;

use jiff::fmt::temporal::SpanParser;
use jiff::{SpanFieldwise, Timestamp};
use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

use super::adapter::Adapter;
use super::unix_time::Instant;

impl Instant for Timestamp {
    fn from_seconds(seconds: i64) -> Option<Self> {
        Self::from_second(seconds).ok()
    }

    fn seconds(&self) -> i64 {
        self.as_second()
    }
}

/// Durations such as `P1Y2M3DT4H5M6S` (ISO 8601).
pub struct Iso8601;

impl Adapter<SpanFieldwise> for Iso8601 {
    fn serialize<S: Serializer>(value: &SpanFieldwise, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&value.0)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SpanFieldwise, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = SpanFieldwise;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a duration such as P1DT12H")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<SpanFieldwise, E> {
        static PARSER: SpanParser = SpanParser::new();
        let span = PARSER.parse_span(text);
        span.map(SpanFieldwise)
            .map_err(|error| E::custom(format_args!("not a duration: {error}")))
    }
}
