//! Changes of what is no schema, each once with all operations that it reaches.

use indexmap::{IndexMap, IndexSet};

use super::{Call, Direction};
use crate::model::Operation;
use crate::pointer::Location;

/// Changes of what is no schema.
#[derive(Debug, Default)]
pub(super) struct Collector {
    /// The operations of both sides.
    pub(super) calls: Vec<Call>,
    pub(super) notes: IndexMap<Note, IndexSet<(usize, Direction)>>,
}

/// One change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Note {
    /// The ids of the rules, the one that names it first.
    pub(super) rules: Vec<String>,
    pub(super) base: Option<Location>,
    pub(super) revision: Option<Location>,
    pub(super) subject: String,
    pub(super) old: String,
    pub(super) new: String,
    pub(super) help: Option<String>,
}

impl Note {
    pub(super) fn new(rule: &str, subject: impl Into<String>) -> Self {
        Self {
            rules: vec![rule.to_owned()],
            subject: subject.into(),
            ..Self::default()
        }
    }

    /// With another rule that speaks of the same change.
    pub(super) fn also(mut self, rule: &str) -> Self {
        self.rules.push(rule.to_owned());
        self
    }

    pub(super) fn at(mut self, base: &Location, revision: &Location) -> Self {
        self.base = Some(base.clone());
        self.revision = Some(revision.clone());
        self
    }

    /// Something that only the base has.
    pub(super) fn gone(mut self, base: &Location) -> Self {
        self.base = Some(base.clone());
        self
    }

    /// Something that only the revision has.
    pub(super) fn new_at(mut self, revision: &Location) -> Self {
        self.revision = Some(revision.clone());
        self
    }

    pub(super) fn values(mut self, old: impl Into<String>, new: impl Into<String>) -> Self {
        self.old = old.into();
        self.new = new.into();
        self
    }

    pub(super) fn help(mut self, help: String) -> Self {
        self.help = Some(help);
        self
    }
}

impl Collector {
    /// An operation, to be named in what is noted.
    pub(super) fn call(&mut self, operation: &Operation) -> usize {
        self.calls.push(Call {
            method: operation.method.as_str().to_owned(),
            path: operation.path.text.clone(),
            operation_id: operation.operation_id.clone(),
            direction: Direction::Both,
        });
        self.calls.len() - 1
    }

    /// Notes a change of an operation.
    pub(super) fn note(&mut self, call: usize, direction: Direction, note: Note) {
        self.notes.entry(note).or_default().insert((call, direction));
    }

    /// Notes a change of the document.
    pub(super) fn document(&mut self, note: Note) {
        self.notes.entry(note).or_default();
    }
}
