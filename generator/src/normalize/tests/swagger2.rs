//! Documents of Swagger 2.0.

use serde_json::json;

use super::at;

const HEAD: &str = "swagger: '2.0'\ninfo: {title: T, version: '1'}\n";

#[test]
fn hosts_become_servers() {
    for (yaml, expected) in [
        (
            "host: h\nbasePath: /v1/\nschemes: [https, http]",
            json!([{"url": "https://h/v1"}, {"url": "http://h/v1"}]),
        ),
        ("host: h", json!([{"url": "https://h"}])),
        ("host: h\nbasePath: /", json!([{"url": "https://h"}])),
        ("basePath: v1\nschemes: [https]", json!([{"url": "/v1"}])),
        ("schemes: [https]", json!("nothing there")),
    ] {
        let (value, findings) = at("/servers", &format!("{HEAD}{yaml}\npaths: {{}}\n"));
        assert_eq!((value, findings), (expected, vec![]), "{yaml}");
    }
}

#[test]
fn sections_become_components() {
    let text = format!(
        "{HEAD}paths: {{}}\ndefinitions: {{A: {{discriminator: k, x-nullable: true}}, B: {{$ref: '#/definitions/A'}}}}\n\
         parameters: {{P: {{name: p, in: query, type: string}}, Q: {{name: q, in: body, schema: {{}}}}}}\n\
         responses: {{R: {{description: d}}}}\nsecurityDefinitions:\n  a: {{type: basic, name: n}}\n  \
         b: {{type: oauth2}}\n  c: {{type: oauth2, flow: accessCode, authorizationUrl: u, tokenUrl: t, scopes: {{s: d}}}}\n"
    );
    let (value, findings) = at("/components", &text);
    assert_eq!(
        value,
        json!({
            "schemas": {"A": {"discriminator": {"propertyName": "k"}, "nullable": true},
                "B": {"$ref": "#/components/schemas/A"}},
            "parameters": {"P": {"name": "p", "in": "query", "schema": {"type": "string"}}},
            "responses": {"R": {"description": "d"}},
            "securitySchemes": {
                "a": {"type": "http", "scheme": "basic"},
                "b": {"type": "oauth2", "flows": {}},
                "c": {"type": "oauth2", "flows": {"authorizationCode":
                    {"authorizationUrl": "u", "tokenUrl": "t", "scopes": {"s": "d"}}}},
            },
        })
    );
    assert_eq!(
        findings,
        [
            "tolerated /securityDefinitions/a/name",
            "tolerated /securityDefinitions/b"
        ]
    );
}

#[test]
fn collection_formats_become_styles() {
    for (yaml, expected) in [
        ("in: query", json!({"in": "query", "style": "form", "explode": false})),
        (
            "in: query, collectionFormat: multi",
            json!({"in": "query", "style": "form", "explode": true}),
        ),
        (
            "in: query, collectionFormat: ssv",
            json!({"in": "query", "style": "spaceDelimited", "explode": false}),
        ),
        (
            "in: query, collectionFormat: pipes",
            json!({"in": "query", "style": "pipeDelimited", "explode": false}),
        ),
        (
            "in: query, collectionFormat: tsv",
            json!({"in": "query", "explode": false, "x-specwright-style": "tabDelimited"}),
        ),
        ("in: header, collectionFormat: csv", json!({"in": "header"})),
    ] {
        let text = format!(
            "{HEAD}paths: {{}}\nparameters: {{P: {{name: p, {yaml}, type: array, items: {{type: string}}}}}}\n"
        );
        let (value, findings) = at("/components/parameters/P", &text);
        let mut whole = json!({"name": "p", "schema": {"type": "array", "items": {"type": "string"}}});
        for (key, value) in expected.as_object().unwrap() {
            whole[key] = value.clone();
        }
        assert_eq!((value, findings), (whole, vec![]), "{yaml}");
    }
}

#[test]
fn bodies_leave_the_parameters() {
    let text = format!(
        "{HEAD}consumes: [application/json, text/xml]\nparameters:\n  \
         B: {{name: b, in: body, required: true, schema: {{$ref: '#/definitions/A'}}}}\n\
         definitions: {{A: {{type: string}}}}\npaths:\n  /a:\n    parameters: [{{$ref: '#/parameters/B'}}]\n    \
         put:\n      consumes: [application/json]\n      parameters: [{{name: q, in: query, type: string}}]\n      \
         responses: {{}}\n    get: {{responses: {{}}}}\n"
    );
    let (value, findings) = at("/paths/~1a", &text);
    let schema = json!({"schema": {"$ref": "#/components/schemas/A"}});
    assert_eq!(
        value,
        json!({
            "parameters": [],
            "put": {
                "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
                "responses": {},
                "requestBody": {"x-specwright-body-name": "b", "required": true, "content": {"application/json": schema}},
            },
            "get": {
                "responses": {},
                "parameters": [],
                "requestBody": {"x-specwright-body-name": "b", "required": true,
                    "content": {"application/json": schema, "text/xml": schema}},
            },
        })
    );
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn forms_are_objects() {
    let text = format!(
        "{HEAD}paths:\n  /a:\n    post:\n      parameters:\n      \
         - {{name: f, in: formData, type: file, required: true, description: d}}\n      \
         - {{name: g, in: formData, type: array, items: {{type: string}}, collectionFormat: multi}}\n      responses: {{}}\n"
    );
    let (value, findings) = at("/paths/~1a/post/requestBody", &text);
    assert_eq!(
        value,
        json!({
            "content": {"multipart/form-data": {
                "schema": {"type": "object", "required": ["f"], "properties": {
                    "f": {"type": "string", "format": "binary", "description": "d"},
                    "g": {"type": "array", "items": {"type": "string"}},
                }},
                "encoding": {"g": {"style": "form", "explode": true}},
            }},
            "required": true,
        })
    );
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn responses_have_the_media_types_produced() {
    for (yaml, expected) in [
        (
            "schema: {type: string}",
            json!({"application/json": {"schema": {"type": "string"}}}),
        ),
        (
            "schema: {type: file}",
            json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}),
        ),
        (
            "schema: {type: string}, examples: {text/plain: a}",
            json!({"text/plain": {"schema": {"type": "string"}, "example": "a"}}),
        ),
    ] {
        let text = format!("{HEAD}paths: {{}}\nresponses: {{R: {{description: d, {yaml}}}}}\n");
        let (value, findings) = at("/components/responses/R/content", &text);
        assert_eq!((value, findings), (expected, vec![]), "{yaml}");
    }
    let text = format!(
        "{HEAD}produces: [text/xml]\nresponses: {{R: {{description: d, schema: {{type: string}}}}}}\npaths:\n  /a:\n    \
         get: {{responses: {{200: {{$ref: '#/responses/R'}}}}}}\n    \
         put: {{produces: [text/csv], responses: {{200: {{$ref: '#/responses/R'}}}}}}\n"
    );
    let (value, findings) = at("/paths/~1a", &text);
    assert_eq!(
        value,
        json!({
            "get": {"responses": {"200": {"$ref": "#/components/responses/R"}}},
            "put": {"responses": {"200": {"description": "d", "content": {"text/csv": {"schema": {"type": "string"}}}}}},
        })
    );
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn two_bodies_are_one_too_many() {
    let text = format!(
        "{HEAD}paths:\n  /a:\n    post:\n      parameters:\n      - {{name: b, in: body, schema: {{}}}}\n      \
         - {{name: f, in: formData, type: string}}\n      responses: {{}}\n"
    );
    let (_, findings) = at("", &text);
    assert_eq!(findings, ["invalid-value /paths/~1a/post/parameters/1"]);
}
