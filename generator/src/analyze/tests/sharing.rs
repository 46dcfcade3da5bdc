//! Which equal schemas become one type, and where it lives.

use serde_json::{Value, json};

use super::{run, run_with};

fn user(description: &str) -> Value {
    json!({"type": "object", "description": description, "required": ["id"], "properties": {
        "id": {"type": "string"}, "firstName": {"type": "string"}, "lastName": {"type": "string", "nullable": true},
    }})
}

fn invitations() -> (Value, Value) {
    let item = json!({"type": "object", "properties": {
        "createdBy": user("who"), "user": user("whom"), "other": {"type": "object", "properties": {"id": {}}},
    }});
    (
        json!({}),
        json!([{"id": "listInvitations", "path": "/i", "responses": {"200": item}}]),
    )
}

#[test]
fn objects_of_three_properties_are_shared_whatever_their_names() {
    let (components, operations) = invitations();
    let found = run(components, operations);
    let expected = [
        "list_invitations::ListInvitationsResponseBody*",
        "list_invitations::CreatedBy",
        "list_invitations::Other",
    ];
    assert_eq!(found.items(), expected);
    let at = |name: &str| found.type_at(&format!("/paths/~1i/get/responses/200/schema/properties/{name}"));
    assert_eq!(at("user"), at("createdBy"));
}

#[test]
fn a_shared_type_can_be_renamed_at_any_of_its_places() {
    for place in ["createdBy", "user"] {
        let (components, operations) = invitations();
        let place = format!("#/paths/~1i/get/responses/200/schema/properties/{place}");
        let found = run_with(components, operations, &[(&place, "User")]);
        assert_eq!(found.items()[1], "list_invitations::User");
        assert_eq!(found.codes(), []);
    }
}

#[test]
fn a_difference_that_matters_on_the_wire_parts_them() {
    let base = json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {}, "c": {}}});
    let differences = [
        ("/properties/a/maxLength", json!(3)),
        ("/properties/a/nullable", json!(true)),
        ("/properties/a/format", json!("uuid")),
        ("/properties/d", json!({})),
        ("/required", json!(["a"])),
        ("/additionalProperties", json!(false)),
    ];
    for (pointer, value) in differences {
        let mut other = base.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        other.pointer_mut(parent).unwrap()[key] = value;
        let properties = json!({"p": base, "q": other});
        let found = run(json!({"X": {"type": "object", "properties": properties}}), json!([]));
        assert_eq!(found.items(), ["x::X*", "x::P", "x::Q"], "{pointer}");
    }
}

#[test]
fn small_objects_and_enumerations_are_shared_under_one_name_only() {
    let small = json!({"type": "object", "properties": {"n": {"type": "integer"}}});
    let found = run(
        json!({
            "A": {"type": "object", "properties": {"x": small, "y": small, "direction": {"enum": ["asc", "desc"]}}},
            "B": {"type": "object", "properties": {"x": small, "order": {"enum": ["asc", "desc"]}}},
        }),
        json!([
            {"id": "a", "path": "/a", "parameters": {"query direction": {"enum": ["asc", "desc"]}}},
            {"id": "b", "path": "/b", "parameters": {"query direction": {"enum": ["asc", "desc"]}}},
            {"id": "c", "path": "/c", "parameters": {"query direction": {"enum": ["up", "down"]}}},
        ]),
    );
    let expected = [
        "a::A*",
        "b::B*",
        "x::X*",
        "a::Y",
        "direction::Direction*",
        "b::Order",
        "c::Direction",
    ];
    assert_eq!(found.items(), expected);
}

#[test]
fn components_are_never_merged_but_serve_equal_inline_objects_of_their_name() {
    let found = run(
        json!({"User": user(""), "Person": user(""), "Team": {"type": "object", "properties": {
            "user": user("inline"), "boss": user("inline"),
        }}}),
        json!([]),
    );
    assert_eq!(
        found.items(),
        ["user::User*", "person::Person*", "team::Team*", "team::Boss"]
    );
    assert_eq!(found.type_at("/components/schemas/Team/properties/user"), "user::User");
}

#[test]
fn equal_errors_of_several_operations_are_one_type() {
    let error = json!({"type": "object", "properties": {"error": {"type": "string"}}});
    let operation = |id: &str| json!({"id": id, "path": format!("/{id}"), "responses": {"200": error, "404": error}});
    let found = run(json!({}), json!([operation("one"), operation("two")]));
    let expected = [
        "one::OneResponseBody*",
        "not_found_body::NotFoundBody*",
        "two::TwoResponseBody*",
    ];
    assert_eq!(found.items(), expected);
}

#[test]
fn the_same_model_gives_the_same_facts() {
    let run = || {
        let (components, operations) = invitations();
        format!("{:?}", run(components, operations).facts)
    };
    assert_eq!(run(), run());
}
