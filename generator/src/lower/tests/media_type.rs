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

#[test]
fn parts_are_properties_or_items() {
    let text = || json!({"type": "string"});
    let pair =
        |most: usize| json!({"type": "array", own::PREFIX_ITEMS: [text(), text()], "minItems": 2, "maxItems": most});
    let named = json!({"type": "object", "properties": {"a": text()}});
    let list = json!({"type": "array", "items": text()});
    for (range, schema, expected) in [
        ("multipart/mixed", named.clone(), (BodyKind::Multipart, false)),
        ("multipart/*", named, (BodyKind::Multipart, false)),
        (
            "multipart/related; type=text/plain",
            list.clone(),
            (BodyKind::Multipart, false),
        ),
        ("multipart/mixed", pair(2), (BodyKind::Multipart, false)),
        ("multipart/mixed", pair(3), (BodyKind::Bytes, true)),
        ("multipart/mixed", json!({"type": "object"}), (BodyKind::Bytes, true)),
        ("multipart/mixed", json!({}), (BodyKind::Bytes, true)),
        ("multipart/form-data", list, (BodyKind::Bytes, true)),
    ] {
        assert_eq!(kind(range, Some(schema.clone())), expected, "{range} {schema}");
    }
}

/// The findings about a request of that media type.
fn findings(range: &str, media_type: Value) -> Vec<String> {
    let body = json!({"content": {range: media_type}});
    let (_, findings) = lower(json!({"paths": {"/a": {"post": {"requestBody": body}}}}));
    let place = format!("/paths/~1a/post/requestBody/content/{}", range.replace('/', "~1"));
    findings.iter().map(|finding| finding.replace(&place, "")).collect()
}

#[test]
fn encodings_that_have_no_effect_are_told() {
    let header = json!({"X-A": {"schema": {"type": "string"}}, "Content-Disposition": {"schema": {"type": "string"}}});
    let object = json!({
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "array", "items": {"type": "string"}}},
        "additionalProperties": {"type": "string"},
    });
    let named = json!({"schema": object, "encoding": {
        "a": {"headers": header},
        "b": {"headers": header, "explode": false},
        "c": {"headers": header},
    }});
    assert_eq!(
        findings("multipart/mixed", named),
        [
            "no-effect /encoding/a/headers/Content-Disposition: `Content-Disposition` has the names of the property and the \
             file; this header is ignored",
            "widened /encoding/b/headers: header fields of `b` are ignored: a style may lay the value out in several parts",
            "widened /encoding/c/headers: header fields of `c` are ignored: no object names the property",
        ]
    );
    let list = json!({
        "schema": {"type": "array", "items": {"type": "string"}},
        "encoding": {"a": {}},
        own::PREFIX_ENCODING: [{"headers": header}],
        own::ITEM_ENCODING: {"headers": header, "style": "form"},
    });
    assert_eq!(
        findings("multipart/mixed", list),
        [
            "no-effect /encoding: items have no names: `encoding` is ignored",
            "no-effect /x-specwright-item-encoding: an item is one part, which no style lays out: `style`, `explode` and \
             `allowReserved` are ignored",
            "widened /x-specwright-prefix-encoding/0/headers: header fields of one item of a list are ignored: all items \
             are of one type",
        ]
    );
    let tuple = json!({
        "schema": {"type": "array", own::PREFIX_ITEMS: [{"type": "string"}], "minItems": 1, "maxItems": 1},
        own::PREFIX_ENCODING: [{}, {}],
        own::ITEM_ENCODING: {},
    });
    assert_eq!(
        findings("multipart/mixed", tuple),
        [
            "no-effect /x-specwright-item-encoding: there is no item at this position: its encoding is ignored",
            "no-effect /x-specwright-prefix-encoding/1: there is no item at this position: its encoding is ignored",
        ]
    );
    let loose = json!({"schema": {"type": "array", own::PREFIX_ITEMS: [{"type": "string"}]}});
    assert_eq!(
        findings("multipart/mixed", loose),
        ["widened : `multipart/mixed` is not encoded or decoded: it is sent and received as raw bytes"]
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
