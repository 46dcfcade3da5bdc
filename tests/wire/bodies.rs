//! Bodies: JSON, text and bytes; several answers of one operation; what the server refuses.

use axum::body::Bytes;
use http::StatusCode;
use serde_json::json;

use crate::generated::bodies::client::api::CreateThingSuccess;
use crate::generated::bodies::client::{Client, Error};
use crate::generated::bodies::server::{
    self, Api, CreateThingRequest, CreateThingResponse, PostBlobRequest, PostBlobResponse, PutNoteRequest,
    PutNoteResponse,
};
use crate::generated::bodies::types::{CreateThingRequestBody, CreateThingResponseBody, Fault};
use crate::harness::{Running, serve};

struct Things;

impl Api for Things {
    async fn put_note(&self, request: PutNoteRequest) -> PutNoteResponse {
        assert_eq!(request.body, "a note, größer");
        PutNoteResponse::NoContent
    }

    async fn post_blob(&self, request: PostBlobRequest) -> PostBlobResponse {
        let Some(body) = request.body else {
            return PostBlobResponse::Ok(Bytes::from_static(b"none").into());
        };
        PostBlobResponse::Ok(body.bytes().await.unwrap().into())
    }

    async fn create_thing(&self, request: CreateThingRequest) -> CreateThingResponse {
        let fault = Fault {
            message: request.body.name.clone(),
        };
        match request.body.name.as_str() {
            "later" => CreateThingResponse::Accepted,
            "taken" => CreateThingResponse::ClientError(StatusCode::CONFLICT, fault),
            "broken" => CreateThingResponse::Default(StatusCode::INSUFFICIENT_STORAGE, fault),
            _ => CreateThingResponse::Created(CreateThingResponseBody { id: 7 }),
        }
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Things)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    (server, client)
}

fn thing(name: &str) -> CreateThingRequestBody {
    CreateThingRequestBody {
        name: name.to_owned(),
        size: None,
    }
}

#[tokio::test]
async fn text_and_bytes_arrive_as_they_are() {
    let (_server, client) = start().await;
    client.put_note("a note, größer").await.unwrap();
    let blob = client.post_blob().body(vec![0, 159, 146, 150]).await.unwrap();
    assert_eq!(&blob.bytes().await.unwrap()[..], [0, 159, 146, 150]);
    let none = client.post_blob().await.unwrap().bytes().await.unwrap();
    assert_eq!(&none[..], b"none", "the body is optional");
}

#[tokio::test]
async fn each_documented_answer_is_a_value_of_its_own() {
    let (_server, client) = start().await;
    let made = client.create_thing(thing("x")).await.unwrap();
    assert_eq!(made, CreateThingSuccess::Created(CreateThingResponseBody { id: 7 }));
    assert_eq!(
        client.create_thing(thing("later")).await.unwrap(),
        CreateThingSuccess::Accepted
    );
    for (name, code) in [("taken", 409), ("broken", 507)] {
        let error = client.create_thing(thing(name)).await.unwrap_err();
        let Error::Api(fault) = error else { panic!("{error:?}") };
        assert_eq!(fault.status.as_u16(), code);
        assert_eq!(fault.body.message, name);
    }
}

#[tokio::test]
async fn the_media_type_is_checked_and_answered() {
    let (server, _) = start().await;
    let json = ["Content-Type: application/json"];
    let made = server.raw("POST /thing", &json, r#"{"name":"x"}"#).await;
    assert_eq!(
        (made.status, made.header("content-type")),
        (201, Some("application/vnd.thing+json"))
    );
    let charset = ["Content-Type: application/json; charset=utf-8"];
    assert_eq!(server.raw("POST /thing", &charset, r#"{"name":"x"}"#).await.status, 201);
    for header in [&["Content-Type: text/plain"][..], &[]] {
        let refused = server.raw("POST /thing", header, r#"{"name":"x"}"#).await;
        assert_eq!(refused.status, 415, "{header:?}");
        refused.problem();
    }
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_refused_with_the_place() {
    let (server, _) = start().await;
    let json = ["Content-Type: application/json"];
    for (body, status, words) in [
        ("", 400, "body"),
        ("{", 400, ""),
        (r#"{"name":5}"#, 400, "/name"),
        (r"{}", 400, "name"),
        (r#"{"name":"","size":10}"#, 422, "/size"),
    ] {
        let refused = server.raw("POST /thing", &json, body).await;
        assert_eq!(refused.status, status, "{body}: {refused:?}");
        let problem = refused.problem();
        assert!(problem.to_string().contains(words), "{body}: {problem}");
    }
    let both = server
        .raw("POST /thing", &json, r#"{"name":"","size":10}"#)
        .await
        .problem();
    assert_eq!(both["violations"].as_array().map(Vec::len), Some(2), "{both}");
    assert_eq!(both["violations"][0]["pointer"], json!("/name"), "{both}");
}
