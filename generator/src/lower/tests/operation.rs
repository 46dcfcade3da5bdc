//! Paths, operations and webhooks.

use serde_json::json;

use super::{assert_lines, dump, lower};
use crate::model::Direction;

#[test]
fn parameters_of_path_and_operation_are_merged() {
    let (api, findings) = lower(json!({
        "paths": {"/pets/{id}/{part}.{ext}": {
            "parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
                {"name": "q", "in": "query", "schema": {"type": "string"}},
                {"name": "gone", "in": "path", "required": true, "schema": {"type": "string"}},
            ],
            "get": {
                "parameters": [
                    {"name": "q", "in": "query", "schema": {"type": "integer"}},
                    {"name": "ext", "in": "path", "required": true, "schema": {"type": "string"}},
                    {"name": "Accept", "in": "header", "schema": {"type": "string"}},
                    {"name": "X-A", "in": "header", "schema": {"type": "string"}},
                    {"name": "x-a", "in": "header", "schema": {"type": "string"}},
                ],
            },
            "delete": {},
        }},
    }));
    assert_lines(
        &dump::operations(&api),
        "
        GET /pets/{id}/{part}.{ext}
        Path id! Simple: #0?id
        Query q Form explode: #0?q
        Path ext! Simple: #0?ext
        Header X-A Simple: #0?X-A
        Path part! Simple: #0?part
        DELETE /pets/{id}/{part}.{ext}
        Path id! Simple: #0?id
        Query q Form explode: #0?q
        Path part! Simple: #1?part
        Path ext! Simple: #1?ext
        ",
    );
    assert_eq!(
        findings,
        [
            "path-parameter /paths/~1pets~1{id}~1{part}.{ext}/delete: no parameter describes `{part}` of the path: taken as text",
            "path-parameter /paths/~1pets~1{id}~1{part}.{ext}/delete: no parameter describes `{ext}` of the path: taken as text",
            "path-parameter /paths/~1pets~1{id}~1{part}.{ext}/get: no parameter describes `{part}` of the path: taken as text",
            "no-effect /paths/~1pets~1{id}~1{part}.{ext}/get/parameters/2: the header `Accept` is not a parameter: it is ignored",
            "duplicate-parameter /paths/~1pets~1{id}~1{part}.{ext}/get/parameters/4: the parameter `x-a` is listed twice",
            "path-parameter /paths/~1pets~1{id}~1{part}.{ext}/parameters/2: the path `/pets/{id}/{part}.{ext}` has no `{gone}`: the parameter is left out",
        ]
    );
}

#[test]
fn credentials_are_a_parameter_where_no_scheme_sends_them() {
    let header = json!([{"name": "authorization", "in": "header", "required": true, "schema": {"type": "string"}}]);
    let (api, findings) = lower(json!({
        "paths": {"/a": {
            "parameters": header,
            "get": {},
            "put": {"security": [{"bearer": []}]},
            "post": {"security": [{"key": []}]},
        }},
        "components": {"securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer"},
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        }},
    }));
    assert_lines(
        &dump::operations(&api),
        "
        GET /a
        Header authorization! Simple: #0?authorization
        PUT /a
        POST /a
        Header authorization! Simple: #0?authorization
        ",
    );
    assert_eq!(
        findings,
        ["no-effect /paths/~1a/parameters/0: the header `authorization` is not a parameter: it is ignored"]
    );
}

#[test]
fn operations_that_answer_to_the_same_requests_are_reported() {
    let (api, findings) = lower(json!({
        "paths": {
            "/a/{x}": {"get": {"operationId": "first"}, "put": {}},
            "/a/{y}": {"get": {"operationId": "second"}},
            "/a/b": {"get": {}},
            "a": {"get": {}},
        },
    }));
    let ids: Vec<_> = api
        .operations
        .iter()
        .map(|o| (o.method.as_str(), o.path.text.as_str()))
        .collect();
    assert_eq!(
        ids,
        [("GET", "/a/{x}"), ("PUT", "/a/{x}"), ("GET", "/a/{y}"), ("GET", "/a/b")]
    );
    assert!(findings.contains(
        &"duplicate-operation /paths/~1a~1{y}/get: GET /a/{y} answers to the same requests as /a/{x}".to_owned()
    ));
    assert!(findings.contains(&"invalid-value /paths/a: a path must start with `/`".to_owned()));
}

#[test]
fn details_come_from_the_operation_then_from_its_path() {
    let (api, findings) = lower(json!({
        "servers": [{"url": "https://a"}],
        "paths": {"/a": {
            "summary": "of the path",
            "servers": [{"url": "https://b"}],
            "get": {"summary": "own", "description": "long", "deprecated": true, "tags": ["x"], "servers": [{"url": "https://c"}],
                    "externalDocs": {"url": "https://d"}, "callbacks": {"e": {"{$url}": {"put": {}}}}},
            "x-specwright-additional-operations": {"QUERY": {}, "PURGE": {}},
        }},
        "x-specwright-webhooks": {"created": {"post": {"operationId": "onCreated", "callbacks": {"e": {"{$url}": {"put": {}}}}}}},
    }));
    let [get, query, purge, created, ..] = api.operations.as_slice() else {
        panic!("{:?}", api.operations)
    };
    assert_eq!(get.summary.as_deref(), Some("own"));
    assert_eq!(get.description.as_deref(), Some("long"));
    assert!(get.deprecated);
    assert_eq!(get.tags, ["x"]);
    assert_eq!(get.servers[0].url, "https://c");
    assert_eq!(get.external_docs.as_ref().unwrap().url, "https://d");
    assert_eq!(
        (query.method.as_str(), query.summary.as_deref()),
        ("QUERY", Some("of the path"))
    );
    assert_eq!(
        (purge.method.as_str(), purge.servers[0].url.as_str()),
        ("PURGE", "https://b")
    );
    assert_eq!(
        (created.direction, created.path.text.as_str()),
        (Direction::Webhook, "created")
    );
    assert_eq!(
        findings,
        [
            "ignored /x-specwright-webhooks/created/post/callbacks: callbacks of what the API sends itself are not \
             generated"
        ]
    );
}

#[test]
fn callbacks_are_read_once_however_many_operations_refer_to_them() {
    let event = json!({
        "{$request.body#/url}": {"post": {}, "put": {"operationId": "putEvent"}},
        "{$request.body.url}/b": {"post": {"callbacks": {"f": {"{$url}": {"post": {}}}}}},
        "x-note": {"post": {}},
    });
    let (api, findings) = lower(json!({
        "paths": {
            "/a": {"post": {"callbacks": {"e": event}}, "put": {"callbacks": {"e": {"{$url}": {"post": {}}}}}},
            "/b": {"post": {"operationId": "b"}},
        },
        "x-specwright-webhooks": {"created": {"post": {}}},
    }));
    let requests = api.of(Direction::Callback).map(|(_, operation)| {
        let callback = operation.callback.as_ref().unwrap();
        let owners: Vec<usize> = callback.owners.iter().map(|(id, _)| id.0).collect();
        let at = operation.location.pointer.as_str();
        (operation.method.as_str(), callback.target.as_str(), owners, at)
    });
    assert_eq!(
        requests.collect::<Vec<_>>(),
        [
            (
                "POST",
                "{$request.body#/url}",
                vec![0],
                "/paths/~1a/post/callbacks/e/{$request.body#~1url}/post"
            ),
            (
                "PUT",
                "{$request.body#/url}",
                vec![0],
                "/paths/~1a/post/callbacks/e/{$request.body#~1url}/put"
            ),
            (
                "POST",
                "{$request.body.url}/b",
                vec![0],
                "/paths/~1a/post/callbacks/e/{$request.body.url}~1b/post"
            ),
            ("POST", "{$url}", vec![1], "/paths/~1a/put/callbacks/e/{$url}/post"),
        ]
    );
    assert_eq!(
        findings,
        [
            "malformed-expression /paths/~1a/post/callbacks/e/{$request.body.url}~1b: `$request.body.url` is no runtime \
             expression",
            "ignored /paths/~1a/post/callbacks/e/{$request.body.url}~1b/post/callbacks: callbacks of what the API sends \
             itself are not generated",
        ]
    );
}
