//! oneOf and anyOf.

use serde_json::json;

use super::{assert_lines, schemas};

#[test]
fn null_makes_nullable_and_one_member_is_no_union() {
    let dump = schemas(json!({
        "A": {"oneOf": [{"$ref": "#/components/schemas/T"}, {"enum": [null], "nullable": true}]},
        "B": {"anyOf": [{"type": "integer", "format": "int32", "description": "How many"}, {"type": "null"}], "title": "B"},
        "C": {"oneOf": [{"type": "string"}, {"type": "integer"}, {"nullable": true}, {"type": "string"}]},
        "D": {"anyOf": [{"type": "string", "nullable": true}, {"type": "boolean"}]},
        "T": {"type": "string"},
    }));
    assert_lines(
        &dump,
        r#"
        A = -> T | null
        B = Integer Int32 | null title "B" "How many"
        C = one of C|0 / C|1 | null
        D = any of D|0 / D|1 | null
        T = String
        C|0 = String
        C|1 = Integer
        D|0 = String
        D|1 = Boolean
        "#,
    );
}

#[test]
fn lists_of_text_become_one_list() {
    let dump = schemas(json!({
        "A": {"oneOf": [{"type": "string", "enum": ["a"]}, {"$ref": "#/components/schemas/B"}]},
        "B": {"type": "string", "enum": ["b", "a"]},
        "Open": {"anyOf": [{"type": "string"}, {"type": "string", "enum": ["x"]}]},
        "Mixed": {"anyOf": [{"type": "integer"}, {"type": "string", "enum": ["all"]}]},
    }));
    assert_lines(
        &dump,
        r#"
        A = enum "a" "b"
        B = enum "b" "a"
        Open = open enum "x"
        Mixed = any of Mixed|0 / Mixed|1
        Mixed|0 = Integer
        Mixed|1 = enum "all"
        "#,
    );
}

#[test]
fn nested_unions_of_one_kind_are_one_union() {
    let dump = schemas(json!({
        "A": {"oneOf": [{"oneOf": [{"type": "string"}, {"type": "integer"}]}, {"type": "boolean"}, {"not": {}}]},
        "B": {"oneOf": [{"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"type": "boolean"}]},
    }));
    assert_lines(
        &dump,
        "
        A = one of A|0 / A|1 / A|2
        B = one of B|0 / B|1
        A|0 = String
        A|1 = Integer
        A|2 = Boolean
        B|0 = any of B|0|0 / B|0|1
        B|0|0 = String
        B|0|1 = Integer
        B|1 = Boolean
        ",
    );
}

#[test]
fn discriminators_take_mapped_names_then_constants_then_schema_names() {
    let dump = schemas(json!({
        "Pet": {
            "oneOf": [
                {"$ref": "#/components/schemas/Cat"},
                {"$ref": "#/components/schemas/Dog"},
                {"$ref": "#/components/schemas/Fish"},
            ],
            "discriminator": {"propertyName": "kind", "mapping": {"tom": "Cat", "rex": "#/components/schemas/Dog", "no": "Nobody"}},
        },
        "Cat": {"type": "object", "properties": {"kind": {"type": "string"}}},
        "Dog": {"type": "object", "properties": {"kind": {"type": "string"}}},
        "Fish": {"type": "object", "properties": {"kind": {"type": "string"}}},
        "Tagged": {
            "oneOf": [
                {"type": "object", "properties": {"t": {"enum": ["one"]}}},
                {"type": "object", "properties": {"t": {"enum": ["two"]}}},
            ],
            "discriminator": {"propertyName": "t"},
        },
    }));
    assert_lines(
        &dump,
        r#"
        Pet = one of Cat / Dog / Fish by kind: tom Cat, rex Dog, Fish Fish
        Cat = {kind: Cat.kind}
        Dog = {kind: Dog.kind}
        Fish = {kind: Fish.kind}
        Tagged = one of Tagged|0 / Tagged|1 by t: one Tagged|0, two Tagged|1
        Cat.kind = String
        Dog.kind = String
        Fish.kind = String
        Tagged|0 = {t: Tagged|0.t}
        Tagged|0.t = enum "one"
        Tagged|1 = {t: Tagged|1.t}
        Tagged|1.t = enum "two"
        tolerated /components/schemas/Pet/discriminator/mapping/no: `Nobody` is not a schema of this description; `no` is left out
        "#,
    );
}

#[test]
fn properties_beside_a_union_hold_for_every_member() {
    let dump = schemas(json!({
        "Event": {
            "type": "object",
            "nullable": true,
            "required": ["id"],
            "properties": {"id": {"type": "string"}},
            "oneOf": [
                {"properties": {"text": {"type": "string"}}, "required": ["text"]},
                {"$ref": "#/components/schemas/Image"},
            ],
        },
        "Image": {"type": "object", "properties": {"url": {"type": "string"}}},
        "Deep": {"allOf": [{"$ref": "#/components/schemas/Event"}, {"properties": {"deep": {"type": "boolean"}}}]},
    }));
    assert_lines(
        &dump,
        r#"
        Event = one of Event|0 / Event|1 | null
        Image = {url: Image.url}
        Deep = one of Deep|0 / Deep|1
        Event|0 = {id!: Event.id, text!: Event.text}
        Event.id = String
        Event.text = String
        Event|1 = {id!: Event.id, url: Image.url} title "Image"
        Image.url = String
        Deep|0 = {id!: Event.id, deep: Deep.deep, text!: Event.text}
        Deep.deep = Boolean
        Deep|1 = {id!: Event.id, deep: Deep.deep, url: Image.url} title "Image"
        "#,
    );
}

#[test]
fn a_parent_that_lists_its_children_is_a_union_of_them() {
    let dump = schemas(json!({
        "Pet": {
            "type": "object",
            "properties": {"kind": {"type": "string"}},
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {"propertyName": "kind"},
        },
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "properties": {"claws": {"type": "integer"}}},
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "properties": {"tail": {"type": "integer"}}},
    }));
    assert_lines(
        &dump,
        "
        Pet = one of Cat / Dog by kind: Cat Cat, Dog Dog
        Cat = {kind: Pet.kind, claws: Cat.claws}
        Dog = {kind: Pet.kind, tail: Dog.tail}
        Pet.kind = String
        Cat.claws = Integer
        Dog.tail = Integer
        ",
    );
}

#[test]
fn alternatives_that_only_constrain_leave_the_type_alone() {
    let dump = schemas(json!({
        "A": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
            "anyOf": [{"required": ["a"]}, {"required": ["b"], "not": {"required": ["a"]}}],
        },
        "B": {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "string", "pattern": "^x"}]},
    }));
    assert_lines(
        &dump,
        r#"
        A = {a: A.a, b: A.b} with {"anyOf":[{"required":["a"]},{"required":["b"],"not":{"required":["a"]}}]}
        B = String with {"anyOf":[{"type":"string","maxLength":3},{"type":"string","pattern":"^x"}]}
        A.a = String
        A.b = String
        "#,
    );
}

#[test]
fn members_that_no_value_can_be_are_no_choice() {
    let dump = schemas(json!({
        "Time": {"oneOf": [{"type": "integer"}, {"type": "string", "format": "date-time"}]},
        "Text": {"allOf": [{"$ref": "#/components/schemas/Time"}, {"type": "string"}]},
    }));
    assert_lines(
        &dump,
        "
        Time = one of Time|0 / Time|1
        Text = String DateTime
        Time|0 = Integer
        Time|1 = String DateTime
        ",
    );
}

#[test]
fn unions_that_contain_each_other_end() {
    let dump = schemas(json!({
        "A": {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}],
        },
        "B": {
            "type": "object",
            "properties": {"b": {"type": "string"}},
            "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/C"}],
        },
        "C": {"type": "object", "properties": {"c": {"type": "string"}}},
    }));
    assert!(
        dump.starts_with("A = one of A|0 / A|1\nB = one of B|0 / B|1\nC = {c: C.c}\n"),
        "{dump}"
    );
}

#[test]
fn too_many_combinations_are_any_value() {
    let member = |i: usize| json!({"properties": {format!("p{i}"): {"type": "string"}}});
    let union = |from: usize| json!({"oneOf": (from..from + 20).map(member).collect::<Vec<_>>()});
    let dump = schemas(json!({"A": {"allOf": [union(0), union(20)]}}));
    assert!(
        dump.ends_with(
            "widened /components/schemas/A/allOf/1/oneOf: too many combinations of alternatives: read as any value\n"
        ),
        "{dump}"
    );
}

#[test]
fn anyof_of_objects_keeps_what_any_of_them_names() {
    let dump = schemas(json!({
        "Both": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"required": ["id", "b"], "properties": {"id": {"type": "string"}, "b": {"type": "string"}}}]},
        "A": {"type": "object", "required": ["id", "a"], "properties": {"id": {"type": "string"}, "a": {"type": "string"}}},
        "Other": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"a": {"type": "integer"}}}]},
    }));
    assert_lines(
        &dump,
        r##"
        Both = {id!: Both.id, a: A.a, b: Both.b} with {"anyOf":[{"$ref":"A"},{"required":["id","b"],"properties":{"id":{"type":"string"},"b":{"type":"string"}}}]}
        A = {id!: A.id, a!: A.a}
        Other = any of A / Other|1
        Both.id = String
        A.a = String
        Both.b = String
        A.id = String
        Other|1 = {a: Other|1.a}
        Other|1.a = Integer
        "##,
    );
}
