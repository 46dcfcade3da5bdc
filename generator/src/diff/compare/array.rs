//! Tuples, and arrays that become tuples (JSON Schema 2020-12 core §10.3.1).

use super::super::pair::Step;
use super::super::side::View;
use super::{At, Comparison};
use crate::model::{SchemaId, Shape};

impl<'a> Comparison<'a> {
    pub(super) fn tuples(&mut self, at: &At<'a>) {
        let (old, old_rest) = parts(&at.b);
        let (new, new_rest) = parts(&at.r);
        for (old, new) in old.iter().zip(new) {
            self.hold(at, *old, *new, Step::INSIDE);
        }
        for _ in new.get(old.len()..).into_iter().flatten() {
            self.keyword(
                at,
                "prefix-items-added",
                "prefixItems",
                String::new(),
                new.len().to_string(),
            );
        }
        for _ in old.get(new.len()..).into_iter().flatten() {
            self.keyword(
                at,
                "prefix-items-removed",
                "prefixItems",
                old.len().to_string(),
                String::new(),
            );
        }
        match (old_rest, new_rest) {
            (Some(old), Some(new)) => self.hold(at, old, new, Step::INSIDE),
            (None, Some(_)) => self.keyword(at, "max-items-unset", "items", old.len().to_string(), String::new()),
            (Some(_), None) => self.keyword(at, "max-items-set", "items", String::new(), new.len().to_string()),
            (None, None) => {}
        }
    }
}

/// The items by position, and what may follow.
fn parts<'a>(view: &View<'a>) -> (&'a [SchemaId], Option<SchemaId>) {
    match &view.schema.shape {
        Shape::Tuple(tuple) => (&tuple.prefix, tuple.rest),
        Shape::Array(array) => (&[], Some(array.items)),
        _ => (&[], None),
    }
}
