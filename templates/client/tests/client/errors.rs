//! Errors as users see them, credentials and the checks of the builder.

use std::error::Error as _;

use super::support::{Answer, GET, Recorder, SCHEMES, any_json, core, operation};
use specwright_client::__private::{Config, Operation, Reply, Response, basic};
use specwright_client::{Error, Tower, Transport, TransportError};

const BOTH: Operation = Operation {
    security: &[&[0], &[1]],
    ..GET
};

async fn headers(operation: Operation, credentials: &[usize]) -> http::HeaderMap {
    let recorder = Recorder::default();
    let core = core(&recorder, credentials);
    any_json(core.call(super::support::operation(operation))).await.unwrap();
    recorder.sent().remove(0).headers
}

#[tokio::test]
async fn the_first_alternative_that_can_be_met_is_used() {
    let first = headers(BOTH, &[0, 1]).await;
    assert_eq!(first["x-access-token"], "k3y");
    assert!(first["x-access-token"].is_sensitive());
    assert!(!first.contains_key("authorization"));
    assert_eq!(headers(BOTH, &[1]).await["authorization"], "internal k3y");
    let optional = Operation {
        security: &[&[], &[1]],
        ..GET
    };
    assert_eq!(headers(optional, &[1]).await["authorization"], "internal k3y");
    assert!(!headers(optional, &[0]).await.contains_key("authorization"));
    let together = Operation {
        security: &[&[3, 0]],
        ..GET
    };
    assert_eq!(headers(together, &[0, 3]).await["cookie"], "sid=k3y");
}

#[tokio::test]
async fn keys_in_the_query_come_last() {
    let recorder = Recorder::default();
    let core = core(&recorder, &[2]);
    let guarded = Operation {
        security: &[&[2]],
        path: "/x?a=b",
        ..GET
    };
    any_json(core.call(operation(guarded))).await.unwrap();
    assert_eq!(
        recorder.sent()[0].line,
        "GET https://api.example.com/v1/x?a=b&api%20key=k3y"
    );
}

#[tokio::test]
async fn missing_credentials_are_named_before_anything_is_sent() {
    let recorder = Recorder::default();
    let core = core(&recorder, &[2]);
    let error = any_json(core.call(&BOTH)).await.unwrap_err();
    assert!(matches!(error, Error::MissingCredentials(_)));
    assert_eq!(
        error.to_string(),
        "the client lacks credentials: this operation needs `personalAccessToken` or `internalAuth`"
    );
    assert!(recorder.sent().is_empty());
}

#[test]
fn credentials_are_never_shown() {
    let recorder = Recorder::default();
    let core = core(&recorder, &[0, 1]);
    let shown = format!("{core:?} {:?}", core.call(&BOTH));
    assert!(!shown.contains("k3y"), "{shown}");
    let mut config = Config::new(SCHEMES, None);
    config.credential(1, Ok("k3y".to_owned()));
    let shown = format!("{config:?}");
    assert!(shown.contains("internalAuth") && !shown.contains("k3y"), "{shown}");
}

#[test]
fn basic_credentials() {
    assert_eq!(
        basic::encode("Aladdin", "open sesame").unwrap(),
        "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    );
    assert!(basic::encode("a:b", "").is_err());
}

fn build(server: Option<&str>, credential: Option<&str>) -> String {
    let mut config = Config::new(SCHEMES, server.map(ToOwned::to_owned));
    config.transport(Recorder::default());
    if let Some(credential) = credential {
        config.credential(0, Ok(credential.to_owned()));
    }
    match config.build("x/1") {
        Ok(_) => "built".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn builders_say_what_is_wrong() {
    for (server, credential, expected) in [
        (Some("https://h/v1/"), Some("k"), "built"),
        (Some("http://[::1]:8080"), None, "built"),
        (None, None, "this API names no server: call `base_url`"),
        (
            Some("/v1"),
            None,
            "`/v1` cannot be the address of the server: it must be absolute: https://host/path",
        ),
        (
            Some("https://h/?a=b"),
            None,
            "`https://h/?a=b` cannot be the address of the server: it must have no query and no fragment",
        ),
        (
            Some("ftp://h"),
            None,
            "`ftp://h` cannot be the address of the server: its scheme must be http or https",
        ),
        (
            Some("https://u:p@h"),
            None,
            "`https://u:p@h` cannot be the address of the server: user and password do not belong into it: they are \
             credentials",
        ),
        (
            Some("https://h"),
            Some("a\nb"),
            "the credential for `personalAccessToken` cannot be sent: a header cannot hold line breaks or control \
             characters",
        ),
    ] {
        assert_eq!(build(server, credential), expected);
    }
}

async fn fail(answer: Answer) -> Error<std::convert::Infallible> {
    let recorder = Recorder::answering([answer]);
    any_json(core(&recorder, &[]).call(&GET)).await.unwrap_err()
}

#[tokio::test]
async fn answers_that_are_not_documented_keep_everything() {
    let problem = Answer {
        status: 200,
        headers: vec![("content-type", "application/problem+json"), ("x-request-id", "7")],
        body: "{}",
    };
    let error = fail(problem).await;
    assert_eq!(
        error.to_string(),
        "unexpected answer 200 OK of type application/problem+json: {}"
    );
    assert_eq!(error.status(), Some(http::StatusCode::OK));
    let Error::Unexpected(response) = error else {
        panic!("{error:?}")
    };
    assert_eq!(response.headers["x-request-id"], "7");
    assert_eq!(response.body, "{}");

    let error = fail(Answer::json(418, "")).await;
    assert_eq!(
        error.to_string(),
        "unexpected answer 418 I'm a teapot of type application/json"
    );
}

#[tokio::test]
async fn bodies_that_do_not_fit_are_kept_and_their_cause_told() {
    let error = fail(Answer::json(200, "{\"a\"")).await;
    assert_eq!(error.to_string(), "cannot read the body of the answer 200 OK");
    assert_eq!(
        error.source().unwrap().to_string(),
        "EOF while parsing an object at line 1 column 4"
    );
    assert!(format!("{error:?}").contains(r#"body: "{\"a\"""#), "{error:?}");
}

#[tokio::test]
async fn long_bodies_are_cut_when_shown() {
    let body: &'static str = Box::leak("é".repeat(10_000).into_boxed_str());
    let error = fail(Answer::json(500, body)).await;
    assert!(error.to_string().chars().count() < 600);
    assert!(format!("{error:?}").len() < 2_000);
}

#[tokio::test]
async fn media_types_decide_whether_an_answer_is_the_documented_one() {
    for (documented, answered, fits) in [
        ("application/json", "application/json; charset=utf-8", true),
        ("application/json", "application/hal+json", true),
        ("application/json", "application/problem+json", false),
        ("application/problem+json", "Application/Problem+JSON", true),
        ("application/json", "text/html", false),
        ("*/*", "text/html", true),
        ("text/*", "text/csv", true),
        ("text/plain", "text/csv", true),
        ("image/*", "text/csv", false),
        ("application/octet-stream", "image/png", true),
    ] {
        let success = Box::leak(Box::new([Response::new(&[200], Box::leak(Box::new([documented])))]));
        let answer = Answer {
            status: 200,
            headers: vec![("content-type", answered)],
            body: "",
        };
        let recorder = Recorder::answering([answer]);
        let core = core(&recorder, &[]);
        let call = core.call(operation(Operation { success, ..GET }));
        let found = call.send(Reply::empty, Reply::unexpected::<std::convert::Infallible>);
        assert_eq!(found.await.is_ok(), fits, "{documented} {answered}");
    }
}

#[tokio::test]
async fn codes_win_over_ranges_and_ranges_over_the_default() {
    const DOCUMENTED: Operation = Operation {
        success: &[Response::empty(&[200]), Response::empty(&[]).or_ranges(&[3])],
        errors: &[
            Response::empty(&[301]).or_default(),
            Response::empty(&[]).or_ranges(&[4]),
            Response::empty(&[404, 410]),
        ],
        ..GET
    };
    for (status, expected) in [
        (404, "error 2"),
        (410, "error 2"),
        (400, "error 1"),
        (500, "error 0"),
        (301, "error 0"),
        (302, "success 1"),
        (200, "success 0"),
        (204, "unexpected"),
    ] {
        assert_eq!(outcome(&DOCUMENTED, status).await, expected, "{status}");
    }
    const DEFAULT: Operation = Operation {
        success: &[Response::empty(&[]).or_default()],
        errors: &[Response::empty(&[]).or_default()],
        ..GET
    };
    assert_eq!(outcome(&DEFAULT, 201).await, "success 0");
    assert_eq!(outcome(&DEFAULT, 500).await, "error 0");
}

/// What an answer of a status is taken for.
async fn outcome(operation: &'static Operation, status: u16) -> String {
    let core = core(&Recorder::answering([Answer::json(status, "")]), &[]);
    let found = core
        .call(operation)
        .send(|reply| Ok(reply.index()), |reply| Ok(reply.index()));
    match found.await {
        Ok(index) => format!("success {index}"),
        Err(Error::Api(error)) => {
            assert_eq!(error.status.as_u16(), status);
            format!("error {}", error.body)
        }
        Err(Error::Unexpected(_)) => "unexpected".to_owned(),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn bodies_of_answers_that_are_not_documented_are_kept_up_to_a_limit() {
    let body: &'static str = Box::leak("x".repeat(3 << 20).into_boxed_str());
    let error = fail(Answer::json(500, body)).await;
    let Error::Unexpected(response) = error else {
        panic!("{error:?}")
    };
    assert_eq!(response.body.len(), 1 << 20);
}

#[test]
fn errors_can_cross_threads_and_say_things_once() {
    fn wants<T: std::error::Error + Send + Sync + 'static>() {}
    wants::<Error<std::convert::Infallible>>();
    let error = Error::<std::convert::Infallible>::Transport(TransportError::connect("refused"));
    assert_eq!(error.to_string(), "cannot connect to the server");
    assert_eq!(error.source().unwrap().to_string(), "refused");
}

#[tokio::test]
async fn a_router_in_the_same_process_is_a_transport() {
    let router = axum::Router::new().route("/v1/things", axum::routing::get(async || "null"));
    let mut config = Config::new(SCHEMES, None);
    config.base_url("http://in-process/v1".to_owned());
    config.transport(Tower(router));
    let core = config.build("x/1").unwrap();
    let error = any_json(core.call(&GET)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "unexpected answer 200 OK of type text/plain; charset=utf-8: null"
    );
}

#[tokio::test]
async fn the_usual_transport_speaks_http() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let echo = async |request: axum::extract::Request| {
        let agent = request.headers()["user-agent"].to_str().unwrap().to_owned();
        (
            [("content-type", "application/json")],
            serde_json::json!(format!("{} {agent}", request.uri())).to_string(),
        )
    };
    let router = axum::Router::new().fallback(echo);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut config = Config::new(SCHEMES, None);
    config.base_url(format!("http://{address}/v1"));
    let core = config.build("x/1").unwrap();
    assert_eq!(any_json(core.call(&GET)).await.unwrap(), "/v1/things x/1");

    let transport = specwright_client::Reqwest::with(&specwright_client::Connection::new()).unwrap();
    let request = http::Request::get("http://127.0.0.1:1/").body("".into()).unwrap();
    assert!(transport.send(request).await.unwrap_err().is_connect());
}
