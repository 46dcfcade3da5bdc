//! Which properties must be there in Rust: those that are required, whichever way a value travels.
//!
//! A request never demands what is `readOnly`, a response never what is `writeOnly` (OAS 3.0.4 §4.7.24.2).

use super::Facts;
use crate::model::{Api, Property, Shape};

/// Sets the `required` marks of fields. Directions must be known.
pub(super) fn mark(api: &Api, facts: &mut Facts) {
    for (id, schema) in api.schemas.iter() {
        let Shape::Object(object) = &schema.shape else {
            continue;
        };
        let Some(own) = facts.schemas.get_mut(id.index()) else {
            continue;
        };
        // Of a type that no operation uses, nothing is known.
        let unused = !own.in_request && !own.in_response;
        let (request, response) = (own.in_request || unused, own.in_response || unused);
        for (property, field) in object.properties.iter().zip(&mut own.fields) {
            let (read_only, write_only) = one_way(api, property);
            field.required = property.required && !(read_only && request) && !(write_only && response);
        }
    }
}

/// Whether a property is `readOnly`, and whether it is `writeOnly`.
fn one_way(api: &Api, property: &Property) -> (bool, bool) {
    let place = api.schemas.get(property.schema);
    let end = api
        .schemas
        .resolve(property.schema)
        .map_or(place, |id| api.schemas.get(id));
    let notes = [&place.annotations, &end.annotations];
    (notes.iter().any(|a| a.read_only), notes.iter().any(|a| a.write_only))
}
