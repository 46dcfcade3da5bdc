//! Descriptions that are made for measuring: one of 2,000 operations, and edited copies.

use serde_json::{Map, Value, json};

/// How many places an edit changes.
pub(super) const EDITS: usize = 20;

/// A description of a megabyte: 1,000 paths with two operations each, and 1,000 schemas.
pub(super) fn description() -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for i in 0..1_000 {
        let of = json!({"$ref": format!("#/components/schemas/Thing{i}")});
        let body = json!({"application/json": {"schema": of}});
        let answer = json!({"200": {"description": "The thing.", "content": body}});
        paths.insert(
            format!("/things{i}/{{id}}"),
            json!({
                "get": {
                    "operationId": format!("getThing{i}"),
                    "summary": "Reads one of the things",
                    "parameters": [
                        {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
                        {"name": "verbose", "in": "query", "schema": {"type": "boolean"}},
                    ],
                    "responses": answer,
                },
                "put": {
                    "operationId": format!("putThing{i}"),
                    "summary": "Writes one of the things",
                    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                    "requestBody": {"required": true, "content": body},
                    "responses": answer,
                },
            }),
        );
        let next = json!({"$ref": format!("#/components/schemas/Thing{}", (i * 7 + 1) % 1_000)});
        schemas.insert(
            format!("Thing{i}"),
            json!({
                "type": "object",
                "required": ["id", "name"],
                "properties": {
                    "id": {"type": "string"},
                    "name": {"type": "string", "maxLength": 100},
                    "count": {"type": "integer", "minimum": 0},
                    "next": next,
                },
            }),
        );
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// Changes the type of some properties of the components' schemas; says how many.
pub(super) fn edit(description: &mut Value) -> usize {
    let schemas = ["/components/schemas", "/definitions"]
        .into_iter()
        .find(|pointer| description.pointer(pointer).is_some_and(Value::is_object));
    let Some(Value::Object(schemas)) = schemas.and_then(|pointer| description.pointer_mut(pointer)) else {
        return 0;
    };
    let step = (schemas.len() / EDITS).max(1);
    let mut edited = 0;
    for schema in schemas.values_mut().step_by(step) {
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        let texts = properties.into_iter().flat_map(Map::values_mut);
        let plain = |property: &Value| property == &json!({"type": "string"}) || property["type"] == "string";
        let text = { texts }.find(|property| plain(property) && property.get("enum").is_none());
        if let Some(Value::Object(property)) = text {
            property.clear();
            property.insert("type".to_owned(), json!("boolean"));
            edited += 1;
        }
    }
    edited
}
