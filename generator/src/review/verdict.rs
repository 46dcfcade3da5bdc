//! Whether a review fails.

use std::fmt;
use std::str::FromStr;

use super::{Comparison, Item, Review};
use crate::diff::{Bump, Level};

/// What makes a review fail. What was accepted never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailOn {
    /// A finding whose level is error: a peer that kept to the old description can fail.
    Breaking,
    /// That, or Rust written against a generated crate that may not compile any more.
    SourceBreaking,
    /// Any finding.
    Any,
}

impl FailOn {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Breaking, Self::SourceBreaking, Self::Any];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::SourceBreaking => "source-breaking",
            Self::Any => "any",
        }
    }

    /// Whether a review fails.
    pub fn fails(self, review: &Review) -> bool {
        let mut items = review.items().filter(|item| item.accepted.is_none());
        match self {
            Self::Breaking => items.any(|item| item.finding.level == Level::Error),
            Self::SourceBreaking => items.any(breaks_source) || review.comparisons.iter().any(renames),
            Self::Any => items.next().is_some(),
        }
    }
}

fn breaks_source(item: Item<'_>) -> bool {
    let finding = item.finding;
    let breaks = if item.comparison.report.rust.compared {
        let bumps = finding.bumps;
        [bumps.types, bumps.client, bumps.server].contains(&Bump::Major)
    } else {
        // What the rules say of Rust decides.
        finding.audiences.client.max(finding.audiences.server) > Level::Info
    };
    finding.level == Level::Error || breaks
}

/// Whether items that changed by no finding break source.
fn renames(comparison: &Comparison) -> bool {
    let mut others = comparison.report.rust.others.iter();
    others.any(|effect| effect.bump == Bump::Major)
}

impl fmt::Display for FailOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.iter().find(|kind| kind.as_str() == text);
        found.copied().ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
            format!("one of {} is meant", names.join(", "))
        })
    }
}
