//! How large values are in memory, to know which unions clippy would have something to say about.

use crate::analyze::UnionFacts;
use crate::emit::rust_type::RustTypes;
use crate::emit::scalar;
use crate::model::{SchemaId, Shape, Union};

/// clippy's threshold for `large_enum_variant` is 200; estimates are not exact.
const THRESHOLD: usize = 150;

/// Types in types: deeper ones are boxed, or large enough already.
const MAX_DEPTH: usize = 8;

const POINTER: usize = 8;
const VECTOR: usize = 24;

/// Whether the members may differ so much in size that clippy would warn.
pub(super) fn spread(union: &Union, facts: &UnionFacts, types: &RustTypes<'_>) -> bool {
    let members = union.variants.iter().zip(&facts.variants);
    let mut sizes: Vec<usize> = members
        .map(|(variant, (_, boxed, _))| {
            if *boxed {
                POINTER
            } else {
                size(variant.schema, types, 0)
            }
        })
        .collect();
    sizes.sort_unstable();
    match sizes.as_slice() {
        [.., second, largest] => largest - second > THRESHOLD,
        _ => false,
    }
}

/// About the size of a value of the schema, in bytes.
fn size(id: SchemaId, types: &RustTypes<'_>, depth: usize) -> usize {
    if depth > MAX_DEPTH {
        return POINTER;
    }
    let id = types.shape_of(id);
    if types.is_replaced(id) {
        return 3 * VECTOR;
    }
    if let Some(scalar) = types.scalar(id) {
        return scalar::size(scalar).max(POINTER);
    }
    match &types.schema(id).shape {
        Shape::Null | Shape::Boolean => 1,
        Shape::Integer(_) | Shape::Number(_) => POINTER,
        Shape::Tuple(tuple) if tuple.exact => tuple.prefix.iter().map(|id| size(*id, types, depth + 1)).sum(),
        Shape::String(_) | Shape::Enumeration(_) | Shape::Array(_) | Shape::Tuple(_) => VECTOR,
        Shape::Any | Shape::Never | Shape::Reference(_) => 3 * VECTOR,
        Shape::Object(object) if object.properties.is_empty() => VECTOR,
        Shape::Object(object) => {
            let fields = object.properties.iter().zip(types.fields(id));
            let sizes = fields.map(|(property, facts)| match facts.boxed {
                true => POINTER,
                false => size(property.schema, types, depth + 1),
            });
            sizes.sum()
        }
        Shape::Union(union) => {
            let sizes = union
                .variants
                .iter()
                .map(|variant| size(variant.schema, types, depth + 1));
            sizes.max().unwrap_or_default() + POINTER
        }
    }
}
