//! Rules as data: what can change, what it means, and how heavy it weighs by default.
//!
//! A change of a schema has a *kind* (`max-length-decreased`); where the schema is used makes the rule of it
//! (`request-property-max-length-decreased`). Changes of anything else are rules of their own. Ids are those of
//! oasdiff where the meaning is the same.

mod bounds;
mod document;
mod kind;
mod lifecycle;
mod object;
mod operation;
mod parameter;
mod position;
mod response;
mod security;
mod single;
mod structure;
#[cfg(test)]
mod tests;
mod types;
mod values;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub(super) use position::Position;

use super::Direction;

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

/// One kind of change at one kind of place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Its id; the reference's (oasdiff) where the meaning is the same.
    pub id: String,
    /// How heavy it weighs unless the settings say otherwise.
    pub level: Level,
    /// What changed, as a sentence.
    pub meaning: String,
    /// What that does to an old peer of a new one.
    pub wire: &'static str,
    /// What that does to Rust that was written against the generated crates.
    pub rust: &'static str,
    /// The ids of the reference that it corresponds to; none where the reference has no such rule.
    pub oasdiff: Vec<String>,
}

/// All rules, with where each is.
struct Table {
    rules: Vec<Rule>,
    by_id: BTreeMap<String, usize>,
}

/// Changes of schemas, by area.
const KINDS: [&[kind::Kind]; 6] = [
    bounds::KINDS,
    values::KINDS,
    types::KINDS,
    structure::KINDS,
    object::KINDS,
    lifecycle::KINDS,
];

/// The kind of change that the ids of its rules end with.
fn kind(stem: &str) -> Option<&'static kind::Kind> {
    KINDS.iter().flat_map(|area| area.iter()).find(|kind| kind.stem == stem)
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut rules = Vec::new();
    for area in KINDS {
        rules.extend(area.iter().flat_map(kind::Kind::rules));
    }
    for area in [
        object::RULES,
        parameter::RULES,
        operation::RULES,
        lifecycle::RULES,
        response::RULES,
        security::RULES,
        document::RULES,
    ] {
        rules.extend(area.iter().map(single::Single::rule));
    }
    let by_id = rules.iter().enumerate().map(|(i, rule)| (rule.id.clone(), i));
    let by_id = by_id.collect();
    Table { rules, by_id }
});

/// All rules, in the order of the tables.
pub fn rules() -> &'static [Rule] {
    &TABLE.rules
}

impl Rule {
    /// Who sends what changed, by the beginning of its id.
    pub fn direction(&self) -> Direction {
        let starts = |prefixes: [&str; 3]| prefixes.iter().any(|prefix| self.id.starts_with(prefix));
        if starts(["request-", "new-", "api-security-"]) {
            Direction::Request
        } else if starts(["response-", "required-response-", "optional-response-"]) {
            Direction::Response
        } else {
            Direction::Both
        }
    }

    /// The rule of that id.
    pub fn find(id: &str) -> Option<&'static Self> {
        TABLE.rules.get(*TABLE.by_id.get(id)?)
    }
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
