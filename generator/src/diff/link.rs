//! Links of responses, field by field (OAS 3.1.1 §4.8.20).

use serde_json::Value;

use super::Direction;
use super::collect::Note;
use super::compare::{Comparison, alike, text};
use super::operation::name;
use crate::model::{Api, Link, Operation, Response};
use crate::pointer::{Location, Pointer};

impl<'a> Comparison<'a> {
    pub(super) fn links(&mut self, call: usize, old: &Response, new: &Response) {
        let at = |response: &Response, name: &str| response.location.child("links").child(name);
        for (name, now) in &new.links {
            match old.links.get(name) {
                Some(before) => self.link(call, name, before, now),
                None => {
                    let note = Note::new("response-link-added", name).at(&old.location, &at(new, name));
                    self.collector.note(call, Direction::Response, note.values("", name));
                }
            }
        }
        for name in old.links.keys().filter(|name| !new.links.contains_key(*name)) {
            let note = Note::new("response-link-removed", name).at(&at(old, name), &new.location);
            self.collector.note(call, Direction::Response, note.values(name, ""));
        }
    }

    fn link(&mut self, call: usize, link: &str, old: &Link, new: &Link) {
        let mut note = |rule: &str, subject: String, at: [Location; 2], was: String, is: String| {
            let note = Note::new(rule, subject).at(&at[0], &at[1]).values(was, is);
            self.collector.note(call, Direction::Response, note);
        };
        if target(self.base.api, old) != target(self.revision.api, new) {
            let at = [old, new].map(|link| match link.operation_ref {
                Some(_) => link.location.child("operationRef"),
                None => link.location.child("operationId"),
            });
            let [was, is] = [old, new].map(|link| link.operation_ref.as_ref().or(link.operation_id.as_ref()));
            let [was, is] = [was, is].map(|target| target.cloned().unwrap_or_default());
            note("response-link-operation-changed", link.to_owned(), at, was, is);
        }
        let names = new
            .parameters
            .keys()
            .chain(old.parameters.keys().filter(|name| !new.parameters.contains_key(*name)));
        for name in names {
            let (was, is) = (old.parameters.get(name), new.parameters.get(name));
            if !same(was, is) {
                let at = [(old, was), (new, is)].map(|(link, value)| match value {
                    Some(_) => link.location.child("parameters").child(name),
                    None => link.location.clone(),
                });
                note(
                    "response-link-parameter-changed",
                    format!("{link}.{name}"),
                    at,
                    show(was),
                    show(is),
                );
            }
        }
        let (was, is) = (old.request_body.as_ref(), new.request_body.as_ref());
        if !same(was, is) {
            let at = [old, new].map(|link| link.location.child("requestBody"));
            note(
                "response-link-request-body-changed",
                link.to_owned(),
                at,
                show(was),
                show(is),
            );
        }
        let url = |link: &Link| {
            link.server
                .as_ref()
                .map(|server| server.url.trim_end_matches('/').to_owned())
        };
        let (was, is) = (url(old), url(new));
        if was != is {
            let at = [old, new].map(|link| link.location.child("server"));
            note(
                "response-link-server-changed",
                link.to_owned(),
                at,
                was.unwrap_or_default(),
                is.unwrap_or_default(),
            );
        }
    }
}

/// The operation that a link leads to, as people call it: whichever way it is named.
fn target(api: &Api, link: &Link) -> Option<String> {
    let known = |is_it: &dyn Fn(&Operation) -> bool| api.called().find(|operation| is_it(operation)).map(name);
    if let Some(reference) = &link.operation_ref {
        let pointer = reference.strip_prefix('#').and_then(Pointer::parse);
        let tokens: Vec<String> = pointer.iter().flat_map(Pointer::tokens).collect();
        let [paths, path, method] = tokens.as_slice() else {
            return Some(reference.clone());
        };
        let is_it = |operation: &Operation| {
            paths == "paths" && operation.path.text == *path && operation.method.as_str().eq_ignore_ascii_case(method)
        };
        return known(&is_it).or_else(|| Some(reference.clone()));
    }
    let id = link.operation_id.as_ref()?;
    known(&|operation| operation.operation_id.as_ref() == Some(id)).or_else(|| Some(id.clone()))
}

fn same(old: Option<&Value>, new: Option<&Value>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => alike(old, new),
        (old, new) => old.is_none() == new.is_none(),
    }
}

fn show(value: Option<&Value>) -> String {
    value.map(text).unwrap_or_default()
}
