//! What a server does with requests whatever the operation: limits, time, panics, names, layers, methods.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use futures_core::Stream;
use http::StatusCode;
use serde_json::{Value, json};

use crate::generated::runtime::client::{Client, Error};
use crate::generated::runtime::server::{
    self, AddItemRequest, AddItemResponse, Api, Event, Items, ListItemsRequest, ListItemsResponse, NamedRequest,
    NamedResponse, PanicRequest, PanicResponse, Problem, PutFileRequest, PutFileResponse, RouterSettings, TicksRequest,
    TicksResponse, WaitMoreRequest, WaitMoreResponse, WaitRequest, WaitResponse,
};
use crate::generated::runtime::types::named::RequestIdHeaders;
use crate::harness::{Raw, Running, serve};

#[derive(Default)]
struct Runtime {
    made: Arc<AtomicUsize>,
}

/// Events of 256 KiB without end, which are counted.
struct Ticks(Arc<AtomicUsize>);

impl Stream for Ticks {
    type Item = Event<String>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Event<String>>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Poll::Ready(Some(Event::new("x".repeat(256 << 10))))
    }
}

impl Api for Runtime {
    async fn list_items(&self, _: ListItemsRequest) -> ListItemsResponse {
        ListItemsResponse::Ok(vec!["a".to_owned()])
    }

    async fn add_item(&self, request: AddItemRequest) -> AddItemResponse {
        AddItemResponse::Ok(request.body.len().try_into().unwrap())
    }

    async fn put_file(&self, request: PutFileRequest) -> PutFileResponse {
        let length = request
            .body
            .bytes()
            .await
            .map_or(-1, |bytes| bytes.len().try_into().unwrap());
        PutFileResponse::Ok(length)
    }

    async fn ticks(&self, _: TicksRequest) -> TicksResponse {
        TicksResponse::Ok(Items::new(Ticks(Arc::clone(&self.made))))
    }

    async fn wait(&self, _: WaitRequest) -> WaitResponse {
        std::future::pending().await
    }

    async fn wait_more(&self, _: WaitMoreRequest) -> WaitMoreResponse {
        std::future::pending().await
    }

    async fn panic(&self, _: PanicRequest) -> PanicResponse {
        panic!("the secret")
    }

    async fn named(&self, _: NamedRequest) -> NamedResponse {
        let x_request_id = "mine".to_owned();
        NamedResponse::NoContent(RequestIdHeaders { x_request_id })
    }
}

async fn start(settings: RouterSettings) -> Running {
    serve(server::router(Runtime::default()).layer(settings)).await
}

/// A problem without its request id, which is that of the header field.
fn problem(raw: &Raw) -> Value {
    let mut problem = raw.problem();
    let id = problem.as_object_mut().unwrap().remove("request_id").unwrap();
    assert_eq!(raw.header("x-request-id"), id.as_str());
    problem
}

const TEXT: &[&str] = &["Content-Type: text/plain"];
const BYTES: &[&str] = &["Content-Type: application/octet-stream"];

#[tokio::test]
async fn bodies_are_limited_for_all_operations_or_for_one() {
    let settings = RouterSettings::new().body_limit(4);
    let server = start(settings.body_limit_of(PutFileRequest::OPERATION, 6)).await;
    assert_eq!(server.raw("POST /items", TEXT, "1234").await.body, "4");
    let raw = server.raw("POST /items", TEXT, "12345").await;
    assert_eq!(
        problem(&raw),
        json!({"title": "Payload Too Large", "status": 413, "detail": "The body is too large."})
    );
    assert_eq!(server.raw("PUT /files", BYTES, "123456").await.body, "6");
    assert_eq!(server.raw("PUT /files", BYTES, "1234567").await.body, "-1");

    // Without settings, 2 MB; more where a limit says so.
    let large = "x".repeat(3 << 20);
    let server = serve(server::router(Runtime::default())).await;
    assert_eq!(server.raw("POST /items", TEXT, &large).await.status, 413);
    let server = start(RouterSettings::new().body_limit(4 << 20)).await;
    assert_eq!(
        server.raw("POST /items", TEXT, &large).await.body,
        large.len().to_string()
    );
}

#[tokio::test]
async fn answers_that_take_too_long_are_given_up() {
    let settings = RouterSettings::new().timeout(Duration::ZERO);
    let server = start(settings).await;
    let expected = json!({"title": "Service Unavailable", "status": 503, "detail": "The answer took too long."});
    assert_eq!(problem(&server.raw("GET /wait", &[], "").await), expected);

    let settings = RouterSettings::new().timeout(Duration::from_secs(600));
    let server = start(settings.timeout_of(WaitMoreRequest::OPERATION, Duration::ZERO)).await;
    assert_eq!(problem(&server.raw("PUT /wait", &[], "").await), expected);
    assert_eq!(server.raw("GET /items", &[], "").await.status, 200);
}

#[tokio::test]
async fn a_panic_is_a_problem_that_says_nothing() {
    let server = start(RouterSettings::new()).await;
    let raw = server.raw("GET /panic", &[], "").await;
    assert_eq!(problem(&raw), json!({"title": "Internal Server Error", "status": 500}));
    assert_eq!(server.raw("GET /items", &[], "").await.status, 200);
}

#[tokio::test]
async fn requests_have_names() {
    let server = start(RouterSettings::new()).await;
    let given = server.raw("GET /items", &["X-Request-Id: abc-1"], "").await;
    assert_eq!(given.header("x-request-id"), Some("abc-1"));
    let refused = server.raw("GET /none", &["X-Request-Id: abc-2"], "").await.problem();
    assert_eq!(refused["request_id"], "abc-2");

    let made = |raw: &Raw| raw.header("x-request-id").unwrap().to_owned();
    let [one, two] = [
        made(&server.raw("GET /items", &[], "").await),
        made(&server.raw("DELETE /items", &[], "").await),
    ];
    assert_ne!(one, two);
    assert_eq!((one.len(), two.len()), (32, 32));
    let long = format!("X-Request-Id: {}", "x".repeat(129));
    for odd in ["X-Request-Id: two words", "X-Request-Id: ", &long] {
        assert_eq!(made(&server.raw("GET /items", &[odd], "").await).len(), 32, "{odd}");
    }
    // One that the operation documents is its own affair.
    assert_eq!(
        made(&server.raw("GET /named", &["X-Request-Id: theirs"], "").await),
        "mine"
    );

    // The client shows it with what it did not expect.
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let Error::Unexpected(error) = client.panic().await.unwrap_err() else {
        panic!("a status that the description documents")
    };
    let body: Value = serde_json::from_slice(&error.body).unwrap();
    assert_eq!(body["request_id"], error.headers["x-request-id"].to_str().unwrap());
}

#[tokio::test]
async fn methods_and_paths_that_no_operation_has() {
    let server = start(RouterSettings::new()).await;
    let raw = server.raw("PATCH /items", &[], "").await;
    assert_eq!(
        problem(&raw),
        json!({"title": "Method Not Allowed", "status": 405, "detail": "The method PATCH is not allowed here."})
    );
    assert_eq!(raw.header("allow"), Some("GET,HEAD,POST"));
    let raw = server.raw("OPTIONS /items", &[], "").await;
    assert_eq!((raw.status, raw.header("allow")), (204, Some("GET,HEAD,POST")));
    assert!(raw.header("x-request-id").is_some() && raw.body.is_empty());
    let [get, head] = [
        server.raw("GET /items", &[], "").await,
        server.raw("HEAD /items", &[], "").await,
    ];
    assert_eq!((get.status, get.body.as_str()), (200, r#"["a"]"#));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for field in ["content-type", "content-length"] {
        assert!(
            get.header(field).is_some() && get.header(field) == head.header(field),
            "{field}"
        );
    }
    let raw = server.raw("GET /items/1", &[], "").await;
    assert_eq!(
        problem(&raw),
        json!({"title": "Not Found", "status": 404, "detail": "Nothing is at `/items/1`."})
    );
    assert_eq!(server.raw("OPTIONS /items/1", &[], "").await.status, 404);
}

/// Lets nobody in without the word, and adds to every answer.
async fn guard(request: Request, next: Next) -> Response {
    if request.headers().get("x-word").is_none_or(|word| word != "friend") {
        let mut response = Response::new(Body::from("no"));
        *response.status_mut() = StatusCode::IM_A_TEAPOT;
        return response;
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert("x-guard", "seen".parse().unwrap());
    response
}

#[tokio::test]
async fn layers_of_others_compose() {
    let router = server::router(Runtime::default())
        .layer(RouterSettings::new().body_limit(4))
        .layer(middleware::from_fn(guard))
        .layer(middleware::map_request(async |mut request: Request| {
            request
                .headers_mut()
                .entry("x-request-id")
                .or_insert("outer".parse().unwrap());
            request
        }));
    let server = serve(axum::Router::new().nest("/v1", router)).await;
    assert_eq!(server.raw("GET /v1/items", &[], "").await.status, 418);
    for (line, status) in [
        ("GET /v1/items", 200),
        ("POST /v1/items", 413),
        ("GET /v1/panic", 500),
        ("PUT /v1/items", 405),
        ("GET /v1/none", 404),
    ] {
        let headers = ["X-Word: friend", "Content-Type: text/plain"];
        let raw = server.raw(line, &headers, "12345").await;
        let fields = (raw.header("x-guard"), raw.header("x-request-id"));
        assert_eq!((raw.status, fields), (status, (Some("seen"), Some("outer"))), "{line}");
    }
}

/// Refusals as an API may have them.
async fn own_errors(response: Response) -> Response {
    let Some(problem) = response.extensions().get::<Problem>() else {
        return response;
    };
    let members = problem.to_json();
    let body = json!({"error": members["detail"], "code": problem.status().as_u16(), "id": members["request_id"]});
    let (mut parts, _) = response.into_parts();
    parts.headers.remove("content-length");
    parts
        .headers
        .insert("content-type", "application/json".parse().unwrap());
    Response::from_parts(parts, Body::from(body.to_string()))
}

#[tokio::test]
async fn refusals_may_look_like_errors_of_the_api() {
    let router = server::router(Runtime::default()).layer(middleware::map_response(own_errors));
    let server = serve(router).await;
    for (line, status, error) in [
        ("PUT /items", 405, "The method PUT is not allowed here."),
        ("GET /none", 404, "Nothing is at `/none`."),
    ] {
        let raw = server.raw(line, &["X-Request-Id: a"], "").await;
        assert_eq!(
            (raw.status, raw.header("content-type")),
            (status, Some("application/json"))
        );
        let body: Value = serde_json::from_str(&raw.body).unwrap();
        assert_eq!(body, json!({"error": error, "code": status, "id": "a"}));
    }
    assert_eq!(
        server.raw("PUT /items", &[], "").await.header("allow"),
        Some("GET,HEAD,POST")
    );
    assert_eq!(server.raw("GET /items", &[], "").await.status, 200);
}

#[tokio::test]
async fn settings_reach_what_is_sent_by_a_client() {
    let server = start(RouterSettings::new().body_limit_of(PutFileRequest::OPERATION, 8 << 20)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let bytes = Bytes::from(vec![7; 7 << 20]);
    assert_eq!(client.put_file(bytes).await.unwrap(), 7 << 20);
}

/// Between the two are the buffers of the sockets, which hold a few megabytes; without back pressure there would be no
/// end to what is made.
#[tokio::test]
async fn a_slow_reader_makes_the_writer_of_events_wait() {
    let runtime = Runtime::default();
    let made = Arc::clone(&runtime.made);
    let server = serve(server::router(runtime)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let mut events = client.ticks().await.unwrap();
    for read in 0..40 {
        assert_eq!(events.next().await.unwrap().unwrap().data.len(), 256 << 10);
        // Whatever else wants to run may do so before the next is read.
        for _ in 0..8 {
            tokio::task::yield_now().await;
        }
        let ahead = made.load(Ordering::SeqCst) - read;
        assert!(ahead < 160, "{ahead} events ahead of the reader");
    }
}
