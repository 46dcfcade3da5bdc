//! The document as a whole: its version, and which schemas its components name (OAS 3.1.1 §4.8.2, §4.8.7).

use super::collect::Note;
use super::compare::Comparison;
use super::similar::{self, Likeness};
use super::{Finding, Level};
use crate::model::{Api, Origin, SchemaId};
use crate::pointer::{Location, Pointer};

impl<'a> Comparison<'a> {
    /// Which schemas came, went, or have another name.
    pub(super) fn components(&mut self) {
        let (base, revision) = (self.base.api, self.revision.api);
        let removed: Vec<_> = named(base)
            .filter(|(_, name)| revision.schemas.component(name).is_none())
            .collect();
        let added: Vec<_> = named(revision)
            .filter(|(_, name)| base.schemas.component(name).is_none())
            .collect();
        let likeness = |old: &(SchemaId, &str), new: &(SchemaId, &str)| {
            Likeness {
                names: similar::names(old.1, new.1),
                same: self.base.print(old.0) == self.revision.print(new.0),
                telling: similar::is_telling(self.base.view(old.0).schema),
            }
            .score()
        };
        let renamed = similar::pairs(&removed, &added, likeness);
        for (i, j, score) in &renamed {
            let (Some((old, was)), Some((new, is))) = (removed.get(*i), added.get(*j)) else {
                continue;
            };
            let (old, new) = (self.base.schema(*old), self.revision.schema(*new));
            let help = format!(
                "`{was}` and `{is}` are alike to {:.0} %; `[rename]` with \"#{}\" = \"{was}\" keeps the old Rust name",
                score * 100.0,
                new.location.pointer,
            );
            let note = Note::new("api-schema-renamed", *is).at(&old.location, &new.location);
            self.collector.document(note.values(*was, *is).help(help));
        }
        for (i, (id, name)) in removed.iter().enumerate() {
            if !renamed.iter().any(|(renamed, _, _)| *renamed == i) {
                let note = Note::new("api-schema-removed", *name).gone(&self.base.schema(*id).location);
                self.collector.document(note.values(*name, ""));
            }
        }
        for (j, (id, name)) in added.iter().enumerate() {
            if !renamed.iter().any(|(_, renamed, _)| *renamed == j) {
                let note = Note::new("api-schema-added", *name).new_at(&self.revision.schema(*id).location);
                self.collector.document(note.values("", *name));
            }
        }
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
