//! Faulty descriptions: one fault is one finding and costs no neighbour.

use serde_json::{Value, json};

use super::{assert_lines, lower, operation, schemas};

#[test]
fn a_faulty_keyword_costs_only_itself() {
    let dump = schemas(json!({
        "A": {
            "type": "object",
            "required": "name",
            "properties": {
                "name": {"type": "string", "nullable": "yes", "maxLength": 5, "minLength": -1},
                "age": {"type": "int"},
                "list": 3,
            },
        },
        "B": {"type": "string"},
        "C": {"oneOf": {"type": "string"}},
        "D": {"$ref": "#/components/schemas/Gone"},
    }));
    assert_lines(
        &dump,
        r#"
        A = {name: A.name, age: A.age, list: A.list}
        B = String
        C = Any
        D = Any
        A.name = String where maxLength 5
        A.age = Any
        A.list = Any
        invalid-value /components/schemas/A/properties/age/type: `int` is not a type
        invalid-value /components/schemas/A/properties/list: a schema must be an object
        invalid-value /components/schemas/A/properties/name/minLength: `minLength` must be usize, but is integer `-1`
        invalid-value /components/schemas/A/properties/name/nullable: `nullable` must be a boolean, but is string "yes"
        invalid-value /components/schemas/A/required: `required` must be a sequence, but is string "name"
        invalid-value /components/schemas/C/oneOf: `oneOf` must be a sequence, but is map
        dangling-ref /components/schemas/D: `#/components/schemas/Gone` leads nowhere
        "#,
    );
}

#[test]
fn a_faulty_parameter_or_response_costs_only_itself() {
    let dump = operation(json!({
        "parameters": [
            {"name": "a", "in": "query", "schema": {"type": "string"}},
            {"name": "b", "in": "body", "schema": {"type": "string"}},
            {"in": "query", "schema": {"type": "string"}},
            {"name": "c", "in": "header", "style": "form", "schema": {"type": "string"}},
            {"$ref": "#/components/parameters/Gone"},
        ],
        "responses": {
            "200": {"description": "fine"},
            "2000": {"description": "wrong"},
            "404": {"description": 5},
        },
    }));
    assert_lines(
        &dump,
        r#"
        GET /a
        Query a Form explode: #0?a
        Header c Simple: #0?c
        Code(200)
        #0?a = String
        #0?c = String
        invalid-value /paths/~1a/get/parameters/1/in: `in` has the unknown value `body`, expected one of `query`, `header`, `path`, `cookie`
        missing-field /paths/~1a/get/parameters/2: `name` is missing
        invalid-value /paths/~1a/get/parameters/3/style: `style` has the unknown value `form`, expected `simple`
        dangling-ref /paths/~1a/get/parameters/4: `#/components/parameters/Gone` leads nowhere
        invalid-value /paths/~1a/get/responses/2000: `2000` is not a status code
        invalid-value /paths/~1a/get/responses/404/description: `description` must be a string, but is integer `5`
        "#,
    );
}

#[test]
fn deep_nesting_ends_in_any_value() {
    let mut schema = json!({"type": "string"});
    for _ in 0..400 {
        schema = json!({"type": "object", "properties": {"a": {"allOf": [schema]}}});
    }
    let dump = schemas(json!({"A": schema}));
    assert!(
        dump.contains("too deeply nested"),
        "{}",
        dump.lines().last().unwrap_or_default()
    );
}

#[test]
fn long_lines_of_ancestors_are_cut() {
    let mut all = serde_json::Map::new();
    for i in 0..200 {
        let parent = format!("#/components/schemas/S{}", i + 1);
        all.insert(
            format!("S{i}"),
            json!({"allOf": [{"$ref": parent}], "properties": {"a": {}}}),
        );
    }
    all.insert("S200".to_owned(), json!({"type": "object"}));
    assert!(schemas(Value::Object(all)).contains("too-large"));
}

#[test]
fn values_of_the_wrong_kind_never_stop_lowering() {
    let wrong = [
        json!(null),
        json!(true),
        json!(1),
        json!("x"),
        json!([]),
        json!([1]),
        json!({}),
        json!({"a": 1}),
    ];
    for value in &wrong {
        for key in [
            "info",
            "servers",
            "paths",
            "components",
            "security",
            "tags",
            "externalDocs",
            "x-specwright-webhooks",
        ] {
            lower(json!({key: value}));
        }
        for key in ["schemas", "parameters", "responses", "requestBodies", "securitySchemes"] {
            lower(json!({"components": {key: value}}));
            lower(json!({"components": {key: {"A": value}}}));
        }
        for key in ["get", "parameters", "servers"] {
            lower(json!({"paths": {"/a": {key: value, "post": {}}}}));
        }
        for key in [
            "parameters",
            "requestBody",
            "responses",
            "security",
            "servers",
            "tags",
            "callbacks",
        ] {
            operation(json!({key: value}));
        }
        for key in [
            "properties",
            "items",
            "allOf",
            "oneOf",
            "enum",
            "additionalProperties",
            "discriminator",
            "not",
        ] {
            schemas(json!({"A": {key: value}, "B": {"allOf": [{"$ref": "#/components/schemas/A"}], "minLength": 1}}));
        }
    }
    for value in wrong {
        lower(value);
    }
}
