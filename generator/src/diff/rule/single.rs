//! Rules of changes that are no schema's.

use super::{Level, Rule};

/// One rule.
pub(super) struct Single {
    /// Its id.
    pub(super) id: &'static str,
    /// How heavy it weighs: `E`, `W` or `I`.
    pub(super) level: char,
    /// The ids of the reference, separated by blanks; `=` for the same.
    pub(super) oasdiff: &'static str,
    /// What changed.
    pub(super) meaning: &'static str,
    /// What that does on the wire.
    pub(super) wire: &'static str,
    /// What that does to Rust.
    pub(super) rust: &'static str,
}

impl Single {
    /// The rule.
    pub(super) fn rule(&self) -> Rule {
        let ids = self.oasdiff.split_whitespace();
        let ids = ids.map(|id| if id == "=" { self.id } else { id });
        Rule {
            id: self.id.to_owned(),
            level: match self.level {
                'E' => Level::Error,
                'W' => Level::Warning,
                _ => Level::Info,
            },
            meaning: self.meaning.to_owned(),
            wire: self.wire,
            rust: self.rust,
            oasdiff: ids.map(str::to_owned).collect(),
        }
    }
}

/// Writes a table of rules: id, level, reference, meaning; what they do on the wire and to Rust stands before each
/// group.
macro_rules! singles {
    ($($wire:literal, $rust:literal { $($id:literal $level:literal $oasdiff:literal $meaning:literal;)+ })+) => {
        pub(super) const RULES: &[super::single::Single] = &[$($(super::single::Single {
            id: $id,
            level: $level,
            oasdiff: $oasdiff,
            meaning: $meaning,
            wire: $wire,
            rust: $rust,
        },)+)+];
    };
}
pub(super) use singles;
