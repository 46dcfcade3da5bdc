//! Rules as data: what can change, what it means, and how heavy it weighs by default.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// How heavy a change weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing that worked stops to work.
    #[default]
    Info,
    /// The descriptions cannot tell whether something stops to work.
    Warning,
    /// A peer that kept to the old description can fail under the new one.
    Error,
}

/// One kind of change.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id; the reference's (oasdiff) where the meaning is the same.
    pub id: String,
    /// How heavy it weighs unless the settings say otherwise.
    pub level: Level,
    /// What changed, as a sentence about a subject.
    pub meaning: String,
    /// What that does to an old peer of a new one.
    pub wire: String,
    /// What that does to Rust that was written against the generated crates.
    pub rust: String,
    /// The ids of the reference that it corresponds to; none where the reference has no such rule.
    pub oasdiff: Vec<String>,
}

/// All rules, in the order of the tables.
pub fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(Vec::new);
    &RULES
}

impl Level {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
