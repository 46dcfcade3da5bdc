//! How members of unions are named and told apart.

use serde_json::{Value, json};

use super::{Analyzed, run};
use crate::analyze::{UnionFacts, VariantTest};
use crate::report::Code;

/// A union of `members`, beside the components `Cat` {name, claws!}, `Dog` {name, tail!} and `Fish` {name}.
fn union(members: Value) -> (UnionFacts, Analyzed) {
    let animal = |required: &[&str], properties: Value| json!({"type": "object", "required": required, "properties": properties});
    let found = run(
        json!({
            "Cat": animal(&["claws"], json!({"name": {"type": "string"}, "claws": {"type": "integer"}})),
            "Dog": animal(&["tail"], json!({"name": {"type": "string"}, "tail": {"type": "integer"}})),
            "Fish": animal(&[], json!({"name": {"type": "string"}})),
            "U": members,
        }),
        json!([]),
    );
    (found.facts.schema(found.component("U")).union.clone().unwrap(), found)
}

fn constant(property: &str, value: &str) -> VariantTest {
    VariantTest::Constant(property.into(), json!(value))
}

fn kind(value: &str) -> Value {
    json!({"type": "object", "required": ["kind"], "properties": {"kind": {"enum": [value]}}})
}

#[test]
fn members_are_told_apart() {
    use VariantTest::{Key, Try, Type, Values};
    let string = json!({"type": "string"});
    let cases = [
        (
            json!([string, {"type": "integer"}, {"type": "array", "items": {}}, {"ref": "Cat"}]),
            vec![Type("string"), Type("integer"), Type("array"), Type("object")],
            vec![0, 1, 2, 3],
        ),
        (
            json!([{"type": "number"}, {"type": "integer"}]),
            vec![Try, Try],
            vec![1, 0],
        ),
        (
            json!([string, {"type": "string", "format": "uuid"}]),
            vec![Try, Try],
            vec![1, 0],
        ),
        (
            json!([string, {"enum": ["a"]}]),
            vec![Try, Values(vec![json!("a")])],
            vec![1, 0],
        ),
        (
            json!([kind("x"), kind("y")]),
            vec![constant("kind", "x"), constant("kind", "y")],
            vec![0, 1],
        ),
        (
            json!([{"ref": "Fish"}, {"ref": "Cat"}, {"ref": "Dog"}, string]),
            vec![Try, Key("claws".into()), Key("tail".into()), Type("string")],
            vec![1, 2, 3, 0],
        ),
    ];
    for (members, tests, order) in cases {
        let (facts, found) = union(json!({"oneOf": members}));
        let given: Vec<_> = facts.variants.into_iter().map(|(_, _, test)| test).collect();
        assert_eq!(given, tests, "{members}");
        assert_eq!(facts.order, order, "{members}");
        assert_eq!(found.codes(), [], "{members}");
    }
}

#[test]
fn members_that_nothing_tells_apart_are_reported() {
    for members in [
        json!([{"ref": "Fish"}, {"type": "object", "properties": {"x": {}}}]),
        json!([{"type": "string"}, {"type": "string", "maxLength": 3}]),
    ] {
        let (facts, found) = union(json!({"oneOf": members}));
        assert!(
            facts.variants.iter().all(|(_, _, test)| *test == VariantTest::Try),
            "{members}"
        );
        assert_eq!(found.codes(), [Code::AmbiguousUnion], "{members}");
    }
}

#[test]
fn a_discriminator_decides() {
    let (facts, found) = union(json!({
        "oneOf": [{"ref": "Cat"}, {"ref": "Dog"}, kind("z")],
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat", "kitten": "Cat", "dog": "Dog"}},
    }));
    let values = [("cat", 0), ("kitten", 0), ("dog", 1), ("z", 2)];
    let values = values.map(|(value, index)| (json!(value), index)).to_vec();
    assert_eq!(facts.discriminator, Some(("kind".to_owned(), values)));
    let tests: Vec<_> = facts.variants.iter().map(|(_, _, test)| test.clone()).collect();
    let key = |name: &str| VariantTest::Key(name.into());
    assert_eq!(tests, [key("claws"), key("tail"), constant("kind", "z")]);
    assert_eq!(found.codes(), []);
}

#[test]
fn a_value_without_the_discriminator_is_told_by_what_else_tells() {
    use VariantTest::{Key, Try, Type};
    let (facts, found) = union(json!({
        "oneOf": [{"ref": "Cat"}, {"ref": "Fish"}, {"type": "array", "items": {"ref": "Cat"}}, kind("z")],
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat", "fish": "Fish"}},
    }));
    let tests: Vec<_> = facts.variants.iter().map(|(_, _, test)| test.clone()).collect();
    // A member that demands the property has no values without it.
    assert_eq!(tests, [Key("claws".into()), Try, Type("array"), constant("kind", "z")]);
    assert_eq!(facts.order, [0, 2, 3, 1]);
    assert_eq!(found.codes(), []);
}

#[test]
fn what_a_member_enumerates_stands_for_it_where_the_mapping_cannot_be_meant() {
    let found = run(
        json!({
            "Text": kind("text"),
            "Image": kind("image"),
            "Content": {"oneOf": [{"ref": "Text"}, {"ref": "Image"}], "discriminator": {
                "propertyName": "kind", "mapping": {"Text": "Text", "Image": "Image"},
            }},
        }),
        json!([]),
    );
    let facts = found.facts.schema(found.component("Content")).union.clone().unwrap();
    let values = [(json!("text"), 0), (json!("image"), 1)].to_vec();
    assert_eq!(facts.discriminator, Some(("kind".to_owned(), values)));
}

#[test]
fn unions_in_unions_are_told_apart_by_their_members() {
    let nested = |a: &str, b: &str| json!({"oneOf": [kind(a), kind(b)]});
    let (facts, found) = union(json!({"oneOf": [nested("a", "b"), kind("c"), {"type": "string"}]}));
    let values = [("a", 0), ("b", 0), ("c", 1)]
        .map(|(value, index)| (json!(value), index))
        .to_vec();
    assert_eq!(facts.discriminator, Some(("kind".to_owned(), values)));
    assert_eq!(found.codes(), []);
    let (_, found) = union(json!({"oneOf": [nested("a", "b"), nested("b", "c")]}));
    assert_eq!(found.codes(), [Code::AmbiguousUnion]);
    let (_, found) =
        union(json!({"oneOf": [{"type": "array", "items": {"ref": "U"}}, {"type": "array", "items": {"ref": "U"}}]}));
    assert_eq!(found.codes(), [Code::AmbiguousUnion]);
}

#[test]
fn members_are_named_by_what_they_are() {
    let (facts, found) = union(json!({"oneOf": [
        {"ref": "Cat"},
        {"type": "object", "title": "A bird", "properties": {"wings": {}}},
        kind("snail"),
        {"type": "object", "properties": {"x": {}}},
        {"type": "string"},
        {"enum": ["auto"]},
        {"type": "array", "items": {"ref": "Cat"}},
        {"type": "array", "items": {"type": "string"}},
    ]}));
    let names: Vec<_> = facts.variants.iter().map(|(name, ..)| name.0.as_str()).collect();
    assert_eq!(
        names,
        ["Cat", "ABird", "Snail", "X", "String", "Auto", "CatList", "StringList"]
    );
    let items = found.items();
    let inline: Vec<_> = items
        .iter()
        .filter(|item| item.starts_with("u::"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        inline,
        ["u::U*", "u::ABird", "u::Snail", "u::Kind", "u::UX", "u::UAuto"]
    );
}
