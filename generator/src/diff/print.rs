//! A number for what each schema says: schemas that differ in names of components, places and texts at most have the
//! same. It takes a schema's surroundings into account as far as [`ROUNDS`] steps.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::{Additional, Api, Schema, SchemaId, Shape};

/// How many steps away a difference still counts.
const ROUNDS: usize = 5;

/// The numbers of all schemas, by index.
pub(super) fn prints(api: &Api) -> Vec<u64> {
    let locals: Vec<u64> = api.schemas.iter().map(|(_, schema)| local(schema)).collect();
    let mut prints = locals.clone();
    for _ in 0..ROUNDS {
        prints = api
            .schemas
            .iter()
            .zip(&locals)
            .map(|((_, schema), local)| around(schema, *local, &prints))
            .collect();
    }
    prints
}

/// What the schema itself says.
fn local(schema: &Schema) -> u64 {
    let mut hash = DefaultHasher::new();
    let a = &schema.annotations;
    (schema.nullable, a.read_only, a.write_only).hash(&mut hash);
    std::mem::discriminant(&schema.shape).hash(&mut hash);
    match &schema.shape {
        Shape::Integer(format) => format.hash(&mut hash),
        Shape::Number(format) => format.hash(&mut hash),
        Shape::String(format) => format.hash(&mut hash),
        Shape::Enumeration(listed) => {
            let mut values: Vec<_> = listed.values.iter().map(|listed| listed.value.to_string()).collect();
            values.sort();
            (values, listed.open).hash(&mut hash);
        }
        Shape::Union(union) => union.kind.hash(&mut hash),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Array(_)
        | Shape::Tuple(_)
        | Shape::Object(_)
        | Shape::Reference(_) => {}
    }
    let c = &schema.constraints;
    (
        c.min_length,
        c.max_length,
        &c.pattern,
        c.min_items,
        c.max_items,
        c.unique_items,
    )
        .hash(&mut hash);
    (c.min_properties, c.max_properties).hash(&mut hash);
    for number in [
        &c.minimum,
        &c.exclusive_minimum,
        &c.maximum,
        &c.exclusive_maximum,
        &c.multiple_of,
    ] {
        number
            .as_ref()
            .and_then(serde_json::Number::as_f64)
            .map(f64::to_bits)
            .hash(&mut hash);
    }
    let mut rules: Vec<_> = schema.rules.iter().map(ToString::to_string).collect();
    rules.sort();
    rules.hash(&mut hash);
    hash.finish()
}

/// What the schema says, with the numbers of what it is made of.
fn around(schema: &Schema, local: u64, prints: &[u64]) -> u64 {
    let print = |id: SchemaId| prints.get(id.index()).copied().unwrap_or_default();
    let mut hash = DefaultHasher::new();
    local.hash(&mut hash);
    match &schema.shape {
        // The same as what it refers to, unless it says something itself.
        Shape::Reference(target) if !schema.nullable => return print(*target),
        Shape::Reference(target) => print(*target).hash(&mut hash),
        Shape::Array(array) => print(array.items).hash(&mut hash),
        Shape::Tuple(tuple) => {
            let prefix: Vec<_> = tuple.prefix.iter().map(|id| print(*id)).collect();
            (prefix, tuple.rest.map(print)).hash(&mut hash);
        }
        Shape::Object(object) => {
            let mut properties: Vec<_> = object
                .properties
                .iter()
                .map(|property| (&property.name, property.required, print(property.schema)))
                .collect();
            properties.sort();
            properties.hash(&mut hash);
            match object.additional {
                Additional::Unspecified => 0.hash(&mut hash),
                Additional::Closed => 1.hash(&mut hash),
                Additional::Schema(id) => print(id).hash(&mut hash),
            }
            for (pattern, id) in &object.patterns {
                (pattern, print(*id)).hash(&mut hash);
            }
            object.keys.map(print).hash(&mut hash);
        }
        Shape::Union(union) => {
            let mut variants: Vec<_> = union.variants.iter().map(|variant| print(variant.schema)).collect();
            variants.sort_unstable();
            variants.hash(&mut hash);
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enumeration(_) => {}
    }
    hash.finish()
}
