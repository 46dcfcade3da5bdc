//! Changes that several pairs of schemas have, and that are one: of a schema and of those that extend it by allOf.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::{Change, Kind, PairId, Pairs, Step};
use crate::pointer::Location;

/// What is told of a schema once, and not again of those that extend it: changes by pair and index.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    /// Changes that are told elsewhere.
    pub(super) heirs: BTreeSet<(usize, usize)>,
    /// The pairs that have a change too.
    pub(super) of: BTreeMap<(usize, usize), Vec<usize>>,
}

pub(super) fn inherited(pairs: &Pairs) -> Inherited {
    let mut all = Inherited::default();
    for (i, pair) in pairs.all.iter().enumerate() {
        if pair.changes.is_empty() || pair.extends.is_empty() {
            continue;
        }
        let ancestors = ancestors(pairs, i);
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

/// The pairs that a pair extends, directly or not, nearest first.
fn ancestors(pairs: &Pairs, of: usize) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut next = 0;
    let mut at = of;
    loop {
        for PairId(parent) in pairs
            .all
            .get(at)
            .map(|pair| pair.extends.as_slice())
            .unwrap_or_default()
        {
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
