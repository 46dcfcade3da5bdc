//! Changes that several pairs of schemas have, and that are one: of a schema and of those that extend it by allOf.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::{Change, Kind, PairId, Pairs, Step};
use crate::model::{Origin, Schemas};
use crate::pointer::Location;

/// What is told of a schema once, and not again of those that extend it: changes by pair and index.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    /// Changes that are told elsewhere.
    pub(super) heirs: BTreeSet<(usize, usize)>,
    /// The pairs that have a change too.
    pub(super) of: BTreeMap<(usize, usize), Vec<usize>>,
}

pub(super) fn inherited(pairs: &Pairs, schemas: &Schemas) -> Inherited {
    let mut all = Inherited::default();
    let parents = parents(pairs, schemas);
    for (i, pair) in pairs.all.iter().enumerate() {
        if pair.changes.is_empty() || parents.get(i).is_none_or(Vec::is_empty) {
            continue;
        }
        let ancestors = ancestors(&parents, i);
        for (j, change) in pair.changes.iter().enumerate() {
            // The farthest has it first.
            let origin = ancestors.iter().rev().find_map(|above| {
                let changes = &pairs.all.get(*above)?.changes;
                let same = changes.iter().position(|other| is_same(other, change))?;
                Some((*above, same))
            });
            if let Some(origin) = origin {
                all.heirs.insert((i, j));
                all.of.entry(origin).or_default().push(i);
            }
        }
    }
    all
}

/// The pairs that each pair extends: what allOf says, and the properties that a schema refines which it extends.
fn parents(pairs: &Pairs, schemas: &Schemas) -> Vec<Vec<usize>> {
    let mut parents: Vec<Vec<usize>> = vec![Vec::new(); pairs.all.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (i, pair) in pairs.all.iter().enumerate() {
        open.extend(pair.extends.iter().map(|PairId(parent)| (i, *parent)));
    }
    let properties = |of: usize| {
        let held = pairs.all.get(of).into_iter().flat_map(|pair| &pair.holds);
        held.filter_map(
            |(PairId(inner), _)| match &schemas.get(pairs.all.get(*inner)?.revision).origin {
                Origin::Property(_, name) => Some((name.as_str(), *inner)),
                _ => None,
            },
        )
    };
    while let Some((heir, parent)) = open.pop() {
        let Some(known) = parents
            .get_mut(heir)
            .filter(|known| heir != parent && !known.contains(&parent))
        else {
            continue;
        };
        known.push(parent);
        for (name, inner) in properties(heir) {
            let refined = properties(parent).filter(|(other, _)| *other == name);
            open.extend(refined.map(|(_, refined)| (inner, refined)));
        }
    }
    parents
}

/// The pairs that a pair extends, directly or not, nearest first.
fn ancestors(parents: &[Vec<usize>], of: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut at = of;
    loop {
        for parent in parents.get(at).map(Vec::as_slice).unwrap_or_default() {
            if *parent != of && !found.contains(parent) {
                found.push(*parent);
            }
        }
        let Some(up) = found.get(next) else { return found };
        at = *up;
        next += 1;
    }
}

/// Whether two changes are the same one, of a schema and of one that extends it.
fn is_same(one: &Change, other: &Change) -> bool {
    let tail = |change: &Change| match change.kind {
        Kind::Stem(_) | Kind::Type(_) if change.step == Step::Same => String::new(),
        _ => change.subject.rsplit('.').next().unwrap_or_default().to_owned(),
    };
    one.kind == other.kind && (&one.old, &one.new) == (&other.old, &other.new) && tail(one) == tail(other)
}

/// What tells a change from others, whatever schema it was noted at.
pub(super) fn key(change: &Change) -> String {
    let at = |place: &Option<Location>| match place {
        Some(place) => format!("{} {}", place.file.0, place.pointer),
        None => String::new(),
    };
    let (base, revision) = match change.kind {
        Kind::Added { .. } => (String::new(), at(&change.revision)),
        Kind::Removed { .. } => (at(&change.base), String::new()),
        Kind::Stem(_) | Kind::Type(_) | Kind::Demanded | Kind::Respelled | Kind::Renamed { .. } | Kind::Sent { .. } => {
            (at(&change.base), at(&change.revision))
        }
    };
    format!("{:?} {base} {revision} {} {}", change.kind, change.old, change.new)
}
