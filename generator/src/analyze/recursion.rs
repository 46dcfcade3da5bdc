//! Which fields and variants must be boxed so that every type has a size.
//!
//! Types are nodes; a field or variant that holds another type directly (not in a list or map) is an edge. The edges
//! that close a cycle in depth-first order are boxed: without them no cycle is left.

use super::{Facts, walk};
use crate::model::{Api, SchemaId, Shape};

/// Where a depth-first search is with a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Sets the `boxed` marks of `facts`.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    let mut state = vec![State::New; api.schemas.len()];
    for (root, _) in api.schemas.iter() {
        if facts.schema(root).canonical == root && state[root.index()] == State::New {
            search(api, facts, &mut state, root);
        }
    }
}

fn search(api: &Api, facts: &mut Facts, state: &mut [State], root: SchemaId) {
    let mut stack = vec![(root, members(api, facts, root), 0)];
    state[root.index()] = State::Open;
    while let Some((id, edges, next)) = stack.last_mut() {
        let Some((member, target)) = edges.get(*next).copied() else {
            state[id.index()] = State::Done;
            stack.pop();
            continue;
        };
        *next += 1;
        match state[target.index()] {
            State::New => {
                state[target.index()] = State::Open;
                let edges = members(api, facts, target);
                stack.push((target, edges, 0));
            }
            State::Open => set_boxed(facts, *id, member),
            State::Done => {}
        }
    }
}

/// The types that a type holds directly, each with the index of the field or variant.
fn members(api: &Api, facts: &Facts, id: SchemaId) -> Vec<(usize, SchemaId)> {
    if facts.schema(id).replacement.is_some() {
        return Vec::new();
    }
    let held: Vec<SchemaId> = match &api.schemas.get(id).shape {
        Shape::Object(object) => object.properties.iter().map(|property| property.schema).collect(),
        Shape::Union(_) => walk::parts(api.schemas.get(id)),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enumeration(_)
        | Shape::Array(_)
        | Shape::Tuple(_)
        | Shape::Reference(_) => Vec::new(),
    };
    let ends = |(index, id)| held_by(api, facts, id).into_iter().map(move |id| (index, id));
    held.into_iter().enumerate().flat_map(ends).collect()
}

/// The schemas whose items a value holds directly: its own, or those in a tuple.
fn held_by(api: &Api, facts: &Facts, id: SchemaId) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut stack = vec![id];
    while let Some(id) = stack.pop() {
        let id = definition(api, facts, id);
        match &api.schemas.get(id).shape {
            Shape::Tuple(tuple) if tuple.exact && !seen.contains(&id) => {
                seen.push(id);
                stack.extend(tuple.prefix.iter().rev());
            }
            _ => found.push(id),
        }
    }
    found
}

/// The schema whose item a value is in the end, through aliases.
fn definition(api: &Api, facts: &Facts, id: SchemaId) -> SchemaId {
    let mut id = facts.schema(id).canonical;
    for _ in 0..=api.schemas.len() {
        let Shape::Reference(target) = api.schemas.get(id).shape else {
            break;
        };
        id = facts.schema(target).canonical;
    }
    id
}

fn set_boxed(facts: &mut Facts, id: SchemaId, member: usize) {
    let Some(schema) = facts.schemas.get_mut(id.index()) else {
        return;
    };
    if let Some(union) = &mut schema.union {
        if let Some((_, boxed, _)) = union.variants.get_mut(member) {
            *boxed = true;
        }
    } else if let Some(field) = schema.fields.get_mut(member) {
        field.boxed = true;
    }
}
