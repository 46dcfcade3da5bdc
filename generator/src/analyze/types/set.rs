//! Which arrays are sets in Rust.

use crate::analyze::{Facts, Scalar};
use crate::model::{Api, Array, SchemaId, Shape};
use crate::settings::{Sets, Settings};

/// Sets the `set` of arrays that hold nothing twice, if the settings want sets, and items are of a kind that they take.
pub(in crate::analyze) fn mark(api: &Api, settings: &Settings, facts: &mut Facts) {
    if settings.sets == Sets::Vec {
        return;
    }
    let is_set = |array: &Array| is_key(api, settings, facts, array.items);
    let sets: Vec<bool> = (api.schemas.iter())
        .map(|(_, schema)| match &schema.shape {
            Shape::Array(array) => schema.constraints.unique_items && is_set(array),
            _ => false,
        })
        .collect();
    for (facts, set) in facts.schemas.iter_mut().zip(sets) {
        facts.set = set;
    }
}

/// Whether a set can find its values: by hash, or by order.
fn is_key(api: &Api, settings: &Settings, facts: &Facts, id: SchemaId) -> bool {
    let id = facts.schema(id).shape;
    let known = facts.schema(id);
    if known.replacement.is_some() {
        return false;
    }
    let fits = |scalar: Scalar| match settings.sets {
        Sets::Btree => scalar.is_ordered(),
        Sets::Vec | Sets::Hash | Sets::Index => !scalar.is_float() && scalar != Scalar::File,
    };
    match &api.schemas.get(id).shape {
        Shape::Enumeration(enumeration) => enumeration.is_string(),
        Shape::String(_) | Shape::Integer(_) | Shape::Number(_) => known.scalar.is_some_and(fits),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Array(_)
        | Shape::Tuple(_)
        | Shape::Object(_)
        | Shape::Union(_)
        | Shape::Reference(_) => false,
    }
}
