//! What can only be seen once everything is in its place: definitions that are there twice, references in circles.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::kind::Kind;
use super::version::Version;
use super::walk::Walker;
use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, Diagnostic};

impl Walker<'_> {
    /// Where an inline schema became a component because something refers to it, it refers to that component itself.
    pub(super) fn share(&mut self, document: &mut Value) {
        if self.version == Version::V2 {
            return;
        }
        let mut shared: Vec<(Pointer, String)> = self
            .hoist
            .names()
            .filter(|(kind, from, _)| *kind == Kind::Schema && from.file == FileId(0))
            .map(|(_, from, name)| (from.pointer.clone(), name.to_owned()))
            .collect();
        // The innermost first, while the pointers still lead there.
        shared.sort_by_key(|(pointer, _)| std::cmp::Reverse(pointer.tokens().count()));
        for (pointer, name) in shared {
            let unmoved = self.origins.locate(&pointer) == Location::root(pointer.clone());
            if unmoved
                && is_schema_place(&pointer)
                && let Some(place @ Value::Object(_)) = document.pointer_mut(pointer.as_str())
                && place.get("$ref").is_none()
            {
                let target = Pointer::root().child("components").child("schemas").child(&name);
                *place = json!({"$ref": format!("#{target}")});
            }
        }
    }

    /// Leaves out references to components that could not stay (which was reported).
    pub(super) fn drop_lost(&mut self, document: &mut Value) {
        let start = Pointer::root().child("components");
        let lost: Vec<String> = self
            .lost
            .iter()
            .filter(|pointer| pointer.strip_prefix(&start).is_some())
            .map(|pointer| format!("#{pointer}"))
            .collect();
        if !lost.is_empty() {
            drop_references(document, &lost);
        }
    }

    /// Cuts references that lead in a circle without reaching a definition.
    pub(super) fn cut_circles(&mut self, document: &mut Value) {
        for kind in [
            Kind::Schema,
            Kind::Parameter,
            Kind::Response,
            Kind::RequestBody,
            Kind::Header,
            Kind::Example,
            Kind::Link,
        ] {
            let Some(section) = kind.section() else {
                continue;
            };
            let start = Pointer::root().child("components").child(section);
            let Some(Value::Object(entries)) = document.pointer(start.as_str()) else {
                continue;
            };
            for at in circles(entries, &start) {
                let location = self.origins.locate(&at.child("$ref"));
                let message = "this `$ref` leads back to itself without ever reaching a definition";
                self.sink.push(Diagnostic::new(Code::CircularRef, location, message));
                if let Some(place) = document.pointer_mut(at.as_str()) {
                    *place = json!({});
                }
            }
        }
    }
}

/// Whether a pointer ends where a schema stands: what is referred to might be anything else.
fn is_schema_place(pointer: &Pointer) -> bool {
    let Some(parent) = pointer.parent() else {
        return false;
    };
    let by_name = ["schema", "items", "additionalProperties", "not"];
    let by_parent = ["properties", "schemas", "allOf", "oneOf", "anyOf"];
    let parent = parent.last();
    parent.is_some_and(|parent| by_parent.contains(&parent.as_str()))
        || pointer.last().is_some_and(|last| by_name.contains(&last.as_str()))
}

fn drop_references(value: &mut Value, lost: &[String]) {
    let is_lost = |value: &Value| {
        let reference = value.get("$ref").and_then(Value::as_str);
        reference.is_some_and(|reference| lost.iter().any(|lost| lost == reference))
    };
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !is_lost(value));
            map.values_mut().for_each(|value| drop_references(value, lost));
        }
        Value::Array(items) => {
            items.retain(|item| !is_lost(item));
            items.iter_mut().for_each(|item| drop_references(item, lost));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A reference that its component is nothing without: the component itself, or below it a member of `allOf`.
struct Edge {
    to: usize,
    at: Pointer,
}

/// The references that close a circle.
fn circles(entries: &Map<String, Value>, start: &Pointer) -> Vec<Pointer> {
    let ids: BTreeMap<&str, usize> = entries
        .keys()
        .enumerate()
        .map(|(id, name)| (name.as_str(), id))
        .collect();
    let graph: Vec<Vec<Edge>> = entries
        .iter()
        .map(|(name, value)| {
            let mut edges = Vec::new();
            if matches!(value.get("$ref"), Some(Value::String(_))) || value.get("allOf").is_some() {
                collect(value, start, &start.child(name), &ids, &mut edges);
            }
            edges
        })
        .collect();
    let mut closing = Vec::new();
    let mut state = vec![State::New; graph.len()];
    for id in 0..graph.len() {
        walk(id, &graph, &mut state, &mut closing);
    }
    closing
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Depth first, with a stack of its own: chains may be as long as there are components.
fn walk(root: usize, graph: &[Vec<Edge>], state: &mut [State], closing: &mut Vec<Pointer>) {
    let mut stack = vec![(root, 0)];
    while let Some((id, next)) = stack.pop() {
        let Some(seen) = state.get_mut(id) else {
            continue;
        };
        if next == 0 && *seen != State::New {
            continue;
        }
        *seen = State::Open;
        let Some(edge) = graph.get(id).and_then(|edges| edges.get(next)) else {
            *seen = State::Done;
            continue;
        };
        stack.push((id, next + 1));
        match state.get(edge.to) {
            Some(State::Open) => closing.push(edge.at.clone()),
            Some(State::New) => stack.push((edge.to, 0)),
            Some(State::Done) | None => {}
        }
    }
}

fn collect(value: &Value, start: &Pointer, at: &Pointer, ids: &BTreeMap<&str, usize>, edges: &mut Vec<Edge>) {
    if let Some(Value::String(reference)) = value.get("$ref") {
        let name = reference
            .strip_prefix('#')
            .and_then(Pointer::parse)
            .filter(|target| target.strip_prefix(start).is_some())
            .and_then(|target| target.last());
        if let Some(to) = name.and_then(|name| ids.get(name.as_str()).copied()) {
            edges.push(Edge { to, at: at.clone() });
        }
    } else if let Some(Value::Array(members)) = value.get("allOf") {
        for (index, member) in members.iter().enumerate() {
            collect(member, start, &at.child("allOf").index(index), ids, edges);
        }
    }
}
