//! Which alternative of the base became which of the revision: by name, by what they say, by what they have in common.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

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
    matched.take(|old| base.name(old), |new| revision.name(new), |_, _| true);
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
    let inline = |old: SchemaId, new: SchemaId| base.name(old).is_none() || revision.name(new).is_none();
    let print = |side: &Side<'_>, id| Some(side.print(id));
    matched.take(
        |old| print(base, old),
        |new| print(revision, new),
        |old, new| still(old, new) || inline(old, new),
    );
    let types = |side: &Side<'_>, id| Some(side.types(id)).filter(|types| types.is_one());
    let is_whole = |shape: &Shape| matches!(shape, Shape::Object(_) | Shape::Union(_) | Shape::Array(_));
    let constant = |side: &Side<'_>, id: SchemaId| matches!(side.view(id).schema.shape, Shape::Enumeration(_));
    matched.take(
        |old| types(base, old).filter(|_| !is_whole(&base.view(old).schema.shape)),
        |new| types(revision, new),
        |old, new| !(constant(base, old) && constant(revision, new)) && (inline(old, new) || still(old, new)),
    );
    matched.take_alike(|old, new| {
        if apart(base.types(old), revision.types(new)) || !still(old, new) {
            return 0.0;
        }
        common(base, revision, old, new)
    });
    matched
}

impl Matched {
    /// Pairs all that have the same key and fit, in order.
    fn take<K: Eq + Hash>(
        &mut self,
        old_key: impl Fn(SchemaId) -> Option<K>,
        new_key: impl Fn(SchemaId) -> Option<K>,
        fits: impl Fn(SchemaId, SchemaId) -> bool,
    ) {
        // Of those with the same key, only so many are tried.
        const MOST: usize = 64;
        let mut by_key: HashMap<K, Vec<usize>> = HashMap::new();
        // The first is the last, which costs least to take.
        for (i, new) in self.added.iter().enumerate().rev() {
            if let Some(key) = new_key(*new) {
                by_key.entry(key).or_default().push(i);
            }
        }
        let (mut left, mut taken) = (Vec::new(), BTreeSet::new());
        for old in std::mem::take(&mut self.removed) {
            let places = old_key(old).and_then(|key| by_key.get_mut(&key));
            let found = places.and_then(|places| {
                let mut tried = places.iter().enumerate().rev().take(MOST);
                let (at, _) = tried.find(|(_, i)| self.added.get(**i).is_some_and(|new| fits(old, *new)))?;
                Some(places.remove(at))
            });
            match found.and_then(|i| Some((i, *self.added.get(i)?))) {
                Some((i, new)) => {
                    self.pairs.push((old, new));
                    taken.insert(i);
                }
                None => left.push(old),
            }
        }
        self.removed = left;
        retain(&mut self.added, &taken);
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
