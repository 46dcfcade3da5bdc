//! Properties of an object: those that stay, come, go, and those that have another name.

use super::super::pair::{Change, Kind, Step};
use super::super::side::Side;
use super::super::similar::{self, Likeness};
use super::object::sent;
use super::{At, Comparison};
use crate::model::{Origin, Property};
use crate::pointer::Location;

impl<'a> Comparison<'a> {
    /// A property that both sides have.
    pub(super) fn property(&mut self, at: &At<'a>, old: &Property, new: &Property) {
        let views = (self.base.view(old.schema), self.revision.view(new.schema));
        let (before, after) = (sent(&views.0), sent(&views.1));
        let step = Step::Inside {
            read_only: after.0,
            write_only: after.1,
        };
        self.hold(at, old.schema, new.schema, step);
        let subject = format!("{}.{}", self.subject(at), new.name);
        let places = (
            self.place(&self.base, &at.b.schema.location, old),
            self.place(&self.revision, &at.r.schema.location, new),
        );
        let mut note = |kind, step, old: &str, new: &str| {
            let change = Change {
                kind,
                step,
                base: Some(places.0.clone()),
                revision: Some(places.1.clone()),
                subject: subject.clone(),
                old: old.to_owned(),
                new: new.to_owned(),
                help: None,
                idle: false,
            };
            self.note(at.pair, change);
        };
        match (old.required, new.required) {
            (false, true) => {
                let default =
                    views.1.place.annotations.default.is_some() || views.1.schema.annotations.default.is_some();
                let stem = if default {
                    "became-required-with-default"
                } else {
                    "became-required"
                };
                note(Kind::Stem(stem), step, "optional", "required");
            }
            (true, false) => note(Kind::Stem("became-optional"), step, "required", "optional"),
            (true, true) | (false, false) => {}
        }
        let turns = [
            (before.0, after.0, "read-only", "not-read-only"),
            (before.1, after.1, "write-only", "not-write-only"),
        ];
        for (before, after, became, became_not) in turns {
            if before != after {
                let what = if after { became } else { became_not };
                let kind = Kind::Sent {
                    required: new.required,
                    what,
                };
                note(kind, Step::INSIDE, &before.to_string(), &after.to_string());
            }
        }
    }

    /// Properties that only one side has.
    pub(super) fn properties_moved(&mut self, at: &At<'a>, removed: Vec<&'a Property>, added: Vec<&'a Property>) {
        let likeness = |old: &&Property, new: &&Property| {
            Likeness {
                names: similar::names(&old.name, &new.name),
                same: self.base.print(old.schema) == self.revision.print(new.schema) && old.required == new.required,
                telling: similar::is_telling(self.base.view(old.schema).schema),
            }
            .score()
        };
        let renamed = similar::pairs(&removed, &added, likeness);
        for (old, new, score) in &renamed {
            let (Some(old), Some(new)) = (removed.get(*old), added.get(*new)) else {
                continue;
            };
            self.renamed(at, old, new, *score);
        }
        for (i, old) in removed.iter().enumerate() {
            if !renamed.iter().any(|(renamed, _, _)| *renamed == i) {
                self.came_or_went(at, old, Kind::Removed { required: old.required });
            }
        }
        for (i, new) in added.iter().enumerate() {
            if !renamed.iter().any(|(_, renamed, _)| *renamed == i) {
                let view = self.revision.view(new.schema);
                let default = view.place.annotations.default.is_some() || view.schema.annotations.default.is_some();
                let kind = Kind::Added {
                    required: new.required,
                    default,
                };
                self.came_or_went(at, new, kind);
            }
        }
    }

    /// A property that is not described and must be there now.
    pub(super) fn demanded(&mut self, at: &At<'a>, property: &Property) {
        let change = Change {
            kind: Kind::Demanded,
            step: Step::INSIDE,
            base: Some(at.b.schema.location.clone()),
            revision: Some(at.r.schema.location.child("required")),
            subject: format!("{}.{}", self.subject(at), property.name),
            old: String::new(),
            new: property.name.clone(),
            help: None,
            idle: false,
        };
        self.note(at.pair, change);
    }

    fn came_or_went(&mut self, at: &At<'a>, property: &Property, kind: Kind) {
        let removed = matches!(kind, Kind::Removed { .. });
        let side = if removed { &self.base } else { &self.revision };
        let (read_only, write_only) = sent(&side.view(property.schema));
        let said = super::types::said(side, property.schema);
        let subject = format!("{}.{}", self.subject(at), property.name);
        let (outer_base, outer_revision) = (at.b.schema.location.clone(), at.r.schema.location.clone());
        let change = Change {
            kind,
            step: Step::Inside { read_only, write_only },
            base: Some(if removed {
                self.place(&self.base, &outer_base, property)
            } else {
                outer_base
            }),
            revision: Some(if removed {
                outer_revision
            } else {
                self.place(&self.revision, &outer_revision, property)
            }),
            subject,
            old: if removed { said.clone() } else { String::new() },
            new: if removed { String::new() } else { said },
            help: None,
            idle: false,
        };
        self.note(at.pair, change);
    }

    fn renamed(&mut self, at: &At<'a>, old: &Property, new: &Property, score: f64) {
        self.hold(at, old.schema, new.schema, Step::INSIDE);
        let (base, revision) = (
            self.place(&self.base, &at.b.schema.location, old),
            self.place(&self.revision, &at.r.schema.location, new),
        );
        let help = format!(
            "`{}` and `{}` are alike to {:.0} %; a line for #{} in names.lock (or `[rename]`) keeps the old Rust name",
            old.name,
            new.name,
            score * 100.0,
            revision.pointer,
        );
        let (read_only, write_only) = sent(&self.revision.view(new.schema));
        let change = Change {
            kind: Kind::Renamed {
                before: old.required,
                now: new.required,
            },
            step: Step::Inside { read_only, write_only },
            base: Some(base),
            revision: Some(revision),
            subject: format!("{}.{}", self.subject(at), new.name),
            old: old.name.clone(),
            new: new.name.clone(),
            help: Some(help),
            idle: false,
        };
        self.note(at.pair, change);
    }

    /// Where a property stands in an object, for one that shares its schema with others.
    fn place(&self, side: &Side<'a>, object: &Location, property: &Property) -> Location {
        let schema = side.schema(property.schema);
        match &schema.origin {
            Origin::Property(..) if schema.location.pointer.last().as_ref() == Some(&property.name) => {
                schema.location.clone()
            }
            _ => object.child("properties").child(&property.name),
        }
    }
}
