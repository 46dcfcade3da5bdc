//! What was found: plain data for whoever shows it.

use super::{Level, Rule};
pub use crate::output::inventory::Kind as ItemKind;
use crate::pointer::Location;

/// What a comparison found.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// The changes, in document order of the revision (what is gone: of the base); each change once.
    pub findings: Vec<Finding>,
    /// The versions that `info.version` gives, base and revision.
    pub versions: (String, String),
    /// What happens to the generated crates.
    pub rust: Rust,
}

/// What happens to the generated crates.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Rust {
    /// Whether items were compared at all.
    pub compared: bool,
    /// Why they were not, if that was wanted.
    pub obstacle: Option<String>,
    /// The version bump that each crate needs. The client and the server re-export the types: a bump of those is one of
    /// them too.
    pub bumps: Bumps,
    /// The bumps that each crate needs for its own items.
    pub own: Bumps,
    /// The items that change by no finding: a rewrite that means the same on the wire can give other names.
    pub others: Vec<RustEffect>,
}

/// One change.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The weightiest of its verdicts' rules.
    pub rule: &'static Rule,
    /// The level of that verdict, by the settings.
    pub level: Level,
    /// One verdict for each way in which what changed is used, weightiest first; never empty.
    pub verdicts: Vec<Verdict>,
    /// Where it stands in the base; `None` for what was added.
    pub base: Option<Location>,
    /// Where it stands in the revision; `None` for what was removed.
    pub revision: Option<Location>,
    /// The operations that it reaches, in document order; none if it is about the document as a whole.
    pub operations: Vec<Call>,
    /// What changed: a property's path, a parameter's name, a status.
    pub subject: String,
    /// The old value as text; empty where there is none.
    pub old: String,
    /// The new value as text; empty where there is none.
    pub new: String,
    /// How heavy it weighs for each of those concerned.
    pub audiences: Audiences,
    /// A sentence for people.
    pub message: String,
    /// What users can do about it, if more can be said than "adapt".
    pub help: Option<String>,
    /// The items of the generated crates that it changes.
    pub rust: Vec<RustEffect>,
    /// The version bump that each crate needs for it.
    pub bumps: Bumps,
    /// Sixteen hexadecimal digits made of rule, places and values, not of wording.
    pub fingerprint: String,
}

/// What a rule says of a change, for one way in which what changed is used.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// The rule.
    pub rule: &'static Rule,
    /// Its level by the settings.
    pub level: Level,
    /// Who sends what changed.
    pub direction: Direction,
}

/// An operation that a change reaches.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Call {
    /// The method, as it goes on the wire.
    pub method: String,
    /// The path as the revision has it (the base, for one that is gone); a webhook's name.
    pub path: String,
    /// `operationId`, from the same side.
    pub operation_id: Option<String>,
    /// By what the change reaches it.
    pub direction: Direction,
}

/// Who sends what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// The caller.
    Request,
    /// The one that answers.
    Response,
    /// Either, or it is about the operation as such.
    Both,
}

/// How heavy a change weighs for each of those concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Audiences {
    /// An old peer on the wire with a new one.
    pub wire: Level,
    /// Those who wrote Rust against the generated client, and regenerate it.
    pub client: Level,
    /// Those who implement the generated server, and regenerate it.
    pub server: Level,
}

/// An item of a generated crate that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RustEffect {
    /// The crate.
    pub part: Part,
    /// What it is.
    pub kind: ItemKind,
    /// What happens to it.
    pub change: ItemChange,
    /// Its path in the crate: `pet::Pet::name`.
    pub item: String,
    /// Its old form; empty if it is added.
    pub old: String,
    /// Its new form; empty if it is removed.
    pub new: String,
    /// The version bump that its crate needs for it.
    pub bump: Bump,
}

/// One of the generated crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The shared types.
    Types,
    /// The client.
    Client,
    /// The server stub.
    Server,
}

/// What happens to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ItemChange {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another form.
    Changed,
}

/// The version bump that each crate needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bumps {
    /// The shared types.
    pub types: Bump,
    /// The client.
    pub client: Bump,
    /// The server stub.
    pub server: Bump,
}

/// A version bump, by the rules of cargo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing changed.
    #[default]
    None,
    /// Source that compiled, compiles and has the same items.
    Patch,
    /// Source that compiled, compiles; there are new items.
    Minor,
    /// Source that compiled may not compile any more.
    Major,
}

impl Direction {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
        }
    }

    /// What covers this and another.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }
}

impl RustEffect {
    /// What happens, in one line: ``types: `Pet::name` was `String`, is `Option<String>` ``.
    pub fn sentence(&self) -> String {
        let Self { item, old, new, .. } = self;
        let part = self.part.as_str();
        if self.kind == ItemKind::File && self.change == ItemChange::Changed {
            return format!("{part}: `{item}` differs, its public items do not");
        }
        match self.change {
            ItemChange::Added if new.starts_with("impl ") => format!("{part}: `{item}` has `{new}` now"),
            ItemChange::Removed if old.starts_with("impl ") => format!("{part}: `{item}` has `{old}` no more"),
            ItemChange::Added if new.is_empty() => format!("{part}: `{item}` is new"),
            ItemChange::Added => format!("{part}: `{item}` is new: `{new}`"),
            ItemChange::Removed => format!("{part}: `{item}` is gone"),
            ItemChange::Changed => format!("{part}: `{item}` was `{old}`, is `{new}`"),
        }
    }
}

impl Rust {
    /// How many items are added, removed and changed, of one crate, by findings and otherwise.
    pub fn counts(&self, findings: &[Finding], part: Part) -> [usize; 3] {
        let effects = findings.iter().flat_map(|finding| &finding.rust).chain(&self.others);
        let mut counts = [0; 3];
        for effect in effects.filter(|effect| effect.part == part && effect.kind != ItemKind::File) {
            let [added, removed, changed] = &mut counts;
            *match effect.change {
                ItemChange::Added => added,
                ItemChange::Removed => removed,
                ItemChange::Changed => changed,
            } += 1;
        }
        counts
    }
}

impl Part {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Types => "types",
            Self::Client => "client",
            Self::Server => "server",
        }
    }
}

impl ItemChange {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

impl Bump {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Finding {
    /// The ids of the reference that it corresponds to.
    pub fn oasdiff(&self) -> Vec<&'static str> {
        let mut ids: Vec<&'static str> = Vec::new();
        for id in self.verdicts.iter().flat_map(|verdict| &verdict.rule.oasdiff) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
        ids
    }
}
