//! What users can choose for a comparison.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Level;

/// Choices for a comparison. Unknown keys are an error.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Settings {
    /// Levels by rule id, in place of the rules' own; `off` says nothing of such changes.
    pub levels: BTreeMap<String, Choice>,
    /// For how many days what is deprecated must go on working, by stability level; none without.
    pub days: Days,
    /// Today, as `2026-02-28`; sunset dates are not compared with it where it is absent.
    pub today: Option<String>,
}

/// The level of a rule, or that it is switched off.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// Nothing is reported.
    Off,
    /// As [`Level::Info`].
    Info,
    /// As [`Level::Warning`].
    Warning,
    /// As [`Level::Error`].
    Error,
}

/// Days between deprecation and sunset.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Days {
    /// Of what is `beta`.
    pub beta: u32,
    /// Of what is `stable`, or says nothing.
    pub stable: u32,
}

impl Settings {
    /// Reads settings from TOML.
    ///
    /// # Errors
    ///
    /// If the text is not TOML or names an unknown setting; the error has line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// With today's date by the clock (UTC).
    #[must_use]
    pub fn as_of_now(mut self) -> Self {
        let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
        self.today = Some(now.date().to_string());
        self
    }
}

impl Choice {
    /// The level; `None` where the rule is off.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Info => Some(Level::Info),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}
