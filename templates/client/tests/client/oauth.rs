//! Access tokens that the client gets itself, and certificates.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::support::{Answer, Clock, GET, Recorder, SCHEMES, Sent, any_json};
use specwright_client::__private::{Call, Config, Core, Issuer, Operation, Options};
use specwright_client::{BuildError, CallExt, Error, Grant, Timer};

const OAUTH: usize = 5;
const CERTIFICATE: usize = 6;

const GUARDED: Operation = Operation {
    security: &[&[OAUTH]],
    ..GET
};

const OWN: Issuer = Issuer::OAuth2 {
    token: "oauth/token",
    refresh: "/refresh",
};

fn core(recorder: &Recorder, clock: &Clock, issuer: Issuer, grant: Grant) -> Core {
    let mut config = Config::new(SCHEMES, Some("https://api.example.com/v1".to_owned()));
    config.transport(recorder.clone());
    config.timer(clock.clone());
    config.grant(OAUTH, issuer, grant);
    assert!(!format!("{config:?}").contains("s3cret"));
    config.build("x/1").unwrap()
}

fn credentials() -> Grant {
    Grant::client_credentials("me", "s3cret")
}

/// What went out: method and URL, `Authorization`, body.
fn lines(recorder: &Recorder) -> Vec<String> {
    let line = |sent: &Sent| {
        let authorization = sent.headers.get("authorization").map(|value| value.to_str().unwrap());
        let body = String::from_utf8_lossy(&sent.body).into_owned();
        format!("{} {} {body}", sent.line, authorization.unwrap_or("-"))
            .trim_end()
            .to_owned()
    };
    recorder.sent().iter().map(line).collect()
}

fn token(body: &'static str) -> Answer {
    Answer::json(200, body)
}

const FIRST: &str = r#"{"access_token": "t1", "token_type": "Bearer", "expires_in": 100}"#;
const SECOND: &str = r#"{"access_token": "t2", "token_type": "bearer", "expires_in": "100"}"#;
const ASKED: &str = "POST https://api.example.com/v1/oauth/token Basic bWU6czNjcmV0 grant_type=client_credentials";
const CALLED: &str = "GET https://api.example.com/v1/things Bearer t1";
const CALLED_AGAIN: &str = "GET https://api.example.com/v1/things Bearer t2";

#[tokio::test]
async fn a_token_is_got_once_and_again_before_it_runs_out() {
    let ok = || Answer::json(200, "null");
    let answers = [token(FIRST), ok(), ok(), token(SECOND)];
    let (recorder, clock) = (Recorder::answering(answers), Clock::default());
    let core = core(&recorder, &clock, OWN, credentials());
    any_json(core.call(&GUARDED)).await.unwrap();
    any_json(core.call(&GUARDED)).await.unwrap();
    assert_eq!(lines(&recorder), [ASKED, CALLED, CALLED]);
    // The clock of the tests goes on by what is waited for; a fifth of the token's life is kept in hand.
    clock.sleep(Duration::from_secs(81)).await;
    any_json(core.call(&GUARDED)).await.unwrap();
    assert_eq!(lines(&recorder)[3..], [ASKED, CALLED_AGAIN]);
    let asked = &recorder.sent()[0].headers;
    assert_eq!(asked["content-type"], "application/x-www-form-urlencoded");
    assert!(asked["authorization"].is_sensitive());
}

#[tokio::test]
async fn calls_at_once_share_a_token() {
    let (recorder, clock) = (Recorder::answering([token(FIRST)]), Clock::default());
    let core = core(&recorder, &clock, OWN, credentials());
    let call = || any_json(core.call(&GUARDED));
    let (a, b, c) = tokio::join!(call(), call(), call());
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!(lines(&recorder), [ASKED, CALLED, CALLED, CALLED]);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let ok = || Answer::json(200, "null");
    let refused = || Answer::json(401, "null");
    let answers = [
        token(FIRST),
        ok(),
        refused(),
        token(SECOND),
        ok(),
        refused(),
        token(FIRST),
        refused(),
    ];
    let (recorder, clock) = (Recorder::answering(answers), Clock::default());
    let core = core(&recorder, &clock, OWN, credentials());
    any_json(core.call(&GUARDED)).await.unwrap();
    any_json(core.call(&GUARDED)).await.unwrap();
    assert_eq!(lines(&recorder)[2..], [CALLED, ASKED, CALLED_AGAIN]);
    let error = any_json(core.call(&GUARDED)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(recorder.sent().len(), 8);
    // A new token that is refused is no better the next time.
    let recorder = Recorder::answering([token(FIRST), refused()]);
    let core = self::core(&recorder, &clock, OWN, credentials());
    let error = any_json(core.call(&GUARDED)).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), recorder.sent().len()), (401, 2));
}

#[tokio::test]
async fn clients_and_grants_come_in_kinds() {
    let cases = [
        (
            credentials()
                .scope("read")
                .scope("write:all")
                .parameter("audience", "a&b"),
            "POST https://api.example.com/v1/oauth/token Basic bWU6czNjcmV0 \
             grant_type=client_credentials&scope=read%20write%3Aall&audience=a%26b",
        ),
        (
            credentials().secret_in_body(),
            "POST https://api.example.com/v1/oauth/token - \
             grant_type=client_credentials&client_id=me&client_secret=s3cret",
        ),
        (
            Grant::client_credentials("m:e", "s 3").token_url("https://login.example.com/t"),
            "POST https://login.example.com/t Basic bSUzQWU6cyUyMDM= grant_type=client_credentials",
        ),
        (
            Grant::refresh_token("me", "r1"),
            "POST https://api.example.com/refresh - grant_type=refresh_token&refresh_token=r1&client_id=me",
        ),
        (
            Grant::refresh_token("me", "r1").secret("s3cret"),
            "POST https://api.example.com/refresh Basic bWU6czNjcmV0 grant_type=refresh_token&refresh_token=r1",
        ),
    ];
    for (grant, expected) in cases {
        assert!(!format!("{grant:?}").contains("s3cret") && !format!("{grant:?}").contains("r1"));
        let (recorder, clock) = (Recorder::answering([token(FIRST)]), Clock::default());
        any_json(core(&recorder, &clock, OWN, grant).call(&GUARDED))
            .await
            .unwrap();
        assert_eq!(lines(&recorder), [expected, CALLED]);
    }
}

#[tokio::test]
async fn refresh_tokens_change() {
    let renewed = r#"{"access_token": "t1", "refresh_token": "r2", "expires_in": 0}"#;
    let answers = [token(renewed), Answer::json(200, "null"), token(SECOND)];
    let (recorder, clock) = (Recorder::answering(answers), Clock::default());
    let told = Arc::new(Mutex::new(Vec::new()));
    let keep = told.clone();
    let grant =
        Grant::refresh_token("me", "r1").on_refresh_token(move |token| keep.lock().unwrap().push(token.to_owned()));
    let core = core(&recorder, &clock, OWN, grant);
    any_json(core.call(&GUARDED)).await.unwrap();
    any_json(core.call(&GUARDED)).await.unwrap();
    assert!(lines(&recorder)[2].contains("refresh_token=r2"));
    assert_eq!(*told.lock().unwrap(), ["r2"]);
}

#[tokio::test]
async fn discovery_tells_where_tokens_are() {
    const OPEN_ID: Issuer = Issuer::OpenId("https://id.example.com/.well-known/openid-configuration");
    let document = r#"{"token_endpoint": "https://id.example.com/token",
        "token_endpoint_auth_methods_supported": ["client_secret_post"]}"#;
    let answers = [token(document), token(FIRST)];
    let (recorder, clock) = (Recorder::answering(answers), Clock::default());
    any_json(core(&recorder, &clock, OPEN_ID, credentials()).call(&GUARDED))
        .await
        .unwrap();
    assert_eq!(
        lines(&recorder),
        [
            "GET https://id.example.com/.well-known/openid-configuration -",
            "POST https://id.example.com/token - grant_type=client_credentials&client_id=me&client_secret=s3cret",
            CALLED
        ]
    );
    for document in [r#"{"token_endpoint": "http://id.example.com/token"}"#, "{}", "<html>"] {
        let recorder = Recorder::answering([token(document)]);
        let error = any_json(core(&recorder, &clock, OPEN_ID, credentials()).call(&GUARDED))
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "no access token for `oauth`: the discovery document has no `token_endpoint` that can be used"
        );
    }
}

#[tokio::test]
async fn what_goes_wrong_is_told_without_secrets() {
    let cases = [
        (
            Answer::json(
                401,
                r#"{"error": "invalid_client", "error_description": "s3cret is wrong"}"#,
            ),
            "the answer is 401 Unauthorized: invalid_client: *** is wrong",
        ),
        (
            Answer::redirect(302, "https://evil.example.net/"),
            "the answer is 302 Found",
        ),
        (Answer::lost(), "there is no answer"),
        (token("[]"), "the answer has no `access_token`"),
        (
            token(r#"{"access_token": "a\nb"}"#),
            "a header cannot hold line breaks or control characters",
        ),
        (
            token(r#"{"access_token": "a", "token_type": "mac"}"#),
            "the answer has a token that is no bearer token",
        ),
    ];
    for (answer, reason) in cases {
        let status = answer.status;
        // An issuer that does not answer is asked again.
        let attempts = if status == 0 { 3 } else { 1 };
        let (recorder, clock) = (Recorder::answering(vec![answer; attempts]), Clock::default());
        let error = any_json(core(&recorder, &clock, OWN, credentials()).call(&GUARDED))
            .await
            .unwrap_err();
        assert_eq!(error.to_string(), format!("no access token for `oauth`: {reason}"));
        assert!(!format!("{error:?}").contains("s3cret"), "{error:?}");
        assert_eq!(recorder.sent().len(), attempts, "the call itself is not sent");
        let Error::Token(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!(error.status().is_some(), status > 300);
    }
}

#[tokio::test]
async fn clients_share_no_tokens() {
    let (recorder, clock) = (
        Recorder::answering([token(FIRST), Answer::json(200, "null"), token(SECOND)]),
        Clock::default(),
    );
    let mut config = Config::new(SCHEMES, None);
    config.transport(recorder.clone());
    config.timer(clock);
    config.grant(OAUTH, OWN, credentials());
    let mut other = config.clone();
    config.base_url("https://api.example.com/v1".to_owned());
    other.base_url("https://other.example.com".to_owned());
    any_json(config.build("x/1").unwrap().call(&GUARDED)).await.unwrap();
    any_json(other.build("x/1").unwrap().call(&GUARDED)).await.unwrap();
    assert!(lines(&recorder)[2].starts_with("POST https://other.example.com/oauth/token"));
    assert_eq!(lines(&recorder)[3], "GET https://other.example.com/things Bearer t2");
}

struct Things<'c>(Call<'c>);

impl CallExt for Things<'_> {
    fn options(&mut self) -> &mut Options {
        self.0.options()
    }
}

#[tokio::test]
async fn a_call_may_bring_its_own_credential() {
    let (recorder, clock) = (Recorder::default(), Clock::default());
    let with = core(&recorder, &clock, OWN, credentials());
    let without = super::support::core(&recorder, &[]);
    for core in [&with, &without] {
        any_json(Things(core.call(&GUARDED)).header("Authorization", "Bearer mine").0)
            .await
            .unwrap();
    }
    assert_eq!(
        lines(&recorder),
        ["GET https://api.example.com/v1/things Bearer mine"; 2]
    );
}

#[tokio::test]
async fn a_certificate_is_needed_before_anything_is_sent() {
    const CERTIFIED: Operation = Operation {
        security: &[&[CERTIFICATE]],
        ..GET
    };
    let mut config = Config::new(SCHEMES, Some("http://127.0.0.1:1".to_owned()));
    let error = any_json(config.clone().build("x/1").unwrap().call(&CERTIFIED))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the client lacks credentials: this operation needs `certificate`"
    );
    config.identity(CERTIFICATE, b"no PEM".to_vec());
    assert!(matches!(config.clone().build("x/1"), Err(BuildError::Transport(_))));
    let recorder = Recorder::default();
    config.transport(recorder.clone());
    assert_eq!(
        config.build("x/1").unwrap_err().to_string(),
        "the credential for `certificate` cannot be sent: the transport has to hold it"
    );
    any_json(super::support::core(&recorder, &[]).call(&CERTIFIED))
        .await
        .unwrap();
    assert_eq!(recorder.sent().len(), 1);
}

#[tokio::test]
async fn issuers_that_fail_for_a_moment_are_asked_again() {
    let busy = || Answer::json(503, "null");
    let sent = |grant: Grant, answers: Vec<Answer>| async move {
        let (recorder, clock) = (Recorder::answering(answers), Clock::default());
        let core = core(&recorder, &clock, OWN, grant);
        let end = any_json(core.call(&GUARDED)).await;
        (
            lines(&recorder).len(),
            end.map(|_| ()).map_err(|error| error.to_string()),
        )
    };
    // The call itself is one of those that are sent.
    let (number, end) = sent(credentials(), vec![busy(), Answer::lost(), token(FIRST)]).await;
    assert_eq!((number, end), (4, Ok(())));
    // No more often than a call is.
    let (number, end) = sent(credentials(), vec![busy(), busy(), busy(), token(FIRST)]).await;
    assert_eq!(number, 3);
    assert_eq!(
        end.unwrap_err(),
        "no access token for `oauth`: the answer is 503 Service Unavailable"
    );
    // Nor if the answer is a refusal.
    let (number, _) = sent(credentials(), vec![Answer::json(400, "null"), token(FIRST)]).await;
    assert_eq!(number, 1);
    let (number, end) = sent(Grant::refresh_token("me", "r0"), vec![busy(), token(FIRST)]).await;
    assert_eq!((number, end), (3, Ok(())));
}
