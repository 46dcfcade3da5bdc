//! Which fields and variants must be boxed so that every type has a size.
//!
//! Types are nodes; a field or variant that holds another type directly (not in a list or map) is an edge. The edges
//! that close a cycle in depth-first order are boxed: without them no cycle is left.

use std::collections::HashSet;

use crate::analyze::{Facts, walk};
use crate::model::{Api, SchemaId, Shape, closing_edges};

/// Sets the `boxed` marks of `facts`.
pub(in crate::analyze) fn mark(api: &Api, facts: &mut Facts) {
    let ids = api.schemas.iter().map(|(id, _)| id);
    let roots = ids.filter(|id| facts.schema(*id).canonical == *id);
    let closing = closing_edges(api.schemas.len(), roots, |id| members(api, facts, id));
    for (id, member, _) in closing {
        set_boxed(facts, id, member);
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
    let mut seen = HashSet::new();
    let mut stack = vec![id];
    while let Some(id) = stack.pop() {
        let id = facts.schema(id).shape;
        match &api.schemas.get(id).shape {
            Shape::Tuple(tuple) if tuple.exact && seen.insert(id) => {
                stack.extend(tuple.prefix.iter().rev());
            }
            _ => found.push(id),
        }
    }
    found
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
