//! Where schemas and operations are in a description, by JSON Pointer.

use serde_json::Value;
use specwright::pointer::Pointer;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Where something is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) pointer: Pointer,
    /// Whether a discriminator tells it by its name.
    pub(super) named: bool,
    /// Whether an `allOf`, `oneOf`, `anyOf` or the like holds it, so that what it says is merged with what others say.
    pub(super) merged: bool,
}

/// All schema objects, references too.
pub(super) fn schemas(root: &Value) -> Vec<Place> {
    let mut found = Vec::new();
    for key in ["/components/schemas", "/definitions"] {
        let pointer = Pointer::parse(key).unwrap_or_default();
        for (name, schema) in root.pointer(key).and_then(Value::as_object).into_iter().flatten() {
            walk(schema, pointer.child(name), false, false, &mut found);
        }
    }
    for (pointer, operation) in operations(root) {
        let body = operation.pointer("/requestBody");
        content(body, &pointer.child("requestBody"), &mut found);
        for (status, response) in operation
            .get("responses")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let pointer = pointer.child("responses").child(status);
            content(Some(response), &pointer, &mut found);
            if let Some(schema) = response.get("schema") {
                walk(schema, pointer.child("schema"), false, false, &mut found);
            }
        }
        let parameters = operation.get("parameters").and_then(Value::as_array);
        for (i, parameter) in parameters.into_iter().flatten().enumerate() {
            // Fields that are described elsewhere (OAS 3.1.1 §4.8.12.2).
            const ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];
            let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
            if ELSEWHERE.contains(&name.to_ascii_lowercase().as_str()) {
                continue;
            }
            if let Some(schema) = parameter.get("schema") {
                let pointer = pointer.child("parameters").index(i).child("schema");
                walk(schema, pointer, false, false, &mut found);
            }
        }
    }
    found
}

/// All operations below `paths`.
pub(super) fn operations(root: &Value) -> Vec<(Pointer, &Value)> {
    let mut found = Vec::new();
    let paths = root.get("paths").and_then(Value::as_object).into_iter().flatten();
    for (path, item) in paths.filter(|(path, _)| path.starts_with('/')) {
        for method in METHODS {
            if let Some(operation) = item.get(method).filter(|operation| operation.is_object()) {
                found.push((Pointer::root().child("paths").child(path).child(method), operation));
            }
        }
    }
    found
}

fn content(of: Option<&Value>, pointer: &Pointer, found: &mut Vec<Place>) {
    let entries = of.and_then(|of| of.get("content")).and_then(Value::as_object);
    for (range, entry) in entries.into_iter().flatten() {
        if let Some(schema) = entry.get("schema") {
            let pointer = pointer.child("content").child(range).child("schema");
            walk(schema, pointer, false, false, found);
        }
    }
}

fn walk(schema: &Value, pointer: Pointer, named: bool, merged: bool, found: &mut Vec<Place>) {
    let Some(object) = schema.as_object() else { return };
    found.push(Place {
        pointer: pointer.clone(),
        named,
        merged,
    });
    if object.contains_key("$ref") {
        return;
    }
    let combined = ["allOf", "oneOf", "anyOf"].iter().any(|key| object.contains_key(*key));
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = object.get(key) {
            walk(inner, pointer.child(key), false, merged || combined, found);
        }
    }
    for (name, inner) in object
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        walk(
            inner,
            pointer.child("properties").child(name),
            false,
            merged || combined,
            found,
        );
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        for (i, inner) in object
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            // Names are values of discriminators, and what allOf names may have one.
            walk(inner, pointer.child(key).index(i), true, true, found);
        }
    }
}
