//! Mutations of operations: their bodies, parameters, responses, security and age.

use serde_json::{Map, Value, json};

use super::mutate::{Mutation, What, set};

type Object = Map<String, Value>;

/// An object inside an object.
fn inside<'a>(object: &'a mut Object, key: &str) -> Option<&'a mut Object> {
    object.get_mut(key)?.as_object_mut()
}

/// The request body, if it stands here.
fn body(operation: &mut Object) -> Option<&mut Object> {
    inside(operation, "requestBody").filter(|body| body.contains_key("content"))
}

/// The first response that stands here and has content.
fn response(operation: &mut Object) -> Option<&mut Object> {
    let all = inside(operation, "responses")?
        .values_mut()
        .filter_map(Value::as_object_mut);
    { all }.find(|response| response.get("content").is_some_and(Value::is_object))
}

/// The first query parameter that stands here and need not be there.
fn optional(operation: &mut Object) -> Option<&mut Object> {
    let all = operation.get_mut("parameters")?.as_array_mut()?;
    let all = all.iter_mut().filter_map(Value::as_object_mut);
    { all }.find(|one| one.get("in") == Some(&json!("query")) && one.get("required") != Some(&json!(true)))
}

/// All of them.
pub(in crate::diff) const ALL: &[Mutation] = &[
    Mutation {
        name: "body required",
        ids: &["request-body-became-required"],
        what: What::Operation(|o| {
            let optional = body(o).filter(|body| body.get("required") != Some(&json!(true)));
            optional
                .map(|body| body.insert("required".to_owned(), json!(true)))
                .is_some()
        }),
    },
    Mutation {
        name: "body optional",
        ids: &["request-body-became-optional"],
        what: What::Operation(|o| {
            let required = body(o).filter(|body| body.get("required") == Some(&json!(true)));
            required.and_then(|body| body.shift_remove("required")).is_some()
        }),
    },
    Mutation {
        name: "body removed",
        ids: &["request-body-removed"],
        what: What::Operation(|o| body(o).is_some() && o.shift_remove("requestBody").is_some()),
    },
    Mutation {
        name: "body added",
        ids: &["request-body-added-optional"],
        what: What::Operation(|o| {
            // What 2.0 calls a body is a parameter.
            let modern = o
                .get("responses")
                .and_then(Value::as_object)
                .is_some_and(|all| all.values().any(|response| response.get("content").is_some()));
            modern
                && set(
                    o,
                    "requestBody",
                    json!({"content": {"application/json": {"schema": {"type": "string"}}}}),
                )
        }),
    },
    Mutation {
        name: "media type added to the request",
        ids: &["request-body-media-type-added"],
        what: What::Operation(|o| {
            let content = body(o).and_then(|body| inside(body, "content"));
            content.is_some_and(|content| set(content, "text/x-zz", json!({"schema": {"type": "string"}})))
        }),
    },
    Mutation {
        name: "media type removed from the request",
        ids: &["request-body-media-type-removed"],
        what: What::Operation(|o| {
            let content = body(o)
                .and_then(|body| inside(body, "content"))
                .filter(|content| content.len() > 1);
            content.is_some_and(last_removed)
        }),
    },
    Mutation {
        name: "media type added to a response",
        ids: &["response-media-type-added"],
        what: What::Operation(|o| {
            let content = response(o).and_then(|response| inside(response, "content"));
            content.is_some_and(|content| set(content, "text/x-zz", json!({"schema": {"type": "string"}})))
        }),
    },
    Mutation {
        name: "media type removed from a response",
        ids: &["response-media-type-removed"],
        what: What::Operation(|o| {
            let content = response(o).and_then(|response| inside(response, "content"));
            content.filter(|content| content.len() > 1).is_some_and(last_removed)
        }),
    },
    Mutation {
        name: "header added",
        ids: &["response-header-added"],
        what: What::Operation(|o| {
            let Some(response) = response(o) else { return false };
            let headers = response.entry("headers").or_insert_with(|| json!({})).as_object_mut();
            headers.is_some_and(|headers| set(headers, "X-Zz", json!({"schema": {"type": "string"}})))
        }),
    },
    Mutation {
        name: "header removed",
        ids: &["-response-header-removed"],
        what: What::Operation(|o| {
            let headers = response(o).and_then(|response| inside(response, "headers"));
            headers.is_some_and(|headers| {
                let name = headers
                    .keys()
                    .find(|name| !name.eq_ignore_ascii_case("content-type"))
                    .cloned();
                name.is_some_and(|name| headers.shift_remove(&name).is_some())
            })
        }),
    },
    Mutation {
        name: "parameter required",
        ids: &[
            "request-parameter-became-required",
            "request-parameter-became-required-with-default",
        ],
        what: What::Operation(|o| {
            optional(o)
                .map(|one| one.insert("required".to_owned(), json!(true)))
                .is_some()
        }),
    },
    Mutation {
        name: "parameter moved",
        ids: &["request-parameter-moved"],
        what: What::Operation(|o| {
            let one = optional(o).filter(|one| !one.contains_key("style") && !one.contains_key("content"));
            let plain = one.filter(|one| {
                one.get("schema")
                    .is_some_and(|schema| schema.get("type") == Some(&json!("string")))
            });
            plain.map(|one| one.insert("in".to_owned(), json!("header"))).is_some()
        }),
    },
    Mutation {
        name: "parameter deprecated",
        ids: &["request-parameter-deprecated"],
        what: What::Operation(|o| {
            optional(o).is_some_and(|one| one.contains_key("schema") && set(one, "deprecated", json!(true)))
        }),
    },
    Mutation {
        name: "operationId removed",
        ids: &["api-operation-id-removed"],
        what: What::Operation(|o| o.shift_remove("operationId").is_some()),
    },
    Mutation {
        name: "tag removed",
        ids: &["api-tag-removed"],
        what: What::Operation(|o| {
            let tags = o
                .get_mut("tags")
                .and_then(Value::as_array_mut)
                .filter(|tags| !tags.is_empty());
            tags.and_then(Vec::pop).is_some()
        }),
    },
    Mutation {
        name: "operation not deprecated",
        ids: &["endpoint-reactivated"],
        what: What::Operation(|o| o.get("deprecated") == Some(&json!(true)) && o.shift_remove("deprecated").is_some()),
    },
    Mutation {
        name: "operation less stable",
        ids: &["api-stability-decreased"],
        what: What::Operation(|o| set(o, "x-stability-level", json!("beta"))),
    },
    Mutation {
        name: "operation added",
        ids: &["endpoint-added"],
        what: What::Item(|item, _| {
            let taken = item.contains_key("parameters") || item.contains_key("$ref");
            !taken && set(item, "head", json!({"responses": {"204": {"description": "new"}}}))
        }),
    },
];

/// Takes the last entry out.
fn last_removed(map: &mut Object) -> bool {
    let name = map.keys().next_back().cloned();
    name.is_some_and(|name| map.shift_remove(&name).is_some())
}
