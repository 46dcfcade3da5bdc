//! oneOf, anyOf and lists of types: which alternatives stayed, came and went (JSON Schema 2020-12 core §10.2.1).

use super::super::pair::{Change, Kind, Step, TypeChange};
use super::{At, Comparison, member, types};
use crate::model::{JsonTypes, SchemaId, Shape, Union, UnionKind};

impl<'a> Comparison<'a> {
    pub(super) fn unions(&mut self, at: &At<'a>, old: &Union, new: &Union) {
        let spelled = (at.b.schema.spelling.types, at.r.schema.spelling.types);
        if old.kind != new.kind && spelled == (false, false) {
            let (stem, old, new) = match new.kind {
                UnionKind::OneOf => ("any-of-became-one-of", "anyOf", "oneOf"),
                UnionKind::AnyOf => ("one-of-became-any-of", "oneOf", "anyOf"),
            };
            self.keyword(at, stem, new, old.to_owned(), new.to_owned());
        }
        let (before, after) = (variants(old), variants(new));
        let plain = Self::is_plain(&before, &self.base) && Self::is_plain(&after, &self.revision);
        let types = (spelled.0 || spelled.1 || plain) && self.types_listed(at);
        self.alternatives(at, (&before, old.kind), (&after, new.kind), types);
        self.discriminators(at, old, new);
    }

    /// What was one choice is one of several.
    pub(super) fn widened(&mut self, at: &At<'a>, new: &Union) {
        let own = |shape: &Shape| !matches!(shape, Shape::Any | Shape::Never | Shape::Null);
        if !own(&at.b.schema.shape) {
            self.type_changed(at);
            return;
        }
        let types = at.r.schema.spelling.types && self.types_listed(at);
        let after = variants(new);
        let matched = self.matched(&[at.ids.0], &after);
        if matched.pairs.is_empty() {
            self.type_changed_beside(at, types);
            return;
        }
        if at.b.schema.spelling.union.is_none() && !types {
            let stem = match new.kind {
                UnionKind::OneOf => "wrapped-in-one-of",
                UnionKind::AnyOf => "wrapped-in-any-of",
            };
            let types = self.types_changed(at);
            if !types {
                let alternatives = after.len().to_string();
                self.keyword(at, stem, keyword(new.kind), String::new(), alternatives);
            }
            for (old, new) in matched.pairs {
                self.hold(at, old, new, Step::Same);
            }
            return;
        }
        self.alternatives(at, (&[at.ids.0], new.kind), (&after, new.kind), types);
    }

    /// What was one of several choices is the only one.
    pub(super) fn narrowed(&mut self, at: &At<'a>, old: &Union) {
        let own = |shape: &Shape| !matches!(shape, Shape::Any | Shape::Never | Shape::Null);
        if !own(&at.r.schema.shape) {
            self.type_changed(at);
            return;
        }
        let types = at.b.schema.spelling.types && self.types_listed(at);
        let before = variants(old);
        let matched = self.matched(&before, &[at.ids.1]);
        if matched.pairs.is_empty() {
            self.type_changed_beside(at, types);
            return;
        }
        if at.r.schema.spelling.union.is_none() && !types {
            if !self.types_changed(at) {
                self.keyword(
                    at,
                    "unwrapped",
                    keyword(old.kind),
                    before.len().to_string(),
                    String::new(),
                );
            }
            for (old, new) in matched.pairs {
                self.hold(at, old, new, Step::Same);
            }
            return;
        }
        self.alternatives(at, (&before, old.kind), (&[at.ids.1], old.kind), types);
    }

    /// Whether alternatives are no more than a list of types in another spelling.
    fn is_plain(variants: &[SchemaId], side: &super::Side<'a>) -> bool {
        let scalar = |id: &SchemaId| !side.types(*id).meets(JsonTypes::ARRAY.or(JsonTypes::OBJECT));
        variants.iter().all(scalar)
    }

    /// Notes that the list of types changed; tells whether that is what changed, or nothing did.
    fn types_listed(&mut self, at: &At<'a>) -> bool {
        let plain = |view: &super::View<'a>, side: &super::Side<'a>| match &view.schema.shape {
            Shape::Union(union) if !view.schema.spelling.types => {
                union.variants.iter().all(|variant| side.types(variant.schema).is_one())
            }
            Shape::Union(_) => true,
            _ => true,
        };
        if !plain(&at.b, &self.base) || !plain(&at.r, &self.revision) {
            return false;
        }
        self.types_changed(at);
        true
    }

    /// Notes that more or fewer types fit; tells whether it is so.
    fn types_changed(&mut self, at: &At<'a>) -> bool {
        let (old, new) = (self.base.types(at.ids.0), self.revision.types(at.ids.1));
        if old == new {
            return false;
        }
        let (before, after) = (types::names(old), types::names(new));
        match (new.covers(old), old.covers(new)) {
            (true, _) => self.keyword(at, "list-of-types-widened", "type", before, after),
            (_, true) => self.keyword(at, "list-of-types-narrowed", "type", before, after),
            (false, false) => self.retyped(at, before, after),
        }
        true
    }

    fn type_changed_beside(&mut self, at: &At<'a>, noted: bool) {
        let (old, new) = (self.base.types(at.ids.0), self.revision.types(at.ids.1));
        if noted && old != new {
            return;
        }
        self.retyped(
            at,
            types::said(&self.base, at.ids.0),
            types::said(&self.revision, at.ids.1),
        );
    }

    fn retyped(&mut self, at: &At<'a>, old: String, new: String) {
        let change = Change {
            kind: Kind::Type(TypeChange::Changed),
            step: Step::Same,
            base: Some(at.b.schema.location.child("type")),
            revision: Some(at.r.schema.location.child("type")),
            subject: self.subject(at),
            old,
            new,
            help: None,
            idle: false,
        };
        self.note(at.pair, change);
    }

    /// Alternatives on both sides; `types` if what came and went was noted as types.
    fn alternatives(
        &mut self,
        at: &At<'a>,
        (old, old_kind): (&[SchemaId], UnionKind),
        (new, new_kind): (&[SchemaId], UnionKind),
        types: bool,
    ) {
        let matched = self.matched(old, new);
        for (old, new) in &matched.pairs {
            self.hold(at, *old, *new, Step::Same);
        }
        // Types that came and went are noted as such, unless one of the same type was left over.
        let (before, after) = (self.base.types(at.ids.0), self.revision.types(at.ids.1));
        for id in matched.removed {
            if types && !self.base.types(id).meets(after) {
                continue;
            }
            let stem = match old_kind {
                UnionKind::OneOf => "one-of-removed",
                UnionKind::AnyOf => "any-of-removed",
            };
            self.alternative(at, stem, Some(id), None);
        }
        for id in matched.added {
            if types && !self.revision.types(id).meets(before) {
                continue;
            }
            let stem = match new_kind {
                UnionKind::OneOf => "one-of-added",
                UnionKind::AnyOf => "any-of-added",
            };
            self.alternative(at, stem, None, Some(id));
        }
    }

    fn alternative(&mut self, at: &At<'a>, stem: &'static str, old: Option<SchemaId>, new: Option<SchemaId>) {
        let name = |side: &super::Side<'a>, id: SchemaId| match side.name(id) {
            Some(name) => name.to_owned(),
            None => types::said(side, id),
        };
        let word = if stem.starts_with("one-of") { "oneOf" } else { "anyOf" };
        let place = |view: &super::View<'a>, there: Option<SchemaId>| match there {
            Some(_) => view.schema.location.child(word),
            None => view.schema.location.clone(),
        };
        let change = Change {
            kind: Kind::Stem(stem),
            step: Step::Same,
            base: Some(place(&at.b, old)),
            revision: Some(place(&at.r, new)),
            subject: self.subject(at),
            old: old.map(|id| name(&self.base, id)).unwrap_or_default(),
            new: new.map(|id| name(&self.revision, id)).unwrap_or_default(),
            help: None,
            idle: false,
        };
        self.note(at.pair, change);
    }

    fn matched(&self, old: &[SchemaId], new: &[SchemaId]) -> member::Matched {
        member::matched(&self.base, &self.revision, old, new)
    }

    /// How values are told apart, where both sides have something to choose from.
    fn discriminators(&mut self, at: &At<'a>, old: &Union, new: &Union) {
        let (Some(old), Some(new)) = (&old.discriminator, &new.discriminator) else {
            return;
        };
        for (value, before) in &old.mapping {
            let Some(after) = new.mapping.get(value) else { continue };
            let (was, is) = (self.base.name(*before), self.revision.name(*after));
            let same = was == is || self.base.print(*before) == self.revision.print(*after);
            let (Some(was), Some(is)) = (was, is) else { continue };
            if !same {
                let (was, is) = (format!("{value}: {was}"), format!("{value}: {is}"));
                self.keyword(at, "discriminator-mapping-changed", "discriminator", was, is);
            }
        }
        for value in old.mapping.keys().filter(|value| !new.mapping.contains_key(*value)) {
            self.keyword(
                at,
                "discriminator-mapping-deleted",
                "discriminator",
                value.clone(),
                String::new(),
            );
        }
        for value in new.mapping.keys().filter(|value| !old.mapping.contains_key(*value)) {
            self.keyword(
                at,
                "discriminator-mapping-added",
                "discriminator",
                String::new(),
                value.clone(),
            );
        }
    }
}

fn variants(union: &Union) -> Vec<SchemaId> {
    union.variants.iter().map(|variant| variant.schema).collect()
}

pub(super) fn keyword(kind: UnionKind) -> &'static str {
    match kind {
        UnionKind::OneOf => "oneOf",
        UnionKind::AnyOf => "anyOf",
    }
}

/// Whether the types of values tell two schemas apart.
pub(super) fn apart(one: JsonTypes, other: JsonTypes) -> bool {
    !one.meets(other)
}
