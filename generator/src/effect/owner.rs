//! Where in a description the items of the client and the server come from.

use super::places::{Origin, text};
use super::{Change, Side};
use crate::analyze::TagFacts;
use crate::analyze::walk::{request_roots, response_roots};
use crate::model::{Direction, MediaType, Operation, OperationId, SchemaId};
use crate::pointer::Location;

/// What an item of the client or the server was made of, by its path.
pub(super) fn origin(side: Side<'_>, change: &Change) -> Option<Origin> {
    let path = change.effect.item.as_str();
    for (direction, names) in &side.facts.outbound {
        let inside = path.strip_prefix(text(&names.module));
        if let Some(inside) = inside.and_then(|path| path.strip_prefix("::")) {
            return sent(side, *direction, inside, change);
        }
    }
    called(side, Direction::Called, path, change)
}

/// What an item was made of that is about what the API sends.
fn sent(side: Side<'_>, direction: Direction, path: &str, change: &Change) -> Option<Origin> {
    let mut origin = called(side, direction, path, change)?;
    let requests = side.api.of(direction).map(|(_, request)| request);
    let requests: Vec<&Operation> = requests.filter(|one| origin.places.contains(&one.location)).collect();
    for (id, name) in { requests.iter() }.flat_map(|request| request.callback.iter().flat_map(|one| &one.owners)) {
        // Callbacks by reference come and go where the reference is.
        let owner = side.api.operations.get(id.0);
        let at = owner.map(|owner| owner.location.child("callbacks").child(name));
        origin.places.extend(at);
    }
    Some(origin)
}

/// The groups of a direction.
fn tags<'a>(side: Side<'a>, direction: Direction) -> impl Iterator<Item = &'a TagFacts> {
    { side.facts.tags.iter() }.filter(move |tag| tag.direction == direction)
}

fn called(side: Side<'_>, direction: Direction, path: &str, change: &Change) -> Option<Origin> {
    let mut segments = path.split("::");
    let first = segments.next()?;
    let last = path.rsplit("::").next()?;
    let tag = tags(side, direction).find(|tag| text(&tag.module) == first);
    let Some(tag) = tag else {
        // `Client::pets`, `Builder::api_key`, `Server::Production`, `Authenticate`, `Pets::list_pets`…
        let tag = tags(side, direction).find(|tag| [text(&tag.module), text(&tag.type_name)].contains(&last));
        return tag
            .map(|tag| of_tag(side, tag))
            .or_else(|| of_scheme(side, direction, first, last))
            .or_else(|| of_server(side, first, last).filter(|_| direction == Direction::Called))
            .or_else(|| of_client(side, direction, first, last, change))
            .or_else(|| of_trait(side, direction, first, segments.next(), change))
            .or_else(|| of_any(side, direction, path, change));
    };
    let Some(item) = segments.next() else {
        return Some(of_tag(side, tag));
    };
    let part = segments.next();
    let id = match part {
        Some(method) if item == text(&tag.type_name) => by_method(side, tag, method),
        _ => by_stem(side, tag.operations.iter().copied(), item),
    };
    match id {
        Some(id) => of_operation(side, id, part, change),
        None => Some(of_tag(side, tag)),
    }
}

/// The operation that a method is for; `list_stream` is a method for `list`.
fn by_method(side: Side<'_>, tag: &TagFacts, method: &str) -> Option<OperationId> {
    let name = |id: &OperationId| side.facts.operations.get(id.0).map(|facts| text(&facts.method));
    let is_for = |id: &&OperationId| name(id).is_some_and(|name| method == name);
    tag.operations.iter().find(is_for).copied()
}

/// The operation whose stem a type's name starts with; the longest wins.
fn by_stem(side: Side<'_>, ids: impl Iterator<Item = OperationId>, item: &str) -> Option<OperationId> {
    let stems = ids.filter_map(|id| Some((id, text(&side.facts.operations.get(id.0)?.stem))));
    let is_of = |stem: &str| {
        let rest = item.strip_prefix(stem);
        rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase))
    };
    let longest = stems.filter(|(_, stem)| is_of(stem)).max_by_key(|(_, stem)| stem.len());
    longest.map(|(id, _)| id)
}

fn of_operation(side: Side<'_>, id: OperationId, part: Option<&str>, change: &Change) -> Option<Origin> {
    let operation = side.api.operations.get(id.0)?;
    let mut origin = Origin::default();
    for argument in change.arguments.iter().map(String::as_str).chain(part) {
        origin = origin.and(of_input(side, id, operation, argument));
        origin = origin.and(of_response(side, id, operation, argument));
    }
    let is_open = origin.places.is_empty();
    if change.returns {
        origin
            .places
            .extend(operation.responses.iter().map(|response| response.location.clone()));
        origin.schemas.extend(response_roots(operation));
    }
    origin.places.push(operation.location.clone());
    if is_open && !change.returns {
        origin
            .schemas
            .extend([request_roots(operation), response_roots(operation)].concat());
    }
    Some(origin)
}

/// A parameter or the body, by its name in Rust.
fn of_input(side: Side<'_>, id: OperationId, operation: &Operation, name: &str) -> Origin {
    let mut origin = Origin::default();
    let Some(facts) = side.facts.operations.get(id.0) else {
        return origin;
    };
    for (parameter, ident) in operation.parameters.iter().zip(&facts.parameters) {
        if text(ident) == name {
            origin.places.push(parameter.location.clone());
            origin = origin.and(of_schema(side, parameter.schema));
        }
    }
    if let Some(body) = operation.request_body.as_ref().filter(|_| text(&facts.body) == name) {
        origin.places.push(body.location.clone());
        origin = origin.and(of_content(side, &body.content));
    }
    origin
}

/// A response, by the name of its variant.
fn of_response(side: Side<'_>, id: OperationId, operation: &Operation, name: &str) -> Origin {
    let mut origin = Origin::default();
    let names = side.facts.operations.get(id.0).map(|facts| facts.responses.iter());
    for (response, ident) in operation.responses.iter().zip(names.into_iter().flatten()) {
        if text(ident) == name {
            origin.places.push(response.location.clone());
            origin = origin.and(of_content(side, &response.content));
        }
    }
    origin
}

fn of_content(side: Side<'_>, content: &[MediaType]) -> Origin {
    let mut origin = Origin::default();
    for media in content {
        origin.places.push(media.location.clone());
        if let Some(schema) = media.schema {
            origin = origin.and(of_schema(side, schema));
        }
    }
    origin
}

fn of_schema(side: Side<'_>, id: SchemaId) -> Origin {
    Origin {
        places: vec![side.api.schemas.get(id).location.clone()],
        schemas: vec![id],
    }
}

/// All operations of a tag.
fn of_tag(side: Side<'_>, tag: &TagFacts) -> Origin {
    let operations = tag.operations.iter().filter_map(|id| side.api.operations.get(id.0));
    Origin {
        places: operations.map(|operation| operation.location.clone()).collect(),
        schemas: Vec::new(),
    }
}

/// The scheme that a method of the builder or of the trait for credentials is for; all of them for the rest of those.
fn of_scheme(side: Side<'_>, direction: Direction, module: &str, method: &str) -> Option<Origin> {
    if !matches!(module, "Builder" | "Authenticate" | "Denied" | "Basic") {
        return None;
    }
    let facts = side.facts.schemes.iter();
    let of_method = facts.filter(|(_, facts)| text(&facts.method) == method);
    let named: Vec<&str> = of_method.map(|(name, _)| name.as_str()).collect();
    let schemes = side.api.security_schemes.iter();
    let mut places: Vec<Location> = schemes
        .filter(|(name, _)| named.is_empty() || named.contains(&name.as_str()))
        .map(|(_, scheme)| scheme.location.clone())
        .collect();
    // Whether a scheme is in use is decided where it is required.
    let uses = |operation: &&Operation| {
        let mut schemes = operation.security.iter().flatten();
        named.is_empty() && !operation.security.is_empty() || schemes.any(|by| named.contains(&by.scheme.as_str()))
    };
    let operations = side.api.of(direction).map(|(_, operation)| operation).filter(uses);
    places.extend(operations.map(|operation| operation.location.child("security")));
    places.push(Location::root(crate::pointer::Pointer::root().child("security")));
    Some(Origin {
        places,
        schemas: Vec::new(),
    })
}

/// The untagged operation that a method of the client itself is for.
fn of_client(side: Side<'_>, direction: Direction, module: &str, method: &str, change: &Change) -> Option<Origin> {
    let untagged = tags(side, direction).find(|tag| module == "Client" && tag.name.is_empty())?;
    of_operation(side, by_method(side, untagged, method)?, None, change)
}

/// The server that a variant of `Server` is; all of them for the rest.
fn of_server(side: Side<'_>, module: &str, variant: &str) -> Option<Origin> {
    if module != "Server" {
        return None;
    }
    let servers = || side.api.servers.iter().zip(&side.facts.servers);
    let named = servers().filter(|(_, facts)| text(&facts.variant) == variant);
    let mut places: Vec<Location> = named.map(|(server, _)| server.location.clone()).collect();
    if places.is_empty() {
        places.extend(servers().map(|(server, _)| server.location.clone()));
    }
    Some(Origin {
        places,
        schemas: Vec::new(),
    })
}

/// The operation that a method of a server's trait is for.
fn of_trait(side: Side<'_>, direction: Direction, name: &str, method: Option<&str>, change: &Change) -> Option<Origin> {
    let tag = tags(side, direction).find(|tag| text(&tag.type_name) == name)?;
    match method.and_then(|method| by_method(side, tag, method)) {
        Some(id) => of_operation(side, id, method, change),
        None => Some(of_tag(side, tag)),
    }
}

/// A type of one operation that stands at the root, or a part of it.
fn of_any(side: Side<'_>, direction: Direction, path: &str, change: &Change) -> Option<Origin> {
    let mut segments = path.split("::");
    let ids = tags(side, direction).flat_map(|tag| tag.operations.iter().copied());
    let id = by_stem(side, ids, segments.next()?)?;
    of_operation(side, id, segments.next(), change)
}
