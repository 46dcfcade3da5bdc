//! Where callbacks go.

use serde_json::json;

use specwright_client::__private::{ExchangePart, Piece};
use specwright_client::{Exchange, Target};

const EVENTS: Target = Target::new(
    "{$request.body#/url}/events/{$request.path.id}?to={$request.header.X-To}",
    &[
        Piece::Value(ExchangePart::RequestBody, "/url"),
        Piece::Text("/events/"),
        Piece::Value(ExchangePart::RequestPath, "id"),
        Piece::Text("?to="),
        Piece::Value(ExchangePart::RequestHeader, "X-To"),
    ],
);

fn exchange() -> Exchange {
    Exchange::new()
        .request_body(json!({"url": "https://a.example:81/hook", "tags": ["x"]}))
        .path("id", 7)
        .request_header("x-to", "a&b/c")
}

#[test]
fn values_behind_the_host_are_encoded() {
    let url = EVENTS.url(&exchange()).unwrap();
    assert_eq!(url, "https://a.example:81/hook/events/7?to=a%26b%2Fc");
    let host = Target::new(
        "https://{$request.query.host}/{$method}",
        &[
            Piece::Text("https://"),
            Piece::Value(ExchangePart::RequestQuery, "host"),
            Piece::Text("/"),
            Piece::Value(ExchangePart::Method, ""),
        ],
    );
    let exchange = Exchange::new().query("host", "a.example:81").method("POST");
    assert_eq!(host.url(&exchange).unwrap(), "https://a.example:81/POST");
}

#[test]
fn every_part_has_its_value() {
    let exchange = Exchange::new()
        .url("https://api.example/a")
        .status(201)
        .response_header("Location", "https://b.example")
        .response_body(json!([{"a/b": true}]));
    for (part, name, text) in [
        (ExchangePart::Url, "", "https://api.example/a"),
        (ExchangePart::StatusCode, "", "201"),
        (ExchangePart::ResponseHeader, "location", "https://b.example"),
        (ExchangePart::ResponseBody, "/0/a~1b", "true"),
    ] {
        let piece: &'static [Piece] = Box::leak(Box::new([Piece::Value(part, name)]));
        assert_eq!(Target::new("", piece).url(&exchange).unwrap(), text);
    }
}

#[test]
fn what_lacks_is_named() {
    let no_id = Exchange::new().request_body(json!({"url": "https://a.example"}));
    for (exchange, reason) in [
        (
            Exchange::new(),
            "`$request.body#/url`: the body of the request is not known",
        ),
        (
            Exchange::new().request_body(json!({})),
            "`$request.body#/url`: the body of the request has no value there",
        ),
        (
            Exchange::new().request_body(json!({"url": {}})),
            "`$request.body#/url`: the value is an object",
        ),
        (no_id.clone(), "`$request.path.id`: the path parameter is not known"),
        (
            no_id.path("id", None::<String>),
            "`$request.path.id`: the path parameter has no value there",
        ),
    ] {
        let error = EVENTS.url(&exchange).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("no URL for the callback to `{EVENTS}`: {reason}")
        );
    }
}

#[test]
fn values_are_not_shown() {
    let shown = format!("{:?}", exchange());
    assert_eq!(
        shown,
        r#"{"$request.body#", "$request.path.id", "$request.header.x-to"}"#
    );
}
