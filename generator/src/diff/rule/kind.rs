//! Kinds of change of a schema, which are one rule for each place where schemas are used.

use super::super::Direction;
use super::{Level, Position, Rule};

/// One kind of change of a schema.
pub(super) struct Kind {
    /// The second half of the rules' ids.
    pub(super) stem: &'static str,
    /// What it does to the values that are allowed.
    pub(super) effect: Effect,
    /// The level by [`Position`]: `E`, `W`, `I` as the reference has it, in lower case where the reference has the rule and
    /// another level; `3`, `2`, `1` where it has no such rule; `-` where it has none and the effect decides; `.`
    /// where the change cannot be.
    pub(super) levels: &'static str,
    /// What changed.
    pub(super) meaning: &'static str,
    /// What it does to Rust.
    pub(super) rust: &'static str,
}

/// What a change does to the values that are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Some are not allowed any more.
    Narrows,
    /// More are allowed.
    Widens,
    /// Both.
    Changes,
    /// The same are allowed.
    Notes,
}

impl Effect {
    /// How heavy it weighs for values that are sent in a direction.
    fn level(self, position: Position) -> Level {
        if position.is_never_sent() {
            return Level::Info;
        }
        match (self, position.direction()) {
            (Self::Notes, _)
            | (Self::Widens, Direction::Request)
            | (Self::Narrows, Direction::Response | Direction::Both) => Level::Info,
            (Self::Widens, Direction::Response | Direction::Both)
            | (Self::Narrows, Direction::Request)
            | (Self::Changes, _) => Level::Error,
        }
    }

    fn wire(self, position: Position) -> &'static str {
        if position.is_never_sent() {
            return "Nothing: such values are not sent.";
        }
        match (self, position.direction()) {
            (Self::Notes, _) => "Nothing: the same values are allowed.",
            (Self::Widens, Direction::Request) => "Every request that was allowed still is.",
            (Self::Narrows, Direction::Request) => "Requests that the old description allows may be refused.",
            (Self::Changes, Direction::Request) => {
                "Requests that the old description allows may be refused, and others are expected."
            }
            (Self::Narrows, Direction::Response | Direction::Both) => {
                "Every response that is allowed now was allowed before."
            }
            (Self::Widens, Direction::Response | Direction::Both) => {
                "Responses may hold values that readers of the old description do not expect."
            }
            (Self::Changes, Direction::Response | Direction::Both) => {
                "Responses hold other values than readers of the old description expect."
            }
        }
    }
}

impl Kind {
    /// Whether the reference has a rule in a column.
    fn has(&self, column: usize) -> bool {
        self.levels.chars().nth(column).is_some_and(char::is_alphabetic)
    }

    /// The ids of the reference, with those that it has for the same change beside or instead.
    fn oasdiff(&self, position: Position, column: usize, cell: char) -> Vec<String> {
        let mut ids = self.own_oasdiff(position, cell);
        for kind in also(self.stem).iter().filter_map(|stem| super::kind(stem)) {
            let cell = kind.levels.chars().nth(column).unwrap_or('-');
            ids.extend(kind.own_oasdiff(position, cell));
        }
        ids
    }

    /// The ids of the reference. It has some of its rules for parameters only where they are header fields.
    fn own_oasdiff(&self, position: Position, cell: char) -> Vec<String> {
        match (position, self.stem) {
            (Position::RequestParameter, "became-enum") => {
                ["request-parameter-became-enum", "request-header-property-became-enum"]
                    .map(str::to_owned)
                    .to_vec()
            }
            (Position::RequestParameterProperty, "became-enum" | "became-required") => {
                vec![format!("request-header-property-{}", self.stem)]
            }
            (Position::ResponseBody, "enum-value-removed") => vec!["response-mediatype-enum-value-removed".to_owned()],
            // It does not tell items of a parameter from the parameter.
            (Position::RequestParameterProperty, stem) if cell == '-' && self.has(3) => {
                vec![format!("request-parameter-{stem}")]
            }
            // It does not tell what is never sent apart.
            (Position::RequestReadOnly, stem) if cell == '-' && self.has(1) => {
                vec![format!("request-property-{stem}")]
            }
            (Position::ResponseWriteOnly, stem) if cell == '-' && self.has(6) => {
                vec![format!("response-property-{stem}")]
            }
            _ if cell == '-' || cell.is_ascii_digit() => Vec::new(),
            _ => vec![format!("{}{}", position.prefix(), self.stem)],
        }
    }

    /// The rules, one for each place.
    pub(super) fn rules(&self) -> impl Iterator<Item = Rule> + '_ {
        let cells = self.levels.chars().chain(std::iter::repeat('-'));
        let columns = Position::ALL.into_iter().zip(cells).enumerate();
        let columns = columns.filter(|(_, (_, cell))| *cell != '.');
        columns.map(|(column, (position, cell))| {
            let id = format!("{}{}", position.prefix(), self.stem);
            let level = match cell {
                'E' | 'e' | '3' => Level::Error,
                'W' | 'w' | '2' => Level::Warning,
                'I' | 'i' | '1' => Level::Info,
                _ => self.effect.level(position),
            };
            Rule {
                level,
                meaning: format!("{}: {}.", position.noun(), self.meaning),
                wire: self.effect.wire(position),
                rust: self.rust,
                oasdiff: self.oasdiff(position, column, cell),
                id,
            }
        })
    }
}

/// Kinds of change that the reference sees in one: it takes a bound that is absent for 0, a list that is absent for one
/// without values, and what is no union for a union of nothing.
fn also(stem: &str) -> &'static [&'static str] {
    match stem {
        "min-length-set" => &["min-length-increased"],
        "min-length-unset" => &["min-length-decreased"],
        "min-items-set" => &["min-items-increased"],
        "min-items-unset" => &["min-items-decreased"],
        "pattern-generalized" => &["pattern-changed"],
        "became-enum" => &["enum-value-added"],
        "became-not-enum" => &["enum-value-removed"],
        "became-required-with-default" => &["became-required"],
        "type-generalized" | "type-specialized" => &["type-changed"],
        "one-of-became-any-of" => &["one-of-removed", "any-of-added"],
        "any-of-became-one-of" => &["any-of-removed", "one-of-added"],
        "wrapped-in-one-of" => &["one-of-added", "type-changed"],
        "wrapped-in-any-of" => &["any-of-added", "type-changed"],
        "unwrapped" => &["one-of-removed", "any-of-removed", "type-changed"],
        _ => &[],
    }
}

/// Writes a table of kinds: stem, effect, levels, meaning; what it does to Rust stands before each group.
macro_rules! kinds {
    ($($rust:literal { $($stem:literal $effect:ident $levels:literal $meaning:literal;)+ })+) => {
        pub(super) const KINDS: &[super::kind::Kind] = &[$($(super::kind::Kind {
            stem: $stem,
            effect: super::kind::Effect::$effect,
            levels: $levels,
            meaning: $meaning,
            rust: $rust,
        },)+)+];
    };
}
pub(super) use kinds;
