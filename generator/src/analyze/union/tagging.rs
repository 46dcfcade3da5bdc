//! Who writes the property that tells the members of a union apart: the union, so that no wrong value can be sent.
//!
//! The union writes the value where it stands for one member only, and that member is a struct. A member that several
//! values stand for keeps a field, so that the value is written back as it was; if the field may be empty, the union
//! fills in the first of the values. The member that all other values stand for keeps a field too.
//!
//! A property that the union writes is no field of the struct if nothing else needs it: all uses of the struct are in
//! unions that write this property, the property is not `readOnly` or `writeOnly`, and no further rule looks at the
//! struct's JSON. The struct then writes the value itself, also outside of the union, unless its unions have different
//! values for it, or its schema does not describe the property. A struct that is also used by itself keeps the field, for there nobody else writes it; in the union,
//! the union's value counts, not the field's.
//!
//! Names of components that stand in for a mapping that is not written (OAS 3.1.1 §4.8.25.4) are written by the union
//! where clients only send it. Real answers have other values often enough: a client that reads them keeps the field.

use std::collections::HashMap;

use serde_json::Value;

use crate::analyze::{Facts, TagWriting, walk};
use crate::model::{Api, Object, Property, SchemaId, Shape, Union};

/// What a type is used for.
#[derive(Debug, Default)]
struct Uses {
    /// The properties that unions write for it, with the values.
    written: Vec<(String, Value)>,
    /// Whether anything else holds it.
    other: bool,
}

/// Sets the `tags` of unions and the `tag` of objects. Directions must be known.
pub(in crate::analyze) fn mark(api: &Api, facts: &mut Facts) {
    let mut uses: HashMap<SchemaId, Uses> = HashMap::new();
    for (id, schema) in api.schemas.iter() {
        if facts.schema(id).canonical != id {
            continue;
        }
        if let Shape::Union(union) = &schema.shape {
            let tags = tags(api, facts, id, union);
            let property = facts
                .schema(id)
                .union
                .as_ref()
                .and_then(|facts| facts.discriminator.as_ref());
            for (variant, tag) in union.variants.iter().zip(&tags) {
                let uses = uses.entry(facts.schema(variant.schema).shape).or_default();
                match (tag, property) {
                    (TagWriting::ByUnion(value), Some((property, _))) => {
                        uses.written.push((property.clone(), value.clone()));
                    }
                    _ => uses.other = true,
                }
            }
            if let Some(union) = facts.schemas.get_mut(id.index()).and_then(|facts| facts.union.as_mut()) {
                union.tags = tags;
            }
        } else if !matches!(schema.shape, Shape::Reference(_)) {
            for part in walk::parts(schema) {
                uses.entry(facts.schema(part).shape).or_default().other = true;
            }
        }
    }
    let operations = api.operations.iter();
    let roots = operations.flat_map(|operation| [walk::request_roots(operation), walk::response_roots(operation)]);
    for root in roots.flatten() {
        uses.entry(facts.schema(root).shape).or_default().other = true;
    }
    for (id, uses) in uses {
        let Some(((property, value), others)) = uses.written.split_first() else {
            continue;
        };
        if uses.other || others.iter().any(|(other, _)| other != property) || !can_lack(api, id, property) {
            continue;
        }
        let Shape::Object(object) = &api.schemas.get(id).shape else {
            continue;
        };
        if let Some(facts) = facts.schemas.get_mut(id.index()) {
            let is_described = object.properties.iter().any(|own| own.name == *property);
            let is_one = others.iter().all(|(_, other)| other == value);
            facts.tag = Some((property.clone(), (is_described && is_one).then(|| value.clone())));
            for (field, own) in facts.fields.iter_mut().zip(&object.properties) {
                field.tag = own.name == *property;
            }
        }
    }
    hide_items(api, facts);
}

/// Takes the items away that only fields for tags would have used: the enumeration of one value, mostly.
fn hide_items(api: &Api, facts: &mut Facts) {
    let mut used = vec![false; api.schemas.len()];
    let mut stack = walk::roots(api);
    while let Some(id) = stack.pop() {
        let own = facts.schema(id);
        if std::mem::replace(&mut used[id.index()], true) {
            continue;
        }
        if own.canonical != id {
            stack.push(own.canonical);
            continue;
        }
        let schema = api.schemas.get(id);
        // Properties come first among the parts.
        let is_tag = |index: usize| own.fields.get(index).is_some_and(|field| field.tag);
        let parts = walk::parts(schema).into_iter().enumerate();
        stack.extend(parts.filter(|(index, _)| !is_tag(*index)).map(|(_, part)| part));
    }
    for (facts, used) in facts.schemas.iter_mut().zip(used) {
        facts.item = facts.item.take().filter(|_| used);
    }
}

/// Whether an object can do without a field for a property.
fn can_lack(api: &Api, id: SchemaId, property: &str) -> bool {
    let schema = api.schemas.get(id);
    let Shape::Object(object) = &schema.shape else {
        return false;
    };
    let is_one_way = |property: &Property| {
        let end = api.schemas.resolve(property.schema).unwrap_or(property.schema);
        let places = [property.schema, end].map(|id| &api.schemas.get(id).annotations);
        places.iter().any(|notes| notes.read_only || notes.write_only)
    };
    let own = object.properties.iter().find(|own| own.name == property);
    schema.rules.is_empty() && !own.is_some_and(is_one_way)
}

/// What a union does about the tag of each member.
fn tags(api: &Api, facts: &Facts, id: SchemaId, union: &Union) -> Vec<TagWriting> {
    let own = facts.schema(id);
    let Some((facts_of, (property, values))) = own
        .union
        .as_ref()
        .and_then(|facts| Some((facts, facts.discriminator.as_ref()?)))
    else {
        return vec![TagWriting::ByMember; union.variants.len()];
    };
    // Of a type that no operation uses, nothing is known.
    let is_read = own.in_response || !own.in_request;
    let is_certain = !(facts_of.guessed && is_read);
    let mut by_member: HashMap<usize, Vec<&Value>> = HashMap::new();
    for (value, member) in values {
        by_member.entry(*member).or_default().push(value);
    }
    let tag = |index: usize, schema: SchemaId| {
        let member = facts.schema(schema).shape;
        let object = record(api, facts, member).filter(|_| !api.schemas.allows_null(schema))?;
        let mut own = by_member.get(&index).into_iter().flatten().copied();
        let first = own.next().filter(|_| is_certain && facts_of.other != Some(index))?;
        if own.next().is_none() {
            return Some(TagWriting::ByUnion(first.clone()));
        }
        let field = object.properties.iter().find(|own| own.name == *property)?;
        (!field.required).then(|| TagWriting::Default(first.clone()))
    };
    let variants = union.variants.iter().enumerate();
    variants
        .map(|(index, variant)| tag(index, variant.schema).unwrap_or_default())
        .collect()
}

/// The object of a schema that becomes a struct.
fn record<'a>(api: &'a Api, facts: &Facts, id: SchemaId) -> Option<&'a Object> {
    let Shape::Object(object) = &api.schemas.get(id).shape else {
        return None;
    };
    (object.is_record() && facts.schema(id).replacement.is_none()).then_some(object)
}
