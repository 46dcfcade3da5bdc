//! Validation keywords.

use serde_json::json;

use super::{assert_lines, schemas};

#[test]
fn bounds_are_exact_and_tighter_ones_win() {
    let dump = schemas(json!({
        "A": {"type": "integer", "minimum": 0, "exclusiveMinimum": true, "maximum": 18446744073709551615u64},
        "B": {"type": "number", "x-specwright-constraints": {"exclusiveMaximum": 1e3, "multipleOf": 0.1}},
        "C": {"type": "string", "minLength": 1.0, "pattern": "^a"},
        "D": {"type": "array", "items": {}, "minItems": 1, "uniqueItems": true},
        "E": {"type": "object", "maxProperties": 3},
        "F": {"allOf": [{"$ref": "#/components/schemas/C"}, {"minLength": 3, "maxLength": 5, "pattern": "b$"}]},
        "G": {"allOf": [{"type": "integer", "maximum": 5, "multipleOf": 4}, {"maximum": 9, "minimum": 1, "multipleOf": 6}]},
    }));
    assert_lines(
        &dump,
        r#"
        A = Integer where > 0, <= 18446744073709551615
        B = Number where < 1000.0, multipleOf 0.1
        C = String where minLength 1, pattern ^a
        D = [D[]] where minItems 1, uniqueItems
        E = {} where maxProperties 3
        F = String where minLength 3, maxLength 5, pattern ^(?=[\s\S]*?(?:^a))(?=[\s\S]*?(?:b$))
        G = Integer where >= 1, <= 5, multipleOf 12
        D[] = Any
        "#,
    );
}

#[test]
fn what_stands_beside_listed_values_is_kept_where_it_says_something() {
    let dump = schemas(json!({
        "A": {"type": "string", "enum": ["a", "b"], "minLength": 1, "maxLength": 3, "pattern": "^[a-z]$"},
        "B": {"type": "string", "enum": ["a", "bcd"], "maxLength": 2},
        "C": {"type": "integer", "enum": [1, 20], "maximum": 10},
        "D": {"maxLength": 5, "anyOf": [{"type": "string"}, {"type": "string", "enum": ["small"]}]},
    }));
    assert_lines(
        &dump,
        r#"
        A = enum "a" "b"
        B = enum "a" "bcd" with {"maxLength":2}
        C = enum 1 20 with {"maximum":10}
        D = open enum "small" with {"maxLength":5}
        "#,
    );
}

#[test]
fn multiples_of_fractions_are_exact() {
    let dump = schemas(json!({
        "A": {"type": "number", "allOf": [{"multipleOf": 0.1}, {"multipleOf": 0.25}]},
        "B": {"type": "number", "allOf": [{"multipleOf": 1e300}, {"multipleOf": 3}]},
    }));
    assert_lines(
        &dump,
        r#"
        A = Number where multipleOf 0.5
        B = Number where multipleOf 3 with {"multipleOf":1e+300}
        "#,
    );
}

#[test]
fn constraints_of_other_types_are_reported() {
    let dump = schemas(json!({
        "A": {"type": "string", "minimum": 1, "maxItems": 2, "maxLength": 3},
        "B": {"maxLength": 3},
        "C": {"type": "boolean", "pattern": "x"},
        "D": {"type": "integer", "minLength": 0, "uniqueItems": false},
    }));
    assert_lines(
        &dump,
        r#"
        A = String where maxLength 3
        B = Any with {"maxLength":3}
        C = Boolean
        D = Integer
        no-effect /components/schemas/A/maxItems: `maxItems` says nothing of values of this type
        no-effect /components/schemas/A/minimum: `minimum` says nothing of values of this type
        no-effect /components/schemas/C/pattern: `pattern` says nothing of values of this type
        "#,
    );
}

#[test]
fn patterns_of_other_dialects_are_reported_and_not_kept() {
    let dump = schemas(json!({
        "A": {"type": "string", "pattern": "^[\\w-]+$"},
        "B": {"type": "string", "pattern": "(unclosed", "maxLength": 3},
    }));
    assert_lines(
        &dump,
        "
        A = String where pattern ^[\\w-]+$
        B = String where maxLength 3
        ignored /components/schemas/B/pattern: `(unclosed` is no regular expression of ECMA-262, and is not checked: Unbalanced parenthesis
        ",
    );
}
