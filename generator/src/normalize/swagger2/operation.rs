//! Operations of 2.0: their body and form parameters become `requestBody`.

use serde_json::{Map, Value, json};

use super::super::path::Path;
use super::super::walk::Walker;
use super::body::{self, Given};
use super::{MediaTypes, server};
use crate::pointer::Location;
use crate::report::Code;

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// Body and form parameters of a path item hold for each of its operations: they are handed down.
pub(super) fn path_item(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    let at = path.key("parameters");
    let Some(Value::Array(parameters)) = map.get_mut("parameters") else {
        return;
    };
    let all: Vec<(Value, Location)> = std::mem::take(parameters)
        .into_iter()
        .enumerate()
        .map(|(i, parameter)| (parameter, walker.location(&at.index(i))))
        .collect();
    let (bodies, kept): (Vec<_>, Vec<_>) = all.into_iter().partition(|(parameter, _)| {
        let place = place(walker, parameter, path);
        place == "body" || place == "formData"
    });
    for (i, (parameter, from)) in kept.into_iter().enumerate() {
        if !bodies.is_empty() {
            walker.origins.moved(at.index(i).pointer(), from);
        }
        parameters.push(parameter);
    }
    for method in METHODS {
        if let Some(Value::Object(operation)) = map.get_mut(*method) {
            hand_down(walker, operation, &bodies, &path.key(method));
        }
    }
}

fn hand_down(
    walker: &mut Walker<'_>,
    operation: &mut Map<String, Value>,
    bodies: &[(Value, Location)],
    path: &Path<'_>,
) {
    if bodies.is_empty() {
        return;
    }
    if !operation.get("parameters").is_some_and(Value::is_array) {
        operation.insert("parameters".to_owned(), json!([]));
    }
    let Some(Value::Array(own)) = operation.get_mut("parameters") else {
        return;
    };
    let has_body = own.iter().any(|parameter| place(walker, parameter, path) == "body");
    for (parameter, from) in bodies {
        let name = resolved(walker, parameter, path).and_then(|found| found.map.get("name").cloned());
        let overridden = own.iter().any(|mine| {
            let mine = resolved(walker, mine, path);
            mine.is_some_and(|Resolved { map, .. }| {
                map.get("in").is_some_and(|place| place == "formData") && map.get("name") == name.as_ref()
            })
        });
        if overridden || has_body && place(walker, parameter, path) == "body" {
            continue;
        }
        let at = path.key("parameters");
        walker.origins.moved(at.index(own.len()).pointer(), from.clone());
        own.push(parameter.clone());
    }
}

/// Rewrites an operation.
pub(super) fn operation(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    let stated = json!({"consumes": map.shift_remove("consumes"), "produces": map.shift_remove("produces")});
    walker.media_types = walker.media_types.within(&stated);
    server::of_operation(walker, map, path);
    if stated.get("produces").is_some_and(|produces| !produces.is_null()) {
        shared_responses(walker, map, path);
    }
    let at = path.key("parameters");
    let Some(Value::Array(parameters)) = map.get_mut("parameters") else {
        return;
    };
    let all: Vec<(Value, Location)> = std::mem::take(parameters)
        .into_iter()
        .enumerate()
        .map(|(i, parameter)| (parameter, walker.location(&at.index(i))))
        .collect();
    let mut found: Option<Given> = None;
    let mut form = Vec::new();
    let mut shifted = false;
    for (parameter, from) in all {
        let given = match place(walker, &parameter, path).as_str() {
            "body" => take(walker, &parameter, from, path).map(|given| (true, given)),
            "formData" => take(walker, &parameter, from, path).map(|given| (false, given)),
            _ => {
                if shifted {
                    walker.origins.moved(at.index(parameters.len()).pointer(), from);
                }
                parameters.push(parameter);
                continue;
            }
        };
        shifted = true;
        match given {
            Some((true, given)) if found.is_none() => found = Some(given),
            Some((true, given)) => second_body(walker, given),
            Some((false, given)) => form.push(given),
            None => {}
        }
    }
    let types = walker.media_types.clone();
    let body = match found {
        Some(given) => {
            form.into_iter().for_each(|field| second_body(walker, field));
            body::of_body(walker, given, &types, path)
        }
        None if !form.is_empty() => body::of_form(walker, form, &types, path),
        None => return,
    };
    map.insert("requestBody".to_owned(), body);
}

/// Shared responses are of the media types of the document. Where an operation has its own, it takes a copy.
fn shared_responses(walker: &mut Walker<'_>, map: &mut Map<String, Value>, path: &Path<'_>) {
    let document = walker.sources.files.first().map(|file| &file.value);
    let general = document
        .map(|document| MediaTypes::default().within(document))
        .unwrap_or_default();
    let (own, at) = (walker.media_types.produces.clone(), path.key("responses"));
    let json = [String::from("application/json")];
    if own.as_deref() == Some(general.produces.as_deref().unwrap_or(&json)) {
        return;
    }
    let Some(Value::Object(responses)) = map.get_mut("responses") else {
        return;
    };
    for (status, response) in responses.iter_mut() {
        let Some(Resolved {
            map: definition,
            target: Some((target, _)),
        }) = resolved(walker, response, path)
        else {
            continue;
        };
        if target.file == path.file() && definition.contains_key("schema") {
            let copy = Value::Object(definition.clone());
            walker.origins.moved(at.key(status).pointer(), target);
            *response = copy;
        }
    }
}

fn second_body(walker: &mut Walker<'_>, given: Given) {
    let message = "an operation has one body: a single `body` parameter, or `formData` parameters";
    let diagnostic = crate::report::Diagnostic::new(Code::InvalidValue, given.from, message);
    walker.sink.push(diagnostic);
}

/// `in` of a parameter, references followed.
fn place(walker: &Walker<'_>, parameter: &Value, path: &Path<'_>) -> String {
    let map = resolved(walker, parameter, path);
    let place = map.and_then(|found| found.map.get("in")).and_then(Value::as_str);
    place.unwrap_or_default().to_owned()
}

/// A parameter or response, references followed.
struct Resolved<'v> {
    map: &'v Map<String, Value>,
    /// Where it stands and the text of the reference, if it is elsewhere.
    target: Option<(Location, &'v str)>,
}

fn resolved<'v>(walker: &Walker<'v>, value: &'v Value, path: &Path<'_>) -> Option<Resolved<'v>> {
    let map = value.as_object()?;
    let Some(Value::String(reference)) = map.get("$ref") else {
        return Some(Resolved { map, target: None });
    };
    let target = walker.sources.resolve(&walker.location(path), reference)?;
    let map = walker.definition(&target)?.as_object()?;
    Some(Resolved {
        map,
        target: Some((target, reference)),
    })
}

/// A copy of a parameter, references followed.
fn take(walker: &Walker<'_>, parameter: &Value, from: Location, path: &Path<'_>) -> Option<Given> {
    let Resolved { map, target } = resolved(walker, parameter, path)?;
    let mut map = map.clone();
    let Some((target, reference)) = target else {
        return Some(Given { map, from });
    };
    // References in another file are relative to that: its schema is referred to as a whole.
    if target.file != path.file() && map.contains_key("schema") {
        let joint = if reference.contains('#') { "" } else { "#" };
        map.insert(
            "schema".to_owned(),
            json!({"$ref": format!("{reference}{joint}/schema")}),
        );
    }
    Some(Given { map, from: target })
}
