//! How many bytes a value takes, roughly: enums box what would make all their variants large.

use super::Client;
use crate::analyze::SchemaFacts;
use crate::emit::scalar;
use crate::model::{Additional, SchemaId, Shape};

/// A `String` or `Vec`, and every string enumeration.
pub(super) const STRING: usize = 24;
/// A `bytes::Bytes`.
pub(super) const BYTES: usize = 32;
/// A sequence that is read as it comes.
pub(super) const SEQUENCE: usize = 160;
/// A `serde_json::Value` that keeps the order of keys.
pub(super) const VALUE: usize = 72;

/// Structs nest no deeper than this in practice.
const MAX_DEPTH: usize = 16;

/// The size of a schema's value.
pub(super) fn of(client: &Client<'_>, id: SchemaId) -> usize {
    at(client, id, 0)
}

fn at(client: &Client<'_>, id: SchemaId, depth: usize) -> usize {
    if depth > MAX_DEPTH {
        return VALUE;
    }
    let id = client.types.shape_of(id);
    let facts = client.context.facts.schema(id);
    if client.types.is_replaced(id) {
        return VALUE;
    }
    if let Some(scalar) = client.types.scalar(id) {
        return scalar::size(scalar);
    }
    match &client.context.api.schemas.get(id).shape {
        Shape::Null => 0,
        Shape::Boolean => 1,
        // Scalars, all of them.
        Shape::Integer(_) | Shape::Number(_) => 8,
        Shape::String(_) | Shape::Enumeration(_) | Shape::Array(_) | Shape::Tuple(_) => STRING,
        Shape::Any | Shape::Never | Shape::Reference(_) => VALUE,
        Shape::Union(union) => {
            let Some(variants) = facts.union.as_ref().map(|facts| &facts.variants) else {
                return VALUE;
            };
            let sizes = union
                .variants
                .iter()
                .zip(variants)
                .map(|(variant, (_, boxed, _))| match boxed {
                    true => 8,
                    false => at(client, variant.schema, depth + 1),
                });
            sizes.max().unwrap_or_default() + 8
        }
        Shape::Object(object) if object.properties.is_empty() => match object.additional {
            Additional::Unspecified | Additional::Closed | Additional::Schema(_) => VALUE,
        },
        Shape::Object(object) => {
            let fields = object
                .properties
                .iter()
                .zip(&facts.fields)
                .map(|(property, field)| match field.boxed {
                    true => 8,
                    false => field_size(at(client, property.schema, depth + 1)),
                });
            fields.sum::<usize>() + additional(facts)
        }
    }
}

/// A field, with room for the tag of an `Option` that has no niche.
fn field_size(size: usize) -> usize {
    match size {
        0..=7 => 8,
        8..=23 => size.next_multiple_of(8) + 8,
        _ => size.next_multiple_of(8),
    }
}

fn additional(facts: &SchemaFacts) -> usize {
    if facts.additional_field.is_some() { VALUE } else { 0 }
}
