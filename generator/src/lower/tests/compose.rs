//! allOf.

use serde_json::json;

use super::{assert_lines, schemas};

#[test]
fn one_reference_with_annotations_beside_is_that_schema() {
    let dump = schemas(json!({
        "Pet": {"type": "object", "properties": {"name": {"type": "string"}}},
        "Own": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "description": "Mine", "nullable": true, "readOnly": true},
        "Member": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"description": "A member"}]},
        "Typed": {"type": "object", "allOf": [{"$ref": "#/components/schemas/Pet"}]},
        "Alias": {"$ref": "#/components/schemas/Pet"},
        "Longer": {"allOf": [{"$ref": "#/components/schemas/Text"}], "minLength": 2},
        "Text": {"type": "string", "maxLength": 9},
    }));
    assert_lines(
        &dump,
        r#"
        Pet = {name: Pet.name}
        Own = -> Pet | null "Mine" readOnly
        Member = -> Pet "A member"
        Typed = -> Pet
        Alias = -> Pet
        Longer = String where minLength 2, maxLength 9
        Text = String where maxLength 9
        Pet.name = String
        "#,
    );
}

#[test]
fn null_is_allowed_where_every_member_allows_it() {
    let dump = schemas(json!({
        "One": {"allOf": [{"type": "string", "nullable": true}]},
        "Both": {"allOf": [{"type": "string", "nullable": true}, {"nullable": true, "maxLength": 9}], "title": "t"},
        "Either": {"allOf": [{"type": "string", "nullable": true}, {"type": "string", "maxLength": 9}]},
    }));
    assert_lines(
        &dump,
        r#"
        One = String | null
        Both = String | null where maxLength 9 title "t"
        Either = String where maxLength 9
        "#,
    );
}

#[test]
fn objects_are_merged_with_parents_first() {
    let dump = schemas(json!({
        "Cat": {
            "description": "A cat",
            "allOf": [
                {"$ref": "#/components/schemas/Pet"},
                {"type": "object", "required": ["claws"], "properties": {"claws": {"type": "integer"}}},
            ],
            "required": ["name"],
            "properties": {"lives": {"type": "integer"}},
        },
        "Pet": {
            "allOf": [{"$ref": "#/components/schemas/Being"}],
            "description": "A pet",
            "properties": {"name": {"type": "string"}},
        },
        "Being": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}, "additionalProperties": true},
    }));
    assert_lines(
        &dump,
        r#"
        Cat = {id!: Being.id, name!: Pet.name, claws!: Cat.claws, lives: Cat.lives, *: Being.*} "A cat"
        Pet = {id!: Being.id, name: Pet.name, *: Being.*} "A pet"
        Being = {id!: Being.id, *: Being.*}
        Being.id = String
        Pet.name = String
        Cat.claws = Integer
        Cat.lives = Integer
        Being.* = Any
        "#,
    );
}

#[test]
fn a_property_of_two_members_is_what_both_say() {
    let dump = schemas(json!({
        "Base": {
            "type": "object",
            "properties": {
                "kind": {"type": "string"},
                "same": {"type": "string"},
                "any": {},
                "owner": {"$ref": "#/components/schemas/Owner"},
                "wrong": {"type": "string"},
            },
        },
        "Child": {
            "allOf": [{"$ref": "#/components/schemas/Base"}],
            "properties": {
                "kind": {"type": "string", "enum": ["child"]},
                "same": {"type": "string", "description": "Nearer"},
                "any": {"type": "boolean"},
                "owner": {"$ref": "#/components/schemas/Keeper"},
                "wrong": {"type": "integer"},
            },
        },
        "Owner": {"type": "object", "properties": {"id": {"type": "string"}}},
        "Keeper": {"allOf": [{"$ref": "#/components/schemas/Owner"}], "properties": {"zoo": {"type": "string"}}},
    }));
    assert_lines(
        &dump,
        r#"
        Base = {kind: Base.kind, same: Base.same, any: Base.any, owner: Owner, wrong: Base.wrong}
        Child = {kind: Child.kind, same: Child.same, any: Child.any, owner: Keeper, wrong: Child.wrong}
        Owner = {id: Owner.id}
        Keeper = {id: Owner.id, zoo: Keeper.zoo}
        Base.kind = String
        Base.same = String
        Base.any = Any
        Base.wrong = String
        Child.kind = enum "child"
        Child.same = String "Nearer"
        Child.any = Boolean
        Child.wrong = Integer
        Owner.id = String
        Keeper.zoo = String
        allof-conflict /components/schemas/Child/properties/wrong/type: the members of allOf contradict each other: string and integer
        "#,
    );
}

#[test]
fn enumerations_keep_the_values_that_all_members_list() {
    let dump = schemas(json!({
        "All": {"type": "string", "enum": ["a", "b", "c"]},
        "Some": {"allOf": [{"$ref": "#/components/schemas/All"}, {"enum": ["c", "b", "x"]}]},
        "None": {"allOf": [{"$ref": "#/components/schemas/All"}, {"enum": ["x"]}]},
    }));
    assert_lines(
        &dump,
        r#"
        All = enum "a" "b" "c"
        Some = enum "c" "b"
        None = enum "x"
        allof-conflict /components/schemas/None/allOf/1/enum: the members of allOf contradict each other: they have no value in common
        "#,
    );
}

#[test]
fn a_schema_that_extends_itself_is_reported() {
    let dump = schemas(json!({
        "A": {"allOf": [{"$ref": "#/components/schemas/B"}], "properties": {"a": {}}},
        "B": {"allOf": [{"$ref": "#/components/schemas/A"}], "properties": {"b": {}}},
        "C": {"$ref": "#/components/schemas/D"},
        "D": {"$ref": "#/components/schemas/C"},
    }));
    assert_lines(
        &dump,
        r#"
        A = {b: B.b, a: A.a}
        B = {a: A.a, b: B.b}
        C = Any
        D = -> C
        B.b = Any
        A.a = Any
        circular-ref /components/schemas/A/allOf/0: the schema is a part of itself
        circular-ref /components/schemas/B/allOf/0: the schema is a part of itself
        circular-ref /components/schemas/C: the reference leads in a circle
        "#,
    );
}

#[test]
fn recursive_properties_of_two_parents_end() {
    let dump = schemas(json!({
        "A": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/A"}}},
        "B": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/B"}}},
        "C": {"allOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]},
    }));
    assert_lines(
        &dump,
        "
        A = {next: A}
        B = {next: B}
        C = {next: C.next}
        C.next = {next: C.next}
        ",
    );
}

#[test]
fn a_parent_with_a_discriminator_knows_its_children() {
    let dump = schemas(json!({
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}},
            "discriminator": {"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat"}},
        },
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"claws": {"type": "integer"}}}]},
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "properties": {"tail": {"type": "integer"}}},
        "Puppy": {"allOf": [{"$ref": "#/components/schemas/Dog"}], "properties": {"kind": {"enum": ["young", "pup"]}}},
    }));
    assert_lines(
        &dump,
        r#"
        Pet = any of Cat / Dog / Puppy / Pet|3 by kind: c Cat, Dog Dog, young Puppy, pup Puppy, Pet Pet|3, else Pet|3
        Cat = {kind!: Pet.kind, claws: Cat.claws}
        Dog = {kind!: Pet.kind, tail: Dog.tail}
        Puppy = {kind!: Puppy.kind, tail: Dog.tail}
        Pet.kind = String
        Cat.claws = Integer
        Dog.tail = Integer
        Puppy.kind = enum "young" "pup"
        Pet|3 = {kind!: Pet.kind, *: Pet|3.*} title "PetBase" "A `Pet` of no kind that the description names."
        Pet|3.* = Any
        "#,
    );
}

#[test]
fn a_child_may_name_its_value_of_the_discriminator() {
    let dump = schemas(json!({
        "Pet": {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "integer"}},
            "discriminator": {"propertyName": "kind"},
        },
        "Cat": {
            "x-ms-discriminator-value": "#cat",
            "allOf": [{"$ref": "#/components/schemas/Pet"}],
            "properties": {"claws": {"type": "integer"}},
        },
        "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "properties": {"kind": {"enum": [7]}}},
    }));
    assert!(
        dump.starts_with("Pet = any of Cat / Dog / Pet|2 by kind: #cat Cat, 7 Dog, Pet Pet|2, else Pet|2\n"),
        "{dump}"
    );
}
