//! enum.

use serde_json::json;

use super::{assert_lines, schemas};

#[test]
fn values_keep_order_names_and_descriptions() {
    let dump = schemas(json!({
        "A": {
            "type": "integer",
            "enum": [1, 2, 2, 3],
            "x-enum-varnames": ["One", "Two", "Again", "Three"],
            "x-enum-descriptions": ["first", "second"],
        },
        "B": {"enum": ["x", null, "y"], "x-enumNames": ["X", "", "Y"], "x-enum-descriptions": {"y": "Why"}},
        "C": {"enum": ["x", 1, {"a": true}]},
        "D": {"type": "boolean", "enum": [true]},
        "E": {"type": "boolean", "enum": [true, false]},
    }));
    assert_lines(
        &dump,
        r#"
        A = enum 1 as One (first) 2 as Two (second) 3 as Three
        B = enum "x" as X "y" as Y (Why) | null
        C = enum "x" 1 {"a":true}
        D = enum true
        E = Boolean
        tolerated /components/schemas/A/enum/2: the value 2 is listed twice
        "#,
    );
}

#[test]
fn values_of_another_type_are_put_right_or_left_out() {
    let dump = schemas(json!({
        "A": {"type": "string", "enum": [1.5, true, "x", ["y"]]},
        "B": {"type": "integer", "enum": ["1", "2"]},
        "C": {"type": "array", "enum": ["a", "b"], "items": {"type": "string"}},
    }));
    assert_lines(
        &dump,
        r#"
        A = enum "1.5" "true" "x"
        B = enum 1 2
        C = [C[]]
        C[] = String
        tolerated /components/schemas/A/enum/0: the value 1.5 is not of type string: taken as "1.5"
        tolerated /components/schemas/A/enum/1: the value true is not of type string: taken as "true"
        tolerated /components/schemas/A/enum/3: the value ["y"] is not of type string: left out
        tolerated /components/schemas/B/enum/0: the value "1" is not of type integer: taken as 1
        tolerated /components/schemas/B/enum/1: the value "2" is not of type integer: taken as 2
        tolerated /components/schemas/C/enum: no value is of type array: the list is taken as not there
        "#,
    );
}

#[test]
fn constants_that_are_integers_are_one_list_named_by_their_titles() {
    let dump = schemas(json!({
        "A": {"type": "integer", "format": "int32", "oneOf": [
            {"title": "SUBSCRIPTIONS", "enum": [4], "description": "of a role"},
            {"title": "GAME", "enum": [5]},
        ]},
        "B": {"oneOf": [{"enum": [-1], "title": "Low"}, {"$ref": "#/components/schemas/C"}, {"enum": [null]}]},
        "C": {"type": "integer", "enum": [1, 2], "x-enum-varnames": ["One", "Two"], "title": "C"},
        "Mixed": {"oneOf": [{"enum": [1]}, {"enum": ["x"]}]},
    }));
    assert_lines(
        &dump,
        r#"
        A = enum 4 as SUBSCRIPTIONS (of a role) 5 as GAME
        B = enum -1 as Low 1 as One 2 as Two | null
        C = enum 1 as One 2 as Two title "C"
        Mixed = one of Mixed|0 / Mixed|1
        Mixed|0 = enum 1
        Mixed|1 = enum "x"
        "#,
    );
}
