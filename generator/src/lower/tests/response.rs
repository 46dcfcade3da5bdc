//! Responses and request bodies.

use serde_json::json;

use super::{assert_lines, dump, lower, operation};

#[test]
fn statuses_ranges_default_and_headers_are_kept_in_order() {
    let dump = operation(json!({
        "responses": {
            "default": {"description": "Else", "content": {"application/json": {"schema": {"type": "object"}}}},
            "200": {
                "description": "Fine",
                "headers": {
                    "X-Rate": {"required": true, "schema": {"type": "integer"}},
                    "Content-Type": {"schema": {"type": "string"}},
                },
                "links": {"next": {"operationId": "next"}},
            },
            "4XX": {"description": "Wrong"},
            "x-note": 1,
        },
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}},
    }));
    assert_lines(
        &dump,
        "
        GET /a
        body required application/json Json #0.body
        Default application/json Json #0.Default
        Code(200) [X-Rate!: #0.Code(200).X-Rate]
        Range(4)
        #0.body = [#0.body[]]
        #0.body[] = String
        #0.Default = {}
        #0.Code(200).X-Rate = Integer
        #0.Code(200) headers = {X-Rate!: #0.Code(200).X-Rate}
        no-effect /paths/~1a/get/responses/200/headers/Content-Type: `Content-Type` is what the content map says; this header is ignored
        ignored /paths/~1a/get/responses/200/links: links are not generated
        ",
    );
}

#[test]
fn shared_responses_and_bodies_have_one_schema() {
    let (api, _) = lower(json!({
        "components": {
            "responses": {"Gone": {
                "description": "Gone",
                "headers": {"X-Why": {"$ref": "#/components/headers/Why"}, "X-When": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": {"type": "object"}}},
            }},
            "headers": {"Why": {"schema": {"type": "string"}}},
            "requestBodies": {"In": {"content": {"application/json": {"schema": {"type": "object"}}}}},
        },
        "paths": {"/a": {
            "get": {"responses": {"404": {"$ref": "#/components/responses/Gone"}, "410": {"$ref": "#/components/responses/Gone"}}},
            "put": {"requestBody": {"$ref": "#/components/requestBodies/In"}},
            "post": {"requestBody": {"$ref": "#/components/requestBodies/In"}},
        }},
    }));
    assert_lines(
        &dump::operations(&api),
        "
        GET /a
        Code(404) application/json Json response Gone [X-Why: parameter Why] [X-When: response Gone.X-When]
        Code(410) application/json Json response Gone [X-Why: parameter Why] [X-When: response Gone.X-When]
        PUT /a
        body application/json Json requestBody In
        POST /a
        body application/json Json requestBody In
        ",
    );
    // Two bodies, two header fields, and the object of these.
    assert_eq!(api.schemas.len(), 5);
}
