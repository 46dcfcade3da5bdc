//! Which traits can be derived.

use crate::analyze::{Derives, Facts, FieldFacts, Scalar, SchemaFacts, walk};
use crate::model::{Api, Enumeration, Object, Schema, SchemaId, Shape};
use crate::settings::{Sets, Settings};

/// Sets the `derives` of `facts`. Every type is assumed to be [`Eq`] until a part of it is not: for types that contain
/// themselves that is the only way to a proof.
pub(in crate::analyze) fn mark(api: &Api, settings: &Settings, facts: &mut Facts) {
    let eq = exact(api, facts);
    for (id, schema) in api.schemas.iter() {
        let derives = Derives {
            eq: eq.get(id.index()).copied().unwrap_or_default(),
            hash: matches!(&schema.shape, Shape::Enumeration(enumeration) if enumeration.is_named()),
            ord: settings.sets == Sets::Btree
                && matches!(&schema.shape, Shape::Enumeration(enumeration) if enumeration.is_named()),
            default: matches!(&schema.shape, Shape::Object(object) if has_default(api, object, &facts.schema(id).fields)),
            copy: matches!(&schema.shape, Shape::Enumeration(enumeration) if enumeration.is_named_integer()),
        };
        if let Some(schema) = facts.schemas.get_mut(id.index()) {
            schema.derives = derives;
        }
    }
}

/// By schema, whether equality of its Rust type is exact: no floating-point number in it.
fn exact(api: &Api, facts: &Facts) -> Vec<bool> {
    let mut users: Vec<Vec<SchemaId>> = vec![Vec::new(); api.schemas.len()];
    let mut exact: Vec<bool> = Vec::with_capacity(api.schemas.len());
    let mut news = Vec::new();
    for (id, schema) in api.schemas.iter() {
        for part in walk::parts(schema)
            .into_iter()
            .flat_map(|part| [part, facts.schema(part).canonical])
        {
            users[part.index()].push(id);
        }
        let inexact = is_inexact(schema, facts.schema(id));
        exact.push(!inexact);
        if inexact {
            news.push(id);
        }
    }
    while let Some(id) = news.pop() {
        for user in std::mem::take(&mut users[id.index()]) {
            if std::mem::replace(&mut exact[user.index()], false) {
                news.push(user);
            }
        }
    }
    exact
}

/// Whether the Rust type of a schema is a floating-point number, or one of which nothing is known.
fn is_inexact(schema: &Schema, facts: &SchemaFacts) -> bool {
    if facts.replacement.is_some() {
        return true;
    }
    match &schema.shape {
        Shape::Number(_) => facts.scalar.is_none_or(Scalar::is_float),
        Shape::Enumeration(Enumeration { values, .. }) => {
            let numbers = values.iter().all(|value| value.value.is_number());
            numbers
                && values
                    .iter()
                    .any(|value| !(value.value.is_i64() || value.value.is_u64()))
        }
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::String(_)
        | Shape::Array(_)
        | Shape::Tuple(_)
        | Shape::Object(_)
        | Shape::Union(_)
        | Shape::Reference(_) => false,
    }
}

/// Whether every field of an object is an `Option`; a tag is no field.
fn has_default(api: &Api, object: &Object, fields: &[FieldFacts]) -> bool {
    let mut fields = object.properties.iter().zip(fields);
    fields.all(|(property, field)| field.tag || !field.required || api.schemas.allows_null(property.schema))
}
