//! Bodies in `application/x-www-form-urlencoded`, and bodies of several media types.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::generated::forms::client::Client;
use crate::generated::forms::client::api::SendDifferentBody;
use crate::generated::forms::server::{
    self, Api, SendDifferentRequest, SendDifferentResponse, SendFreeRequest, SendFreeResponse, SendPlainRequest,
    SendPlainResponse, SendSeveralRequest, SendSeveralResponse, SendStyledRequest, SendStyledResponse,
};
use crate::generated::forms::types::{
    Note, Patch, SendDifferentRequestBody, SendPlainRequestBody, Styled, send_plain, styled,
};
use crate::harness::{Running, answer, response, serve};

/// Answers every body as JSON.
struct Echo;

impl Api for Echo {
    async fn send_plain(&self, request: SendPlainRequest) -> SendPlainResponse {
        SendPlainResponse::Ok(json!(request.body))
    }

    async fn send_styled(&self, request: SendStyledRequest) -> SendStyledResponse {
        SendStyledResponse::Ok(json!(request.body))
    }

    async fn send_free(&self, request: SendFreeRequest) -> SendFreeResponse {
        SendFreeResponse::Ok(json!(request.body))
    }

    async fn send_several(&self, request: SendSeveralRequest) -> SendSeveralResponse {
        SendSeveralResponse::Ok(json!(request.body))
    }

    async fn send_different(&self, request: SendDifferentRequest) -> SendDifferentResponse {
        use server::SendDifferentBody;
        SendDifferentResponse::Ok(match request.body {
            SendDifferentBody::Json(note) => json!({"json": note}),
            SendDifferentBody::MergePatch(patch) => json!({"patch": patch}),
            SendDifferentBody::Text(text) => json!({"text": text}),
            SendDifferentBody::Form(form) => json!({"form": form}),
            SendDifferentBody::Bytes(upload) => json!({"bytes": upload.bytes().await.unwrap().to_vec()}),
        })
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Echo)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    (server, client)
}

fn plain() -> SendPlainRequestBody {
    SendPlainRequestBody {
        id: Uuid::nil(),
        when: "2024-02-29T12:30:00Z".parse().unwrap(),
        size: Some(9),
        ratio: Some(0.5),
        tags: Some(vec!["a b".to_owned(), "c&d=é".to_owned()]),
        address: Some(send_plain::Address {
            street: Some("123 Example Dr.".to_owned()),
            number: Some(1),
        }),
        places: Some(vec![send_plain::PlacesItem {
            name: Some("here".to_owned()),
        }]),
    }
}

fn styled() -> Styled {
    Styled {
        words: Some(vec!["blue".to_owned(), "black".to_owned()]),
        spaced: Some(vec![1, 2]),
        piped: Some(vec!["a".to_owned(), "b c".to_owned()]),
        deep: Some(styled::Deep {
            r: Some(100),
            g: Some(200),
            names: Some(vec!["x".to_owned(), "y".to_owned()]),
        }),
        members: Some(styled::Members {
            lat: Some(1.5),
            long: Some(2.0),
        }),
        reserved: Some("a/b?c".to_owned()),
        list: Some(vec![1, 2]),
    }
}

#[tokio::test]
async fn forms_are_written_as_the_specification_says() {
    let json = ("content-type", "application/json");
    let (server, seen) = answer(move || response(200, &[json], "null")).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    client.send_plain(plain()).await.unwrap();
    assert_eq!(
        seen.header("content-type").as_deref(),
        Some("application/x-www-form-urlencoded")
    );
    // OAS 3.1.1 §4.8.15.1.1: what is no text is JSON, and spaces are plus signs.
    let expected = "id=00000000-0000-0000-0000-000000000000&when=2024-02-29T12%3A30%3A00Z&size=9&ratio=0.5\
                    &tags=a+b&tags=c%26d%3D%C3%A9\
                    &address=%7B%22street%22%3A%22123+Example+Dr.%22%2C%22number%22%3A1%7D\
                    &places=%7B%22name%22%3A%22here%22%7D";
    assert_eq!(seen.body(), expected);
    client.send_styled().body(styled()).await.unwrap();
    let expected = "words=blue,black&spaced=1%202&piped=a%7Cb%20c\
                    &deep%5Br%5D=100&deep%5Bg%5D=200&deep%5Bnames%5D%5B0%5D=x&deep%5Bnames%5D%5B1%5D=y\
                    &lat=1.5&long=2&reserved=a/b?c&list=1&list=2";
    assert_eq!(seen.body(), expected);
}

#[tokio::test]
async fn forms_arrive_as_they_were_given() {
    let (_server, client) = start().await;
    assert_eq!(client.send_plain(plain()).await.unwrap(), json!(plain()));
    assert_eq!(client.send_styled().body(styled()).await.unwrap(), json!(styled()));
    assert_eq!(client.send_styled().await.unwrap(), Value::Null, "the body is optional");
    let numbers = [("a b".to_owned(), 1), ("c".to_owned(), -2)];
    let free = client.send_free().body(numbers.into()).await.unwrap();
    assert_eq!(free, json!({"a b": 1, "c": -2}));
    let note = Note {
        text: "t".to_owned(),
        stars: Some(3),
    };
    assert_eq!(client.send_several(note.clone()).await.unwrap(), json!(note));
}

#[tokio::test]
async fn each_media_type_is_a_value_of_its_own() {
    let (_server, client) = start().await;
    let patch = Patch {
        text: Some(None),
        stars: None,
    };
    let note = Note {
        text: "t".to_owned(),
        stars: None,
    };
    for (body, expected) in [
        (SendDifferentBody::Json(note), json!({"json": {"text": "t"}})),
        // RFC 7396: null removes, absence keeps.
        (SendDifferentBody::MergePatch(patch), json!({"patch": {"text": null}})),
        (SendDifferentBody::Text("größer".to_owned()), json!({"text": "größer"})),
        (
            SendDifferentBody::Form(SendDifferentRequestBody { short: "s".to_owned() }),
            json!({"form": {"short": "s"}}),
        ),
        (
            SendDifferentBody::Bytes(vec![0, 255].into()),
            json!({"bytes": [0, 255]}),
        ),
    ] {
        assert_eq!(client.send_different(body).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn media_types_are_told_apart_and_others_are_refused() {
    let (server, _) = start().await;
    for (content_type, body, expected) in [
        (
            "application/x-www-form-urlencoded",
            "text=a+b&stars=2",
            r#"{"text":"a b","stars":2}"#,
        ),
        ("application/json; charset=utf-8", r#"{"text":"j"}"#, r#"{"text":"j"}"#),
        ("application/vnd.note+json", r#"{"text":"v"}"#, r#"{"text":"v"}"#),
    ] {
        let header = format!("Content-Type: {content_type}");
        let taken = server.raw("POST /several", &[&header], body).await;
        assert_eq!((taken.status, taken.body.as_str()), (200, expected), "{content_type}");
    }
    let refused = server.raw("POST /several", &["Content-Type: text/plain"], "x").await;
    assert_eq!(refused.status, 415);
    let taken = "application/x-www-form-urlencoded, application/json, application/*+json";
    assert_eq!(refused.header("accept-post"), Some(taken));
    refused.problem();
}

#[tokio::test]
async fn every_property_that_cannot_be_read_is_told() {
    let (server, _) = start().await;
    let form = ["Content-Type: application/x-www-form-urlencoded"];
    let faulty = "id=1&when=x&size=many&ratio=no&tags=%zz";
    let refused = server.raw("POST /plain", &form, faulty).await;
    assert_eq!(refused.status, 400);
    let problem = refused.problem();
    let violations = problem["violations"].as_array().unwrap();
    let pointers: Vec<_> = violations.iter().map(|v| &v["pointer"]).collect();
    assert_eq!(pointers, ["/size", "/ratio", "/tags"], "{problem}");
    let refused = server.raw("POST /plain", &form, "id=1&when=x").await.problem();
    assert_eq!(refused["violations"][0]["pointer"], "/id", "{refused}");
    let refused = server.raw("POST /plain", &form, "size=1").await;
    assert_eq!(refused.status, 400, "required properties are missing");
    let id = "id=00000000-0000-0000-0000-000000000000&when=2024-02-29T12:30:00Z";
    let refused = server.raw("POST /plain", &form, &format!("{id}&size=10")).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.problem()["violations"][0]["pointer"], "/size");
    assert_eq!(server.raw("POST /plain", &[], "id=1").await.status, 415);
}
