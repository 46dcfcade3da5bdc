//! Parameters: every style in every place, and what is said of those that cannot be read.

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};

use specwright_server::__private::incoming::Incoming;
use specwright_server::__private::kind::Kind;
use specwright_server::__private::parameter::{Parameter, Style};

const WORDS: Kind = Kind::Array(&Kind::String);
const COLOR: Kind = Kind::Object(
    &[
        ("R", Kind::Integer),
        ("G", Kind::Integer),
        ("tags", Kind::Array(&Kind::String)),
    ],
    None,
);

/// The value that a parameter has in a request, or the message of its fault.
fn read(parameter: Parameter, request: Request<Body>, segment: &str) -> Result<Option<Value>, String> {
    let parameters: &'static [Parameter] = Box::leak(Box::new([parameter]));
    let (parts, body) = request.into_parts();
    let captures = match segment {
        "" => Vec::new(),
        segment => vec![(parameter.name, segment.to_owned())],
    };
    let incoming = Incoming {
        parts: Box::new(parts),
        body,
        captures,
        limit: None,
    };
    let mut values = incoming.parameters(parameters);
    let value = values.take::<Value>(0);
    match values.finish() {
        Ok(()) => Ok(value),
        Err(problem) => Err(format!("{problem:?}")),
    }
}

fn get(query: &str) -> Request<Body> {
    Request::get(format!("/x?{query}")).body(Body::empty()).unwrap()
}

fn with_header(name: &str, value: &str) -> Request<Body> {
    Request::get("/x").header(name, value).body(Body::empty()).unwrap()
}

#[test]
fn path_styles_are_those_of_the_specification() {
    let color = |style, explode, kind| Parameter::path("color", kind).style(style, explode);
    for (parameter, segment, expected) in [
        (color(Style::Simple, false, Kind::String), "a%2Fb%20c", json!("a/b c")),
        (color(Style::Simple, false, Kind::String), "a+b", json!("a+b")),
        (
            color(Style::Simple, false, WORDS),
            "blue,bl%2Cack",
            json!(["blue", "bl,ack"]),
        ),
        (
            color(Style::Simple, false, COLOR),
            "R,100,G,200",
            json!({"R": 100, "G": 200}),
        ),
        (
            color(Style::Simple, true, COLOR),
            "R=100,G=200",
            json!({"R": 100, "G": 200}),
        ),
        (color(Style::Label, false, Kind::String), ".blue", json!("blue")),
        (
            color(Style::Label, false, WORDS),
            ".blue,black",
            json!(["blue", "black"]),
        ),
        (
            color(Style::Label, true, WORDS),
            ".blue.black",
            json!(["blue", "black"]),
        ),
        (
            color(Style::Label, false, COLOR),
            ".R,100,G,200",
            json!({"R": 100, "G": 200}),
        ),
        (
            color(Style::Label, true, COLOR),
            ".R=100.G=200",
            json!({"R": 100, "G": 200}),
        ),
        (color(Style::Matrix, false, Kind::Integer), ";color=5", json!(5)),
        (
            color(Style::Matrix, false, WORDS),
            ";color=blue,black",
            json!(["blue", "black"]),
        ),
        (
            color(Style::Matrix, true, WORDS),
            ";color=blue;color=black",
            json!(["blue", "black"]),
        ),
        (
            color(Style::Matrix, false, COLOR),
            ";color=R,100,G,200",
            json!({"R": 100, "G": 200}),
        ),
        (
            color(Style::Matrix, true, COLOR),
            ";R=100;G=200",
            json!({"R": 100, "G": 200}),
        ),
    ] {
        assert_eq!(read(parameter, get(""), segment), Ok(Some(expected)), "of {segment}");
    }
}

#[test]
fn query_styles_are_those_of_the_specification() {
    let color = |style, explode, kind| Parameter::query("color", kind).style(style, explode);
    let form = |kind| Parameter::query("color", kind);
    let any_of = Kind::OneOf(&[Kind::Integer, WORDS]);
    for (parameter, query, expected) in [
        (form(Kind::String), "color=a+b%2Bc", json!("a b+c")),
        (form(Kind::String), "c%6Flor=", json!("")),
        (form(WORDS), "color=blue&x=1&color=black", json!(["blue", "black"])),
        (form(WORDS), "color=blue", json!(["blue"])),
        (
            color(Style::Form, false, WORDS),
            "color=blue,bl%2Cack",
            json!(["blue", "bl,ack"]),
        ),
        (color(Style::Form, false, WORDS), "color=", json!([])),
        (
            color(Style::Form, false, COLOR),
            "color=R,100,G,200",
            json!({"R": 100, "G": 200}),
        ),
        (form(COLOR), "R=100&G=200&B=1", json!({"R": 100, "G": 200})),
        (form(COLOR), "tags=a&tags=b", json!({"tags": ["a", "b"]})),
        (
            color(Style::SpaceDelimited, false, WORDS),
            "color=blue%20black+red",
            json!(["blue", "black", "red"]),
        ),
        (
            color(Style::PipeDelimited, false, WORDS),
            "color=blue%7Cblack|red",
            json!(["blue", "black", "red"]),
        ),
        (
            color(Style::PipeDelimited, true, WORDS),
            "color=blue&color=black",
            json!(["blue", "black"]),
        ),
        (
            color(Style::TabDelimited, false, WORDS),
            "color=blue%09black",
            json!(["blue", "black"]),
        ),
        (
            color(Style::DeepObject, true, COLOR),
            "color[R]=100&color%5BG%5D=200",
            json!({"R": 100, "G": 200}),
        ),
        (
            color(Style::DeepObject, true, COLOR),
            "color[tags]=a&color[tags]=b",
            json!({"tags": ["a", "b"]}),
        ),
        (form(any_of), "color=5", json!(5)),
        (form(any_of), "color=5&color=6", json!(["5", "6"])),
        (form(Kind::Json), "color=%7B%22a%22%3A+1%7D", json!({"a": 1})),
        (form(Kind::Boolean), "color=true", json!(true)),
        (form(Kind::Number), "color=-1.5e3", json!(-1500.0)),
        (form(Kind::Integer), "color=18446744073709551615", json!(u64::MAX)),
        (form(Kind::OneOf(&[Kind::Integer, Kind::Null])), "color=", json!(null)),
    ] {
        assert_eq!(read(parameter, get(query), ""), Ok(Some(expected)), "of {query}");
    }
}

#[test]
fn header_and_cookie_values_are_read() {
    for (parameter, request, expected) in [
        (
            Parameter::header("X-Ids", Kind::Array(&Kind::Integer)),
            with_header("x-ids", "1, 2,3"),
            json!([1, 2, 3]),
        ),
        (
            Parameter::header("X-Text", Kind::String),
            with_header("x-text", "a%20b, c"),
            json!("a%20b, c"),
        ),
        (
            Parameter::header("X-Color", COLOR).style(Style::Simple, true),
            with_header("x-color", "R=100,G=200"),
            json!({"R": 100, "G": 200}),
        ),
        (
            Parameter::cookie("b", Kind::String),
            with_header("cookie", "a=1; b=x%20y; c=3"),
            json!("x y"),
        ),
        (
            Parameter::cookie("b", Kind::String).style(Style::Cookie, true),
            with_header("cookie", "b=x%20y"),
            json!("x%20y"),
        ),
        (
            Parameter::cookie("b", WORDS).style(Style::Form, false),
            with_header("cookie", "b=x,y"),
            json!(["x", "y"]),
        ),
        (
            Parameter::query_string("q", Kind::Json),
            get("%7B%22a%22%3A1%7D"),
            json!({"a": 1}),
        ),
    ] {
        assert_eq!(
            read(parameter, request, ""),
            Ok(Some(expected)),
            "of {}",
            parameter.name
        );
    }
}

#[test]
fn absent_values_are_none_or_their_default() {
    assert_eq!(
        read(Parameter::query("page", Kind::Number), get("pages=1"), ""),
        Ok(None)
    );
    let defaulted = Parameter::query("page", Kind::Number).default("0");
    assert_eq!(read(defaulted, get(""), ""), Ok(Some(json!(0))));
    assert_eq!(read(defaulted, get("page=2"), ""), Ok(Some(json!(2))));
}

#[test]
fn faults_say_what_was_expected() {
    let page = Parameter::query("page", Kind::Integer);
    let deep = Parameter::query("f", COLOR).style(Style::DeepObject, true);
    for (parameter, query, expected) in [
        (page.required(), "", "it is required"),
        (page, "page=abc", "expected a whole number, not `abc`"),
        (page, "page=+1", "expected a whole number, not ` 1`"),
        (page, "page=1.5", "expected a whole number, not `1.5`"),
        (page, "page=", "expected a whole number, not ``"),
        (page, "page=1&page=2", "given more than once"),
        (
            Parameter::query("page", Kind::Number),
            "page=NaN",
            "expected a number, not `NaN`",
        ),
        (page, "page=%zz", "a `%` is not followed by two hexadecimal digits"),
        (Parameter::query("page", Kind::String), "page=%FF", "it is not UTF-8"),
        (deep, "f[R]=x", "`R`: expected a whole number, not `x`"),
        (deep, "f[R][x]=1", "`R`: expected one value, but it has parts"),
        (deep, "f[R", "is not of the form `f[name]`"),
    ] {
        let message = read(parameter, get(query), "").unwrap_err();
        assert!(message.contains(expected), "of {query}: {message}");
    }
}
