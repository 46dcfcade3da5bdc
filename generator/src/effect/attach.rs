//! Which finding an item changes by.

use std::collections::{BTreeMap, HashSet, VecDeque};

use super::origin::{Origin, Origins};
use super::{Change, Side};
use crate::analyze::walk::parts;
use crate::diff::{Level, Report};
use crate::model::{Api, SchemaId};
use crate::pointer::{FileId, Location};

/// The findings of a report by place, for the items of both sides.
pub(super) struct Causes<'a> {
    sides: [One<'a>; 2],
}

/// One of the sides.
struct One<'a> {
    origins: Origins<'a>,
    findings: Index,
    /// By schema: the finding at its place or below.
    by_schema: Vec<Option<usize>>,
}

/// Findings by file and pointer, the weightiest first.
#[derive(Debug, Default)]
struct Index(BTreeMap<(FileId, String), Vec<usize>>);

impl<'a> Causes<'a> {
    pub(super) fn new(report: &Report, base: Side<'a>, revision: Side<'a>) -> Self {
        let mut order: Vec<usize> = (0..report.findings.len()).collect();
        let level = |at: &usize| report.findings.get(*at).map_or(Level::Info, |finding| finding.level);
        order.sort_by_key(|at| std::cmp::Reverse(level(at)));
        let index = |is_base: bool| {
            let mut index = Index::default();
            for at in &order {
                let finding = report.findings.get(*at);
                let place = finding.and_then(|found| {
                    if is_base {
                        found.base.as_ref()
                    } else {
                        found.revision.as_ref()
                    }
                });
                if let Some(place) = place {
                    let key = (place.file, place.pointer.as_str().to_owned());
                    index.0.entry(key).or_default().push(*at);
                }
            }
            index
        };
        Self {
            sides: [One::new(base, index(true)), One::new(revision, index(false))],
        }
    }

    /// The finding that an item changes by: the one at the place that it was made of, or below it; else at what that is
    /// made of in turn; else around it.
    pub(super) fn of(&self, change: &Change) -> Option<usize> {
        // The revision first, which what changed is shown in.
        let sides = self.sides.iter().zip(&change.sources).zip(&change.arguments).rev();
        let origins: Vec<(&One<'_>, Origin)> = sides
            .filter_map(|((one, source), arguments)| {
                Some((one, one.origins.of(source.as_ref()?, arguments, change.returns)))
            })
            .collect();
        let places = || {
            origins
                .iter()
                .flat_map(|(one, origin)| origin.places.iter().map(move |place| (one, place)))
        };
        let exact = places().find_map(|(one, place)| one.findings.at(place));
        let below = || places().find_map(|(one, place)| one.findings.below(place));
        let further = || origins.iter().find_map(|(one, origin)| one.further(&origin.schemas));
        let above = || places().find_map(|(one, place)| one.findings.above(place));
        exact.or_else(below).or_else(further).or_else(above)
    }
}

impl<'a> One<'a> {
    fn new(side: Side<'a>, findings: Index) -> Self {
        let schemas = side.api.schemas.iter();
        let by_schema = schemas.map(|(_, schema)| {
            findings
                .at(&schema.location)
                .or_else(|| findings.below(&schema.location))
        });
        Self {
            by_schema: by_schema.collect(),
            origins: Origins::new(side),
            findings,
        }
    }

    /// The nearest finding at the schemas that some are made of.
    fn further(&self, from: &[SchemaId]) -> Option<usize> {
        let api: &Api = self.origins.side.api;
        let mut open: VecDeque<SchemaId> = from.iter().copied().collect();
        let mut seen: HashSet<SchemaId> = from.iter().copied().collect();
        while let Some(id) = open.pop_front() {
            if let Some(found) = self.by_schema.get(id.index()).copied().flatten() {
                return Some(found);
            }
            open.extend(parts(api.schemas.get(id)).into_iter().filter(|part| seen.insert(*part)));
        }
        None
    }
}

impl Index {
    /// The finding at a place.
    fn at(&self, place: &Location) -> Option<usize> {
        let key = (place.file, place.pointer.as_str().to_owned());
        self.0.get(&key)?.first().copied()
    }

    /// The finding below a place that is nearest to it.
    fn below(&self, place: &Location) -> Option<usize> {
        // `0` is what comes after `/`.
        let pointer = place.pointer.as_str();
        let range = (place.file, format!("{pointer}/"))..(place.file, format!("{pointer}0"));
        let depth = |pointer: &str| pointer.bytes().filter(|byte| *byte == b'/').count();
        let nearest = self.0.range(range).min_by_key(|((_, pointer), _)| depth(pointer));
        nearest.and_then(|(_, findings)| findings.first().copied())
    }

    /// The finding around a place that is nearest to it; not further out than a path, or a kind of components.
    fn above(&self, place: &Location) -> Option<usize> {
        let mut at = place.clone();
        while let Some(parent) = at.pointer.parent().filter(|parent| parent.tokens().count() > 1) {
            at.pointer = parent;
            if let Some(found) = self.at(&at) {
                return Some(found);
            }
        }
        None
    }
}
