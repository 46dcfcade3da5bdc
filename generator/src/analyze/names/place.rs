//! What schemas and operations are known by in `names.lock`: their places.
//!
//! A place is where something is written, but for parameters, which go by location and name (`…/parameters/query/limit`)
//! and not by index, so that reordering them changes no place.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::analyze::walk;
use crate::model::{Api, Direction, Operation, OperationId, ParameterLocation, SchemaId};
use crate::pointer::{FileId, Location, Pointer};

/// The places of all schemas and operations; no two schemas have the same.
#[derive(Debug)]
pub(in crate::analyze) struct Places {
    schemas: Vec<String>,
    operations: Vec<String>,
}

impl Places {
    /// Works them out.
    pub(in crate::analyze) fn new(api: &Api) -> Self {
        let parameters = parameters(api);
        let each = api.schemas.iter();
        let written: Vec<String> = each
            .map(|(_, schema)| written(api, &by_name(&parameters, &schema.location)))
            .collect();
        let mut count: HashMap<&str, usize> = HashMap::new();
        for place in &written {
            *count.entry(place).or_default() += 1;
        }
        let mut taken = HashSet::new();
        let each = api.schemas.iter().zip(&written).map(|((id, _), place)| {
            let top = walk::owners(api, id).last().unwrap_or(id);
            let is_one = count.get(place.as_str()) == Some(&1);
            let place = match written.get(top.index()) {
                // What several schemas are made of goes by where it went.
                Some(top) if !is_one && !place.starts_with(top.as_str()) => format!("{place} in {top}"),
                Some(_) | None => place.clone(),
            };
            let again = (2..).map(|number| format!("{place} ({number})"));
            // Some number is free: there are more numbers than schemas.
            let mut places = std::iter::once(place.clone()).chain(again);
            places.find(|place| taken.insert(place.clone())).unwrap_or(place)
        });
        Self {
            schemas: each.collect(),
            operations: api.operations.iter().map(|one| operation(api, one)).collect(),
        }
    }

    /// The place of a schema.
    pub(in crate::analyze) fn schema(&self, id: SchemaId) -> &str {
        self.schemas.get(id.index()).map_or("", String::as_str)
    }

    /// The place of an operation.
    pub(in crate::analyze) fn operation(&self, id: OperationId) -> &str {
        self.operations.get(id.0).map_or("", String::as_str)
    }
}

/// How an operation's parameter goes in [`Lock::parameters`](crate::lock::Lock::parameters).
pub(in crate::analyze) fn parameter(place: ParameterLocation, name: &str) -> String {
    let place = match place {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::QueryString => "querystring",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("{place}/{name}")
}

/// Path and method, wherever the path item is written: several paths can refer to the same one. Requests of callbacks go by
/// where the callback is written.
fn operation(api: &Api, operation: &Operation) -> String {
    let method = operation.method.as_str();
    let method = if method.chars().all(|c| c.is_ascii_uppercase()) {
        method.to_ascii_lowercase()
    } else {
        method.to_owned()
    };
    if let Some(callback) = &operation.callback {
        return written(api, &callback.location.child(&callback.target).child(&method));
    }
    let pointer = Pointer::root()
        .child(match operation.direction {
            Direction::Called => "paths",
            Direction::Webhook | Direction::Callback => "webhooks",
        })
        .child(&operation.path.text)
        .child(&method);
    format!("#{pointer}")
}

/// Where parameters are written, and what to write for the index there; the body of Swagger 2.0 is one of them.
fn parameters(api: &Api) -> BTreeMap<Location, String> {
    let mut found = BTreeMap::new();
    for operation in &api.operations {
        for written in &operation.parameters {
            let name = Pointer::root().child(&written.name);
            found.insert(
                written.location.clone(),
                parameter(written.place, name.as_str().trim_start_matches('/')),
            );
        }
        if let Some(body) = &operation.request_body {
            found.insert(body.location.clone(), "body".to_owned());
        }
    }
    found.retain(|location, _| {
        let parent = location.pointer.parent().and_then(|parent| parent.last());
        parent.as_deref() == Some("parameters")
            && location.pointer.last().is_some_and(|last| last.parse::<u32>().is_ok())
    });
    found
}

/// A location with the name of the parameter that it lies in instead of the index.
fn by_name(parameters: &BTreeMap<Location, String>, location: &Location) -> Location {
    if !location.pointer.as_str().contains("/parameters/") {
        return location.clone();
    }
    let mut at = Some(location.pointer.clone());
    while let Some(pointer) = at {
        let of = Location {
            file: location.file,
            pointer,
        };
        if let Some(name) = parameters.get(&of)
            && let Some(list) = of.pointer.parent()
            && let Some(rest) = location.pointer.strip_prefix(&of.pointer)
        {
            let pointer = list.join(&format!("/{name}{rest}"));
            return Location {
                file: location.file,
                pointer,
            };
        }
        at = of.pointer.parent();
    }
    location.clone()
}

/// A location as text: `#/components/schemas/Pet`, with the file before it where that is not the description itself.
pub(in crate::analyze) fn written(api: &Api, location: &Location) -> String {
    let file = match location.file {
        FileId(0) => "",
        FileId(index) => api.files.get(index as usize).map_or("", String::as_str),
    };
    format!("{file}#{}", location.pointer)
}
