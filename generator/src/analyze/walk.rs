//! Ways through the schemas: what a type is made of, and where types are used.

use std::collections::HashSet;

use crate::model::{Additional, Api, BodyKind, MediaType, Operation, Origin, Schema, SchemaId, Shape};

/// The schemas that the Rust type of `schema` is made of. Names of properties and the items of tuples of any
/// length are not: those are text and plain JSON values in Rust.
pub(crate) fn parts(schema: &Schema) -> Vec<SchemaId> {
    match &schema.shape {
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enumeration(_) => Vec::new(),
        Shape::Tuple(tuple) if tuple.exact => tuple.prefix.clone(),
        Shape::Tuple(_) => Vec::new(),
        Shape::Array(array) => vec![array.items],
        Shape::Object(object) => {
            let properties = object.properties.iter().map(|property| property.schema);
            let patterns = object.patterns.iter().map(|(_, id)| *id);
            properties
                .chain(patterns)
                .chain(additional(object.additional))
                .collect()
        }
        Shape::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
        Shape::Reference(target) => vec![*target],
    }
}

/// By schema index: the schemas whose Rust types are made of it.
pub(crate) fn users(api: &Api) -> Vec<Vec<SchemaId>> {
    let mut users = vec![Vec::new(); api.schemas.len()];
    for (id, schema) in api.schemas.iter() {
        for part in parts(schema) {
            if let Some(users) = users.get_mut(part.index()) {
                users.push(id);
            }
        }
    }
    users
}

fn additional(additional: Additional) -> Option<SchemaId> {
    match additional {
        Additional::Unspecified | Additional::Closed => None,
        Additional::Schema(id) => Some(id),
    }
}

/// The schemas whose values an operation sends to the server.
pub(crate) fn request_roots(operation: &Operation) -> Vec<SchemaId> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
    let body = operation.request_body.iter().flat_map(|body| &body.content);
    parameters.chain(body.filter_map(typed)).collect()
}

/// The schemas whose values an operation sends to the client.
pub(crate) fn response_roots(operation: &Operation) -> Vec<SchemaId> {
    let bodies = |response: &crate::model::Response| response.content.iter().filter_map(typed).collect::<Vec<_>>();
    let each = operation
        .responses
        .iter()
        .flat_map(|response| bodies(response).into_iter().chain(response.header_set));
    each.collect()
}

/// The schema of a body that has a Rust type of its own; text is text and bytes are bytes, whatever they are said to hold.
fn typed(media: &MediaType) -> Option<SchemaId> {
    match media.kind {
        BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml | BodyKind::Sequence(_) => media.schema,
        BodyKind::Text | BodyKind::Bytes => None,
    }
}

/// Whether some body is XML.
pub(super) fn has_xml(api: &Api) -> bool {
    let mut operations = api.operations.iter();
    operations.any(|operation| {
        let requests = operation.request_body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter().flat_map(|response| &response.content);
        requests.chain(responses).any(|media| media.kind == BodyKind::Xml)
    })
}

/// Every schema from which types are reached: components, then operations, in document order.
pub(super) fn roots(api: &Api) -> Vec<SchemaId> {
    let components = api
        .schemas
        .iter()
        .filter(|(_, schema)| is_component(schema))
        .map(|(id, _)| id);
    let operations = api.operations.iter();
    let used = operations.flat_map(|operation| [request_roots(operation), response_roots(operation)].concat());
    components.chain(used).collect()
}

/// Whether a schema is one of `components.schemas`.
pub(super) fn is_component(schema: &Schema) -> bool {
    matches!(schema.origin, Origin::Component(_))
}

/// The schema that an inline schema is written in; `None` for one that stands directly in an operation or a component.
pub(super) fn parent(origin: &Origin) -> Option<SchemaId> {
    match origin {
        Origin::Property(parent, _)
        | Origin::Items(parent)
        | Origin::TupleItem(parent, _)
        | Origin::Values(parent)
        | Origin::Keys(parent)
        | Origin::Part(parent, _)
        | Origin::PartHeaders(parent)
        | Origin::Variant(parent, _) => Some(*parent),
        Origin::Component(_)
        | Origin::Parameter(..)
        | Origin::RequestBody(_)
        | Origin::ResponseBody(..)
        | Origin::ResponseHeader(..)
        | Origin::ResponseHeaders(..)
        | Origin::ComponentParameter(_)
        | Origin::ComponentRequestBody(_)
        | Origin::ComponentResponse(_)
        | Origin::ComponentResponseHeader(..)
        | Origin::ComponentResponseHeaders(_) => None,
    }
}

/// The schema itself, the one that it is written in, and so on up to the one that stands in an operation or a component.
/// Owners come before what they own, so that the way ends.
pub(super) fn owners(api: &Api, id: SchemaId) -> impl Iterator<Item = SchemaId> {
    let above = |id: &SchemaId| parent(&api.schemas.get(*id).origin).filter(|above| above != id);
    std::iter::successors(Some(id), above)
}

/// Whether a schema becomes a Rust item of its own: any component, and inline whatever needs a definition.
pub(super) fn is_item(schema: &Schema) -> bool {
    is_component(schema)
        || match &schema.shape {
            Shape::Object(object) => object.is_record() || !object.patterns.is_empty(),
            Shape::Enumeration(enumeration) => enumeration.is_named(),
            Shape::Union(_) => true,
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Array(_)
            | Shape::Tuple(_)
            | Shape::Reference(_) => false,
        }
}

/// Everything that a value of a schema may be by way of unions in unions: the schema and its members, references
/// followed, each once.
pub(super) fn alternatives(api: &Api, id: SchemaId) -> Vec<SchemaId> {
    new_alternatives(api, id, &mut HashSet::new())
}

/// As [`alternatives`], without those that were seen, and what they lead to.
pub(super) fn new_alternatives(api: &Api, id: SchemaId, seen: &mut HashSet<SchemaId>) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut stack = vec![id];
    while let Some(id) = stack.pop().and_then(|id| api.schemas.resolve(id)) {
        if seen.insert(id) {
            found.push(id);
            if let Shape::Union(union) = &api.schemas.get(id).shape {
                stack.extend(union.variants.iter().rev().map(|variant| variant.schema));
            }
        }
    }
    found
}
