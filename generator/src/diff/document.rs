//! The document as a whole: its version, and which schemas its components name (OAS 3.1.1 §4.8.2, §4.8.7).

use std::collections::BTreeSet;

use super::collect::Note;
use super::compare::Comparison;
use super::side::Side;
use super::similar::{self, Likeness};
use super::{Finding, Level};
use crate::model::{Api, Origin, SchemaId};
use crate::pointer::{Location, Pointer};

impl<'a> Comparison<'a> {
    /// Which schemas came, went, or have another name, once all pairs are known: a schema that stands for one that was
    /// written in its place is no change.
    pub(super) fn components(&mut self) {
        let (base, revision) = (self.base.api, self.revision.api);
        let mut removed: Vec<_> = named(base)
            .filter(|(_, name)| revision.schemas.component(name).is_none())
            .collect();
        let mut added: Vec<_> = named(revision)
            .filter(|(_, name)| base.schemas.component(name).is_none())
            .collect();
        let mut renamed = self.known_by_use(&removed, &added);
        // By place: what is made of a component for one use (a file in a form) stands where that does.
        let pairs = &self.pairs.all;
        let paired: BTreeSet<&Location> = pairs.iter().map(|pair| place(&self.base, pair.base)).collect();
        removed.retain(|(id, _)| !paired.contains(place(&self.base, *id)));
        let paired: BTreeSet<&Location> = pairs.iter().map(|pair| place(&self.revision, pair.revision)).collect();
        added.retain(|(id, _)| !paired.contains(place(&self.revision, *id)));
        let likeness = |old: &(SchemaId, &str), new: &(SchemaId, &str)| {
            Likeness {
                names: similar::names(old.1, new.1),
                same: self.base.print(old.0) == self.revision.print(new.0),
                telling: similar::is_telling(self.base.view(old.0).schema),
            }
            .score()
        };
        let alike = similar::pairs(&removed, &added, likeness);
        for (i, j, score) in &alike {
            if let (Some(old), Some(new)) = (removed.get(*i), added.get(*j)) {
                renamed.push((old.0, new.0, *score));
            }
        }
        for (old, new, score) in &renamed {
            self.component_renamed(*old, *new, *score);
        }
        removed.retain(|(id, _)| !renamed.iter().any(|(old, _, _)| old == id));
        added.retain(|(id, _)| !renamed.iter().any(|(_, new, _)| new == id));
        for (id, name) in removed {
            let note = Note::new("api-schema-removed", name).gone(&self.base.schema(id).location);
            self.collector.document(note.values(name, ""));
        }
        for (id, name) in added {
            let note = Note::new("api-schema-added", name).new_at(&self.revision.schema(id).location);
            self.collector.document(note.values("", name));
        }
    }

    /// Schemas that stand in the same place by another name.
    fn known_by_use(&self, removed: &[(SchemaId, &str)], added: &[(SchemaId, &str)]) -> Vec<(SchemaId, SchemaId, f64)> {
        let removed: BTreeSet<SchemaId> = removed.iter().map(|(id, _)| *id).collect();
        let added: BTreeSet<SchemaId> = added.iter().map(|(id, _)| *id).collect();
        let mut renamed: Vec<(SchemaId, SchemaId, f64)> = Vec::new();
        for pair in &self.pairs.all {
            let known = renamed
                .iter()
                .any(|(old, new, _)| *old == pair.base || *new == pair.revision);
            if removed.contains(&pair.base) && added.contains(&pair.revision) && !known {
                let same = self.base.print(pair.base) == self.revision.print(pair.revision);
                renamed.push((pair.base, pair.revision, if same { 1.0 } else { 0.9 }));
            }
        }
        renamed
    }

    fn component_renamed(&mut self, old: SchemaId, new: SchemaId, score: f64) {
        let (was, is) = (self.base.call(old), self.revision.call(new));
        let (old, new) = (self.base.schema(old), self.revision.schema(new));
        let help = format!(
            "`{was}` and `{is}` are alike to {:.0} %; `[rename]` with \"#{}\" = \"{was}\" keeps the old Rust name",
            score * 100.0,
            new.location.pointer,
        );
        let note = Note::new("api-schema-renamed", is.clone()).at(&old.location, &new.location);
        self.collector.document(note.values(was, is).help(help));
    }

    /// Schemas that both sides name and no operation uses.
    pub(super) fn unused(&mut self) {
        let ids: Vec<_> = named(self.base.api)
            .filter_map(|(id, name)| Some((id, self.revision.api.schemas.component(name)?)))
            .collect();
        for (old, new) in ids {
            self.pairs.of(old, new);
        }
    }
}

/// What `info.version` should have become, given what breaks.
pub(super) fn version(base: &Api, revision: &Api, findings: &[Finding]) -> Option<Note> {
    if !findings.iter().any(|finding| finding.level == Level::Error) {
        return None;
    }
    let (old, new) = (numbers(&base.version)?, numbers(&revision.version)?);
    let rule = match new.cmp(&old) {
        std::cmp::Ordering::Less => "api-version-decreased",
        std::cmp::Ordering::Equal => "api-version-not-bumped",
        std::cmp::Ordering::Greater if new[0] == old[0] => "api-major-version-not-bumped",
        std::cmp::Ordering::Greater => return None,
    };
    let at = Location::root(Pointer::root().child("info").child("version"));
    Some(
        Note::new(rule, "info.version")
            .at(&at, &at)
            .values(&base.version, &revision.version),
    )
}

/// Major, minor and patch of a version as semver has it.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let core = version.strip_prefix('v').unwrap_or(version);
    let core = core.split(['-', '+']).next()?;
    let mut parts = core.split('.').map(|part| part.parse::<u64>().ok());
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}

/// The schemas of the components, with their names.
fn named(api: &Api) -> impl Iterator<Item = (SchemaId, &str)> {
    api.schemas.iter().filter_map(|(id, schema)| match &schema.origin {
        Origin::Component(name) => Some((id, name.as_str())),
        _ => None,
    })
}

/// Where a schema stands.
fn place<'a>(side: &Side<'a>, id: SchemaId) -> &'a Location {
    &side.schema(id).location
}
