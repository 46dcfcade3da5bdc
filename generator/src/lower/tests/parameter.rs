//! Parameters.

use serde_json::json;

use super::{assert_lines, dump, lower, operation};

#[test]
fn styles_have_the_defaults_of_their_place() {
    let text = || json!({"type": "string"});
    let dump = operation(json!({
        "parameters": [
            {"name": "a", "in": "query", "style": "deepObject", "schema": {"type": "object"}, "required": true},
            {"name": "b", "in": "query", "style": "pipeDelimited", "allowReserved": true, "schema": text()},
            {"name": "c", "in": "query", "explode": false, "allowEmptyValue": true, "deprecated": true, "schema": text()},
            {"name": "d", "in": "cookie", "schema": text()},
            {"name": "e", "in": "query", "x-specwright-style": "tabDelimited", "schema": text()},
            {"name": "f", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}},
            {"name": "g", "in": "query", "x-specwright-in": "querystring", "content": {"application/json": {}}},
            {"name": "h", "in": "header"},
        ],
    }));
    assert_lines(
        &dump,
        "
        GET /a
        Query a! DeepObject explode: #0?a
        Query b PipeDelimited reserved: #0?b
        Query c Form empty deprecated: #0?c
        Cookie d Form explode: #0?d
        Query e TabDelimited: #0?e
        Query f Form explode as application/json: #0?f
        QueryString g Form explode as application/json: #0?g
        Header h Simple: #0?h
        #0?a = {}
        #0?b = String
        #0?c = String
        #0?d = String
        #0?e = String
        #0?f = {}
        #0?g = Any
        #0?h = String
        tolerated /paths/~1a/get/parameters/7: neither `schema` nor `content` says what the value is: taken as text
        ",
    );
}

#[test]
fn shared_parameters_have_one_schema() {
    let (api, findings) = lower(json!({
        "components": {
            "parameters": {
                "Page": {"$ref": "#/components/parameters/Number"},
                "Number": {"name": "n", "in": "query", "schema": {"enum": ["a"]}, "examples": {"x": {"$ref": "#/components/examples/X"}}},
            },
            "examples": {"X": {"value": 4}},
        },
        "paths": {
            "/a": {"get": {"parameters": [{"$ref": "#/components/parameters/Page"}]}},
            "/b": {"get": {"parameters": [{"$ref": "#/components/parameters/Number"}]}},
        },
    }));
    assert_lines(
        &dump::operations(&api),
        "
        GET /a
        Query n Form explode: parameter Number
        GET /b
        Query n Form explode: parameter Number
        ",
    );
    assert_eq!(api.schemas.len(), 1);
    assert_eq!(api.operations[0].parameters[0].examples, [json!(4)]);
    assert!(findings.is_empty(), "{findings:?}");
}
