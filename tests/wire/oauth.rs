//! Access tokens that the client gets itself, from a server that issues them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::{get, post};
use http::{HeaderMap, StatusCode, Uri};
use serde_json::json;

use crate::generated::oauth::client::{Client, Error, Grant, Retry};
use crate::generated::oauth::server::{
    self, Api, Authenticate, BrowserRequest, BrowserResponse, CertifiedRequest, CertifiedResponse, Denied,
    MachineRequest, MachineResponse, UserRequest, UserResponse,
};
use crate::harness::{Running, serve};

/// Takes the tokens that were issued last.
#[derive(Clone, Default)]
struct Guard {
    issued: Arc<Mutex<usize>>,
    /// How many requests for tokens are turned away first.
    busy: Arc<Mutex<usize>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Guard {
    fn check(&self, token: &str) -> Result<(), Denied> {
        match token == format!("t{}", self.issued.lock().unwrap()) {
            true => Ok(()),
            false => Err(Denied::Unauthenticated("it ran out".into())),
        }
    }

    /// What was asked for tokens.
    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Authenticate for Guard {
    type Principal = ();

    async fn app(&self, token: &str, scopes: &[&str]) -> Result<(), Denied> {
        assert_eq!(scopes, ["read"]);
        self.check(token)
    }

    async fn certificate(&self, _: &http::Extensions) -> Result<(), Denied> {
        Ok(())
    }

    async fn page(&self, token: &str) -> Result<(), Denied> {
        self.check(token)
    }

    async fn person(&self, token: &str) -> Result<(), Denied> {
        self.check(token)
    }
}

impl Api for Guard {
    async fn machine(&self, (): (), _: MachineRequest) -> MachineResponse {
        MachineResponse::NoContent
    }

    async fn user(&self, (): (), _: UserRequest) -> UserResponse {
        UserResponse::NoContent
    }

    async fn browser(&self, (): (), _: BrowserRequest) -> BrowserResponse {
        BrowserResponse::NoContent
    }

    async fn certified(&self, (): (), _: CertifiedRequest) -> CertifiedResponse {
        CertifiedResponse::NoContent
    }
}

async fn token(State(guard): State<Guard>, uri: Uri, headers: HeaderMap, body: Bytes) -> Result<String, StatusCode> {
    let authorization = headers.get("authorization").map(|value| value.to_str().unwrap());
    let body = String::from_utf8_lossy(&body);
    let asked = format!("{} {} {body}", uri.path(), authorization.unwrap_or("-"));
    guard.asked.lock().unwrap().push(asked);
    let mut busy = guard.busy.lock().unwrap();
    if *busy > 0 {
        *busy -= 1;
        return Err(StatusCode::SERVICE_UNAVAILABLE);
    }
    let mut issued = guard.issued.lock().unwrap();
    *issued += 1;
    let (token, refresh) = (format!("t{issued}"), format!("r{issued}"));
    let answer = json!({"access_token": token, "token_type": "Bearer", "expires_in": 3600, "refresh_token": refresh});
    Ok(answer.to_string())
}

async fn discovery(headers: HeaderMap) -> String {
    let host = headers["host"].to_str().unwrap();
    json!({"issuer": "x", "token_endpoint": format!("http://{host}/id/token")}).to_string()
}

/// The API, and those who issue tokens for it.
async fn start() -> (Running, Guard) {
    let guard = Guard::default();
    let issuer = Router::new()
        .route("/oauth/token", post(token))
        .route("/oauth/refresh", post(token))
        .route("/id/token", post(token))
        .route("/.well-known/openid-configuration", get(discovery))
        .with_state(guard.clone());
    (serve(server::router(guard.clone()).merge(issuer)).await, guard)
}

#[tokio::test]
async fn client_credentials_become_tokens_and_others_when_they_are_refused() {
    let (server, guard) = start().await;
    let grant = Grant::client_credentials("me", "s3cret").scope("read");
    let client = Client::builder()
        .base_url(&server.url)
        .app_grant(grant)
        .build()
        .unwrap();
    let (one, other) = tokio::join!(client.machine().send(), client.machine().send());
    one.unwrap();
    other.unwrap();
    assert_eq!(
        guard.asked(),
        ["/oauth/token Basic bWU6czNjcmV0 grant_type=client_credentials&scope=read"]
    );
    // Someone else was issued a token, and the first one counts no more.
    *guard.issued.lock().unwrap() += 1;
    client.machine().await.unwrap();
    assert_eq!(guard.asked().len(), 2);
    assert!(!format!("{client:?}").contains("s3cret"));
}

#[tokio::test]
async fn issuers_that_are_busy_are_asked_again() {
    let (server, guard) = start().await;
    *guard.busy.lock().unwrap() = 2;
    let client = Client::builder()
        .base_url(&server.url)
        .app_grant(Grant::client_credentials("me", "s3cret").scope("read"))
        .retry(Retry::times(2).pauses(Duration::ZERO, Duration::ZERO))
        .build()
        .unwrap();
    client.machine().await.unwrap();
    assert_eq!(guard.asked().len(), 3);
}

#[tokio::test]
async fn refresh_tokens_go_where_the_description_says() {
    let (server, guard) = start().await;
    let grant = Grant::refresh_token("me", "r0");
    let client = Client::builder()
        .base_url(&server.url)
        .app_grant(grant)
        .build()
        .unwrap();
    client.machine().await.unwrap();
    *guard.issued.lock().unwrap() += 1;
    client.machine().await.unwrap();
    assert_eq!(
        guard.asked(),
        [
            "/oauth/refresh - grant_type=refresh_token&refresh_token=r0&client_id=me",
            "/oauth/refresh - grant_type=refresh_token&refresh_token=r1&client_id=me",
        ]
    );
}

#[tokio::test]
async fn tokens_by_hand_and_at_other_urls() {
    let (server, guard) = start().await;
    let grant = Grant::client_credentials("me", "s3cret").token_url("id/token");
    let client = Client::builder()
        .base_url(&server.url)
        .person_grant(grant)
        .build()
        .unwrap();
    client.user().await.unwrap();
    assert_eq!(
        guard.asked(),
        ["/id/token Basic bWU6czNjcmV0 grant_type=client_credentials"]
    );
    let missing = client.browser().await.unwrap_err();
    assert_eq!(
        missing.to_string(),
        "the client lacks credentials: this operation needs `page`"
    );
    let missing = client.certified().await.unwrap_err();
    assert!(matches!(missing, Error::MissingCredentials(_)), "{missing}");
    let by_hand = Client::builder().base_url(&server.url).page("t1").build().unwrap();
    by_hand.browser().await.unwrap();
}

#[tokio::test]
async fn an_issuer_that_is_away_is_told_of() {
    let url = start().await.0.url.clone();
    let grant = Grant::client_credentials("me", "s3cret").token_url(format!("{url}/oauth/token"));
    let client = Client::builder()
        .base_url("https://api.example.com")
        .app_grant(grant)
        .build()
        .unwrap();
    let error = client.machine().await.unwrap_err();
    assert!(matches!(error, Error::Token(_)));
    assert_eq!(error.to_string(), "no access token for `app`: there is no answer");
    assert!(!format!("{error:?}").contains("s3cret"));
}
