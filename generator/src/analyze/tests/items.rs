//! Which schemas become items, where, and under which names.

use serde_json::json;

use super::{run, run_with, texts};
use crate::report::Code;

#[test]
fn components_have_modules_and_inline_children_live_in_them() {
    let found = run(
        json!({
            "InvitationData": {"type": "object", "properties": {
                "id": {"type": "string"},
                "role": {"enum": ["admin", "user"]},
                "links": {"type": "object", "properties": {"self": {"type": "string"}}},
                "results": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}},
                "labels": {"type": "object", "additionalProperties": {"type": "object", "properties": {"t": {}}}},
                "free": {"type": "object"},
                "level": {"enum": [1, 2]},
            }},
            "Pets": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
            "Id": {"type": "string"},
        }),
        json!([]),
    );
    let expected = [
        "invitation_data::InvitationData*",
        "pets::Pets*",
        "id::Id*",
        "invitation_data::Role",
        "invitation_data::Links",
        "invitation_data::ResultsItem",
        "invitation_data::LabelsValue",
        "pets::PetsItem",
    ];
    assert_eq!(found.items(), expected);
    let fields = &found
        .facts
        .schema(found.at("/components/schemas/InvitationData/properties/links"))
        .fields;
    assert_eq!(fields[0].name.0, "self_");
}

#[test]
fn bodies_are_named_for_their_operation() {
    let object = |name: &str| json!({"type": "object", "properties": {name: {"type": "string"}}});
    let found = run(
        json!({}),
        json!([
            {"id": "listPets", "path": "/pets", "parameters": {"query status": {"enum": ["sold", "free"]}}, "responses": {
                "200": {"type": "array", "items": object("a")}, "404": object("b"), "default": object("c"),
            }},
            {"id": "addPet", "method": "post", "path": "/pets", "body": object("d"), "responses": {
                "200": object("e"), "201": object("f"),
            }},
        ]),
    );
    let expected = [
        "list_pets::Status",
        "list_pets::ListPetsResponseBodyItem*",
        "list_pets::ListPetsNotFoundBody*",
        "list_pets::ListPetsDefaultBody*",
        "add_pet::AddPetRequestBody*",
        "add_pet::AddPetOkBody*",
        "add_pet::AddPetCreatedBody*",
    ];
    assert_eq!(found.items(), expected);
}

#[test]
fn a_taken_name_is_qualified_first_and_numbered_last() {
    let found = run(
        json!({
            "Task": {"type": "object", "properties": {
                "status": {"enum": ["a"]},
                "owner": {"type": "object", "properties": {"status": {"enum": ["b"]}, "task": {"enum": ["c"]}}},
                "Status": {"enum": ["d"]},
            }},
            "task": {"type": "string"},
            "Option": {"type": "string"},
            "Codec": {"type": "string"},
        }),
        json!([]),
    );
    let expected = [
        "task::Task*",
        "task2::Task2*",
        "option_schema::OptionSchema*",
        "codec2::Codec*",
        "task::Status",
        "task::Owner",
        "task::OwnerStatus",
        "task::OwnerTask",
        "task::TaskStatus",
    ];
    assert_eq!(found.items(), expected);
    // The component `task`, and the field of the property `Status`.
    assert_eq!(found.codes(), [Code::NameCollision, Code::NameCollision]);
}

#[test]
fn an_inline_name_does_not_hide_the_prelude() {
    let found = run(
        json!({"Cell": {"type": "object", "properties": {"string": {"enum": ["a"]}}}}),
        json!([]),
    );
    assert_eq!(found.items(), ["cell::Cell*", "cell::CellString"]);
}

#[test]
fn values_become_variants() {
    let values = json!([
        "asc",
        "ASC",
        "+1",
        "-1",
        "",
        "*",
        ">=",
        "c",
        "c++",
        "unknown",
        "2022-11-28",
        "self",
        "star"
    ]);
    let found = run(json!({"Order": {"enum": values}}), json!([]));
    let facts = found
        .facts
        .schema(found.component("Order"))
        .enumeration
        .clone()
        .unwrap();
    let expected = [
        "Asc",
        "Asc2",
        "Plus1",
        "Minus1",
        "Empty",
        "StarSign",
        "GreaterOrEqual",
        "C",
        "CPlusPlus",
        "Unknown",
        "V2022_11_28",
        "Self_",
        "Star",
    ];
    assert_eq!(texts(&facts.variants), expected);
    assert_eq!(facts.unknown.0, "UnknownValue");
    assert_eq!(found.codes(), [Code::NameCollision]);
}

#[test]
fn settings_rename_types_and_operations() {
    let components = json!({"Foo": {"type": "object", "properties": {"kind": {"enum": ["a"]}}}});
    let found = run_with(
        components,
        json!([{"id": "x1", "path": "/pets"}]),
        &[
            ("#/components/schemas/Foo", "Bar"),
            ("/components/schemas/Foo/properties/kind", "Sort"),
            ("#/paths/~1pets/get", "ListPets"),
            ("#/components/schemas/Nope", "Baz"),
            ("#/info", "not an identifier"),
        ],
    );
    assert_eq!(found.items(), ["bar::Bar*", "bar::Sort"]);
    assert_eq!(found.facts.operations[0].method.0, "list_pets");
    assert_eq!(found.facts.operations[0].stem.0, "ListPets");
    assert_eq!(found.codes(), [Code::Setting, Code::Setting]);
}

#[test]
fn a_chosen_name_wins_over_others_but_not_over_another_chosen_one() {
    let components = json!({
        "A": {"type": "string"}, "B": {"type": "string"}, "C": {"type": "string"},
        "D": {"type": "object", "properties": {"x": {"enum": ["a"]}, "y": {"enum": ["b"]}}},
    });
    let found = run_with(
        components,
        json!([]),
        &[
            ("/components/schemas/B", "A"),
            ("/components/schemas/C", "Option"),
            ("/components/schemas/D/properties/x", "SomeKind"),
            ("/components/schemas/D/properties/y", "SomeKind"),
        ],
    );
    let expected = [
        "a2::A2*",
        "a::A*",
        "option_schema::OptionSchema*",
        "d::D*",
        "d::SomeKind",
        "d::Y",
    ];
    assert_eq!(found.items(), expected);
    assert_eq!(found.codes(), [Code::NameCollision, Code::Setting, Code::Setting]);
}
