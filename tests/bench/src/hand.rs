//! The same API as one writes it by hand: reqwest and serde in the client, an axum handler that checks what it is sent.

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What the API is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    id: i64,
    name: String,
    price: f64,
    status: Status,
    created_at: DateTime<Utc>,
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Draft,
    Active,
    Gone,
}

type Faults = Vec<(String, &'static str)>;

impl Item {
    fn check(&self, at: &str, faults: &mut Faults) {
        let mut rule = |holds: bool, name: &str, message| {
            if !holds {
                faults.push((format!("{at}/{name}"), message));
            }
        };
        rule(self.id >= 1, "id", "is less than 1");
        rule(
            (1..=100).contains(&self.name.chars().count()),
            "name",
            "must have 1 to 100 characters",
        );
        rule(self.price >= 0.0, "price", "is less than 0");
        rule(self.tags.len() <= 8, "tags", "has more than 8 items");
        rule(
            self.tags.iter().all(|tag| tag.chars().count() <= 20),
            "tags",
            "has an item of more than 20 characters",
        );
        let note = self.note.as_ref().map_or(0, |note| note.chars().count());
        rule(note <= 200, "note", "has more than 200 characters");
    }
}

/// Boxed, since results carry it.
struct Refusal(Box<Response>);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        *self.0
    }
}

fn problem(status: StatusCode, detail: &str, faults: &Faults) -> Refusal {
    let violations = faults
        .iter()
        .map(|(pointer, message)| json!({"pointer": pointer, "message": message}));
    let violations: Vec<_> = violations.collect();
    let body = json!({"status": status.as_u16(), "detail": detail, "violations": violations});
    let response = (
        status,
        [(header::CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response();
    Refusal(Box::new(response))
}

/// Media type and JSON, with the place of what does not fit.
fn decode<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Refusal> {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if media.and_then(|media| media.split(';').next()) != Some("application/json") {
        return Err(problem(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the body must be JSON",
            &Vec::new(),
        ));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let fault = (error.path().to_string(), "cannot be read");
        problem(StatusCode::BAD_REQUEST, "the body cannot be read", &vec![fault])
    })
}

fn checked<T>(value: T, faults: &Faults) -> Result<T, Refusal> {
    match faults.as_slice() {
        [] => Ok(value),
        _ => Err(problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "the body breaks rules",
            faults,
        )),
    }
}

async fn create(headers: HeaderMap, body: Bytes) -> Result<(StatusCode, Json<Item>), Refusal> {
    let item: Item = decode(&headers, &body)?;
    let mut faults = Faults::new();
    item.check("", &mut faults);
    Ok((StatusCode::CREATED, Json(checked(item, &faults)?)))
}

async fn create_many(headers: HeaderMap, body: Bytes) -> Result<Json<usize>, Refusal> {
    let items: Vec<Item> = decode(&headers, &body)?;
    let mut faults = Faults::new();
    if items.len() > 10_000 {
        faults.push((String::new(), "has more than 10000 items"));
    }
    for (index, item) in items.iter().enumerate() {
        item.check(&format!("/{index}"), &mut faults);
    }
    Ok(Json(checked(items, &faults)?.len()))
}

#[derive(Deserialize)]
struct Filter {
    status: Option<Status>,
}

async fn list(Path(count): Path<usize>, Query(filter): Query<Filter>, items: Vec<Item>) -> Json<Vec<Item>> {
    let _ = filter.status;
    Json(items.into_iter().take(count).collect())
}

/// The server.
pub fn router(items: Vec<Item>) -> Router {
    let items = std::sync::Arc::new(items);
    let list = move |path, query| list(path, query, Vec::clone(&items));
    Router::new()
        .route("/items", post(create))
        .route("/batches", post(create_many))
        .route("/batches/{count}", get(list))
        .layer(DefaultBodyLimit::max(8 << 20))
}

/// Why a call failed: with what is needed to find out.
#[derive(Debug)]
pub enum CallError {
    /// There was no answer.
    Transport(reqwest::Error),
    /// The answer is none that was expected.
    Unexpected(Box<Answer>),
    /// Its body cannot be read.
    Decode(Box<Answer>, serde_json::Error),
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its header fields.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl std::fmt::Display for CallError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Transport(error) => write!(f, "no answer: {error}"),
            Self::Unexpected(answer) => write!(f, "unexpected answer: {}", answer.status),
            Self::Decode(answer, error) => write!(f, "the body of {} cannot be read: {error}", answer.status),
        }
    }
}

impl std::error::Error for CallError {}

/// The client.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    url: String,
}

impl Client {
    /// A client of a server. It follows no redirect, as credentials in fields of other names would go along.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up.
    pub fn new(url: &str) -> reqwest::Result<Self> {
        let http = reqwest::Client::builder()
            .user_agent("bench/1.0.0")
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(std::time::Duration::from_secs(10))
            .build()?;
        let url = url.to_owned();
        Ok(Self { http, url })
    }

    async fn call<T: DeserializeOwned>(
        &self,
        request: reqwest::RequestBuilder,
        expected: StatusCode,
    ) -> Result<T, CallError> {
        let request = request.header(header::ACCEPT, "application/json");
        let response = request.send().await.map_err(CallError::Transport)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.map_err(CallError::Transport)?;
        let answer = Answer { status, headers, body };
        let media = answer.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media = media.and_then(|media| media.split(';').next());
        if answer.status != expected || media.is_some_and(|media| media != "application/json") {
            return Err(CallError::Unexpected(Box::new(answer)));
        }
        serde_json::from_slice(&answer.body).map_err(|error| CallError::Decode(Box::new(answer), error))
    }

    /// `POST /items`
    ///
    /// # Errors
    ///
    /// As for all calls: there is no answer, it is none that is expected, or it cannot be read.
    pub async fn create(&self, item: Item) -> Result<Item, CallError> {
        let request = self.http.post(format!("{}/items", self.url)).json(&item);
        self.call(request, StatusCode::CREATED).await
    }

    /// `POST /batches`
    ///
    /// # Errors
    ///
    /// See [`create`](Self::create).
    pub async fn create_many(&self, items: Vec<Item>) -> Result<usize, CallError> {
        let request = self.http.post(format!("{}/batches", self.url)).json(&items);
        self.call(request, StatusCode::OK).await
    }

    /// `GET /batches/{count}`
    ///
    /// # Errors
    ///
    /// See [`create`](Self::create).
    pub async fn list(&self, count: usize) -> Result<Vec<Item>, CallError> {
        let request = self.http.get(format!("{}/batches/{count}", self.url));
        self.call(request, StatusCode::OK).await
    }
}
