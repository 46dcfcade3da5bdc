//! Texts by format, length and pattern.

use super::pattern::Pattern;
use super::value::Maker;
use crate::model::{Constraints, StringFormat};

/// What texts that nothing is said of are made of.
const WORDS: &[&str] = &["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "harbor"];

/// Texts are no longer than this, whatever is demanded.
const LONGEST: u64 = 10_000;

impl Maker<'_, '_> {
    pub(super) fn text(&mut self, format: &StringFormat, constraints: &Constraints) -> String {
        let least = constraints.min_length.unwrap_or_default().min(LONGEST);
        let most = constraints.max_length;
        if let Some(pattern) = &constraints.pattern
            && (self.attempt > 0 || matches!(format, StringFormat::Unspecified | StringFormat::Other(_)))
            && let Some(text) = self.matching(pattern, least, most)
        {
            return text;
        }
        let text = self.of_format(format);
        self.sized(text, format, least, most)
    }

    /// A text in which a pattern is found, of so many characters; `None` if none was found.
    pub(super) fn matching(&mut self, pattern: &str, least: u64, most: Option<u64>) -> Option<String> {
        let pattern = Pattern::parse(pattern)?;
        let fits = |text: &String| {
            let count = text.chars().count() as u64;
            count >= least && most.is_none_or(|most| count <= most) && pattern.is_in(text)
        };
        for attempt in 0..64 {
            let mut text = pattern.make(&mut self.random, attempt);
            if fits(&text) {
                return Some(text);
            }
            let missing = usize::try_from(least)
                .unwrap_or_default()
                .saturating_sub(text.chars().count());
            text.push_str(&"a".repeat(missing));
            if fits(&text) {
                return Some(text);
            }
        }
        None
    }

    fn of_format(&mut self, format: &StringFormat) -> String {
        let word = self.random.pick(WORDS).copied().unwrap_or_default();
        let (n, day) = (self.random.below(100), 1 + self.random.below(28));
        let (hour, minute) = (self.random.below(24), self.random.below(60));
        let month = 1 + self.random.below(12);
        match format {
            StringFormat::Uuid => {
                let (a, b) = (self.random.next(), self.random.next());
                let (low, high) = (a >> 32, a & 0xffff);
                format!(
                    "{low:08x}-{high:04x}-4{:03x}-8{:03x}-{:012x}",
                    b & 0xfff,
                    (b >> 12) & 0xfff,
                    b >> 24 & 0xffff_ffff_ffff
                )
            }
            StringFormat::Date => format!("2024-{month:02}-{day:02}"),
            StringFormat::DateTime => format!("2024-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"),
            StringFormat::Time => format!("{hour:02}:{minute:02}:00Z"),
            StringFormat::Duration => format!("PT{}H", 1 + n),
            StringFormat::Byte | StringFormat::Base64Url => "c3BlY2ltZW4x".to_owned(),
            StringFormat::Decimal => format!("{n}.25"),
            StringFormat::Uri => format!("https://example.com/{word}/{n}"),
            StringFormat::UriReference => format!("/{word}/{n}"),
            StringFormat::Hostname => format!("{word}{n}.example.com"),
            StringFormat::Email => format!("{word}{n}@example.com"),
            StringFormat::Ipv4 => format!("192.0.2.{n}"),
            StringFormat::Ipv6 => format!("2001:db8::{}", 1 + n),
            StringFormat::Other(name) => match name.as_str() {
                "idn-email" => format!("{word}{n}@example.com"),
                "idn-hostname" => format!("{word}{n}.example.com"),
                "url" | "iri" => format!("https://example.com/{word}/{n}"),
                "iri-reference" => format!("/{word}/{n}"),
                "json-pointer" => format!("/{word}/{n}"),
                "relative-json-pointer" => "0".to_owned(),
                "uri-template" => format!("/{word}/{{id}}"),
                "regex" => format!("^{word}$"),
                _ => format!("{word}{n}"),
            },
            StringFormat::Unspecified | StringFormat::Binary | StringFormat::File | StringFormat::Password => {
                format!("{word}{n}")
            }
        }
    }

    /// A text made as long as it must be, where its format stands that.
    fn sized(&mut self, mut text: String, format: &StringFormat, least: u64, most: Option<u64>) -> String {
        let count = text.chars().count() as u64;
        if count < least {
            let missing = usize::try_from(least - count).unwrap_or_default();
            match format {
                StringFormat::Byte | StringFormat::Base64Url => text.push_str(&"c3Bl".repeat(missing.div_ceil(4))),
                StringFormat::Email => text.insert_str(0, &"a".repeat(missing)),
                _ => text.push_str(&"a".repeat(missing)),
            }
        }
        match most.and_then(|most| usize::try_from(most).ok()) {
            Some(most) if text.chars().count() > most => match format {
                StringFormat::Email if most >= 5 => "a@b.c".to_owned(),
                StringFormat::Decimal => "1".to_owned(),
                _ => text.chars().take(most).collect(),
            },
            _ => text,
        }
    }
}
