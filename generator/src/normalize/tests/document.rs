//! Everything but schemas, in 3.0.

use serde_json::json;

use super::{at, run};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

#[test]
fn versions_are_gated() {
    for (text, findings) in [
        ("info: {title: T, version: '1'}\npaths: {}", vec!["version "]),
        (
            "openapi: 4.0.0\ninfo: {title: T, version: '1'}\npaths: {}",
            vec!["version /openapi"],
        ),
        (
            "openapi: 3.3.0\ninfo: {title: T, version: '1'}\npaths: {}",
            vec!["tolerated /openapi"],
        ),
        (
            "swagger: 2.0\ninfo: {title: T, version: '1'}\npaths: {}",
            vec!["tolerated /swagger"],
        ),
        ("[]", vec!["version "]),
        ("openapi: 3.0.3", vec!["tolerated "]),
    ] {
        let (normalized, found) = run(&[("openapi.yaml", text)]);
        assert_eq!(found, findings, "{text}");
        assert_eq!(normalized.value.get("openapi"), Some(&json!("3.0.3")), "{text}");
        assert_eq!(normalized.value.get("paths"), Some(&json!({})), "{text}");
    }
}

#[test]
fn parameters_are_made_readable() {
    for (yaml, expected, finding) in [
        (
            "{name: a, in: path, schema: {}}",
            json!([{"name": "a", "in": "path", "schema": {}, "required": true}]),
            "tolerated ",
        ),
        (
            "{name: a, in: query}",
            json!([{"name": "a", "in": "query", "schema": {}}]),
            "tolerated ",
        ),
        ("{name: a, in: quary, schema: {}}", json!([]), "invalid-value /in"),
        ("{in: query, schema: {}}", json!([]), "missing-field "),
        (
            "{name: a, in: query, schema: {}, style: simple}",
            json!([{"name": "a", "in": "query", "schema": {}}]),
            "invalid-value /style",
        ),
        (
            "{name: a, in: query, schema: {}, content: {a/b: {}}}",
            json!([{"name": "a", "in": "query", "schema": {}}]),
            "tolerated /content",
        ),
        (
            "{name: a, in: query, schema: {}, collectionFormat: csv}",
            json!([{"name": "a", "in": "query", "schema": {}}]),
            "unknown-keyword /collectionFormat",
        ),
    ] {
        let text = format!("{HEAD}paths:\n  /a:\n    get:\n      responses: {{}}\n      parameters: [{yaml}]\n");
        let (value, findings) = at("/paths/~1a/get/parameters", &text);
        let finding = finding.replacen(' ', " /paths/~1a/get/parameters/0", 1);
        assert_eq!((value, findings), (expected, vec![finding]), "{yaml}");
    }
}

#[test]
fn responses_and_headers_are_made_readable() {
    let text = format!(
        "{HEAD}paths:\n  a:\n    get:\n      responses:\n        2xx: {{headers: {{X-A: {{name: n}}}}}}\n        \
         20: {{description: d}}\n"
    );
    let (value, findings) = at("/paths/~1a/get/responses", &text);
    assert_eq!(
        value,
        json!({"2xx": {"headers": {"X-A": {"schema": {}}}, "description": "",
            "x-specwright-absent": ["description"]}})
    );
    assert_eq!(
        findings,
        [
            "tolerated /paths/a",
            "invalid-value /paths/a/get/responses/20",
            "tolerated /paths/a/get/responses/2xx",
            "tolerated /paths/a/get/responses/2xx/headers/X-A",
            "unknown-keyword /paths/a/get/responses/2xx/headers/X-A/name",
        ]
    );
}

#[test]
fn keys_of_our_own_are_refused_everywhere() {
    let text = format!(
        "{HEAD}x-specwright-webhooks: {{}}\npaths:\n  x-specwright-a: {{}}\n  /a:\n    get:\n      \
         responses: {{x-specwright-b: {{}}, x-other: 1}}\n"
    );
    let (value, findings) = at("/paths", &text);
    assert_eq!(value, json!({"/a": {"get": {"responses": {"x-other": 1}}}}));
    assert_eq!(
        findings,
        [
            "unknown-keyword /paths/x-specwright-a",
            "unknown-keyword /paths/~1a/get/responses/x-specwright-b",
            "unknown-keyword /x-specwright-webhooks"
        ]
    );
}

#[test]
fn what_could_not_stay_is_made_up_for() {
    let text = format!(
        "{HEAD}paths:\n  /a:\n    get: {{responses: {{$ref: '#/nowhere'}}}}\n    \
         put: {{responses: {{}}, parameters: [{{name: n, in: query, content: {{$ref: '#/nowhere'}}}}]}}\n"
    );
    let (value, findings) = at("/paths/~1a", &text);
    assert_eq!(
        value,
        json!({"get": {"responses": {}},
            "put": {"responses": {}, "parameters": [{"name": "n", "in": "query", "schema": {}}]}})
    );
    assert_eq!(
        findings,
        [
            "dangling-ref /paths/~1a/get/responses/$ref",
            "dangling-ref /paths/~1a/put/parameters/0/content/$ref"
        ]
    );
}

#[test]
fn security_schemes_are_made_readable() {
    let text = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  securitySchemes:\n    a: {{type: oauth2}}\n    b: {{type: mutualTLS}}\n    \
         c: {{type: basic}}\n    d: {{type: apiKey, in: body, name: n}}\n    \
         e: {{type: oauth2, flows: {{implicit: {{}}}}}}\n    f: {{$ref: '#/components/securitySchemes/b'}}\n"
    );
    let (value, findings) = at("/components/securitySchemes", &text);
    let tls = json!({"type": "http", "scheme": "mutual", "x-specwright-mutual-tls": true});
    assert_eq!(
        value,
        json!({
            "a": {"type": "oauth2", "flows": {}},
            "b": tls,
            "e": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "", "scopes": {},
                "x-specwright-absent": ["authorizationUrl", "scopes"]}}},
            "f": tls,
        })
    );
    assert_eq!(
        findings,
        [
            "tolerated /components/securitySchemes/a",
            "invalid-value /components/securitySchemes/c/type",
            "invalid-value /components/securitySchemes/d/in",
            "tolerated /components/securitySchemes/e/flows/implicit",
            "tolerated /components/securitySchemes/e/flows/implicit",
        ]
    );
}

#[test]
fn explicit_nulls_are_kept() {
    let text = format!(
        "{HEAD}paths: {{}}\ncomponents:\n  examples: {{E: {{value: null}}}}\n  requestBodies:\n    \
         R: {{content: {{a/b: {{example: null}}}}}}\n"
    );
    let (value, findings) = at("/components", &text);
    assert_eq!(
        value,
        json!({"examples": {"E": {"x-specwright-value": null}},
            "requestBodies": {"R": {"content": {"a/b": {"x-specwright-example": null}}}}})
    );
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn what_only_documents_costs_nothing_else() {
    let text = "openapi: 3.0.3\ninfo: {title: T, version: '1', license: MIT}\ntags: [{description: d}]\npaths: {}\n";
    let (value, findings) = at("/info", text);
    assert_eq!(value, json!({"title": "T", "version": "1"}));
    assert_eq!(findings, ["tolerated /info/license", "tolerated /tags/0"]);
}
