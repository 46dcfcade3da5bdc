//! What settings let in, and the names of requests as those see them who answer.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::response::IntoResponse;
use http::{Request, StatusCode};
use tower_service::Service;

use crate::server::incoming::Incoming;
use crate::server::request_id::RequestId;
use crate::server::router::{Answer, Route, complete, router};
use crate::server::settings::{Operation, RouterSettings};
use crate::server::{request_body, response};

fn json(_: Arc<()>, incoming: Incoming) -> Answer {
    const TAKEN: &[&str] = &["application/json", "application/merge-patch+json"];
    Box::pin(async move {
        let bytes = request_body::read_required_json(incoming, TAKEN).await?;
        Ok(response::json(StatusCode::OK, &request_body::json::<i64>(&bytes)?))
    })
}

fn either(_: Arc<()>, incoming: Incoming) -> Answer {
    Box::pin(async move {
        request_body::read_required(incoming, &["application/json", "application/x-www-form-urlencoded"]).await?;
        Ok(response::empty(StatusCode::NO_CONTENT))
    })
}

fn name(_: Arc<()>, _: Incoming) -> Answer {
    Box::pin(async {
        tokio::task::yield_now().await;
        let name = RequestId::current().map(|id| id.to_string()).unwrap_or_default();
        let elsewhere = tokio::spawn(async { RequestId::current() }).await;
        assert!(elsewhere.is_ok_and(|id| id.is_none()));
        Ok(response::text(StatusCode::OK, "text/plain", name))
    })
}

fn app() -> Router {
    let routes = [
        Route::new(Operation::new("POST", "/json"), json),
        Route::new(Operation::new("POST", "/either"), either),
        Route::new(Operation::new("GET", "/name"), name),
    ];
    complete(router((), routes))
}

async fn answer(mut app: Router, line: (&str, &str), field: Option<(&str, &str)>, body: &'static str) -> (u16, String) {
    let mut request = Request::builder().method(line.0).uri(line.1);
    if let Some((name, value)) = field {
        request = request.header(name, value);
    }
    let request = request.body(Body::from(body)).unwrap();
    let response = app.call(request).await.into_response();
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.into()).unwrap())
}

#[tokio::test]
async fn json_that_does_not_say_so_is_read_where_settings_allow_it() {
    let lenient = || app().layer(RouterSettings::new().untyped_json());
    for (media, strict, expected) in [
        (None, 415, 200),
        (Some("text/plain"), 415, 200),
        (Some("text/plain;charset=UTF-8"), 415, 200),
        (Some("application/merge-patch+json"), 200, 200),
        (Some("text/plain; charset=latin1"), 415, 415),
        (Some("text/html"), 415, 415),
        (Some("application/xml"), 415, 415),
    ] {
        let field = media.map(|media| ("content-type", media));
        assert_eq!(
            answer(app(), ("POST", "/json"), field, "7").await.0,
            strict,
            "{media:?}"
        );
        assert_eq!(
            answer(lenient(), ("POST", "/json"), field, "7").await.0,
            expected,
            "{media:?}"
        );
    }
    let text = Some(("content-type", "text/plain"));
    // Where it could be something else, it has to say.
    assert_eq!(answer(lenient(), ("POST", "/either"), text, "7").await.0, 415);
    let (status, problem) = answer(lenient(), ("POST", "/json"), text, "seven").await;
    assert_eq!(status, 400);
    assert!(problem.contains("expected value"), "{problem}");
    let (status, problem) = answer(lenient(), ("POST", "/json"), text, "").await;
    assert_eq!(status, 400);
    assert!(problem.contains("a body is required"), "{problem}");
}

#[tokio::test]
async fn those_who_answer_know_the_name_of_the_request() {
    let (_, given) = answer(app(), ("GET", "/name"), Some(("x-request-id", "8e03978e")), "").await;
    assert_eq!(given, "8e03978e");
    let (_, made) = answer(app(), ("GET", "/name"), None, "").await;
    assert_eq!(made.len(), 32);
    assert_eq!(RequestId::current(), None);
}
