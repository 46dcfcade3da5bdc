//! Who writes the discriminator of a union, and which unions keep unknown members.

use serde_json::{Value, json};

use super::{Analyzed, run};
use crate::analyze::TagWriting;

/// The tag that a component has no field for, and its other fields.
fn shape(found: &Analyzed, component: &str) -> (Option<String>, Vec<String>) {
    let facts = found.facts.schema(found.component(component));
    let fields = facts.fields.iter().filter(|field| !field.tag);
    let tag = facts
        .tag
        .as_ref()
        .map(|(property, value)| (property.as_str(), value.clone()));
    (
        tag.map(|(property, value)| format!("{property}: {value:?}")),
        fields.map(|field| field.name.0.clone()).collect(),
    )
}

fn tags(found: &Analyzed, component: &str) -> Vec<TagWriting> {
    let facts = found.facts.schema(found.component(component));
    facts.union.as_ref().map(|union| union.tags.clone()).unwrap_or_default()
}

fn unknown(found: &Analyzed, component: &str) -> Option<String> {
    let facts = found.facts.schema(found.component(component));
    Some(facts.union.as_ref()?.unknown.as_ref()?.0.clone())
}

/// An object with a `kind` of a type, and a property of its own.
fn member(kind: Value, own: &str) -> Value {
    json!({"type": "object", "required": ["kind"], "properties": {"kind": kind, own: {"type": "string"}}})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn by(value: impl Into<Value>) -> TagWriting {
    TagWriting::ByUnion(value.into())
}

fn keyed(members: &[&str], mapping: Value) -> Value {
    let members: Vec<Value> = members.iter().map(|name| json!({"ref": name})).collect();
    json!({"oneOf": members, "discriminator": {"propertyName": "kind", "mapping": mapping}})
}

#[test]
fn a_property_that_only_tells_members_apart_is_no_field() {
    let found = run(
        json!({
            "Cat": member(text(), "claws"),
            "Dog": member(text(), "tail"),
            "Pet": keyed(&["Cat", "Dog"], json!({"cat": "Cat", "dog": "Dog"})),
        }),
        json!([]),
    );
    assert_eq!(
        shape(&found, "Cat"),
        (Some(r#"kind: Some(String("cat"))"#.into()), vec!["claws".into()])
    );
    assert_eq!(
        shape(&found, "Dog"),
        (Some(r#"kind: Some(String("dog"))"#.into()), vec!["tail".into()])
    );
    assert_eq!(tags(&found, "Pet"), [by("cat"), by("dog")]);
}

#[test]
fn unions_with_different_tags_for_a_member_write_them() {
    let found = run(
        json!({
            "Cat": member(text(), "claws"),
            "Dog": member(text(), "tail"),
            "Bare": {"type": "object", "properties": {"x": {"type": "string"}}},
            "Pet": keyed(&["Cat", "Dog", "Bare"], json!({"cat": "Cat", "dog": "Dog", "bare": "Bare"})),
            "Guest": keyed(&["Cat", "Dog"], json!({"kitten": "Cat", "dog": "Dog"})),
        }),
        json!([]),
    );
    assert_eq!(shape(&found, "Cat").0, Some("kind: None".into()));
    assert_eq!(shape(&found, "Dog").0, Some(r#"kind: Some(String("dog"))"#.into()));
    assert_eq!(
        shape(&found, "Bare").0,
        Some("kind: None".into()),
        "its schema does not describe it"
    );
}

#[test]
fn tags_have_the_type_of_the_property() {
    let types = [
        ("integer", json!(1), json!(2)),
        ("number", json!(0.5), json!(2)),
        ("boolean", json!(true), json!(false)),
    ];
    for (name, one, other) in types {
        let found = run(
            json!({
                "A": member(json!({"type": name}), "a"),
                "B": member(json!({"type": name}), "b"),
                "U": keyed(&["A", "B"], json!({one.to_string(): "A", other.to_string(): "B"})),
            }),
            json!([]),
        );
        assert_eq!(tags(&found, "U"), [by(one), by(other)], "{name}");
    }
}

#[test]
fn a_member_with_several_values_or_other_uses_keeps_its_field() {
    let found = run(
        json!({
            "Nut": member(text(), "size"),
            "Bolt": member(json!({"enum": ["short", "long"]}), "length"),
            "Ring": {"type": "object", "properties": {"kind": {"enum": ["o", "c"]}, "r": {"type": "string"}}},
            "Part": keyed(&["Nut", "Bolt", "Ring"], json!({"nut": "Nut"})),
            "Box": {"type": "object", "properties": {"nut": {"ref": "Nut"}}},
        }),
        json!([]),
    );
    let fields = |own: &str| vec!["kind".to_owned(), own.to_owned()];
    assert_eq!(
        shape(&found, "Nut"),
        (None, fields("size")),
        "a box holds it without the union"
    );
    assert_eq!(shape(&found, "Bolt"), (None, fields("length")));
    assert_eq!(shape(&found, "Ring"), (None, fields("r")));
    let tags = tags(&found, "Part");
    assert_eq!(tags, [by("nut"), TagWriting::ByMember, TagWriting::Default(json!("o"))]);
}

#[test]
fn a_tag_that_nobody_declares_is_one_all_the_same() {
    let kind = |value: &str, own: &str| member(json!({"enum": [value]}), own);
    let found = run(
        json!({"U": {"oneOf": [kind("a", "x"), kind("b", "y")]}, "V": {"oneOf": [kind("c", "x"), kind("d", "y")]}}),
        json!([]),
    );
    assert_eq!(tags(&found, "U"), [by("a"), by("b")]);
    // The enumerations of one value are of no use then.
    assert_eq!(found.items(), ["u::U*", "v::V*", "u::A", "u::B", "v::C", "v::D"]);
}

#[test]
fn names_of_components_are_tags_where_they_are_only_sent() {
    let components = json!({
        "Copy": member(text(), "from"),
        "Purge": member(text(), "days"),
        "Job": {"oneOf": [{"ref": "Copy"}, {"ref": "Purge"}], "discriminator": {
            "propertyName": "kind", "mapping": {"Copy": "Copy", "Purge": "Purge"}, "guessed": true,
        }},
    });
    let start = |answer: bool| {
        let mut operation = json!({"path": "/jobs", "method": "post", "body": {"ref": "Job"}});
        if answer {
            operation["responses"] = json!({"200": {"ref": "Job"}});
        }
        json!([operation])
    };
    let sent = run(components.clone(), start(false));
    assert_eq!(tags(&sent, "Job"), [by("Copy"), by("Purge")]);
    assert_eq!(unknown(&sent, "Job"), None);
    let read = run(components, start(true));
    assert_eq!(tags(&read, "Job"), [TagWriting::ByMember, TagWriting::ByMember]);
    assert_eq!(unknown(&read, "Job"), Some("Unknown".into()));
}

#[test]
fn unions_that_leave_nothing_over_keep_nothing() {
    let types = ["boolean", "number", "string"].map(|name| json!({"type": name}));
    let mut all = types.to_vec();
    all.extend([
        json!({"type": "array", "items": {}}),
        json!({"type": "object", "properties": {}}),
    ]);
    let found = run(
        json!({
            "Unknown": {"type": "object", "required": ["x"], "properties": {"x": {}}},
            "Some": {"oneOf": types},
            "All": {"oneOf": all},
            "Any": {"oneOf": [{"type": "string"}, {}]},
            "Taken": {"oneOf": [{"type": "string"}, {"ref": "Unknown"}]},
        }),
        json!([]),
    );
    let each = ["Some", "All", "Any", "Taken"].map(|name| unknown(&found, name));
    let name = |text: &str| Some(text.to_owned());
    assert_eq!(each, [name("Unknown"), None, None, name("UnknownValue")]);
}
