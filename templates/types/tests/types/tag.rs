//! Unions that write the tags of their members and keep what is none of them, as generated crates write them.

use serde_json::{Value, json};

use specwright_types::__private::codec::{self, Integer};
use specwright_types::__private::strict;

/// Without a field for the tag, and closed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Circle {
    r: Option<i64>,
}

codec::object! {
    Circle {
        0: r = optional "r" as Integer,
        tag 1: "kind" = Integer(1),
        _: refuse
    }
}

/// Nothing but a tag.
#[derive(Clone, Debug, Default, PartialEq)]
struct Point {}

codec::object! {
    Point {
        tag 0: "kind",
        _: skip
    }
}

/// With a field for the tag that is not always there.
#[derive(Clone, Debug, Default, PartialEq)]
struct Bolt {
    kind: Option<i64>,
    length: i64,
}

codec::object! {
    Bolt {
        0: kind = optional "kind" as Integer,
        1: length = required "length" as Integer,
        _: skip
    }
}

/// With a field for the tag, which is of use elsewhere, and other properties.
#[derive(Clone, Debug, Default, PartialEq)]
struct Square {
    kind: i64,
    others: serde_json::Map<String, Value>,
}

codec::object! {
    Square {
        0: kind = required "kind" as Integer,
        _: other others
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Circle(Circle),
    Point(Box<Point>),
    Bolt(Bolt),
    Square(Square),
    Flag(bool),
    Unknown(Value),
}

codec::union! {
    Shape {
        0: Circle from(Circle) = codec::Test::Constant("kind", "1"),
        1: Point from(Point) writes "kind" Boolean(true) = codec::Test::Constant("kind", "true"),
        2: Bolt from(Bolt) defaults "kind" Integer(2) = codec::Test::Key("length"),
        3: Square from(Square) writes "kind" Number(0.5) = codec::Test::Constant("kind", "0.5"),
        4: Flag from(bool) = codec::Test::Type("boolean"),
        _: Unknown
    }
    on "kind" {
        Integer(1) = 0,
        Boolean(true) = 1,
        Integer(2) = 2,
        Integer(-3) = 2,
        Number(0.5) = 3,
    }
}

/// A union with another tag for a member.
#[derive(Debug)]
enum Other {
    Circle(Circle),
}

codec::union! {
    Other {
        0: Circle writes "kind" Text("round") = codec::Test::Try,
    }
}

fn read(value: &Value) -> Result<Shape, String> {
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

/// How a value is written, in the order of its properties.
fn write(shape: impl Into<Shape>) -> String {
    serde_json::to_string(&shape.into()).unwrap()
}

#[test]
fn the_union_writes_the_tag() {
    assert_eq!(write(Circle { r: Some(3) }), r#"{"kind":1,"r":3}"#);
    assert_eq!(
        serde_json::to_string(&Circle::default()).unwrap(),
        r#"{"kind":1}"#,
        "by itself too"
    );
    assert_eq!(write(Point {}), r#"{"kind":true}"#);
    assert_eq!(serde_json::to_string(&Point {}).unwrap(), "{}");
    assert_eq!(
        serde_json::to_string(&Other::Circle(Circle::default())).unwrap(),
        r#"{"kind":"round"}"#
    );
    assert_eq!(write(true), "true");
    let others: serde_json::Map<String, Value> = [("kind".to_owned(), json!(9)), ("side".to_owned(), json!(2))]
        .into_iter()
        .collect();
    // The field, and the same name among other properties, do not count.
    assert_eq!(write(Square { kind: 7, others }), r#"{"kind":0.5,"side":2}"#);
    let bolt = |kind| Bolt { kind, length: 5 };
    assert_eq!(write(bolt(None)), r#"{"length":5,"kind":2}"#);
    assert_eq!(write(bolt(Some(-3))), r#"{"kind":-3,"length":5}"#);
}

#[test]
fn tags_are_matched_by_type_and_value() {
    let cases = [
        (json!({"kind": 1, "r": 3}), Shape::Circle(Circle { r: Some(3) })),
        (json!({"kind": 1.0}), Shape::Circle(Circle { r: None })),
        (json!({"kind": true}), Shape::Point(Box::default())),
        (
            json!({"kind": -3, "length": 5}),
            Shape::Bolt(Bolt {
                kind: Some(-3),
                length: 5,
            }),
        ),
        (json!({"length": 5}), Shape::Bolt(Bolt { kind: None, length: 5 })),
    ];
    for (value, shape) in cases {
        assert_eq!(read(&value), Ok(shape.clone()), "{value}");
        assert_eq!(strict(|| read(&value)), Ok(shape), "{value}");
    }
    let error = strict(|| read(&json!({"kind": "1"}))).unwrap_err();
    assert_eq!(error, "property `kind`: `1` is not one of 1, true, 2, -3, 0.5");
    let error = strict(|| read(&json!({"kind": 1, "x": 1}))).unwrap_err();
    assert_eq!(error, "unknown property `x`", "only the tag is passed over");
}

#[test]
fn what_is_no_member_is_kept_unless_decoding_is_strict() {
    for value in [
        json!({"kind": "1"}),
        json!({"kind": 9, "x": [null]}),
        json!({}),
        json!("text"),
        json!([{"kind": 1}]),
    ] {
        let kept = read(&value).unwrap();
        assert_eq!(kept, Shape::Unknown(value.clone()));
        assert_eq!(serde_json::to_value(&kept).unwrap(), value);
        assert!(strict(|| read(&value)).is_err(), "{value}");
    }
    // A member that is known must decode.
    let error = read(&json!({"kind": 2, "length": "x"})).unwrap_err();
    assert!(error.starts_with("property `length`: invalid type"), "{error}");
    let error = read(&json!({"length": "x"})).unwrap_err();
    assert!(error.starts_with("property `length`: invalid type"), "{error}");
}

/// Members that nothing tells apart, one of which has a union in it.
#[derive(Clone, Debug, PartialEq)]
enum Tried {
    Shapes(Vec<Shape>),
    Lists(Vec<Vec<i64>>),
}

codec::union! {
    Tried {
        0: Shapes from(Vec<Shape>) = codec::Test::Try,
        1: Lists = codec::Test::Try,
    }
}

#[test]
fn a_member_that_is_only_kept_does_not_stand_before_one_that_is_known() {
    let read = |value: Value| serde_json::from_value::<Tried>(value).unwrap();
    assert_eq!(read(json!([[1], [2]])), Tried::Lists(vec![vec![1], vec![2]]));
    let unknown = Shape::Unknown(json!({"kind": 9}));
    assert_eq!(
        read(json!([true, {"kind": 9}])),
        Tried::Shapes(vec![Shape::Flag(true), unknown])
    );
}

/// An enumeration of integers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Low,
    High,
    Unknown(i64),
}

codec::integer_enumeration! {
    Level {
        Low = -1,
        High = 1,
        _: unknown Unknown
    }
}

#[test]
fn integers_that_an_enumeration_does_not_know_are_kept() {
    use codec::Validate;
    for (text, level) in [("-1", Level::Low), ("1", Level::High), ("6", Level::Unknown(6))] {
        let read: Level = serde_json::from_str(text).unwrap();
        assert_eq!(read, level);
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
        assert_eq!(read.to_string(), text);
        assert_eq!(read.validate().is_ok(), level != Level::Unknown(6));
    }
    assert_eq!(serde_json::from_str::<Level>("1.0").unwrap(), Level::High);
    assert!(serde_json::from_str::<Level>("\"1\"").is_err());
    assert_eq!(
        Level::Unknown(6).validate().unwrap_err().to_string(),
        "the value is 6, but must be one of -1, 1"
    );
}
