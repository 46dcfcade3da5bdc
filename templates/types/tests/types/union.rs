//! Unions, as generated crates write them.

use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::codec::{Closed, Role};
use specwright_types::__private::codec::{self, Float, Integer, Test, Union, read_member, read_union};
use specwright_types::__private::strict;

/// Members of every kind of test.
#[derive(Debug, PartialEq)]
enum Shape {
    Number(f64),
    Small(Value),
    Named(Box<Closed>),
    Constant(Value),
    Role(Role),
    Anything(Value),
}

codec::union! {
    Shape {
        0: Small = Test::Values("[\"s\", 7]"),
        1: Number as Float = Test::Type("number"),
        2: Named = Test::Key("name"),
        3: Constant = Test::Constant("kind", "\"c\""),
        4: Role = Test::Try,
        5: Anything = Test::Try,
    }
}

/// Two members told apart by a property, or else tried.
#[derive(Debug, PartialEq)]
enum Tagged {
    First(Value),
    Second(Closed),
}

codec::union! {
    Tagged {
        0: First = Test::Key("x"),
        1: Second = Test::Try,
    }
    on "type" {
        Text("one") = 0,
        Text("uno") = 0,
        Text("two") = 1,
    }
}

/// The same, with names for values that the description does not have.
#[derive(Debug, PartialEq)]
enum Guessed {
    First(Value),
    Second(Closed),
}

codec::union! {
    Guessed {
        0: First = Test::Key("x"),
        1: Second = Test::Try,
    }
    on "type" {
        Text("One") = 0,
        Text("Two") = 1,
    } guessed true,
}

fn shape(value: Value) -> Result<Shape, String> {
    let decoded: Shape = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    assert_eq!(serde_json::to_value(&decoded).unwrap(), value, "it goes as it came");
    Ok(decoded)
}

#[test]
fn tests_decide_in_order() {
    assert_eq!(shape(json!(7)).unwrap(), Shape::Small(json!(7)));
    assert_eq!(shape(json!(1)).unwrap(), Shape::Number(1.0));
    let name = Some("a".to_owned());
    assert_eq!(
        shape(json!({"name": "a"})).unwrap(),
        Shape::Named(Box::new(Closed { name }))
    );
    assert_eq!(
        shape(json!({"kind": "c"})).unwrap(),
        Shape::Constant(json!({"kind": "c"}))
    );
    assert_eq!(shape(json!("admin")).unwrap(), Shape::Role(Role::Admin));
}

#[test]
fn of_the_members_tried_the_first_that_keeps_everything_wins() {
    // A role keeps any text, but knows only some.
    assert_eq!(shape(json!("x")).unwrap(), Shape::Anything(json!("x")));
    assert_eq!(shape(json!([1])).unwrap(), Shape::Anything(json!([1])));
}

#[test]
fn a_member_that_a_test_points_to_must_decode() {
    let decode = |value: Value| serde_json::from_value::<Tagged>(value).map_err(|error| error.to_string());
    let error = decode(json!({"type": "two", "name": 1})).unwrap_err();
    assert!(error.starts_with("property `name`: invalid type"), "{error}");
}

#[test]
fn a_key_that_a_member_demands_may_be_another_member_s_too() {
    assert_eq!(shape(json!({"name": 1})).unwrap(), Shape::Anything(json!({"name": 1})));
}

#[test]
fn guessed_values_of_a_discriminator_are_not_all() {
    let decode = |value: Value| serde_json::from_value::<Guessed>(value).map_err(|error| error.to_string());
    let known = json!({"type": "Two", "x": 1});
    assert_eq!(decode(known), Ok(Guessed::Second(Closed { name: None })));
    let other = json!({"type": "two", "x": 1});
    assert_eq!(decode(other.clone()), Ok(Guessed::First(other)));
    let neither = decode(json!({"type": "two", "name": 1})).unwrap_err();
    assert!(
        neither.starts_with("fits no member of the union: property `name`: invalid type"),
        "{neither}"
    );
}

#[test]
fn the_discriminator_decides() {
    let decode = |value: Value| serde_json::from_value::<Tagged>(value).map_err(|error| error.to_string());
    assert_eq!(
        decode(json!({"type": "uno"})),
        Ok(Tagged::First(json!({"type": "uno"})))
    );
    assert_eq!(
        decode(json!({"type": "two", "x": 1})),
        Ok(Tagged::Second(Closed { name: None }))
    );
    let unknown = decode(json!({"type": "three"})).unwrap_err();
    assert_eq!(unknown, "property `type`: `three` is not one of one, uno, two");
    // Without it, the tests do.
    assert_eq!(decode(json!({"x": 1})), Ok(Tagged::First(json!({"x": 1}))));
    assert_eq!(decode(json!({})), Ok(Tagged::Second(Closed { name: None })));
    let nothing = decode(json!("text")).unwrap_err();
    assert!(
        nothing.starts_with("fits no member of the union: invalid type"),
        "{nothing}"
    );
}

/// Members in an order of their own: the whole number is tried before any number.
#[derive(Debug, PartialEq)]
enum Ordered {
    Number(f64),
    Integer(i64),
}

impl Union for Ordered {
    const TESTS: &'static [Test] = &[Test::Try, Test::Try];
    const ORDER: &'static [usize] = &[1, 0];
    const ONE_ONLY: bool = true;

    fn is_valid(&self) -> bool {
        !matches!(self, Self::Number(number) if *number < 10.0)
    }

    fn member(index: usize, value: &Value) -> serde_json::Result<Self> {
        match index {
            0 => read_member::<Float, _>(value).map(Self::Number),
            _ => read_member::<Integer, _>(value).map(Self::Integer),
        }
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_union(deserializer)
    }
}

#[test]
fn members_are_tried_in_their_order() {
    let decode = |text: &str| serde_json::from_str::<Ordered>(text).unwrap();
    assert_eq!(decode("1.0"), Ordered::Integer(1));
    assert_eq!(decode("10.5"), Ordered::Number(10.5));
    // No member takes it without breaking a rule: the first that fits is kept, for validation to report.
    assert_eq!(decode("1.5"), Ordered::Number(1.5));
}

#[test]
fn one_member_only_may_fit_in_strict_decoding() {
    let decode = |text: &str| strict(|| serde_json::from_str::<Ordered>(text)).map_err(|error| error.to_string());
    assert_eq!(decode("1"), Ok(Ordered::Integer(1)));
    let several = decode("12").unwrap_err();
    assert!(
        several.starts_with("fits 2 members of the union, but must fit one only"),
        "{several}"
    );
}

/// A union that may hold itself, whose members nothing tells apart.
#[derive(Debug, PartialEq)]
enum Nested {
    Left(Box<Nested>),
    Right(Box<Nested>),
    End,
}

impl Union for Nested {
    const TESTS: &'static [Test] = &[Test::Try, Test::Try, Test::Try];
    const ONE_ONLY: bool = true;

    fn member(index: usize, value: &Value) -> serde_json::Result<Self> {
        let inner = || <(Box<Nested>,)>::deserialize(value).map(|(inner,)| inner);
        match index {
            0 => inner().map(Self::Left),
            1 => inner().map(Self::Right),
            _ => bool::deserialize(value).map(|_| Self::End),
        }
    }
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_union(deserializer)
    }
}

#[test]
fn what_is_nested_on_purpose_is_given_up() {
    let text = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert!(serde_json::from_str::<Nested>(&text).is_err());
    assert!(strict(|| serde_json::from_str::<Nested>(&text)).is_err());
    let read = |text: &str| format!("{:?}", serde_json::from_str::<Nested>(text));
    assert_eq!(read("[true]"), "Ok(Left(End))");
}
