//! Operations and webhooks: which came and went, and what changed of those that stayed (OAS 3.1.1 §4.8.8 to §4.8.10).

use std::collections::{BTreeSet, HashMap};

use super::collect::Note;
use super::compare::Comparison;
use super::lifecycle::{Relied, Removal, Turn, removal, turns};
use super::{Direction, compare};
use crate::model::{self, Api, Operation, PathSegment, PathTemplate};

/// What tells operations apart: method and path, whatever its parameters are called.
pub(super) type Key = (String, String);

impl<'a> Comparison<'a> {
    pub(super) fn operations(&mut self) {
        let (base, revision) = (self.base.api, self.revision.api);
        let key = keys(base, revision);
        let old: HashMap<Key, &'a Operation> = base.called().map(|o| (key(o), o)).collect();
        let new: BTreeSet<Key> = revision.called().map(&key).collect();
        let paths: BTreeSet<String> = revision.called().map(|o| nameless(&o.path)).collect();
        for operation in revision.called() {
            match old.get(&key(operation)) {
                Some(before) => self.operation(before, operation, false),
                None => {
                    let call = self.collector.call(operation);
                    let note = Note::new("endpoint-added", name(operation)).new_at(&operation.location);
                    self.collector
                        .note(call, Direction::Both, note.values("", name(operation)));
                }
            }
        }
        for operation in base.called().filter(|operation| !new.contains(&key(operation))) {
            let path_gone = !paths.contains(&nameless(&operation.path));
            self.removed(operation, path_gone);
        }
    }

    pub(super) fn webhooks(&mut self) {
        let (base, revision) = (self.base.api, self.revision.api);
        let key = |operation: &Operation| (operation.method.as_str().to_owned(), operation.path.text.clone());
        let webhooks = |api: &'a Api| api.of(model::Direction::Webhook).map(|(_, operation)| operation);
        let old: HashMap<Key, &'a Operation> = webhooks(base).map(|o| (key(o), o)).collect();
        let new: BTreeSet<Key> = webhooks(revision).map(key).collect();
        for operation in webhooks(revision) {
            match old.get(&key(operation)) {
                Some(before) => self.operation(before, operation, true),
                None => {
                    let call = self.collector.call(operation);
                    let note = Note::new("webhook-added", name(operation)).new_at(&operation.location);
                    self.collector
                        .note(call, Direction::Both, note.values("", name(operation)));
                }
            }
        }
        for operation in webhooks(base).filter(|operation| !new.contains(&key(operation))) {
            let call = self.collector.call(operation);
            let note = Note::new("webhook-removed", name(operation)).gone(&operation.location);
            self.collector
                .note(call, Direction::Both, note.values(name(operation), ""));
        }
    }

    fn removed(&mut self, operation: &Operation, path_gone: bool) {
        let rule = match (removal(&relied(operation), self.settings), path_gone) {
            (Removal::Sudden, false) => "api-removed-without-deprecation",
            (Removal::Sudden, true) => "api-path-removed-without-deprecation",
            (Removal::Announced, false) => "api-removed-with-deprecation",
            (Removal::Announced, true) => "api-path-removed-with-deprecation",
            (Removal::BeforeSunset, false) => "api-removed-before-sunset",
            (Removal::BeforeSunset, true) => "api-path-removed-before-sunset",
            (Removal::Unreadable, _) => "api-path-sunset-parse",
        };
        let call = self.collector.call(operation);
        let note = Note::new(rule, name(operation)).gone(&operation.location);
        self.collector
            .note(call, Direction::Both, note.values(name(operation), ""));
    }

    /// What changed of an operation; `webhook`: the API sends it.
    pub(super) fn operation(&mut self, old: &'a Operation, new: &'a Operation, webhook: bool) {
        let call = self.collector.call(new);
        self.operation_id(call, old, new);
        self.operation_turns(call, old, new);
        self.tags(call, old, new);
        self.callbacks_of_outbound(call, old, new);
        self.parameters(call, old, new, webhook);
        self.request_bodies(call, old, new, webhook);
        self.responses(call, old, new, webhook);
        self.requirements(call, old, new);
        if !old.servers.is_empty() || !new.servers.is_empty() {
            let of = |operation: &'a Operation, api: &'a crate::model::Api| match operation.servers.as_slice() {
                [] => &api.servers,
                _ => &operation.servers,
            };
            let (old, new) = (of(old, self.base.api), of(new, self.revision.api));
            self.servers(Some(call), old, new);
        }
    }

    fn operation_id(&mut self, call: usize, old: &Operation, new: &Operation) {
        let text = |id: &Option<String>| id.clone().unwrap_or_default();
        let rule = match (&old.operation_id, &new.operation_id) {
            (None, Some(_)) => "api-operation-id-added",
            (Some(_), None) => "api-operation-id-removed",
            (Some(old), Some(new)) if old != new => "api-operation-id-changed",
            (Some(_), Some(_)) | (None, None) => return,
        };
        let id = |operation: &Operation, there: bool| match there {
            true => operation.location.child("operationId"),
            false => operation.location.clone(),
        };
        let note = Note::new(rule, name(new))
            .at(
                &id(old, old.operation_id.is_some()),
                &id(new, new.operation_id.is_some()),
            )
            .values(text(&old.operation_id), text(&new.operation_id))
            .help(format!(
                "a line for #{} in names.lock keeps the old name of the method",
                new.location.pointer
            ));
        self.collector.note(call, Direction::Both, note);
    }

    fn operation_turns(&mut self, call: usize, old: &Operation, new: &Operation) {
        let (before, after) = (relied(old), relied(new));
        for turn in turns(&before, &after, self.settings) {
            let (rule, keyword) = match turn {
                Turn::Reactivated => ("endpoint-reactivated", "deprecated"),
                Turn::Deprecated { sunset: false } => ("endpoint-deprecated", "deprecated"),
                Turn::Deprecated { sunset: true } => ("endpoint-deprecated-with-sunset", "deprecated"),
                Turn::SunsetInvalid => ("api-deprecated-sunset-parse", "x-sunset"),
                Turn::SunsetParse => ("api-path-sunset-parse", "x-sunset"),
                Turn::SunsetMissing => ("api-deprecated-sunset-missing", "deprecated"),
                Turn::SunsetTooSmall => ("api-sunset-date-too-small", "x-sunset"),
                Turn::SunsetDeleted => ("sunset-deleted", "deprecated"),
                Turn::SunsetChangedTooSmall => ("api-sunset-date-changed-too-small", "x-sunset"),
                Turn::SunsetChanged => ("api-sunset-date-changed", "x-sunset"),
                Turn::StabilityIncreased => ("api-stability-increased", "x-stability-level"),
                Turn::StabilityDecreased => ("api-stability-decreased", "x-stability-level"),
                Turn::StabilityInvalid => ("api-invalid-stability-level", "x-stability-level"),
            };
            let (was, is) = turn.values(&before, &after);
            let note = Note::new(rule, name(new))
                .at(&old.location.child(keyword), &new.location.child(keyword))
                .values(was, is);
            self.collector.note(call, Direction::Both, note);
        }
    }

    fn tags(&mut self, call: usize, old: &Operation, new: &Operation) {
        for tag in old.tags.iter().filter(|tag| !new.tags.contains(tag)) {
            let note = Note::new("api-tag-removed", name(new)).at(&old.location.child("tags"), &new.location);
            self.collector.note(call, Direction::Both, note.values(tag, ""));
        }
        for tag in new.tags.iter().filter(|tag| !old.tags.contains(tag)) {
            let note = Note::new("api-tag-added", name(new)).at(&old.location, &new.location.child("tags"));
            self.collector.note(call, Direction::Both, note.values("", tag));
        }
    }

    /// The callbacks of what the API sends, as a whole: nothing is generated for them.
    fn callbacks_of_outbound(&mut self, call: usize, old: &Operation, new: &Operation) {
        let at = |operation: &Operation, name: &str| operation.location.child("callbacks").child(name);
        for (name, now) in &new.callbacks {
            let note = match old.callbacks.get(name) {
                None => Note::new("callback-added", name)
                    .at(&old.location, &at(new, name))
                    .values("", name),
                Some(before) if !compare::alike(before, now) => {
                    Note::new("callback-changed", name).at(&at(old, name), &at(new, name))
                }
                Some(_) => continue,
            };
            self.collector.note(call, Direction::Both, note);
        }
        for name in old.callbacks.keys().filter(|name| !new.callbacks.contains_key(*name)) {
            let note = Note::new("callback-removed", name)
                .at(&at(old, name), &new.location)
                .values(name, "");
            self.collector.note(call, Direction::Both, note);
        }
    }
}

fn relied(operation: &Operation) -> Relied {
    Relied {
        deprecated: operation.deprecated,
        lifecycle: operation.lifecycle.clone(),
    }
}

/// What tells the operations of two sides apart: their paths as they are written, where several answer to the same.
pub(super) fn keys(base: &Api, revision: &Api) -> impl Fn(&Operation) -> Key + use<> {
    let both = [base, revision].into_iter();
    let twins: BTreeSet<Key> = both.flat_map(|api| twins(api.called())).collect();
    move |operation| match requests(operation) {
        key if twins.contains(&key) => (key.0, operation.path.text.clone()),
        key => key,
    }
}

/// An operation as people call it.
pub(super) fn name(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path.text)
}

/// What an operation answers to.
fn requests(operation: &Operation) -> Key {
    (operation.method.as_str().to_owned(), nameless(&operation.path))
}

/// What several operations answer to, which are told apart by the names of their parameters.
fn twins<'a>(operations: impl Iterator<Item = &'a Operation>) -> impl Iterator<Item = Key> {
    let mut seen = BTreeSet::new();
    operations.map(requests).filter(move |key| !seen.insert(key.clone()))
}

/// The template without the names of its parameters.
fn nameless(path: &PathTemplate) -> String {
    let mut text = String::new();
    for segment in &path.segments {
        text.push('/');
        for part in segment {
            match part {
                PathSegment::Literal(literal) => text.push_str(literal),
                PathSegment::Parameter(_) => text.push_str("{}"),
            }
        }
    }
    text
}
