//! One construct a line.

use serde_json::json;

use super::{becomes, schema};

#[test]
fn null_is_a_flag() {
    becomes("{type: [string, 'null']}", json!({"type": "string", "nullable": true}));
    becomes(
        "{type: string, nullable: true}",
        json!({"type": "string", "nullable": true}),
    );
    becomes("{type: 'null'}", json!({"enum": [null], "nullable": true}));
    becomes("{type: ['null']}", json!({"enum": [null], "nullable": true}));
    becomes("{const: null}", json!({"enum": [null], "nullable": true}));
    becomes(
        "{type: string, x-nullable: true}",
        json!({"type": "string", "nullable": true}),
    );
    becomes(
        "{type: string, enum: [a, null]}",
        json!({"type": "string", "enum": ["a"], "nullable": true}),
    );
    becomes(
        "{oneOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}",
        json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/B"}]}),
    );
    becomes(
        "{description: d, anyOf: [{type: 'null'}, {type: string, minLength: 1.0}]}",
        json!({"description": "d", "nullable": true, "type": "string", "minLength": 1}),
    );
    becomes(
        "{anyOf: [{type: 'null'}, {$ref: '#/components/schemas/B'}, {type: integer}]}",
        json!({"nullable": true, "anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "integer"}]}),
    );
    becomes(
        "{oneOf: [{type: 'null'}, {enum: [null]}]}",
        json!({"nullable": true, "enum": [null]}),
    );
}

#[test]
fn several_types_are_a_union() {
    becomes(
        "{type: [string, integer], minLength: 1, minimum: 2, title: t}",
        json!({"title": "t", "anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 2}]}),
    );
    becomes(
        "{type: [array, string, 'null'], items: {type: integer}}",
        json!({"nullable": true, "anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "string"}]}),
    );
    becomes("{type: [number, integer]}", json!({"type": "number"}));
    becomes(
        "{type: [array, boolean, integer, number, object, string, 'null']}",
        json!({}),
    );
    becomes(
        "{type: [string, boolean], enum: [a, true, 1]}",
        json!({"enum": ["a", true]}),
    );
    becomes(
        "{type: [string, integer], anyOf: [{minLength: 1}, {minimum: 1}]}",
        json!({"anyOf": [{"minLength": 1, "type": "string"}, {"minimum": 1}],
            "allOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}]}),
    );
}

#[test]
fn bounds_are_those_of_3_0() {
    becomes(
        "{type: integer, exclusiveMinimum: 0}",
        json!({"type": "integer", "minimum": 0, "exclusiveMinimum": true}),
    );
    becomes(
        "{type: number, minimum: 1, exclusiveMinimum: 0, maximum: 5, exclusiveMaximum: 5}",
        json!({"type": "number", "minimum": 1, "maximum": 5, "exclusiveMaximum": true}),
    );
    becomes(
        "{type: integer, maximum: 1e3}",
        json!({"type": "integer", "maximum": 1000}),
    );
    becomes(
        "{type: number, exclusiveMinimum: true, minimum: 1}",
        json!({"type": "number", "exclusiveMinimum": true, "minimum": 1}),
    );
}

#[test]
fn what_openapiv3_cannot_hold_is_kept_exactly() {
    becomes(
        "{type: integer, minimum: 0, maximum: 18446744073709551615}",
        json!({"type": "integer",
            "x-specwright-constraints": {"minimum": 0, "maximum": 18_446_744_073_709_551_615_u64}}),
    );
    becomes(
        "{type: number, exclusiveMaximum: 9007199254740993}",
        json!({"type": "number", "x-specwright-constraints": {"exclusiveMaximum": 9_007_199_254_740_993_i64}}),
    );
    becomes(
        "{type: string, default: null, example: null, xml: {name: n}}",
        json!({"type": "string", "x-specwright-examples": [null], "x-specwright-default": null,
            "x-specwright-xml": {"name": "n"}}),
    );
}

#[test]
fn keywords_of_2020_12_get_keys_of_our_own() {
    becomes("{const: a}", json!({"enum": ["a"]}));
    becomes("{examples: [1, 2]}", json!({"x-specwright-examples": [1, 2]}));
    becomes(
        "{prefixItems: [true, {type: string}], items: false}",
        json!({"items": {"not": {}}, "x-specwright-prefix-items": [{}, {"type": "string"}], "type": "array"}),
    );
    becomes(
        "{patternProperties: {^x: {type: 'null'}}, propertyNames: {minLength: 1}}",
        json!({"x-specwright-pattern-properties": {"^x": {"enum": [null], "nullable": true}},
            "x-specwright-property-names": {"minLength": 1, "type": "string"}, "type": "object"}),
    );
    becomes(
        "{type: object, dependentRequired: {a: [b]}, unevaluatedProperties: false}",
        json!({"type": "object", "x-specwright-dependent-required": {"a": ["b"]}, "additionalProperties": false}),
    );
    becomes(
        "{type: string, contentEncoding: base64, contentMediaType: image/png}",
        json!({"type": "string", "format": "byte", "x-specwright-content-media-type": "image/png"}),
    );
    becomes(
        "{contentMediaType: application/octet-stream}",
        json!({"type": "string", "format": "binary"}),
    );
    becomes("{$comment: c, $schema: s, $defs: {X: {type: strin}}}", json!({}));
}

#[test]
fn what_types_cannot_say_gets_keys_of_our_own() {
    becomes(
        "{contains: {type: string}, minContains: 2, if: {}, then: {}}",
        json!({"x-specwright-contains": {"type": "string"}, "x-specwright-min-contains": 2,
            "x-specwright-if": {}, "x-specwright-then": {}}),
    );
    becomes(
        "{allOf: [{}], unevaluatedProperties: false}",
        json!({"allOf": [{}], "x-specwright-unevaluated-properties": {"not": {}}}),
    );
}

#[test]
fn missing_types_are_implied_where_they_are_clear() {
    becomes(
        "{properties: {a: true, b: {items: {}}}}",
        json!({"properties": {"a": {}, "b": {"items": {}, "type": "array"}}, "type": "object"}),
    );
    becomes("{pattern: a}", json!({"pattern": "a", "type": "string"}));
    becomes("{required: [a]}", json!({"required": ["a"]}));
    becomes(
        "{additionalProperties: false}",
        json!({"additionalProperties": false, "type": "object"}),
    );
    becomes(
        "{properties: {}, oneOf: [{required: [a]}]}",
        json!({"properties": {}, "oneOf": [{"required": ["a"]}]}),
    );
}

#[test]
fn data_is_never_walked() {
    becomes(
        "{default: {$ref: x, type: [a]}, example: {nullable: 1}, enum: [{$ref: y}], x-other: {$ref: z}}",
        json!({"default": {"$ref": "x", "type": ["a"]}, "example": {"nullable": 1}, "enum": [{"$ref": "y"}],
            "x-other": {"$ref": "z"}}),
    );
}

#[test]
fn names_are_not_keywords() {
    becomes(
        "{properties: {$ref: {type: string}, type: true, additionalProperties: false}}",
        json!({"properties": {"$ref": {"type": "string"}, "type": {}, "additionalProperties": {"not": {}}},
            "type": "object"}),
    );
}

#[test]
fn older_spellings_are_tolerated() {
    let (value, findings) = schema(
        "3.0.3",
        "{properties: {a: {type: string, required: true}}, required: [b]}",
    );
    assert_eq!(
        value,
        json!({"properties": {"a": {"type": "string"}}, "required": ["b", "a"], "type": "object"})
    );
    assert_eq!(findings, ["tolerated /properties/a/required"]);
    let (value, findings) = schema("3.0.3", "{discriminator: kind}");
    assert_eq!(value, json!({"discriminator": {"propertyName": "kind"}}));
    assert_eq!(findings, ["tolerated /discriminator"]);
    becomes(
        "{items: [{type: string}], additionalItems: false}",
        json!({"x-specwright-prefix-items": [{"type": "string"}], "items": {"not": {}}, "type": "array"}),
    );
    let (value, findings) = schema("3.1.0", "{type: object, dependencies: {a: [b], c: {required: [d]}}}");
    assert_eq!(
        value,
        json!({"type": "object", "x-specwright-dependent-required": {"a": ["b"]},
            "x-specwright-dependent-schemas": {"c": {"required": ["d"]}}})
    );
    assert_eq!(findings, Vec::<String>::new());
}

#[test]
fn wrong_values_are_reported_and_removed() {
    for (yaml, expected, finding) in [
        ("{type: strin}", json!({}), "invalid-value /type"),
        (
            "{type: [string, int]}",
            json!({"type": "string"}),
            "invalid-value /type/1",
        ),
        ("{minLength: '5'}", json!({}), "invalid-value /minLength"),
        ("{minLength: -1}", json!({}), "invalid-value /minLength"),
        ("{required: x}", json!({}), "invalid-value /required"),
        (
            "{required: [x, 1]}",
            json!({"required": ["x"]}),
            "invalid-value /required/1",
        ),
        ("{properties: []}", json!({}), "invalid-value /properties"),
        ("{items: 1}", json!({}), "invalid-value /items"),
        ("{allOf: [1]}", json!({"allOf": [{}]}), "invalid-value /allOf/0"),
        ("{multipleOf: 0}", json!({}), "invalid-value /multipleOf"),
        ("{nullable: 'yes'}", json!({}), "invalid-value /nullable"),
        ("{readOnly: 'true'}", json!({"readOnly": true}), "tolerated /readOnly"),
        (
            "{description: 1}",
            json!({"description": "1"}),
            "tolerated /description",
        ),
        ("{title: null}", json!({}), "tolerated /title"),
        ("{propertys: {}}", json!({}), "unknown-keyword /propertys"),
        (
            "{x-specwright-null: 1}",
            json!({}),
            "unknown-keyword /x-specwright-null",
        ),
    ] {
        let (value, findings) = schema("3.1.0", yaml);
        assert_eq!((value, findings), (expected, vec![finding.to_owned()]), "{yaml}");
    }
}
