//! Changes that several pairs of schemas have, and that are one: of a schema and of those that extend it by allOf.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use indexmap::IndexSet;

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
    // By pair, its changes by what is told of them.
    let mut first: HashMap<usize, HashMap<String, usize>> = HashMap::new();
    for (i, pair) in pairs.all.iter().enumerate() {
        if pair.changes.is_empty() || parents.get(i).is_none_or(Vec::is_empty) {
            continue;
        }
        let ancestors = ancestors(&parents, i);
        for above in &ancestors {
            first.entry(*above).or_insert_with(|| first_of_each(pairs, *above));
        }
        for (j, change) in pair.changes.iter().enumerate() {
            let told = told(change);
            // The farthest has it first.
            let origin = ancestors.iter().rev().find_map(|above| {
                let same = first.get(above)?.get(&told)?;
                Some((*above, *same))
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
    let mut parents: Vec<IndexSet<usize>> = vec![IndexSet::new(); pairs.all.len()];
    // The properties by name of those that others extend.
    let mut named: HashMap<usize, HashMap<&str, Vec<usize>>> = HashMap::new();
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
        let is_new = heir != parent && parents.get_mut(heir).is_some_and(|known| known.insert(parent));
        if !is_new {
            continue;
        }
        let named = named.entry(parent).or_insert_with(|| {
            let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
            for (name, inner) in properties(parent) {
                named.entry(name).or_default().push(inner);
            }
            named
        });
        for (name, inner) in properties(heir) {
            let refined = named.get(name).into_iter().flatten();
            open.extend(refined.map(|refined| (inner, *refined)));
        }
    }
    parents.into_iter().map(|known| known.into_iter().collect()).collect()
}

/// The pairs that a pair extends, directly or not, nearest first.
fn ancestors(parents: &[Vec<usize>], of: usize) -> Vec<usize> {
    let mut found: IndexSet<usize> = IndexSet::new();
    let mut next = 0;
    let mut at = of;
    loop {
        for parent in parents.get(at).map(Vec::as_slice).unwrap_or_default() {
            if *parent != of {
                found.insert(*parent);
            }
        }
        let Some(up) = found.get_index(next) else {
            return found.into_iter().collect();
        };
        at = *up;
        next += 1;
    }
}

/// The changes of a pair by what is told of them, the first of each.
fn first_of_each(pairs: &Pairs, of: usize) -> HashMap<String, usize> {
    let mut first = HashMap::new();
    let changes = pairs.all.get(of).into_iter().flat_map(|pair| &pair.changes);
    for (i, change) in changes.enumerate() {
        first.entry(told(change)).or_insert(i);
    }
    first
}

/// What is told of a change, whether of a schema or of one that extends it.
fn told(change: &Change) -> String {
    let tail = match change.kind {
        Kind::Stem(_) | Kind::Type(_) if change.step == Step::Same => "",
        _ => change.subject.rsplit('.').next().unwrap_or_default(),
    };
    format!("{:?} {:?} {:?} {tail}", change.kind, change.old, change.new)
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
