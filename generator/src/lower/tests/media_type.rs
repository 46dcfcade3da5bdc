//! How bodies are read and written.

use serde_json::{Value, json};

use super::lower;
use crate::model::BodyKind;
use crate::normalize::keywords as own;

/// How a body of that media type and schema is read, and whether a warning says what is not generated.
fn kind(range: &str, schema: Option<Value>) -> (BodyKind, bool) {
    let media_type = schema.map_or(json!({}), |schema| json!({"schema": schema}));
    let (api, findings) = lower(json!({
        "components": {"schemas": {"Text": {"type": "string"}}},
        "paths": {"/a": {"post": {"requestBody": {"content": {range: media_type}}}}},
    }));
    let body = api.operations[0].request_body.as_ref().unwrap();
    (
        body.content[0].kind,
        findings.iter().any(|finding| finding.starts_with("widened")),
    )
}

#[test]
fn json_is_told_by_name_and_by_what_a_range_holds() {
    let object = || Some(json!({"type": "object"}));
    assert_eq!(kind("application/json", None), (BodyKind::Json, false));
    assert_eq!(
        kind("application/problem+JSON; charset=utf-8", object()),
        (BodyKind::Json, false)
    );
    assert_eq!(kind("*/*", object()), (BodyKind::Json, false));
    assert_eq!(kind("*/*", None), (BodyKind::Bytes, false));
    assert_eq!(
        kind("*/*", Some(json!({"type": "string", "format": "binary"}))),
        (BodyKind::Bytes, false)
    );
}

#[test]
fn text_is_text_with_a_warning_where_it_is_said_to_be_more() {
    assert_eq!(kind("text/plain", None), (BodyKind::Text, false));
    assert_eq!(
        kind("text/csv", Some(json!({"$ref": "#/components/schemas/Text"}))),
        (BodyKind::Text, false)
    );
    for range in [
        "text/plain",
        "text/csv",
        "application/yaml",
        "application/apply-patch+yaml",
    ] {
        assert_eq!(kind(range, Some(json!({"type": "object"}))), (BodyKind::Text, true));
    }
    assert_eq!(
        kind("application/xml", Some(json!({"type": "string"}))),
        (BodyKind::Text, false)
    );
    assert_eq!(
        kind("text/csv", Some(json!({"type": "string", "format": "binary"}))),
        (BodyKind::Bytes, false)
    );
}

#[test]
fn what_json_says_too_may_come_in_any_format() {
    let object = json!({"type": "object", "properties": {"a": {"type": "integer"}}});
    let content = |other: Value| {
        json!({
            "application/yaml": {"schema": object},
            "application/vnd.kubernetes.protobuf": {"schema": object},
            "application/json": {"schema": other},
        })
    };
    let findings = |content: Value| {
        let (_, findings) = lower(json!({"paths": {"/a": {"post": {"requestBody": {"content": content}}}}}));
        findings.len()
    };
    assert_eq!(findings(content(object.clone())), 0);
    assert_eq!(findings(content(json!({"type": "object"}))), 2);
}

#[test]
fn other_bodies_are_bytes_with_a_warning_where_structure_is_lost() {
    assert_eq!(
        kind(
            "application/octet-stream",
            Some(json!({"type": "string", "format": "binary"}))
        ),
        (BodyKind::Bytes, false)
    );
    assert_eq!(kind("image/*", None), (BodyKind::Bytes, false));
    assert_eq!(kind("application/pdf", Some(json!({}))), (BodyKind::Bytes, false));
    assert_eq!(
        kind("multipart/form-data", Some(json!({"type": "object"}))),
        (BodyKind::Multipart, false)
    );
    assert_eq!(kind("application/x-www-form-urlencoded", None), (BodyKind::Form, false));
    assert_eq!(
        kind("application/xml", Some(json!({"type": "object"}))),
        (BodyKind::Xml, false)
    );
}

/// How a response of that media type is read, and what a value of it is.
fn sequence(range: &str, media_type: Value) -> String {
    let (api, findings) = lower(json!({
        "components": {"schemas": {"Line": {"type": "object", "properties": {"data": {"type": "string"}}}}},
        "paths": {"/a": {"get": {"responses": {"200": {"content": {range: media_type}}}}}},
    }));
    assert!(findings.is_empty(), "{findings:?}");
    let media = &api.operations[0].responses[0].content[0];
    let item = media.schema.map(|schema| &api.schemas.get(schema).origin);
    format!("{:?} {item:?}", media.kind)
}

#[test]
fn sequences_have_the_schema_of_a_value() {
    let item = own::ITEM_SCHEMA;
    let line = json!({"$ref": "#/components/schemas/Line"});
    for (range, media_type, expected) in [
        (
            "application/jsonl",
            json!({item: line}),
            r#"Lines) Some(Component("Line"))"#,
        ),
        (
            "application/x-ndjson",
            json!({"schema": line}),
            r#"Lines) Some(Component("Line"))"#,
        ),
        (
            "application/json-seq",
            json!({"schema": {"type": "array", "items": line}}),
            r#"Records) Some(Component("Line"))"#,
        ),
        ("application/geo+json-seq", json!({}), "Records) None"),
        ("text/event-stream", json!({}), "TextEvents) None"),
        (
            "text/event-stream",
            json!({"schema": {"type": "string"}}),
            "TextEvents) Some(ResponseBody(OperationId(0), Code(200)))",
        ),
        // One field of an event is one by intent in `itemSchema` only.
        (
            "text/event-stream",
            json!({"schema": line}),
            r#"Events) Some(Component("Line"))"#,
        ),
        (
            "text/event-stream",
            json!({item: line}),
            r#"TextEvents) Some(Property(SchemaId(0), "data"))"#,
        ),
        (
            "text/event-stream",
            json!({"schema": {"type": "object", "properties": {"event": {"type": "string"}, "data": line}}}),
            r#"Events) Some(Component("Line"))"#,
        ),
        (
            "text/event-stream",
            json!({item: {"oneOf": [line, {"type": "object", "properties": {"data": line, "event": {"type": "string"}}}]}}),
            "EventObjects) Some(ResponseBody(OperationId(0), Code(200)))",
        ),
    ] {
        assert_eq!(
            sequence(range, media_type.clone()),
            format!("Sequence({expected}"),
            "{range} {media_type}"
        );
    }
}
