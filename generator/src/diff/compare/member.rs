//! Which alternative of the base became which of the revision: by name, by what they say, by what they have in common.

use std::collections::BTreeSet;

use super::super::side::Side;
use super::union::apart;
use crate::model::{SchemaId, Shape};

/// Alternatives of both sides.
#[derive(Debug, Default)]
pub(super) struct Matched {
    pub(super) pairs: Vec<(SchemaId, SchemaId)>,
    pub(super) removed: Vec<SchemaId>,
    pub(super) added: Vec<SchemaId>,
}

/// How much two alternatives must have in common.
const ENOUGH: f64 = 0.5;

pub(super) fn matched(base: &Side<'_>, revision: &Side<'_>, old: &[SchemaId], new: &[SchemaId]) -> Matched {
    let mut matched = Matched {
        pairs: Vec::new(),
        removed: old.to_vec(),
        added: new.to_vec(),
    };
    matched.take(|old, new| base.name(old).is_some() && base.name(old) == revision.name(new));
    // A schema that the other side still has, and does not list, is not the same by another name.
    let still = |old: SchemaId, new: SchemaId| {
        let gone = base
            .name(old)
            .is_none_or(|name| revision.api.schemas.component(name).is_none());
        let new = revision
            .name(new)
            .is_none_or(|name| base.api.schemas.component(name).is_none());
        gone && new
    };
    let same = |old: SchemaId, new: SchemaId| base.print(old) == revision.print(new);
    let inline = |old: SchemaId, new: SchemaId| base.name(old).is_none() || revision.name(new).is_none();
    matched.take(|old, new| same(old, new) && (still(old, new) || inline(old, new)));
    matched.take(|old, new| {
        let types = (base.types(old), revision.types(new));
        let constant = |side: &Side<'_>, id: SchemaId| matches!(side.view(id).schema.shape, Shape::Enumeration(_));
        types.0 == types.1
            && types.0.is_one()
            && !matches!(
                base.view(old).schema.shape,
                Shape::Object(_) | Shape::Union(_) | Shape::Array(_)
            )
            && !(constant(base, old) && constant(revision, new))
            && (inline(old, new) || still(old, new))
    });
    matched.take_alike(|old, new| {
        if apart(base.types(old), revision.types(new)) || !still(old, new) {
            return 0.0;
        }
        common(base, revision, old, new)
    });
    matched
}

impl Matched {
    /// Pairs all that fit, in order.
    fn take(&mut self, fits: impl Fn(SchemaId, SchemaId) -> bool) {
        let mut left = Vec::new();
        for old in std::mem::take(&mut self.removed) {
            match self.added.iter().position(|new| fits(old, *new)) {
                Some(i) => self.pairs.push((old, self.added.remove(i))),
                None => left.push(old),
            }
        }
        self.removed = left;
    }

    /// Pairs those that have the most in common, the best first.
    fn take_alike(&mut self, common: impl Fn(SchemaId, SchemaId) -> f64) {
        // More than this were not written by people who keep to an order.
        const MOST: usize = 64;
        if self.removed.len() > MOST || self.added.len() > MOST {
            return;
        }
        let mut scores = Vec::new();
        for (i, old) in self.removed.iter().enumerate() {
            for (j, new) in self.added.iter().enumerate() {
                let score = common(*old, *new);
                if score >= ENOUGH {
                    scores.push((score, i, j));
                }
            }
        }
        scores.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
        for (_, i, j) in scores {
            if old.contains(&i) || new.contains(&j) {
                continue;
            }
            if let (Some(one), Some(other)) = (self.removed.get(i), self.added.get(j)) {
                self.pairs.push((*one, *other));
            }
            old.insert(i);
            new.insert(j);
        }
        retain(&mut self.removed, &old);
        retain(&mut self.added, &new);
    }
}

/// Leaves out what stands at some places.
fn retain(list: &mut Vec<SchemaId>, without: &BTreeSet<usize>) {
    let mut i = 0;
    list.retain(|_| {
        i += 1;
        !without.contains(&(i - 1))
    });
}

/// How much of both is in common, from 0 to 1.
fn common(base: &Side<'_>, revision: &Side<'_>, old: SchemaId, new: SchemaId) -> f64 {
    let (old, new) = (base.view(old).schema, revision.view(new).schema);
    match (&old.shape, &new.shape) {
        (Shape::Object(one), Shape::Object(other)) => {
            let names = |object: &crate::model::Object| -> BTreeSet<String> {
                object.properties.iter().map(|property| property.name.clone()).collect()
            };
            share(&names(one), &names(other))
        }
        (Shape::Enumeration(one), Shape::Enumeration(other)) => {
            let values = |listed: &crate::model::Enumeration| -> BTreeSet<String> {
                listed.values.iter().map(|value| value.value.to_string()).collect()
            };
            share(&values(one), &values(other))
        }
        (Shape::Array(one), Shape::Array(other)) => {
            if apart(base.types(one.items), revision.types(other.items)) {
                0.0
            } else {
                0.6
            }
        }
        (one, other) if std::mem::discriminant(one) == std::mem::discriminant(other) => 0.6,
        _ => 0.0,
    }
}

/// The share of what both have in what either has.
#[allow(clippy::cast_precision_loss, reason = "counts of names are small")]
fn share(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let all = one.union(other).count();
    if all == 0 {
        return 0.6;
    }
    one.intersection(other).count() as f64 / all as f64
}
