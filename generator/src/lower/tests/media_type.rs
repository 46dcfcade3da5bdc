//! How bodies are read and written.

use serde_json::{Value, json};

use super::lower;
use crate::model::BodyKind;

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
fn text_needs_a_schema_of_text() {
    assert_eq!(kind("text/plain", None), (BodyKind::Text, false));
    assert_eq!(
        kind("text/csv", Some(json!({"$ref": "#/components/schemas/Text"}))),
        (BodyKind::Text, false)
    );
    assert_eq!(
        kind("text/plain", Some(json!({"type": "object"}))),
        (BodyKind::Bytes, true)
    );
    assert_eq!(
        kind("text/event-stream", Some(json!({"type": "string"}))),
        (BodyKind::Bytes, true)
    );
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
