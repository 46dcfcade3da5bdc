//! Pairs of schemas that stand for the same thing on both sides: each is compared once, however often it is used.

use std::collections::HashMap;

use indexmap::IndexSet;

use super::Direction;
use super::rule::Position;
use crate::model::SchemaId;
use crate::pointer::Location;

/// The index of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct PairId(pub(super) usize);

/// A schema of the base and one of the revision.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) base: SchemaId,
    pub(super) revision: SchemaId,
    /// What changed.
    pub(super) changes: Vec<Change>,
    /// The pairs that hold this one, and how.
    pub(super) within: Vec<(PairId, Step)>,
    /// The pairs that this one holds.
    pub(super) holds: Vec<(PairId, Step)>,
    /// The pairs that it extends by allOf: what changed in those is not told again.
    pub(super) extends: Vec<PairId>,
    /// The operations that use it as a whole.
    pub(super) uses: IndexSet<Use>,
}

/// How a schema holds another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// The value is the same: a reference, an alternative.
    Same,
    /// The value is a part of it.
    Inside {
        /// Whether only responses have it.
        read_only: bool,
        /// Whether only requests have it.
        write_only: bool,
    },
}

impl Step {
    /// A part that both directions have.
    pub(super) const INSIDE: Self = Self::Inside {
        read_only: false,
        write_only: false,
    };
}

/// An operation that uses a schema as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Use {
    /// The operation: an index into the calls.
    pub(super) call: usize,
    /// As what.
    pub(super) context: Context,
}

/// As what a schema is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Context {
    pub(super) position: Position,
    /// Whether values are plain text there, so that types are not told apart: parameters, header fields, forms, XML.
    pub(super) text: bool,
    /// Whether it is always there, so that a default stands for nothing.
    pub(super) always: bool,
}

impl Context {
    /// As what something is used that stands so in what is used as this.
    pub(super) fn step(self, step: Step) -> Self {
        let Step::Inside { read_only, write_only } = step else {
            return self;
        };
        let position = match self.position {
            Position::RequestBody | Position::RequestProperty if read_only => Position::RequestReadOnly,
            Position::RequestBody | Position::RequestProperty => Position::RequestProperty,
            Position::RequestParameter | Position::RequestParameterProperty => Position::RequestParameterProperty,
            Position::ResponseBody | Position::ResponseProperty if write_only => Position::ResponseWriteOnly,
            Position::ResponseBody | Position::ResponseProperty => Position::ResponseProperty,
            Position::ResponseHeader | Position::ResponseHeaderProperty => Position::ResponseHeaderProperty,
            Position::RequestReadOnly => Position::RequestReadOnly,
            Position::ResponseWriteOnly => Position::ResponseWriteOnly,
            Position::Unused => Position::Unused,
        };
        Self {
            position,
            always: false,
            ..self
        }
    }

    /// Who sends it.
    pub(super) fn direction(self) -> Direction {
        self.position.direction()
    }
}

/// A change of a schema.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) kind: Kind,
    /// Where what changed stands in the schema that it is noted at.
    pub(super) step: Step,
    pub(super) base: Option<Location>,
    pub(super) revision: Option<Location>,
    pub(super) subject: String,
    pub(super) old: String,
    pub(super) new: String,
    pub(super) help: Option<String>,
    /// Whether it is about a keyword that says nothing of values of this type.
    pub(super) idle: bool,
}

/// What kind of change it is; with the place where the schema is used, a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The second half of a rule's id.
    Stem(&'static str),
    /// The type or format changed.
    Type(TypeChange),
    /// A listed value is spelled in another way.
    Respelled,
    /// A property that is not described must be there.
    Demanded,
    /// A property was added.
    Added { required: bool, default: bool },
    /// A property was removed.
    Removed { required: bool },
    /// A property has another name.
    Renamed {
        /// Whether it had to be there.
        before: bool,
        /// Whether it must be there.
        now: bool,
    },
    /// Who sends a property changed: what it became.
    Sent { required: bool, what: &'static str },
}

/// How a type or format changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypeChange {
    /// More values fit.
    Generalized,
    /// Fewer values fit.
    Specialized,
    /// Other values fit; in text, any value does now.
    ToText {
        /// Whether the old values were written as one text.
        scalar: bool,
    },
    /// Other values fit; in text, any value did before.
    FromText {
        /// Whether the new values are written as one text.
        scalar: bool,
    },
    /// Other values fit.
    Changed,
}

/// All pairs.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) all: Vec<Pair>,
    known: HashMap<(SchemaId, SchemaId), PairId>,
}

impl Pairs {
    /// The pair of two schemas, to be compared if it is new.
    pub(super) fn of(&mut self, base: SchemaId, revision: SchemaId) -> PairId {
        *self.known.entry((base, revision)).or_insert_with(|| {
            self.all.push(Pair {
                base,
                revision,
                changes: Vec::new(),
                within: Vec::new(),
                holds: Vec::new(),
                extends: Vec::new(),
                uses: IndexSet::new(),
            });
            PairId(self.all.len() - 1)
        })
    }

    /// Notes that one pair holds another.
    pub(super) fn hold(&mut self, outer: PairId, base: SchemaId, revision: SchemaId, step: Step) {
        let inner = self.of(base, revision);
        if inner == outer {
            return;
        }
        if let Some(pair) = self.all.get_mut(inner.0) {
            pair.within.push((outer, step));
        }
        if let Some(pair) = self.all.get_mut(outer.0) {
            pair.holds.push((inner, step));
        }
    }

    /// Notes that an operation uses a pair.
    pub(super) fn used(&mut self, base: SchemaId, revision: SchemaId, by: Use) {
        let id = self.of(base, revision);
        if let Some(pair) = self.all.get_mut(id.0) {
            pair.uses.insert(by);
        }
    }
}
