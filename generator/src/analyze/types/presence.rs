//! Which properties must be there in Rust: those that are required, whichever way a value travels. Of the others, which
//! have a state for null besides that for absence.
//!
//! A request never demands what is `readOnly`, a response never what is `writeOnly` (OAS 3.0.4 §4.7.24.2).

use crate::analyze::{Facts, walk};
use crate::model::{Api, Object, Property, Schema, SchemaId, Shape};
use crate::settings::{Settings, ThreeStates};

/// Sets the `required` and `three_states` marks of fields. Directions must be known.
pub(in crate::analyze) fn mark(api: &Api, settings: &Settings, facts: &mut Facts) {
    let ruled = ruled(api);
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
        let keeps = request
            || settings.three_states == ThreeStates::Always
            || ruled.get(id.index()).copied().unwrap_or_default()
            || counts_properties(schema, object);
        for (property, field) in object.properties.iter().zip(&mut own.fields) {
            let (read_only, write_only) = one_way(api, property);
            field.required = property.required && !(read_only && request) && !(write_only && response);
            field.three_states = keeps;
        }
    }
}

/// By schema index: whether rules that JSON Schema states of a whole value look at it.
fn ruled(api: &Api) -> Vec<bool> {
    let mut ruled = vec![false; api.schemas.len()];
    let with_rules = api.schemas.iter().filter(|(_, schema)| !schema.rules.is_empty());
    let mut stack: Vec<SchemaId> = with_rules.map(|(id, _)| id).collect();
    while let Some(id) = stack.pop() {
        let is_new = ruled
            .get_mut(id.index())
            .is_some_and(|mark| !std::mem::replace(mark, true));
        if is_new {
            stack.extend(walk::parts(api.schemas.get(id)));
        }
    }
    ruled
}

/// Whether an object's rules count properties, so that one that is null must not be forgotten.
fn counts_properties(schema: &Schema, object: &Object) -> bool {
    let constraints = &schema.constraints;
    constraints.min_properties.is_some()
        || constraints.max_properties.is_some()
        || !object.dependent_required.is_empty()
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
