//! Objects and enumerations, as generated crates write them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use specwright_types::__private::codec::{self, As, Base64, Boxed, Each, Float, Integer, Nullable, Tuple, Values};
use specwright_types::__private::strict;

#[derive(Clone, Debug, PartialEq)]
struct Invitation {
    id: String,
    role: Role,
    acl: Option<Option<String>>,
    next: Option<Box<Invitation>>,
    closed_at: Option<i64>,
    scores: Vec<Option<f64>>,
    others: BTreeMap<String, i64>,
}

codec::object! {
    Invitation {
        0: id = required "id",
        1: role = required "role",
        2: acl = nullable "acl",
        3: next = optional "next",
        4: closed_at = required "closedAt",
        5: scores = required "scores" as Each<Nullable<Float>>,
        _: other others
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Admin,
    Unknown(String),
}

codec::enumeration! {
    Role {
        Admin = "admin",
        _: unknown Unknown
    }
}

/// An object without other properties than its own.
#[derive(Debug, PartialEq)]
pub(super) struct Closed {
    pub(super) name: Option<String>,
}

codec::object! {
    Closed {
        0: name = optional "name",
        _: refuse
    }
}

fn full() -> Value {
    json!({"id": "a", "role": "admin", "acl": "x", "closedAt": 5, "scores": [1, 2.5, null], "extra": 3})
}

fn with(name: &str, value: Value) -> Value {
    let mut object = full();
    object[name] = value;
    object
}

fn without(names: &[&str]) -> Value {
    let mut object = full();
    object
        .as_object_mut()
        .unwrap()
        .retain(|name, _| !names.contains(&name.as_str()));
    object
}

fn decode(value: &Value) -> Result<Invitation, String> {
    serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())
}

#[track_caller]
fn refused(value: &Value, message: &str) {
    let error = decode(value).unwrap_err();
    assert!(error.starts_with(message), "{error}");
}

#[test]
fn everything_comes_back_as_it_went() {
    let nested = with("next", with("role", json!("owner")));
    for value in [
        full(),
        nested,
        with("acl", Value::Null),
        with("closedAt", Value::Null),
        without(&["acl"]),
    ] {
        let decoded = decode(&value).unwrap();
        assert_eq!(serde_json::to_value(&decoded).unwrap(), value);
        // The order of properties is free.
        let reversed: serde_json::Map<_, _> = value.as_object().unwrap().clone().into_iter().rev().collect();
        assert_eq!(decode(&Value::Object(reversed)).unwrap(), decoded);
    }
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    assert_eq!(decode(&without(&["acl"])).unwrap().acl, None);
    assert_eq!(decode(&with("acl", Value::Null)).unwrap().acl, Some(None));
    assert_eq!(decode(&full()).unwrap().acl, Some(Some("x".to_owned())));
}

#[test]
fn null_is_no_property_where_the_property_is_only_optional() {
    let value = with("next", Value::Null);
    assert_eq!(decode(&value).unwrap().next, None);
    let error = strict(|| decode(&value)).unwrap_err();
    assert!(error.starts_with("property `next`: must not be null"), "{error}");
}

#[test]
fn unknown_enumeration_values_and_properties_are_kept() {
    let decoded = decode(&with("role", json!("owner"))).unwrap();
    assert_eq!(decoded.role, Role::Unknown("owner".to_owned()));
    assert_eq!(decoded.others, BTreeMap::from([("extra".to_owned(), 3)]));
}

#[test]
fn a_further_property_cannot_stand_in_for_a_named_one() {
    let mut value = decode(&full()).unwrap();
    value.others.insert("id".to_owned(), 7);
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(text.matches("\"id\"").count(), 1);
    assert_eq!(decode(&serde_json::from_str(&text).unwrap()).unwrap().id, "a");
}

#[test]
fn errors_say_what_is_wrong() {
    refused(&without(&["role"]), "missing required property `role`");
    refused(
        &without(&["id", "scores"]),
        "missing required properties `id`, `scores`",
    );
    refused(
        &with("id", json!(5)),
        "property `id`: invalid type: integer `5`, expected a string at line 1 column",
    );
    refused(
        &with("next", with("next", without(&["id"]))),
        "property `next.next`: missing required property `id`",
    );
    refused(&with("extra", json!("x")), "property `extra`: invalid type: string");
    refused(
        &with("role", json!(1)),
        "property `role`: invalid type: integer `1`, expected a string",
    );
    refused(&json!([]), "invalid type: sequence, expected an object");
}

#[test]
fn truncated_text_is_an_error_wherever_it_ends() {
    let text = with("next", full()).to_string();
    for end in 0..text.len() {
        assert!(
            serde_json::from_str::<Invitation>(&text[..end]).is_err(),
            "{}",
            &text[..end]
        );
    }
}

/// An object that may have no properties at all.
#[derive(Debug, PartialEq)]
struct Nothing {}

codec::object! {
    Nothing { _: skip }
}

#[test]
fn an_object_without_properties_is_an_object() {
    assert_eq!(serde_json::from_str::<Nothing>(r#"{"a": [1]}"#).unwrap(), Nothing {});
    assert_eq!(serde_json::to_string(&Nothing {}).unwrap(), "{}");
    assert!(serde_json::from_str::<Nothing>("[]").is_err());
}

#[test]
fn closed_objects_refuse_other_properties_in_strict_decoding_only() {
    let text = r#"{"name": "a", "nick": {"b": [1]}}"#;
    let decoded: Closed = serde_json::from_str(text).unwrap();
    assert_eq!(decoded.name.as_deref(), Some("a"));
    let error = strict(|| serde_json::from_str::<Closed>(text)).unwrap_err();
    assert!(error.to_string().starts_with("unknown property `nick`"), "{error}");
    serde_json::from_str::<Closed>(text).expect("the scope has ended");
}

#[test]
fn strictness_ends_when_the_scope_unwinds() {
    let unwound = std::panic::catch_unwind(|| strict(|| panic!("in the scope")));
    assert!(unwound.is_err());
    serde_json::from_str::<Closed>(r#"{"nick": 1}"#).unwrap();
}

#[test]
fn depth_is_bounded_by_the_format_not_the_stack() {
    let depth = 100_000;
    let text = format!("{}1{}", r#"{"next":"#.repeat(depth), "}".repeat(depth));
    let error = serde_json::from_str::<Invitation>(&text).unwrap_err();
    assert!(error.to_string().contains("recursion limit"), "{error}");
}

/// A value that goes through an adapter.
fn encode<A: codec::Adapter<T>, T>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(&codec::As::<&T, A>::new(value))
}

fn decode_as<A: codec::Adapter<T>, T>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str::<codec::As<T, A>>(text).map(codec::As::into_inner)
}

#[test]
fn whole_numbers_have_no_fraction() {
    for (value, text) in [
        (1.0, "1"),
        (-3.0, "-3"),
        (0.1, "0.1"),
        (9_007_199_254_740_991.0, "9007199254740991"),
        (1e300, "1e+300"),
    ] {
        assert_eq!(encode::<Float, f64>(&value).unwrap(), text);
        assert_eq!(decode_as::<Float, f64>(text).unwrap().to_bits(), value.to_bits());
    }
    assert_eq!(encode::<Float, f32>(&0.1).unwrap(), "0.1");
    assert_eq!(encode::<Float, f32>(&2.0).unwrap(), "2");
    assert!(encode::<Float, f64>(&f64::NAN).is_err());
    assert!(encode::<Float, f32>(&f32::INFINITY).is_err());
}

#[test]
fn adapters_reach_into_containers() {
    type Deep = Values<Each<Nullable<Boxed<Float>>>>;
    let value = BTreeMap::from([("a".to_owned(), vec![Some(Box::new(1.0)), None])]);
    assert_eq!(
        encode::<Deep, BTreeMap<String, Vec<Option<Box<f64>>>>>(&value).unwrap(),
        r#"{"a":[1,null]}"#
    );
    assert_eq!(
        decode_as::<Deep, BTreeMap<String, Vec<Option<Box<f64>>>>>(r#"{"a":[1,null]}"#).unwrap(),
        value
    );
}

#[test]
fn bytes_are_base64() {
    let value = vec![0xfb, 0xff, 0x00];
    assert_eq!(encode::<Base64, Vec<u8>>(&value).unwrap(), r#""+/8A""#);
    assert_eq!(encode::<Base64, Vec<u8>>(&vec![1]).unwrap(), r#""AQ==""#);
    assert_eq!(decode_as::<Base64, Vec<u8>>(r#""AQ""#).unwrap(), [1]);
    let error = decode_as::<Base64, Vec<u8>>(r#""*""#).unwrap_err();
    assert!(error.to_string().starts_with("not base64"), "{error}");
}

#[test]
fn tuples_have_as_many_items_as_they_say() {
    type Pair = As<(f64, Option<i64>), Tuple<(Float, Nullable<Integer>)>>;
    let read = |text: &str| {
        serde_json::from_str::<Pair>(text)
            .map(As::into_inner)
            .map_err(|error| error.to_string())
    };
    assert_eq!(read("[1, 2.0]"), Ok((1.0, Some(2))));
    assert_eq!(read("[1, null]"), Ok((1.0, None)));
    assert!(read("[1]").unwrap_err().starts_with("has 1 item, but must have 2"));
    assert!(read("[1, 2, 3]").is_err());
    let written = serde_json::to_string(&As::<_, Tuple<(Float, Nullable<Integer>)>>::new(&(1.0, Some(2)))).unwrap();
    assert_eq!(written, "[1,2]");
}

#[test]
fn integers_are_in_range_to_the_last_one() {
    type Whole = As<i64, Integer>;
    let read = |text: &str| serde_json::from_str::<Whole>(text).map(|whole| whole.0).ok();
    assert_eq!(read("-9223372036854775808"), Some(i64::MIN));
    assert_eq!(read("9223372036854775807"), Some(i64::MAX));
    assert_eq!(read("-1e3"), Some(-1000));
    for beyond in ["-9223372036854775809", "9223372036854775808", "1e19", "0.5"] {
        assert_eq!(read(beyond), None, "{beyond}");
    }
}
