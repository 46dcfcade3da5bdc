//! Forms in parts: values, files and lists of files, in any order, streamed.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::extract::DefaultBodyLimit;
use bytes::Bytes;
use http_body::{Body, Frame};
use serde_json::{Value, json};

use crate::generated::multipart::client::{Client, Error, Tower};
use crate::generated::multipart::server::{
    self, AddPictureRequest, AddPictureResponse, Api, PutRawRequest, PutRawResponse, SendFieldsRequest,
    SendFieldsResponse,
};
use crate::generated::multipart::types::{AddPictureRequestBody, FilePart, Place, PutRawRequestBody};
use crate::harness::{Running, answer, response, serve};

#[derive(Clone, Default)]
struct Pictures {
    /// How many pieces a client's stream has given, so far and when the server had its first.
    given: Arc<AtomicUsize>,
    at_first: Arc<AtomicUsize>,
}

/// What the server was given of a file.
async fn described(file: FilePart) -> Value {
    let (name, media) = (
        file.file_name().map(str::to_owned),
        file.content_type().map(str::to_owned),
    );
    let header = file
        .headers()
        .get("x-note")
        .map(|value| value.to_str().unwrap().to_owned());
    let bytes = file.bytes().await.unwrap();
    json!({"name": name, "type": media, "note": header, "bytes": bytes.to_vec()})
}

async fn all(files: impl IntoIterator<Item = FilePart>) -> Vec<Value> {
    let mut found = Vec::new();
    for file in files {
        found.push(described(file).await);
    }
    found
}

impl Api for Pictures {
    async fn add_picture(&self, request: AddPictureRequest) -> AddPictureResponse {
        let body = request.body;
        AddPictureResponse::Ok(json!({
            "title": body.title, "taken": body.taken, "tags": body.tags, "place": body.place, "ratings": body.ratings,
            "thumbnail": all(body.thumbnail).await, "others": all(body.others.into_iter().flatten()).await,
            "picture": described(body.picture).await,
        }))
    }

    async fn put_raw(&self, mut request: PutRawRequest) -> PutRawResponse {
        let mut length = 0;
        while let Some(chunk) = request.body.file.chunk().await.unwrap() {
            if length == 0 {
                self.at_first.store(self.given.load(Ordering::SeqCst), Ordering::SeqCst);
            }
            length += chunk.len();
        }
        PutRawResponse::Ok(i64::try_from(length).unwrap())
    }

    async fn send_fields(&self, request: SendFieldsRequest) -> SendFieldsResponse {
        SendFieldsResponse::Ok(json!(request.body))
    }
}

async fn start() -> (Running, Client) {
    let server = serve(server::router(Pictures::default()).layer(DefaultBodyLimit::max(16 << 20))).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    (server, client)
}

fn picture() -> AddPictureRequestBody {
    AddPictureRequestBody {
        picture: FilePart::new(&b"\x00\xff"[..])
            .with_file_name("a \"b\".png")
            .with_content_type("image/png"),
        title: "größer".to_owned(),
        taken: Some("2024-02-29T12:30:00Z".parse().unwrap()),
        tags: Some(vec!["a, b".to_owned(), "c".to_owned()]),
        place: Some(Place {
            name: "here".to_owned(),
            at: Some(vec![1.5, 2.0]),
        }),
        ratings: Some(vec![1, 2]),
        thumbnail: Some(FilePart::new(&b"thumb"[..])),
        others: Some(vec![
            FilePart::new(&b"1"[..]).with_header(http::HeaderName::from_static("x-note"), "first"),
            FilePart::new(&b"2"[..]),
        ]),
    }
}

#[tokio::test]
async fn forms_are_written_part_by_part() {
    let (server, seen) = answer(|| response(200, &[("content-type", "application/json")], "null")).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    client.add_picture(picture()).await.unwrap();
    let media = seen.header("content-type").unwrap();
    let boundary = media.strip_prefix("multipart/form-data; boundary=").unwrap();
    let body = String::from_utf8_lossy(&seen.body())
        .replace(boundary, "B")
        .replace("\r\n", "\n");
    // RFC 7578, OAS 3.1.1 §4.8.15.3: text has no media type, objects are JSON, each item of an array is a part.
    let expected = r#"--B
Content-Disposition: form-data; name="title"

größer
--B
Content-Disposition: form-data; name="taken"

2024-02-29T12:30:00Z
--B
Content-Disposition: form-data; name="tags"

a, b
--B
Content-Disposition: form-data; name="tags"

c
--B
Content-Disposition: form-data; name="place"
Content-Type: application/json

{"name":"here","at":[1.5,2]}
--B
Content-Disposition: form-data; name="ratings"

1,2
--B
Content-Disposition: form-data; name="picture"; filename="a %22b%22.png"
Content-Type: image/png

"#;
    assert!(body.starts_with(expected), "{body}");
    assert!(body.contains("name=\"thumbnail\"; filename=\"thumbnail\"\nContent-Type: image/png\n\nthumb\n--B\n"));
    let others = r#"Content-Disposition: form-data; name="others"; filename="others"
x-note: first
Content-Type: application/octet-stream

1
--B
Content-Disposition: form-data; name="others"; filename="others"
Content-Type: application/octet-stream

2
--B--
"#;
    assert!(body.ends_with(others), "{body}");
    let length = seen.header("content-length").unwrap();
    assert_eq!(length, seen.body().len().to_string(), "known beforehand");
}

#[tokio::test]
async fn forms_arrive_as_they_were_given() {
    let (_server, client) = start().await;
    let seen = client.add_picture(picture()).await.unwrap();
    let file = |name: &str, media: &str, note: Option<&str>, bytes: &[u8]| json!({"name": name, "type": media, "note": note, "bytes": bytes});
    let octets = "application/octet-stream";
    let expected = json!({
        "title": "größer", "taken": "2024-02-29T12:30:00Z", "tags": ["a, b", "c"],
        "place": {"name": "here", "at": [1.5, 2]}, "ratings": [1, 2],
        "thumbnail": [file("thumbnail", "image/png", None, b"thumb")],
        "others": [file("others", octets, Some("first"), b"1"), file("others", octets, None, b"2")],
        "picture": file("a %22b%22.png", "image/png", None, b"\x00\xff"),
    });
    assert_eq!(seen, expected);
    let place = Place {
        name: "n".to_owned(),
        at: None,
    };
    assert_eq!(client.send_fields().body(place.clone()).await.unwrap(), json!(place));
    assert_eq!(client.send_fields().await.unwrap(), Value::Null);
}

/// A form by hand, to the letter.
async fn raw(server: &Running, path: &str, parts: &[(&str, &str)]) -> crate::harness::Raw {
    let each = parts
        .iter()
        .map(|(head, content)| format!("--XX\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n"));
    let body = each.collect::<String>() + "--XX--\r\n";
    server
        .raw(path, &["Content-Type: multipart/form-data; boundary=XX"], &body)
        .await
}

#[tokio::test]
async fn parts_come_in_any_order() {
    let (server, _) = start().await;
    // What waits for the title is more than is kept in memory.
    let large = "x".repeat(200_000);
    let file = "name=\"picture\"; filename=\"p\"";
    let seen = raw(
        &server,
        "POST /pictures",
        &[(file, &large), ("name=\"unknown\"", "y"), ("name=\"title\"", "late")],
    )
    .await;
    assert_eq!(seen.status, 200, "{seen:?}");
    let seen: Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(
        (
            seen["title"].as_str(),
            seen["picture"]["bytes"].as_array().map(Vec::len)
        ),
        (Some("late"), Some(200_000))
    );
    let place = [("name=\"name\"", "n"), ("name=\"at\"", "1"), ("name=\"at\"", "2.5")];
    assert_eq!(
        raw(&server, "POST /fields", &place).await.body,
        r#"{"name":"n","at":[1,2.5]}"#
    );
}

#[tokio::test]
async fn forms_that_do_not_fit_are_refused() {
    let (server, client) = start().await;
    let file = ("name=\"picture\"; filename=\"p\"", "x");
    for (parts, status, pointer) in [
        (
            vec![file, ("name=\"title\"", "t"), ("name=\"ratings\"", "a")],
            400,
            "/ratings",
        ),
        (vec![file, file, ("name=\"title\"", "t")], 400, "/picture"),
        (vec![file], 400, ""),
        (
            vec![file, ("name=\"title\"", "more than twenty letters")],
            422,
            "/title",
        ),
    ] {
        let refused = raw(&server, "POST /pictures", &parts).await;
        assert_eq!(refused.status, status, "{refused:?}");
        assert_eq!(refused.problem()["violations"][0]["pointer"], pointer);
    }
    let form = ["Content-Type: multipart/form-data; boundary=XX"];
    assert_eq!(
        server.raw("POST /pictures", &form, "--XX\r\nnonsense").await.status,
        400
    );
    assert_eq!(
        server
            .raw("POST /pictures", &["Content-Type: multipart/form-data"], "x")
            .await
            .status,
        400
    );
    assert_eq!(
        server
            .raw("POST /pictures", &["Content-Type: text/plain"], "x")
            .await
            .status,
        415
    );
    let mut large = picture();
    large.picture = FilePart::new(vec![0; 17 << 20]);
    match client.add_picture(large).await {
        Err(Error::Unexpected(answer)) => assert_eq!(answer.status.as_u16(), 413),
        // The server hangs up on who goes on sending.
        Err(Error::Transport(_)) => {}
        other => panic!("{other:?}"),
    }
}

/// Gives so many pieces, and counts them.
struct Counted {
    left: usize,
    given: Arc<AtomicUsize>,
}

const PIECE: usize = 64 * 1024;

impl Body for Counted {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        self.given.fetch_add(1, Ordering::SeqCst);
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[7; PIECE])))))
    }
}

#[tokio::test]
async fn files_are_streamed_and_read_once() {
    let api = Pictures::default();
    let router = server::router(api.clone()).layer(DefaultBodyLimit::disable());
    // No socket lies between, so that no buffer of the system does.
    let client = Client::builder()
        .base_url("http://localhost")
        .transport(Tower(router))
        .build()
        .unwrap();
    let file = FilePart::streamed(Counted {
        left: 1024,
        given: Arc::clone(&api.given),
    });
    let body = PutRawRequestBody { file };
    assert_eq!(client.put_raw(body.clone()).await.unwrap(), 1024 * PIECE as i64);
    assert_eq!(api.given.load(Ordering::SeqCst), 1024);
    let ahead = api.at_first.load(Ordering::SeqCst);
    assert!(ahead <= 2, "{ahead} pieces were taken before the server read the first");
    let again = client.put_raw(body).await.unwrap_err();
    let source = std::error::Error::source(&again)
        .map(ToString::to_string)
        .unwrap_or_default();
    assert!(source.contains("read already"), "{again}: {source}");
}
