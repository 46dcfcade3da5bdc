//! The places of a description that items come from, by what the items are made of.

use super::Side;
use crate::analyze::walk::{request_roots, response_roots};
use crate::model::{Additional, Direction, MediaType, Object, Operation, OperationId, SchemaId, Shape};
use crate::output::Source;
use crate::pointer::{Location, Pointer};

/// What an item was made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    /// The places, the nearest first.
    pub(super) places: Vec<Location>,
    /// The schemas from which to look further, if nothing changed at the places.
    pub(super) schemas: Vec<SchemaId>,
}

/// The origins of a side.
pub(super) struct Origins<'a> {
    pub(super) side: Side<'a>,
    /// By schema: those that its type serves, itself first.
    served: Vec<Vec<SchemaId>>,
}

impl<'a> Origins<'a> {
    pub(super) fn new(side: Side<'a>) -> Self {
        let mut served: Vec<Vec<SchemaId>> = side.api.schemas.iter().map(|(id, _)| vec![id]).collect();
        for (id, _) in side.api.schemas.iter() {
            let canonical = side.facts.schema(id).canonical;
            if let Some(served) = served.get_mut(canonical.index()).filter(|_| canonical != id) {
                served.push(id);
            }
        }
        Self { side, served }
    }

    /// What an item was made of; if it is a function, with what its arguments were made of that differ, and whether what it
    /// returns differs.
    pub(super) fn of(&self, source: &Source, arguments: &[Source], returns: bool) -> Origin {
        let mut origin = Origin::default();
        for argument in arguments {
            self.add(argument, &mut origin);
        }
        match source {
            Source::Operation(id) => self.operation(*id, returns, &mut origin),
            source => self.add(source, &mut origin),
        }
        origin
    }

    fn add(&self, source: &Source, origin: &mut Origin) {
        let api = self.side.api;
        match source {
            Source::Crate => {}
            Source::Schema(id) => self.served(*id).for_each(|id| self.schema(id, origin)),
            Source::Property(id, index) => {
                let name = self.object(*id).and_then(|object| object.properties.get(*index));
                for object in self.served(*id).filter_map(|id| self.object(id)) {
                    let mut own = object.properties.iter();
                    if let Some(own) = own.find(|own| name.is_some_and(|property| own.name == property.name)) {
                        self.schema(own.schema, origin);
                    }
                }
            }
            Source::Additional(id) => {
                for object in self.served(*id).filter_map(|id| self.object(id)) {
                    if let Additional::Schema(values) = object.additional {
                        self.schema(values, origin);
                    }
                }
            }
            Source::Value(id, index) => {
                for id in self.served(*id) {
                    if let Shape::Enumeration(listed) = &api.schemas.get(id).shape {
                        origin
                            .places
                            .extend(listed.values.get(*index).map(|value| value.location.clone()));
                        origin.schemas.push(id);
                    }
                }
            }
            Source::Member(id, index) => {
                for id in self.served(*id) {
                    if let Shape::Union(union) = &api.schemas.get(id).shape
                        && let Some(member) = union.variants.get(*index)
                    {
                        self.schema(member.schema, origin);
                    }
                }
            }
            Source::Operation(id) => self.operation(*id, false, origin),
            Source::Parameter(id, index) => {
                let operation = self.get(*id);
                if let Some(parameter) = operation.and_then(|operation| operation.parameters.get(*index)) {
                    origin.places.push(parameter.location.clone());
                    self.schema(parameter.schema, origin);
                    origin
                        .places
                        .extend(operation.map(|operation| operation.location.clone()));
                }
            }
            Source::Body(id) => {
                let operation = self.get(*id);
                if let Some(body) = operation.and_then(|operation| operation.request_body.as_ref()) {
                    origin.places.push(body.location.clone());
                    self.content(&body.content, origin);
                    origin
                        .places
                        .extend(operation.map(|operation| operation.location.clone()));
                }
            }
            Source::Response(id, index) => {
                let operation = self.get(*id);
                if let Some(response) = operation.and_then(|operation| operation.responses.get(*index)) {
                    origin.places.push(response.location.clone());
                    self.content(&response.content, origin);
                    origin
                        .places
                        .extend(operation.map(|operation| operation.location.clone()));
                }
            }
            Source::Tag(index) => {
                let tag = self.side.facts.tags.get(*index);
                for operation in tag
                    .iter()
                    .flat_map(|tag| &tag.operations)
                    .filter_map(|id| self.get(*id))
                {
                    origin.places.push(operation.location.clone());
                    self.owners(operation, origin);
                }
            }
            Source::Security => self.schemes(|_| true, origin),
            Source::Scheme(wanted) => self.schemes(|name| name == wanted, origin),
            Source::Servers => origin
                .places
                .extend(api.servers.iter().map(|server| server.location.clone())),
            Source::Server(index) => origin
                .places
                .extend(api.servers.get(*index).map(|server| server.location.clone())),
        }
    }

    fn get(&self, id: OperationId) -> Option<&'a Operation> {
        self.side.api.operations.get(id.0)
    }

    fn served(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> {
        self.served.get(id.index()).into_iter().flatten().copied()
    }

    fn object(&self, id: SchemaId) -> Option<&'a Object> {
        match &self.side.api.schemas.get(id).shape {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    fn schema(&self, id: SchemaId, origin: &mut Origin) {
        origin.places.push(self.side.api.schemas.get(id).location.clone());
        origin.schemas.push(id);
    }

    fn content(&self, content: &[MediaType], origin: &mut Origin) {
        for media in content {
            origin.places.push(media.location.clone());
            if let Some(schema) = media.schema {
                self.schema(schema, origin);
            }
        }
    }

    /// An operation: what is nearer is there already.
    fn operation(&self, id: OperationId, returns: bool, origin: &mut Origin) {
        let Some(operation) = self.get(id) else { return };
        let is_open = origin.places.is_empty();
        if returns {
            let responses = operation.responses.iter();
            origin
                .places
                .extend(responses.map(|response| response.location.clone()));
            origin.schemas.extend(response_roots(operation));
        }
        origin.places.push(operation.location.clone());
        if is_open && !returns {
            let roots = [request_roots(operation), response_roots(operation)];
            origin.schemas.extend(roots.concat());
        }
        self.owners(operation, origin);
    }

    /// Callbacks by reference come and go where the reference is.
    fn owners(&self, operation: &Operation, origin: &mut Origin) {
        for (id, name) in operation.callback.iter().flat_map(|callback| &callback.owners) {
            let owner = self.get(*id);
            origin
                .places
                .extend(owner.map(|owner| owner.location.child("callbacks").child(name)));
        }
    }

    /// Security schemes: where they are declared, and where they are asked for, which decides whether they are in use.
    fn schemes(&self, is_wanted: impl Fn(&str) -> bool, origin: &mut Origin) {
        let api = self.side.api;
        let declared = api.security_schemes.iter().filter(|(name, _)| is_wanted(name));
        origin
            .places
            .extend(declared.map(|(_, scheme)| scheme.location.clone()));
        let asks = |operation: &&Operation| {
            let mut uses = operation.security.iter().flatten();
            uses.any(|used| is_wanted(&used.scheme))
        };
        let operations = api.of(Direction::Called).map(|(_, operation)| operation).filter(asks);
        origin
            .places
            .extend(operations.map(|operation| operation.location.child("security")));
        origin.places.push(Location::root(Pointer::root().child("security")));
    }
}
