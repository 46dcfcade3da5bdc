//! What mock servers make of `Prefer`.

use axum::Router;
use axum::body::Body;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::get;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower_service::Service;

use super::answers::{self, Offer};

const JSON: &str = "application/json";

async fn handle() -> impl IntoResponse {
    let offers = [(200, JSON), (404, JSON), (0, "")].map(|(status, media_type)| Offer { status, media_type });
    let (index, status) = answers::choose(&offers);
    let body = match index {
        0 | 1 => answers::sample::<Value>(&format!("/0/{index}/body")).to_string(),
        _ => String::new(),
    };
    (status, body)
}

async fn ask(prefer: &[&str]) -> (StatusCode, String) {
    let mut router = Router::new().route("/", get(handle)).layer(from_fn(answers::remember));
    let mut request = Request::get("/");
    for line in prefer {
        request = request.header("prefer", *line);
    }
    let response = router.call(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn answers_are_as_preferred() {
    let samples = json!([[
        {"body": "first", "made": "made up", "examples": {"first": "first", "a, b": "second"}},
        {"body": "gone", "examples": {"gone": "gone", "lost": "lost"}},
        {},
    ]]);
    answers::prepare(&samples.to_string(), None).unwrap();
    let ok = |text: &str| (StatusCode::OK, format!("{text:?}"));
    let missing = |text: &str| (StatusCode::NOT_FOUND, format!("{text:?}"));
    assert_eq!(ask(&[]).await, ok("first"));
    assert_eq!(ask(&["wait=10", "code=404"]).await, missing("gone"));
    assert_eq!(ask(&["code=404, example=lost"]).await, missing("lost"));
    assert_eq!(ask(&["code=404", "Example=\"lost\""]).await, missing("lost"));
    assert_eq!(ask(&["example=\"a, b\""]).await, ok("second"));
    assert_eq!(ask(&["dynamic=true"]).await, ok("made up"));
    assert_eq!(ask(&["dynamic=false"]).await, ok("first"));
    assert_eq!(ask(&["dynamic=true; code=404"]).await, missing("gone"));
    assert_eq!(ask(&["code=418"]).await.0, StatusCode::IM_A_TEAPOT);

    let (status, body) = ask(&["example=lost"]).await;
    let problem: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(status, StatusCode::NOT_FOUND);
    let detail = "This answer has no example `lost` that fits its schema; there is `first`, `a, b`.";
    assert_eq!(problem["detail"], detail);
}
