//! Requests through an axum router: routing, bodies, security and refusals as clients see them.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::response::{IntoResponse, Response};
use http::{Request, StatusCode};
use serde_json::{Value, json};
use tower_service::Service;

use specwright_server::__private::incoming::Incoming;
use specwright_server::__private::kind::Kind;
use specwright_server::__private::parameter::Parameter;
use specwright_server::__private::router::{Answer, Route, complete, router};
use specwright_server::__private::security::{Carrier, Denied, Scheme, Security};
use specwright_server::__private::settings::Operation;
use specwright_server::__private::{basic, refusal, request_body, response, security};
use specwright_server::{Problem, Violation};

struct Api;

fn echo(_: Arc<Api>, incoming: Incoming) -> Answer {
    Box::pin(async move {
        let captures: Vec<_> = incoming
            .captures
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = format!("{} {}", incoming.parts.method, captures.join(" "));
        Ok(response::text(StatusCode::OK, "text/plain", answer))
    })
}

fn literal(_: Arc<Api>, _: Incoming) -> Answer {
    Box::pin(async { Ok(response::empty(StatusCode::NO_CONTENT)) })
}

fn parameters(_: Arc<Api>, incoming: Incoming) -> Answer {
    const PARAMETERS: &[Parameter] = &[
        Parameter::query("a", Kind::Integer).required(),
        Parameter::header("X-B", Kind::Boolean),
        Parameter::query("c", Kind::String),
    ];
    Box::pin(async move {
        incoming.accepts(&["application/json"])?;
        let mut values = incoming.parameters(PARAMETERS);
        let (Some(a), b) = (values.take::<i8>(0), values.take::<bool>(1)) else {
            return Err(values.refuse());
        };
        values.check(
            2,
            [(String::new(), "is too long".to_owned())]
                .into_iter()
                .filter(|_| a > 100),
        );
        values.finish()?;
        Ok(response::json(StatusCode::OK, &json!([a, b])))
    })
}

fn sum(_: Arc<Api>, incoming: Incoming) -> Answer {
    Box::pin(async move {
        let bytes = request_body::read_required_json(incoming, &["application/json"]).await?;
        let numbers: std::collections::BTreeMap<String, Vec<i64>> = request_body::json(&bytes)?;
        if numbers.is_empty() {
            return Err(refusal::invalid_body(vec![Violation::pointer("", "is empty")]));
        }
        let sum: i64 = numbers.values().flatten().sum();
        Ok(response::json(StatusCode::CREATED, &sum))
    })
}

fn optional(_: Arc<Api>, incoming: Incoming) -> Answer {
    Box::pin(async move {
        let text = request_body::read(incoming, &["text/*"])
            .await?
            .map(|bytes| request_body::text(&bytes));
        let text = text.transpose()?.unwrap_or_else(|| "nothing".to_owned());
        Ok(response::text(StatusCode::OK, "text/plain", text))
    })
}

const KEY: Scheme = Scheme {
    name: "key",
    carrier: Carrier::Header("X-Key"),
};
const QUERY: Scheme = Scheme {
    name: "query",
    carrier: Carrier::Query("key"),
};
const COOKIE: Scheme = Scheme {
    name: "cookie",
    carrier: Carrier::Cookie("sid"),
};
const BASIC: Scheme = Scheme {
    name: "basic",
    carrier: Carrier::Authorization("Basic"),
};
const OAUTH: Scheme = Scheme {
    name: "oauth",
    carrier: Carrier::Authorization("Bearer"),
};
const SECURITY: Security = &[
    &[KEY.with(&[]), QUERY.with(&[])],
    &[COOKIE.with(&[])],
    &[BASIC.with(&[])],
    &[OAUTH.with(&["read", "write"])],
];

/// Lets in whoever has the credential `good`; `poor` is known, and may not.
fn guarded(_: Arc<Api>, incoming: Incoming) -> Answer {
    Box::pin(async move {
        let mut denials = Vec::new();
        for alternative in security::presented(&incoming.parts, SECURITY) {
            let all_good = alternative.iter().all(|(scheme, credential)| match scheme.scheme.name {
                "basic" => {
                    basic::decode(credential).is_ok_and(|b| (b.username, b.password) == ("u".into(), "p:q".into()))
                }
                _ => credential == "good",
            });
            if all_good {
                let names: Vec<_> = alternative.iter().map(|(scheme, _)| scheme.scheme.name).collect();
                return Ok(response::text(StatusCode::OK, "text/plain", names.join("+")));
            }
            let is_poor = alternative.iter().any(|(_, credential)| credential == "poor");
            denials.push(if is_poor {
                Denied::Forbidden("not yours".into())
            } else {
                Denied::Unauthenticated("wrong".into())
            });
        }
        Err(security::refuse(SECURITY, denials))
    })
}

fn route(method: &'static str, path: &'static str, call: fn(Arc<Api>, Incoming) -> Answer) -> Route<Api> {
    Route::new(Operation::new(method, path), call)
}

fn app() -> axum::Router {
    complete(router(
        Api,
        vec![
            route("GET", "/a/{x}", echo),
            route("PUT", "/a/{y}", echo),
            route("GET", "/a/{y}/b", echo),
            route("GET", "/a/list", literal),
            route("GET", "/a/{id}.json", literal),
            route("QUERY", "/a/{x}", echo),
            route("GET", "/parameters", parameters),
            route("POST", "/sum", sum),
            route("POST", "/optional", optional),
            route("GET", "/guarded", guarded),
        ],
    ))
}

async fn send(request: Request<Body>) -> (StatusCode, http::HeaderMap, String) {
    let response: Response = app().call(request).await.into_response();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(bytes.to_vec()).unwrap())
}

fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let builder = Request::builder().method(method).uri(target);
    let builder = headers
        .iter()
        .fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(Body::from(body.to_owned())).unwrap()
}

async fn text(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
    let (status, _, text) = send(request(method, target, headers, body)).await;
    (status.as_u16(), text)
}

async fn problem(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> (http::HeaderMap, Value) {
    let (status, headers, text) = send(request(method, target, headers, body)).await;
    assert_eq!(headers["content-type"], "application/problem+json");
    let mut problem: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(problem["status"], status.as_u16());
    let id = problem.as_object_mut().unwrap().remove("request_id").unwrap();
    assert_eq!(id, headers["x-request-id"].to_str().unwrap());
    (headers, problem)
}

#[tokio::test]
async fn paths_reach_the_operation_that_fits_best() {
    for (method, target, expected) in [
        ("GET", "/a/1", (200, "GET x=1")),
        ("PUT", "/a/1", (200, "PUT y=1")),
        ("GET", "/a/1/b", (200, "GET y=1")),
        ("GET", "/a/x%2Fy", (200, "GET x=x%2Fy")),
        ("GET", "/a/list", (204, "")),
        ("GET", "/a/7.json", (204, "")),
        ("HEAD", "/a/1", (200, "")),
        ("QUERY", "/a/1", (200, "QUERY x=1")),
    ] {
        assert_eq!(
            text(method, target, &[], "").await,
            (expected.0, expected.1.to_owned()),
            "{method} {target}"
        );
    }
}

#[tokio::test]
async fn unknown_paths_and_methods_are_problems() {
    let (_, found) = problem("GET", "/nothing/here", &[], "").await;
    assert_eq!(
        found,
        json!({"title": "Not Found", "status": 404, "detail": "Nothing is at `/nothing/here`."})
    );
    let (_, found) = problem("GET", "/a/", &[], "").await;
    assert_eq!(found["status"], 404);

    let (headers, found) = problem("DELETE", "/sum", &[], "").await;
    assert_eq!(
        (&found["status"], headers["allow"].to_str().unwrap()),
        (&json!(405), "POST")
    );
    let (headers, _) = problem("DELETE", "/a/1", &[], "").await;
    assert_eq!(headers["allow"], "GET,HEAD,PUT,QUERY");
}

#[tokio::test]
async fn every_fault_of_the_parameters_is_named() {
    assert_eq!(
        text("GET", "/parameters?a=5", &[("x-b", "true")], "").await,
        (200, "[5,true]".to_owned())
    );
    let (_, found) = problem("GET", "/parameters", &[("x-b", "yes")], "").await;
    assert_eq!(
        found,
        json!({
            "title": "Bad Request", "status": 400, "detail": "Parameters of the request are at fault.",
            "violations": [
                {"in": "query", "parameter": "a", "message": "it is required"},
                {"in": "header", "parameter": "X-B", "message": "expected `true` or `false`, not `yes`"},
            ],
        })
    );
    let (_, found) = problem("GET", "/parameters?a=300", &[], "").await;
    assert_eq!(
        found["detail"],
        "query parameter `a`: invalid value: integer `300`, expected i8"
    );
    let (_, found) = problem("GET", "/parameters?a=101", &[], "").await;
    assert_eq!(
        found["violations"],
        json!([{"in": "query", "parameter": "c", "message": "is too long"}])
    );
}

#[tokio::test]
async fn clients_that_accept_nothing_of_the_answer_are_told() {
    for accept in [
        "application/json",
        "*/*",
        "text/html, application/*;q=0.1",
        "application/json;charset=utf-8",
    ] {
        assert_eq!(
            text("GET", "/parameters?a=5", &[("accept", accept)], "").await.0,
            200,
            "{accept}"
        );
    }
    for accept in ["text/html", "*/*, application/json;q=0", "image/*"] {
        let (_, found) = problem("GET", "/parameters?a=5", &[("accept", accept)], "").await;
        assert_eq!(
            found["detail"], "The answer can only be `application/json`.",
            "{accept}"
        );
        assert_eq!(found["status"], 406);
    }
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn json_bodies_are_decoded_or_refused_with_a_pointer() {
    let utf8 = ("content-type", "Application/JSON; charset=UTF-8");
    assert_eq!(
        text("POST", "/sum", &[utf8], r#"{"a": [1, 2]}"#).await,
        (201, "3".to_owned())
    );
    for (sent, pointer, message) in [
        (
            r#"{"a/b": [1, "x"]}"#,
            "/a~1b/1",
            "invalid type: string \"x\", expected i64",
        ),
        (r#"{"a": [1}"#, "/a", "expected `,` or `]`"),
        ("{} x", "", "trailing characters"),
        ("", "", "a body is required"),
    ] {
        let (_, found) = problem("POST", "/sum", &[JSON], sent).await;
        assert_eq!(
            (&found["status"], &found["violations"][0]["pointer"]),
            (&json!(400), &json!(pointer)),
            "{sent}"
        );
        assert!(
            found["violations"][0]["message"].as_str().unwrap().starts_with(message),
            "{found}"
        );
    }
    let (_, found) = problem("POST", "/sum", &[JSON], "{}").await;
    assert_eq!(found["status"], 422);
    assert_eq!(found["violations"], json!([{"pointer": "", "message": "is empty"}]));
}

#[tokio::test]
async fn other_media_types_and_large_bodies_are_refused() {
    for headers in [
        vec![("content-type", "text/plain")],
        vec![],
        vec![("content-type", "application/json; charset=latin1")],
    ] {
        let (answer, found) = problem("POST", "/sum", &headers, "{}").await;
        assert_eq!(found["status"], 415, "{headers:?}");
        assert_eq!(answer["accept"], "application/json");
        assert_eq!(answer["accept-post"], "application/json");
    }
    let large = format!("{{\"a\": [{}1]}}", "1, ".repeat(1_000_000));
    let (_, found) = problem("POST", "/sum", &[JSON], &large).await;
    assert_eq!(found["status"], 413);
}

#[tokio::test]
async fn optional_bodies_may_be_left_out() {
    assert_eq!(text("POST", "/optional", &[], "").await, (200, "nothing".to_owned()));
    assert_eq!(
        text("POST", "/optional", &[("content-type", "text/html")], "é").await,
        (200, "é".to_owned())
    );
    let (_, found) = problem("POST", "/optional", &[JSON], "{}").await;
    assert_eq!(found["detail"], "The body is `application/json`; it must be `text/*`.");
}

#[tokio::test]
async fn any_alternative_with_good_credentials_is_enough() {
    for (target, headers, expected) in [
        ("/guarded?key=good", vec![("x-key", "good")], "key+query"),
        ("/guarded", vec![("cookie", "a=b; sid=good")], "cookie"),
        ("/guarded", vec![("authorization", "basic dTpwOnE=")], "basic"),
        ("/guarded", vec![("authorization", "Bearer good")], "oauth"),
        // A bad credential of one alternative does not spoil a good one of another.
        (
            "/guarded",
            vec![("cookie", "sid=bad"), ("authorization", "Bearer good")],
            "oauth",
        ),
    ] {
        assert_eq!(
            text("GET", target, &headers, "").await,
            (200, expected.to_owned()),
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn callers_without_good_credentials_are_challenged_or_forbidden() {
    for (headers, detail) in [
        (vec![], "The request has no credentials."),
        // Half of an alternative is none.
        (vec![("x-key", "good")], "The request has no credentials."),
        (vec![("authorization", "Digest x")], "The request has no credentials."),
        (vec![("authorization", "Basic !!")], "wrong"),
    ] {
        let (answer, found) = problem("GET", "/guarded", &headers, "").await;
        assert_eq!(
            (&found["status"], &found["detail"]),
            (&json!(401), &json!(detail)),
            "{headers:?}"
        );
        let challenges: Vec<_> = answer
            .get_all("www-authenticate")
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect();
        assert_eq!(
            challenges,
            [
                "ApiKey in=\"header\", name=\"X-Key\"",
                "ApiKey in=\"query\", name=\"key\"",
                "ApiKey in=\"cookie\", name=\"sid\"",
                "Basic realm=\"api\", charset=\"UTF-8\"",
                "Bearer scope=\"read write\"",
            ]
        );
    }
    let (_, found) = problem("GET", "/guarded", &[("authorization", "Bearer poor")], "").await;
    assert_eq!((&found["status"], &found["detail"]), (&json!(403), &json!("not yours")));
}

#[tokio::test]
async fn routers_of_parts_can_be_merged_and_nested() {
    let one = router(Api, vec![route("GET", "/a/{x}", echo)]);
    let two = router(Api, vec![route("PUT", "/a/{x}", echo)]);
    let nested = axum::Router::new().nest("/v1", one.merge(two));
    let mut app = complete(nested);
    for (method, target, status) in [
        ("GET", "/v1/a/1", 200),
        ("PUT", "/v1/a/1", 200),
        ("POST", "/v1/a/1", 405),
        ("GET", "/a/1", 404),
    ] {
        let response = app.call(request(method, target, &[], "")).await.into_response();
        assert_eq!(response.status(), status, "{method} {target}");
    }
}

#[test]
fn problems_have_the_members_that_are_set() {
    let problem = Problem::new(StatusCode::CONFLICT, "taken")
        .kind("urn:taken")
        .instance("/pets/1");
    assert_eq!(problem.status(), StatusCode::CONFLICT);
    assert_eq!(problem.into_response().status(), 409);
}
