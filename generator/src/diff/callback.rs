//! Callbacks: which came and went, where they go, and their requests, in which the API is the one that sends
//! (OAS 3.1.1 §4.8.18).

use std::collections::{BTreeMap, HashSet};

use indexmap::IndexMap;

use super::Direction;
use super::collect::Note;
use super::compare::Comparison;
use super::operation::{keys, name};
use crate::model::{self, Api, Callback, Operation, OperationId};

/// The callbacks of an operation by name, and the requests of each by the key that says where they go.
type Owned<'a> = IndexMap<&'a str, IndexMap<&'a str, Vec<&'a Operation>>>;

impl<'a> Comparison<'a> {
    /// The callbacks of all operations that both sides have. A pair of requests that several operations have in common is
    /// compared once.
    pub(super) fn callbacks(&mut self) {
        let (base, revision) = (self.base.api, self.revision.api);
        let mut both = [base, revision].into_iter();
        if both.all(|api| api.of(model::Direction::Callback).next().is_none()) {
            return;
        }
        let key = keys(base, revision);
        let old: BTreeMap<_, _> = base
            .of(model::Direction::Called)
            .map(|(id, o)| (key(o), (id, o)))
            .collect();
        let mut seen = HashSet::new();
        for (id, operation) in revision.of(model::Direction::Called) {
            let Some((before_id, before)) = old.get(&key(operation)) else {
                continue;
            };
            let (was, is) = (owned(base, *before_id), owned(revision, id));
            if was.is_empty() && is.is_empty() {
                continue;
            }
            let call = self.collector.call(operation);
            self.callback_names(call, (before, &was), (operation, &is));
            for (name, requests) in &is {
                if let Some(before) = was.get(name) {
                    self.callback_keys(call, name, before, requests, &mut seen);
                }
            }
        }
    }

    fn callback_names(&mut self, call: usize, old: (&Operation, &Owned<'a>), new: (&Operation, &Owned<'a>)) {
        let at = |operation: &Operation, name: &str| operation.location.child("callbacks").child(name);
        for name in new.1.keys().filter(|name| !old.1.contains_key(*name)) {
            let note = Note::new("callback-added", *name).at(&old.0.location, &at(new.0, name));
            self.collector.note(call, Direction::Both, note.values("", *name));
        }
        for name in old.1.keys().filter(|name| !new.1.contains_key(*name)) {
            let note = Note::new("callback-removed", *name).at(&at(old.0, name), &new.0.location);
            self.collector.note(call, Direction::Both, note.values(*name, ""));
        }
    }

    /// The keys of one callback. One that went and one that came are one that goes elsewhere.
    fn callback_keys(
        &mut self,
        call: usize,
        name: &str,
        old: &IndexMap<&'a str, Vec<&'a Operation>>,
        new: &IndexMap<&'a str, Vec<&'a Operation>>,
        seen: &mut HashSet<(*const Operation, *const Operation)>,
    ) {
        let mut gone: Vec<&Vec<&'a Operation>> = old.values().collect();
        let mut come = Vec::new();
        for requests in new.values() {
            match gone.iter().position(|before| same_key(before, requests)) {
                Some(at) => {
                    let before = gone.remove(at);
                    self.callback_requests(call, before, requests, seen);
                }
                None => come.push(requests),
            }
        }
        if let ([before], [after]) = (gone.as_slice(), come.as_slice()) {
            if let (Some(was), Some(is)) = (callback(before), callback(after)) {
                let note = Note::new("callback-url-changed", name).at(&was.target_location, &is.target_location);
                let note = note.values(&was.target, &is.target);
                self.collector.note(call, Direction::Both, note);
            }
            self.callback_requests(call, before, after, seen);
            return;
        }
        for requests in come {
            self.callback_requests(call, &[], requests, seen);
        }
        for requests in gone {
            self.callback_requests(call, requests, &[], seen);
        }
    }

    /// The requests of one key, by method.
    fn callback_requests(
        &mut self,
        call: usize,
        old: &[&'a Operation],
        new: &[&'a Operation],
        seen: &mut HashSet<(*const Operation, *const Operation)>,
    ) {
        for request in new {
            match old.iter().find(|before| before.method == request.method) {
                Some(before) => {
                    if seen.insert((std::ptr::from_ref(*before), std::ptr::from_ref(*request))) {
                        self.operation(before, request, true);
                    }
                }
                None => {
                    let note = Note::new("callback-added", name(request)).new_at(&request.location);
                    self.collector
                        .note(call, Direction::Both, note.values("", name(request)));
                }
            }
        }
        for before in old
            .iter()
            .filter(|before| !new.iter().any(|request| request.method == before.method))
        {
            let note = Note::new("callback-removed", name(before)).gone(&before.location);
            self.collector
                .note(call, Direction::Both, note.values(name(before), ""));
        }
    }
}

fn owned(api: &Api, owner: OperationId) -> Owned<'_> {
    let mut owned = Owned::new();
    for (_, request) in api.of(model::Direction::Callback) {
        let Some(callback) = &request.callback else { continue };
        for (_, name) in callback.owners.iter().filter(|(id, _)| *id == owner) {
            let keys = owned.entry(name.as_str()).or_default();
            keys.entry(callback.target.as_str()).or_default().push(request);
        }
    }
    owned
}

fn callback<'a>(requests: &[&'a Operation]) -> Option<&'a Callback> {
    requests.first()?.callback.as_ref()
}

/// Whether two keys say the same, with or without braces around a single expression.
fn same_key(old: &[&Operation], new: &[&Operation]) -> bool {
    let (Some(old), Some(new)) = (callback(old), callback(new)) else {
        return false;
    };
    old.target == new.target || old.template.is_some() && old.template == new.template
}
