//! How many bytes a value takes, roughly.

use super::Server;
use crate::model::{Additional, MediaType, SchemaId, Shape};

/// About how many bytes a value takes, not counting what it points to.
pub(super) fn of(emitter: &Server<'_>, id: SchemaId) -> usize {
    size(emitter, id, 0)
}

/// About how many bytes the value of a body takes that is decoded from JSON.
pub(super) fn json_size(emitter: &Server<'_>, media: &MediaType) -> usize {
    media.schema.map_or(VALUE, |schema| size(emitter, schema, 0))
}

/// A `serde_json::Value`.
pub(super) const VALUE: usize = 72;

/// About how many bytes a value takes, not counting what it points to.
fn size(emitter: &Server<'_>, id: SchemaId, depth: usize) -> usize {
    const MAX_DEPTH: usize = 8;
    let id = emitter.types.shape_of(id);
    let schema = emitter.context.api.schemas.get(id);
    match &schema.shape {
        _ if depth > MAX_DEPTH => 8,
        _ if emitter.types.is_replaced(id) => VALUE,
        Shape::Null => 0,
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) => 16,
        Shape::String(_) | Shape::Enumeration(_) | Shape::Array(_) | Shape::Tuple(_) => 24,
        Shape::Any | Shape::Never | Shape::Reference(_) => VALUE,
        Shape::Union(union) => {
            let members = union.variants.iter().map(|v| size(emitter, v.schema, depth + 1));
            members.max().unwrap_or_default() + 8
        }
        Shape::Object(object) if object.properties.is_empty() => VALUE,
        Shape::Object(object) => {
            let properties = object.properties.iter().map(|p| size(emitter, p.schema, depth + 1));
            let others = if matches!(object.additional, Additional::Schema(_)) {
                VALUE
            } else {
                0
            };
            properties.sum::<usize>() + others
        }
    }
}
