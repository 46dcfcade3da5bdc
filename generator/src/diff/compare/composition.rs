//! How schemas are put together: members of allOf, discriminators with nothing to choose from.
//!
//! What allOf comes to is compared as the schema that it is; its members only tell where a change comes from.

use serde_json::Value;

use super::{At, Comparison};
use crate::model::{Distinct, Shape};

impl<'a> Comparison<'a> {
    /// Notes members of allOf that came and went if the schema changed since `before` changes were noted at it, or if
    /// they ask for nothing.
    pub(super) fn composition(&mut self, at: &At<'a>, before: usize) {
        self.extends(at);
        let changed = self.noted(at) > before;
        let beside = at.b.schema.spelling.beside == at.r.schema.spelling.beside;
        let (old, new) = (&at.b.schema.spelling.all_of, &at.r.schema.spelling.all_of);
        for (from, than, stems) in [
            (new, old, ["all-of-added", "all-of-added-annotation-only"]),
            (old, new, ["all-of-removed", "all-of-removed-annotation-only"]),
        ] {
            for member in only(from, than) {
                let (mut shown, mut other) = (super::text(member), String::new());
                if std::ptr::eq(from, new) {
                    std::mem::swap(&mut shown, &mut other);
                }
                let empty = is_empty(member);
                let stem = match (empty, changed) {
                    (true, _) => stems[1],
                    (false, true) => stems[0],
                    // It says nothing that the others do not.
                    (false, false) if from.len() > than.len() && !than.is_empty() && beside => {
                        self.idle_keyword(at, stems[0], "allOf", shown, other);
                        continue;
                    }
                    // The same is said in another way.
                    (false, false) => continue,
                };
                self.keyword(at, stem, "allOf", shown, other);
            }
        }
        self.written_discriminators(at);
    }

    /// Notes what both sides extend.
    fn extends(&mut self, at: &At<'a>) {
        let (old, new) = (&at.b.schema.spelling.all_of, &at.r.schema.spelling.all_of);
        let both: Distinct = old.iter().collect();
        for name in new.iter().filter(|member| both.contains(member)).filter_map(reference) {
            let ids = (
                self.base.api.schemas.component(name),
                self.revision.api.schemas.component(name),
            );
            let (Some(base), Some(revision)) = ids else { continue };
            let parent = self.pairs.of(base, revision);
            if let Some(pair) = self.pairs.all.get_mut(at.pair.0) {
                pair.extends.push(parent);
            }
        }
    }

    /// Discriminators as they are written: whether there is one, and the property's name. What the values stand for is
    /// compared where there are schemas to choose from.
    fn written_discriminators(&mut self, at: &At<'a>) {
        let keyword = "discriminator";
        let choice = |shape: &Shape| matches!(shape, Shape::Union(union) if union.discriminator.is_some());
        let chosen = choice(&at.b.schema.shape) && choice(&at.r.schema.shape);
        match (&at.b.schema.spelling.discriminator, &at.r.schema.spelling.discriminator) {
            (None, None) => {}
            (None, Some((name, _))) => self.keyword(at, "discriminator-added", keyword, String::new(), name.clone()),
            (Some((name, _)), None) => self.keyword(at, "discriminator-removed", keyword, name.clone(), String::new()),
            (Some((old, before)), Some((new, after))) => {
                if old != new {
                    self.keyword(
                        at,
                        "discriminator-property-name-changed",
                        keyword,
                        old.clone(),
                        new.clone(),
                    );
                }
                if chosen {
                    return;
                }
                for (value, target) in after {
                    match before.get(value) {
                        None => {
                            self.keyword(at, "discriminator-mapping-added", keyword, String::new(), value.clone());
                        }
                        Some(other) if other != target => {
                            let (was, is) = (format!("{value}: {other}"), format!("{value}: {target}"));
                            self.keyword(at, "discriminator-mapping-changed", keyword, was, is);
                        }
                        Some(_) => {}
                    }
                }
                for value in before.keys().filter(|value| !after.contains_key(*value)) {
                    self.keyword(
                        at,
                        "discriminator-mapping-deleted",
                        keyword,
                        value.clone(),
                        String::new(),
                    );
                }
            }
        }
    }
}

/// The members of one allOf that the other has not. What is written in place has no name: so many as the other has of
/// its own are taken for the same ones, changed, and what changed in them is told of the schema that they make up.
fn only<'m>(from: &'m [Value], than: &'m [Value]) -> Vec<&'m Value> {
    let lone = |from: &'m [Value], than: &[Value]| -> Vec<&'m Value> {
        let than: Distinct = than.iter().collect();
        from.iter().filter(|member| !than.contains(member)).collect()
    };
    let (mut own, mut others) = (lone(from, than), lone(than, from));
    let in_place = |member: &&Value| reference(member).is_none() && !is_empty(member);
    others.retain(in_place);
    // More than this were not changed one by one.
    const MOST: usize = 64;
    for other in others.into_iter().take(MOST) {
        let best = own.iter().enumerate().filter(|(_, member)| in_place(member));
        let best = best.max_by_key(|(i, member)| (common(member, other), std::cmp::Reverse(*i)));
        if let Some(i) = best.map(|(i, _)| i) {
            own.remove(i);
        }
    }
    own
}

/// How many properties two members name alike.
fn common(one: &Value, other: &Value) -> usize {
    let names = |member: &'_ Value| {
        member
            .get("properties")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default()
    };
    let other = names(other);
    names(one).keys().filter(|name| other.contains_key(*name)).count()
}

fn is_empty(member: &Value) -> bool {
    member.as_object().is_some_and(serde_json::Map::is_empty)
}

/// The component that a member of allOf is.
fn reference(member: &Value) -> Option<&str> {
    member.get("$ref").and_then(Value::as_str)
}
