//! What clients do besides sending a request once: trying again, limits, settings of one call.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use wiremock_cloud_client::{Builder, CallExt, Client, Connection, Error, Retry, Sleep, Timer};

use crate::harness::{Running, Seen, answer, response};

/// A timer that waits for nothing, and keeps what it was to wait for.
#[derive(Clone, Default)]
pub(crate) struct Clock(Arc<Mutex<Vec<Duration>>>);

impl Clock {
    pub(crate) fn slept(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

impl Timer for Clock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + self.slept().iter().sum::<Duration>()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        Box::pin(async move { clock.0.lock().unwrap().push(duration) })
    }
}

/// A client that goes to the server straight, whatever proxy the machine has.
fn client(url: &str, clock: &Clock, set: fn(Builder) -> Builder) -> Client {
    let builder = Client::builder()
        .base_url(url)
        .token_auth("Token t")
        .timer(clock.clone());
    set(builder.connection(Connection::new().no_proxy())).build().unwrap()
}

/// A server that is busy for some requests, and answers then.
async fn busy(times: usize) -> (Running, Seen) {
    let count = Arc::new(AtomicUsize::new(0));
    answer(move || match count.fetch_add(1, Ordering::SeqCst) < times {
        true => response(503, &[("retry-after", "7")], ""),
        false => response(200, &[("content-type", "application/json")], r#"{"invitations": []}"#),
    })
    .await
}

#[tokio::test]
async fn a_busy_server_is_asked_again() {
    let ((server, seen), clock) = (busy(1).await, Clock::default());
    let client = client(&server.url, &clock, |builder| builder.user_agent("mine/2"));
    let page = client.organisations().get_organisation_invitations("o").await.unwrap();
    assert!(page.invitations.is_empty());
    assert_eq!((seen.count(), clock.slept()), (2, vec![Duration::from_secs(7)]));
    assert_eq!(seen.header("user-agent").as_deref(), Some("mine/2"));
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_three_times() {
    let (url, clock) = (busy(0).await.0.url.clone(), Clock::default());
    let client = client(&url, &clock, |builder| builder);
    let error = client
        .organisations()
        .get_organisation_invitations("o")
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_connect()),
        "{error:?}"
    );
    assert_eq!(clock.slept().len(), 2);
}

#[tokio::test]
async fn a_call_has_settings_of_its_own() {
    let ((server, seen), clock) = (busy(1).await, Clock::default());
    let client = client(&server.url, &clock, |builder| builder);
    let organisations = client.organisations();
    let call = organisations.get_organisation_invitations("o").retry(Retry::none());
    assert_eq!(call.await.unwrap_err().status().unwrap(), 503);
    let call = organisations.get_organisation_invitations("o").header("X-Trace", "t-1");
    call.await.unwrap();
    assert_eq!((seen.count(), clock.slept().len()), (2, 0));
    assert_eq!(seen.header("x-trace").as_deref(), Some("t-1"));
    assert_eq!(seen.header("authorization").as_deref(), Some("Token t"));
}

#[tokio::test]
async fn limits_end_a_call() {
    let silent = axum::Router::new().fallback(std::future::pending::<()>);
    let (server, clock) = (crate::harness::serve(silent).await, Clock::default());
    let client = client(&server.url, &clock, |builder| builder.retry(Retry::none()));
    let call = client.organisations().get_organisation_invitations("o");
    let error = call.timeout(Duration::from_secs(5)).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_timeout()),
        "{error:?}"
    );
    assert_eq!(clock.slept(), [Duration::from_secs(5)]);
}

#[test]
fn settings_that_cannot_be_are_errors() {
    let refused = |set: fn(Builder) -> Builder| set(Client::builder()).build().unwrap_err().to_string();
    assert_eq!(
        refused(|builder| builder.user_agent("a\nb")),
        r#""a\nb" cannot be the value of `User-Agent`"#
    );
    assert_eq!(
        refused(|builder| builder.connection(Connection::new().proxy("http://"))),
        "the HTTP client cannot be set up"
    );
    let builder = Client::builder().connection(Connection::new().proxy("http://me:s3cret@proxy:1"));
    assert!(!format!("{builder:?}").contains("s3cret"));
    let error = builder
        .connection(Connection::new().proxy("http://me:s3cret@:x"))
        .build();
    assert!(!format!("{:?}", error.unwrap_err()).contains("s3cret"));
}

#[tokio::test]
async fn answers_may_be_compressed() {
    /// `{"invitations": []}`
    const SMALL: &[u8] = &[
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 204, 43, 203, 44, 73, 44, 201, 204, 207, 43, 86, 178, 82, 136,
        142, 173, 5, 0, 23, 188, 25, 44, 19, 0, 0, 0,
    ];
    let (server, seen) = answer(|| {
        let mut answer = response(
            200,
            &[("content-type", "application/json"), ("content-encoding", "gzip")],
            "",
        );
        *answer.body_mut() = SMALL.into();
        answer
    })
    .await;
    let client = client(&server.url, &Clock::default(), |builder| builder);
    let page = client.organisations().get_organisation_invitations("o").await.unwrap();
    assert!(page.invitations.is_empty());
    assert_eq!(seen.header("accept-encoding").as_deref(), Some("gzip"));
}

#[tokio::test]
async fn requests_and_answers_are_shown() {
    let ((server, seen), clock) = (busy(1).await, Clock::default());
    let shown = Arc::new(Mutex::new(Vec::new()));
    let (requests, answers) = (shown.clone(), shown.clone());
    let client = Client::builder()
        .base_url(&server.url)
        .token_auth("Token s3cret")
        .timer(clock)
        .on_request(move |request| {
            assert!(!format!("{request:?}").contains("s3cret"));
            request.headers.insert("x-attempt", request.attempt.into());
            let line = format!("{} {} {}", request.attempt, request.method, request.path);
            requests.lock().unwrap().push(line);
        })
        .on_response(move |answer| {
            let status = answer.result.map(|(status, _)| status.as_u16()).unwrap_or_default();
            answers.lock().unwrap().push(format!("{} {status}", answer.attempt));
        })
        .build()
        .unwrap();
    client.organisations().get_organisation_invitations("o").await.unwrap();
    let path = "GET /v1/organisations/{organisationId}/invitations";
    assert_eq!(
        *shown.lock().unwrap(),
        [
            format!("1 {path}"),
            "1 503".to_owned(),
            format!("2 {path}"),
            "2 200".to_owned()
        ]
    );
    assert_eq!(seen.header("x-attempt").as_deref(), Some("2"));
}
