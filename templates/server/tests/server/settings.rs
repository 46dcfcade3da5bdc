//! What settings let in, and the names of requests as those see them who answer.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::DefaultBodyLimit;
use axum::response::IntoResponse;
use http::{Request, StatusCode};
use tower_service::Service;

use specwright_server::__private::incoming::Incoming;
use specwright_server::__private::router::{Answer, Route, complete, router};
use specwright_server::__private::settings::Operation;
use specwright_server::__private::{request_body, response};
use specwright_server::RequestId;
use specwright_server::RouterSettings;

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

async fn answer(app: Router, line: (&str, &str), field: Option<(&str, &str)>, body: &'static str) -> (u16, String) {
    send(app, line, field, Body::from(body)).await
}

async fn send(mut app: Router, line: (&str, &str), field: Option<(&str, &str)>, body: Body) -> (u16, String) {
    let mut request = Request::builder().method(line.0).uri(line.1);
    if let Some((name, value)) = field {
        request = request.header(name, value);
    }
    let request = request.body(body).unwrap();
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

/// A body whose length is not known before its end.
fn pieces<const N: usize>(pieces: [Result<&'static str, &'static str>; N]) -> Body {
    Body::from_stream(futures_util::stream::iter(pieces))
}

#[tokio::test]
async fn bodies_are_read_within_their_limit_however_they_come() {
    let (line, json) = (("POST", "/json"), Some(("content-type", "application/json")));
    let limited = |bytes| {
        app().layer(
            RouterSettings::new()
                .body_limit(9)
                .body_limit_of(Operation::new(line.0, line.1), bytes),
        )
    };
    let usual = |bytes| app().layer(DefaultBodyLimit::max(bytes));
    for (whole, too_small) in [(limited(4), limited(3)), (usual(4), usual(3))] {
        for body in [
            || Body::from("1234"),
            || pieces([Ok("12"), Ok(""), Ok("34")]),
            || pieces([Ok("1234")]),
        ] {
            assert_eq!(send(whole.clone(), line, json, body()).await, (200, "1234".to_owned()));
            let (status, problem) = send(too_small.clone(), line, json, body()).await;
            assert_eq!(status, 413, "{problem}");
        }
        let (status, problem) = send(whole.clone(), line, json, pieces([Ok("1"), Err("lost")])).await;
        assert_eq!(status, 400);
        assert!(problem.contains("Failed to buffer the request body: lost"), "{problem}");
        let (status, problem) = send(whole, line, json, pieces([Ok("")])).await;
        assert_eq!(status, 400);
        assert!(problem.contains("a body is required"), "{problem}");
    }
}

#[tokio::test]
async fn settings_of_an_operation_add_up() {
    let operation = Operation::new("POST", "/json");
    let settings = RouterSettings::new()
        .body_limit_of(operation, 1)
        .body_limit_of(operation, 4);
    let settings = settings.timeout_of(operation, std::time::Duration::from_secs(3600));
    let app = app().layer(settings.body_limit_of(Operation::new("POST", "/either"), 2));
    let json = Some(("content-type", "application/json"));
    assert_eq!(answer(app.clone(), ("POST", "/json"), json, "1234").await.0, 200);
    assert_eq!(answer(app.clone(), ("POST", "/json"), json, "12345").await.0, 413);
    assert_eq!(answer(app.clone(), ("POST", "/either"), json, "12").await.0, 204);
    assert_eq!(answer(app, ("POST", "/either"), json, "123").await.0, 413);
}

#[tokio::test]
async fn those_who_answer_know_the_name_of_the_request() {
    let (_, given) = answer(app(), ("GET", "/name"), Some(("x-request-id", "8e03978e")), "").await;
    assert_eq!(given, "8e03978e");
    let (_, made) = answer(app(), ("GET", "/name"), None, "").await;
    assert_eq!(made.len(), 32);
    assert_eq!(RequestId::current(), None);
}
