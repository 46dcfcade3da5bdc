//! What values look like: shapes of one kind part by part, others as a change of type.

use super::super::pair::Step;
use super::{At, Comparison};
use crate::model::{Enumeration, Shape};

impl<'a> Comparison<'a> {
    pub(super) fn shape(&mut self, at: &At<'a>) {
        self.extensible(at);
        let (old, new) = (&at.b.schema.shape, &at.r.schema.shape);
        match (old, new) {
            (Shape::Array(old), Shape::Array(new)) => self.hold(at, old.items, new.items, Step::INSIDE),
            (Shape::Tuple(_) | Shape::Array(_), Shape::Tuple(_) | Shape::Array(_)) => self.tuples(at),
            (Shape::Object(old), Shape::Object(new)) => self.objects(at, old, new),
            (Shape::Union(old), Shape::Union(new)) => self.unions(at, old, new),
            (Shape::Union(old), _) => self.narrowed(at, old),
            (_, Shape::Union(new)) => self.widened(at, new),
            (Shape::Enumeration(old), Shape::Enumeration(new)) => {
                if self.base.types(at.ids.0) != self.revision.types(at.ids.1) {
                    self.type_changed(at);
                }
                self.enumerations(at, old, new);
            }
            (Shape::Enumeration(old), _) => self.not_listed(at, old),
            (_, Shape::Enumeration(new)) => self.listed(at, new),
            _ => self.type_changed(at),
        }
    }

    /// Only listed values fit now.
    fn listed(&mut self, at: &At<'a>, new: &Enumeration) {
        if !self.base.types(at.ids.0).covers(self.revision.types(at.ids.1)) {
            self.type_changed(at);
        }
        let stem = if at.r.schema.spelling.constant {
            "const-added"
        } else {
            "became-enum"
        };
        self.keyword(at, stem, "enum", String::new(), super::enumeration::listed(new));
    }

    /// Any value of the type fits now.
    fn not_listed(&mut self, at: &At<'a>, old: &Enumeration) {
        if !self.revision.types(at.ids.1).covers(self.base.types(at.ids.0)) {
            self.type_changed(at);
            return;
        }
        let stem = if at.b.schema.spelling.constant {
            "const-removed"
        } else {
            "became-not-enum"
        };
        self.keyword(at, stem, "enum", super::enumeration::listed(old), String::new());
    }
}
