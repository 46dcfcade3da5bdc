//! Which documented answer a mock gives, and the sample that it holds.

use std::cell::RefCell;
use std::fmt::Debug;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};

use specwright_server::axum::extract::Request;
use specwright_server::axum::middleware::Next;
use specwright_server::axum::response::{IntoResponse, Response};
use specwright_server::futures_core::Stream;
use specwright_server::http::StatusCode;
use specwright_server::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use specwright_server::serde::de::DeserializeOwned;
use specwright_server::serde_json::{self, Value};

tokio::task_local! {
    /// The header fields of the request being answered.
    static FIELDS: HeaderMap;
    /// Why the request cannot be answered as it asks for.
    static FAULT: RefCell<Option<String>>;
}

/// The samples, by operation and answer.
static SAMPLES: OnceLock<Value> = OnceLock::new();

/// The credential that is let in; any without.
static CREDENTIAL: OnceLock<String> = OnceLock::new();

/// A documented answer.
#[derive(Clone, Copy, Debug)]
pub struct Offer {
    /// The statuses it stands for: the first digit alone of a range, 0 of `default`.
    pub status: u16,
    /// The media type of its body; empty without one.
    pub media_type: &'static str,
}

/// Takes the samples, as JSON, and the credential that is let in.
pub fn prepare(samples: &str, credential: Option<String>) -> Result<(), serde_json::Error> {
    let samples = serde_json::from_str(samples)?;
    let _ = SAMPLES.set(samples);
    if let Some(credential) = credential {
        let _ = CREDENTIAL.set(credential);
    }
    Ok(())
}

/// A layer that keeps the header fields of a request for as long as it is answered.
pub async fn remember(request: Request, next: Next) -> Response {
    let fields = request.headers().clone();
    let answered = async {
        let response = next.run(request).await;
        match FAULT.with(RefCell::take) {
            Some(detail) => {
                let problem = serde_json::json!({"title": "Not Found", "status": 404, "detail": detail});
                let media = [(CONTENT_TYPE, "application/problem+json")];
                (StatusCode::NOT_FOUND, media, problem.to_string()).into_response()
            }
            None => response,
        }
    };
    FAULT.scope(RefCell::new(None), FIELDS.scope(fields, answered)).await
}

/// What `Prefer` (RFC 7240) says of a name: `code`, `example`, or `dynamic`.
fn preference(name: &str) -> Option<String> {
    let fields = FIELDS.try_with(|fields| {
        let lines = fields.get_all("prefer").iter().filter_map(|line| line.to_str().ok());
        lines.collect::<Vec<_>>().join(",")
    });
    let fields = fields.ok()?;
    let mut quoted = false;
    let parts = fields.split(|c: char| {
        quoted ^= c == '"';
        !quoted && matches!(c, ',' | ';')
    });
    { parts }.find_map(|part| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let is_it = key.trim().eq_ignore_ascii_case(name);
        is_it.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Whether a credential is let in.
#[allow(dead_code, reason = "not every API asks for credentials")]
pub fn admits(credential: &str) -> bool {
    CREDENTIAL.get().is_none_or(|known| known == credential)
}

/// The answer to give, and its status: the one that `Prefer: code=404` asks for, else the first success, the default, a
/// redirect, or what is no fault of the request, which was found right; of several with that status the one that `Accept`
/// likes best.
pub fn choose(offers: &[Offer]) -> (usize, StatusCode) {
    let accept = FIELDS.try_with(|fields| {
        let accept = fields.get(ACCEPT)?.to_str().ok()?;
        Some(accept.to_owned())
    });
    let accept = accept.ok().flatten().unwrap_or_default();
    let code = preference("code").and_then(|code| code.parse::<u16>().ok());
    let index = code.and_then(|code| find(offers, code)).or_else(|| {
        let likings: [fn(u16) -> bool; 4] = [
            |status| matches!(status, 200..=299 | 2),
            |status| status == 0,
            |status| matches!(status, 300..=399 | 3),
            |status| matches!(status, 404 | 409 | 410 | 429 | 500..=599 | 5),
        ];
        { likings.iter() }.find_map(|likes| offers.iter().position(|offer| likes(offer.status)))
    });
    let index = index.unwrap_or_default();
    let Some(chosen) = offers.get(index) else {
        return (index, StatusCode::OK);
    };
    let alike = |offer: &&(usize, &Offer)| offer.1.status == chosen.status;
    let best = offers.iter().enumerate().filter(|offer| alike(&offer)).max_by(|a, b| {
        let (a, b) = (weight(&accept, a), weight(&accept, b));
        a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal)
    });
    let status = match (chosen.status, code) {
        (0..=5, Some(code)) => code,
        (0, None) => 200,
        (digit @ 1..=5, None) => digit * 100,
        (status, _) => status,
    };
    let index = best.map_or(index, |(index, _)| index);
    (index, StatusCode::from_u16(status).unwrap_or(StatusCode::OK))
}

/// The answer for a status: by the code itself, its range, or the default.
fn find(offers: &[Offer], code: u16) -> Option<usize> {
    [code, code / 100, 0]
        .iter()
        .find_map(|status| offers.iter().position(|offer| offer.status == *status))
}

/// How much a client likes an answer; of equals the first.
fn weight(accept: &str, (index, offer): &(usize, &Offer)) -> f64 {
    let essence = offer.media_type.split(';').next().unwrap_or_default().trim();
    let family = essence.split('/').next().unwrap_or_default();
    let weights = accept.split(',').filter_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let range = parts.next()?;
        let fits = range == "*/*" || range == essence || range.strip_suffix("/*") == Some(family);
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f64>().ok());
        fits.then_some(weight.unwrap_or(1.0))
    });
    weights.fold(0.0, f64::max) - *index as f64 / 1e6
}

/// The sample at a place, such as `/0/1/body`.
///
/// # Panics
///
/// If it is not a value of its type: types and samples are made from the same description. The server answers 500.
#[allow(dead_code, reason = "not every API answers in JSON")]
#[allow(clippy::panic, reason = "a fault that conformance runs are to find")]
pub fn sample<T: DeserializeOwned>(place: &str) -> T {
    match T::deserialize(find_sample(place).unwrap_or(&Value::Null)) {
        Ok(value) => value,
        Err(error) => panic!("the sample at {place} is not of its type: {error}"),
    }
}

/// The sample at a place; for a body the example that `Prefer: example=NAME` names, or with `Prefer: dynamic=true` a value
/// made up where there are examples.
fn find_sample(place: &str) -> Option<&'static Value> {
    let samples = SAMPLES.get()?;
    let usual = samples.pointer(place);
    let Some(answer) = place.strip_suffix("/body").and_then(|answer| samples.pointer(answer)) else {
        return usual;
    };
    if let Some(name) = preference("example") {
        let named = answer.get("examples").and_then(Value::as_object);
        let found = named.and_then(|named| named.get(&name));
        if found.is_none() {
            let names: Vec<String> = named
                .into_iter()
                .flatten()
                .map(|(name, _)| format!("`{name}`"))
                .collect();
            let known = match names.as_slice() {
                [] => "it has none".to_owned(),
                names => format!("there is {}", names.join(", ")),
            };
            let fault = format!("This answer has no example `{name}` that fits its schema; {known}.");
            let _ = FAULT.try_with(|slot| slot.replace(Some(fault)));
        }
        return found.or(usual);
    }
    let made = answer
        .get("made")
        .filter(|_| preference("dynamic").is_some_and(|value| value != "false"));
    made.or(usual)
}

/// The sample at a place as text: JSON, unless it is text itself.
#[allow(dead_code, reason = "not every API answers in text")]
pub fn text(place: &str) -> String {
    match find_sample(place) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// Values that are all there.
#[allow(dead_code, reason = "not every API answers in sequences")]
#[derive(Debug)]
pub struct Given<T>(pub std::vec::IntoIter<T>);

impl<T: Unpin + Debug> Stream for Given<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.next())
    }
}
