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
        F = Integer
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
