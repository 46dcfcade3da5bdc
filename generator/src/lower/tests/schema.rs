//! Types, formats, properties, items and annotations.

use serde_json::json;

use super::{assert_lines, schemas};

#[test]
fn primitive_types_have_the_shape_of_their_format() {
    let dump = schemas(json!({
        "A": {"type": "string"},
        "B": {"type": "string", "format": "uuid"},
        "C": {"type": "string", "format": "int64"},
        "D": {"type": "integer"},
        "E": {"type": "integer", "format": "uint32"},
        "F": {"type": "integer", "format": "double"},
        "G": {"type": "number", "format": "float"},
        "H": {"type": "number", "format": "int64"},
        "I": {"type": "boolean", "nullable": true},
        "J": {},
        "K": {"not": {}},
        "L": {"enum": [null], "nullable": true},
    }));
    assert_lines(
        &dump,
        r#"
        A = String
        B = String Uuid
        C = String Other("int64")
        D = Integer
        E = Integer UInt32
        F = Integer Other("double")
        G = Number Float
        H = Integer Int64
        I = Boolean | null
        J = Any
        K = Never
        L = Null
        "#,
    );
}

#[test]
fn objects_keep_order_and_say_what_is_required() {
    let dump = schemas(json!({
        "Pet": {
            "type": "object",
            "required": ["name", "chip"],
            "properties": {
                "tag": {"type": "string", "readOnly": true, "description": "A tag"},
                "name": {"type": "string", "nullable": true},
                "owner": {"$ref": "#/components/schemas/Owner"},
                "friends": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
            },
        },
        "Owner": {"type": "object", "properties": {"$ref": {"type": "string"}}, "additionalProperties": false},
        "Open": {"type": "object", "additionalProperties": {"type": "integer"}},
        "Free": {"type": "object"},
        "Implied": {"properties": {"a": {}}},
        "List": {"type": "array"},
    }));
    assert_lines(
        &dump,
        r#"
        Pet = {tag: Pet.tag, name!: Pet.name, owner: Owner, friends: Pet.friends, chip!: Pet.chip}
        Owner = {$ref: Owner.$ref, closed}
        Open = {*: Open.*}
        Free = {}
        Implied = {a: Implied.a}
        List = [List[]]
        Pet.tag = String "A tag" readOnly
        Pet.name = String | null
        Pet.friends = [Pet]
        Pet.chip = Any
        Owner.$ref = String
        Open.* = Integer
        Implied.a = Any
        List[] = Any
        "#,
    );
}

#[test]
fn tuples_patterns_keys_and_dependent_names_are_kept() {
    let dump = schemas(json!({
        "Pair": {"type": "array", "x-specwright-prefix-items": [{"type": "string"}, {"type": "integer"}], "items": {"not": {}}},
        "Open": {"type": "array", "x-specwright-prefix-items": [{"type": "string"}]},
        "Map": {
            "type": "object",
            "x-specwright-pattern-properties": {"^x-": {"type": "string"}},
            "x-specwright-property-names": {"type": "string", "maxLength": 3},
            "x-specwright-dependent-required": {"a": ["b", "c"]},
            "additionalProperties": {"type": "boolean"},
            "required": ["n"],
        },
    }));
    assert_lines(
        &dump,
        r#"
        Pair = (Pair[0], Pair[1]) with {"prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}
        Open = (Open[0], Open[]…) with {"prefixItems":[{"type":"string"}]}
        Map = {n!: Map.*, /^x-/: Map.*, keys: Map.keys, a needs b+c, *: Map.*} with {"patternProperties":{"^x-":{"type":"string"}},"additionalProperties":{"type":"boolean"}} with {"propertyNames":{"type":"string","maxLength":3}}
        Pair[0] = String
        Pair[1] = Integer
        Pair[] = Never
        Open[0] = String
        Open[] = Any
        Map.* = Boolean
        Map.* = String
        Map.keys = String where maxLength 3
        "#,
    );
}

#[test]
fn annotations_are_kept_exactly() {
    let dump = schemas(json!({
        "A": {
            "type": "string", "title": "T", "description": "D", "deprecated": true, "writeOnly": true,
            "x-specwright-default": null, "nullable": true,
            "x-specwright-examples": ["a", null], "example": "a",
            "externalDocs": {"url": "https://a"}, "x-specwright-xml": {"attribute": true},
        },
        "B": {"type": "integer", "default": 5, "example": 6},
        "C": {"format": "date"},
        "D": {"not": {"type": "string"}},
    }));
    assert_lines(
        &dump,
        r#"
        A = String | null title "T" "D" deprecated writeOnly default null example "a" example null see https://a xml {"attribute":true}
        B = Integer default 5 example 6
        C = Any
        D = Any with {"not":{"type":"string"}}
        ignored /components/schemas/C/format: `format` without `type` says nothing
        "#,
    );
}

#[test]
fn circles_without_a_named_type_end_in_any_value() {
    let dump = schemas(json!({
        "List": {"type": "array", "items": {"$ref": "#/components/schemas/List"}},
        "Map": {"type": "object", "additionalProperties": {"type": "array", "items": {"$ref": "#/components/schemas/Map"}}},
        "Tree": {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}},
    }));
    assert_lines(
        &dump,
        "
        List = [List[]]
        Map = {*: Map.*}
        Tree = {children: Tree.children}
        Map.* = [Map.*[]]
        Tree.children = [Tree]
        List[] = Any
        Map.*[] = Any
        widened /components/schemas/List: this schema holds itself, and no object on the way has a name: what is inside is any value
        widened /components/schemas/Map/additionalProperties: this schema holds itself, and no object on the way has a name: what is inside is any value
        ",
    );
}
