//! Documents of 3.1 and 3.2.

use serde_json::json;

use super::{at, run};

#[test]
fn documents_of_3_1() {
    let text = "openapi: 3.1.0\njsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n\
                info: {title: T, version: '1', summary: s, license: {name: MIT, identifier: MIT}}\n\
                webhooks: {w: {$ref: '#/components/pathItems/P'}}\n\
                components: {pathItems: {P: {post: {responses: {}}}}}\n";
    let (normalized, findings) = run(&[("openapi.yaml", text)]);
    assert_eq!(
        normalized.value,
        json!({
            "openapi": "3.0.3",
            "info": {"title": "T", "version": "1", "license": {"name": "MIT", "x-specwright-identifier": "MIT"},
                "x-specwright-summary": "s"},
            "components": {},
            "x-specwright-webhooks": {"w": {"post": {"responses": {}}}},
            "paths": {},
        })
    );
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn documents_of_3_2() {
    let text = "openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    query: {}\n    \
                additionalOperations: {COPY: {}}\n    get:\n      parameters:\n      \
                - {name: q, in: querystring, content: {text/plain: {schema: {type: string}}}}\n      \
                - {name: c, in: cookie, style: cookie, schema: {}}\n      responses:\n        '200':\n          \
                summary: s\n          content: {text/event-stream: {itemSchema: {type: [string, 'null']}}}\n";
    let (value, findings) = at("/paths/~1a", text);
    assert_eq!(
        value,
        json!({
            "get": {
                "parameters": [
                    {"name": "q", "in": "query", "content": {"text/plain": {"schema": {"type": "string"}}},
                        "x-specwright-in": "querystring"},
                    {"name": "c", "in": "cookie", "schema": {}, "x-specwright-style": "cookie"},
                ],
                "responses": {"200": {
                    "content": {"text/event-stream": {"x-specwright-item-schema": {"type": "string", "nullable": true}}},
                    "x-specwright-summary": "s", "description": "", "x-specwright-absent": ["description"],
                }},
            },
            "x-specwright-additional-operations": {"COPY": {"responses": {}}, "QUERY": {"responses": {}}},
        })
    );
    assert_eq!(findings, Vec::<String>::new());
}
