//! What the Rust type of a place is in the end: whose shape it has, whether it is an `Option`, and how large it is.

use crate::analyze::{Facts, SchemaFacts};
use crate::model::{Api, SchemaId, Shape, along};

/// A pointer.
const POINTER: usize = 8;
/// A `String` or `Vec`, and every enumeration of strings.
const STRING: usize = 24;
/// A `serde_json::Value` that keeps the order of keys, and about any map; also a type of the user's.
pub(in crate::analyze) const VALUE: usize = 72;

/// Sets the `shape` and `nullable` marks of `facts`. Types that are shared or chosen by the user must be known.
pub(in crate::analyze) fn shapes(api: &Api, facts: &mut Facts) {
    let next = |id: SchemaId| {
        let own = facts.schema(id);
        // The chain ends where the user chose a type.
        own.replacement
            .is_none()
            .then(|| api.schemas.get(own.canonical).target())?
    };
    let end = |id: SchemaId, next: Option<&Option<SchemaId>>| match next {
        Some(end) => *end,
        None if facts.schema(id).replacement.is_some() => Some(id),
        None => Some(facts.schema(id).canonical),
    };
    let ends = along(api.schemas.len(), next, None, end);
    for (((id, schema), own), end) in api.schemas.iter().zip(&mut facts.schemas).zip(ends) {
        own.shape = end.unwrap_or(id);
        // `Value` and `()` hold null themselves.
        let end = match &schema.shape {
            Shape::Reference(_) => &api.schemas.get(own.shape).shape,
            own => own,
        };
        own.nullable = api.schemas.allows_null(id) && !matches!(end, Shape::Any | Shape::Null);
    }
}

/// Sets the `size` marks of `facts`. What is boxed must be known, so that sizes end.
pub(in crate::analyze) fn sizes(api: &Api, facts: &mut Facts) {
    let mut sizes: Vec<Option<usize>> = vec![None; api.schemas.len()];
    let mut begun = vec![false; api.schemas.len()];
    for (id, _) in api.schemas.iter() {
        let mut stack = vec![(facts.schema(id).shape, false)];
        while let Some((id, is_ready)) = stack.pop() {
            if is_ready {
                sizes[id.index()] = Some(size(api, facts, &sizes, id));
            } else if !std::mem::replace(&mut begun[id.index()], true) {
                stack.push((id, true));
                let held = held(api, facts, id).into_iter();
                stack.extend(held.map(|(id, _)| (facts.schema(id).shape, false)));
            }
        }
    }
    let of = |own: &SchemaFacts| sizes[own.shape.index()].unwrap_or(POINTER);
    let all: Vec<usize> = facts.schemas.iter().map(of).collect();
    for (own, size) in facts.schemas.iter_mut().zip(all) {
        own.size = size;
    }
}

/// What a type holds without a pointer to it, and whether it has a box of its own.
fn held(api: &Api, facts: &Facts, id: SchemaId) -> Vec<(SchemaId, bool)> {
    let own = facts.schema(id);
    match &api.schemas.get(id).shape {
        _ if own.replacement.is_some() => Vec::new(),
        Shape::Object(object) => {
            let fields = object.properties.iter().zip(&own.fields);
            // A tag is no field.
            let fields = fields.filter(|(_, field)| !field.tag);
            fields.map(|(property, field)| (property.schema, field.boxed)).collect()
        }
        Shape::Union(union) => {
            let variants = own.union.iter().flat_map(|facts| &facts.variants);
            let members = union.variants.iter().zip(variants);
            members.map(|(member, (_, boxed, _))| (member.schema, *boxed)).collect()
        }
        Shape::Tuple(tuple) if tuple.exact => tuple.prefix.iter().map(|id| (*id, false)).collect(),
        _ => Vec::new(),
    }
}

/// The size of a type of which the sizes of what it holds are known.
fn size(api: &Api, facts: &Facts, sizes: &[Option<usize>], id: SchemaId) -> usize {
    let own = facts.schema(id);
    if own.replacement.is_some() {
        return VALUE;
    }
    if let Some(scalar) = own.scalar {
        return scalar.size();
    }
    let held = held(api, facts, id)
        .into_iter()
        .map(|(id, boxed)| match sizes[facts.schema(id).shape.index()] {
            Some(size) if !boxed => size,
            Some(_) | None => POINTER,
        });
    // Structs of structs of structs may come to more than any number.
    let sum = |sizes: &mut dyn Iterator<Item = usize>| sizes.map(field).fold(0, usize::saturating_add);
    match &api.schemas.get(id).shape {
        Shape::Null => 0,
        Shape::Boolean => 1,
        // Scalars, all of them.
        Shape::Integer(_) | Shape::Number(_) => 8,
        Shape::Tuple(tuple) if tuple.exact => sum(&mut { held }),
        Shape::String(_) | Shape::Enumeration(_) | Shape::Array(_) | Shape::Tuple(_) => STRING,
        Shape::Union(_) if own.union.is_some() => held.max().unwrap_or_default().saturating_add(POINTER),
        Shape::Any | Shape::Never | Shape::Reference(_) | Shape::Union(_) => VALUE,
        Shape::Object(object) if object.properties.is_empty() => VALUE,
        Shape::Object(_) => {
            let others = own.additional_field.as_ref().map_or(0, |_| VALUE);
            sum(&mut { held }).saturating_add(others)
        }
    }
}

/// A field, with room for the tag of an `Option` that has no niche.
fn field(size: usize) -> usize {
    let whole = size.checked_next_multiple_of(8).unwrap_or(usize::MAX);
    match size {
        0..=7 => 8,
        8..=23 => whole + 8,
        _ => whole,
    }
}
