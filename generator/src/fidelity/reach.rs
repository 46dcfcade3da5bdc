//! Which operations a place in the description matters to.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Additional, Api, Direction, OperationId, Schema, SchemaId, Shape};
use crate::pointer::Location;

/// The part of an operation that a place matters to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The operation as such, or all of a path.
    Operation,
    /// Its parameters and request body.
    Request,
    /// Its responses.
    Response,
    /// Request and response.
    Both,
}

impl Part {
    /// The word for it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
        }
    }
}

/// What uses what.
#[derive(Debug)]
pub(super) struct Reach<'a> {
    api: &'a Api,
    /// By schema, those that are made of it.
    users: Vec<Vec<SchemaId>>,
    /// By schema, the operations that speak of it themselves.
    roots: Vec<Vec<(OperationId, Part)>>,
    /// What stands at a place.
    places: BTreeMap<Location, Vec<What>>,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Schema(SchemaId),
    Operation(OperationId, Part),
}

impl<'a> Reach<'a> {
    /// Looks at all schemas and operations.
    pub(super) fn new(api: &'a Api) -> Self {
        let mut reach = Self {
            api,
            users: vec![Vec::new(); api.schemas.len()],
            roots: vec![Vec::new(); api.schemas.len()],
            places: BTreeMap::new(),
        };
        for (id, schema) in api.schemas.iter() {
            reach.place(&schema.location, What::Schema(id));
            for part in parts(schema) {
                if let Some(users) = reach.users.get_mut(part.index()) {
                    users.push(id);
                }
            }
        }
        for (id, operation) in api.of(Direction::Called) {
            reach.place(&operation.location, What::Operation(id, Part::Operation));
            for parameter in &operation.parameters {
                reach.place(&parameter.location, What::Operation(id, Part::Request));
                reach.root(Some(parameter.schema), id, Part::Request);
            }
            if let Some(body) = &operation.request_body {
                reach.place(&body.location, What::Operation(id, Part::Request));
                body.content
                    .iter()
                    .for_each(|media| reach.root(media.schema, id, Part::Request));
            }
            for response in &operation.responses {
                reach.place(&response.location, What::Operation(id, Part::Response));
                response
                    .content
                    .iter()
                    .for_each(|media| reach.root(media.schema, id, Part::Response));
                for header in &response.headers {
                    reach.root(Some(header.schema), id, Part::Response);
                }
            }
        }
        reach
    }

    fn place(&mut self, location: &Location, what: What) {
        self.places.entry(location.clone()).or_default().push(what);
    }

    fn root(&mut self, schema: Option<SchemaId>, operation: OperationId, part: Part) {
        if let Some(roots) = schema.and_then(|schema| self.roots.get_mut(schema.index())) {
            roots.push((operation, part));
        }
    }

    /// The operations that a place matters to, in order: by what it is or lies in; else those that lie in it.
    pub(super) fn operations(&self, location: &Location) -> Vec<(OperationId, Part)> {
        let mut found: BTreeMap<OperationId, Part> = BTreeMap::new();
        let mut add = |(id, part): (OperationId, Part)| {
            let entry = found.entry(id).or_insert(part);
            *entry = match (*entry, part) {
                (one, other) if one == other => one,
                (Part::Operation, other) | (other, Part::Operation) => other,
                (Part::Request | Part::Response | Part::Both, Part::Request | Part::Response | Part::Both) => {
                    Part::Both
                }
            };
        };
        let mut schemas = Vec::new();
        for what in self.nearest(location) {
            match what {
                What::Schema(id) => schemas.push(*id),
                What::Operation(id, part) => add((*id, *part)),
            }
        }
        self.using(schemas).into_iter().for_each(&mut add);
        // All of a path: not all of `paths`, which would be every operation for a fault of none.
        if location.pointer.tokens().nth(1).is_some() {
            for (id, operation) in self.api.of(Direction::Called) {
                let at = &operation.location;
                if at.file == location.file && at.pointer.strip_prefix(&location.pointer).is_some() {
                    add((id, Part::Operation));
                }
            }
        }
        found.into_iter().collect()
    }

    /// What stands at a place, or at the nearest one that it lies in.
    fn nearest(&self, location: &Location) -> &[What] {
        let mut at = Some(location.clone());
        while let Some(location) = at {
            if let Some(found) = self.places.get(&location) {
                return found;
            }
            at = location.pointer.parent().map(|pointer| Location {
                file: location.file,
                pointer,
            });
        }
        &[]
    }

    /// The operations whose parameters and bodies are made of some schemas.
    fn using(&self, schemas: Vec<SchemaId>) -> Vec<(OperationId, Part)> {
        let mut seen: BTreeSet<SchemaId> = schemas.iter().copied().collect();
        let mut stack = schemas;
        let mut found = Vec::new();
        while let Some(id) = stack.pop() {
            found.extend(self.roots.get(id.index()).into_iter().flatten().copied());
            let users = self.users.get(id.index()).into_iter().flatten();
            stack.extend(users.filter(|user| seen.insert(**user)));
        }
        found
    }
}

/// All schemas that a schema names.
fn parts(schema: &Schema) -> Vec<SchemaId> {
    match &schema.shape {
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enumeration(_) => Vec::new(),
        Shape::Array(array) => vec![array.items],
        Shape::Tuple(tuple) => tuple.prefix.iter().copied().chain(tuple.rest).collect(),
        Shape::Object(object) => {
            let properties = object.properties.iter().map(|property| property.schema);
            let patterns = object.patterns.iter().map(|(_, id)| *id);
            let others = match object.additional {
                Additional::Unspecified | Additional::Closed => None,
                Additional::Schema(id) => Some(id),
            };
            properties.chain(patterns).chain(others).chain(object.keys).collect()
        }
        Shape::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
        Shape::Reference(target) => vec![*target],
    }
}
