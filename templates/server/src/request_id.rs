//! `X-Request-Id`: the name of a request, by which the logs of both sides are compared.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::pin::pin;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::response::{IntoResponse, Response};
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::problem::Problem;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longer ones are not taken over.
const MAX_LEN: usize = 128;

/// The name of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(HeaderValue);

tokio::task_local! {
    static CURRENT: RequestId;
}

impl RequestId {
    /// That of the request which is being answered: in authenticators, in methods of the API and in whatever they await,
    /// but not in tasks that they start.
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Self::clone).ok()
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }

    /// The answer of some work that knows the name.
    pub(super) async fn around(self, work: impl Future<Output = Result<Response, Problem>>) -> Response {
        let mut scope = pin!(CURRENT.scope(self, work));
        let answer = scope.as_mut().await;
        // Only a scope that was dropped has lost its value.
        scope.take_value().unwrap_or_else(Self::new).on(answer)
    }

    /// The one that the request came with; a new one where it has none, or one that is no plain word.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let is_word =
            |id: &&HeaderValue| (1..=MAX_LEN).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic);
        match headers.get(X_REQUEST_ID).filter(is_word) {
            Some(id) => Self(id.clone()),
            None => Self::new(),
        }
    }

    /// 128 bits: those of the process and the number of the request, and as many that cannot be foretold.
    fn new() -> Self {
        static KEYS: LazyLock<(RandomState, u64)> = LazyLock::new(|| {
            let keys = RandomState::new();
            let process = keys.hash_one("process");
            (keys, process)
        });
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let (keys, process) = &*KEYS;
        let [high, low] = [process.wrapping_add(number), keys.hash_one(number)];
        let bytes = u128::from(high) << 64 | u128::from(low);
        let mut text = [0; 32];
        let (pairs, _) = text.as_chunks_mut();
        for (pair, byte) in pairs.iter_mut().zip(bytes.to_be_bytes()) {
            *pair = [digit(byte >> 4), digit(byte & 15)];
        }
        Self(HeaderValue::from_bytes(&text).unwrap_or(HeaderValue::from_static("none")))
    }

    /// An answer with the name, unless the operation gave it one; a problem has it in its body too.
    pub(super) fn on(self, answer: Result<Response, Problem>) -> Response {
        let mut response = match answer {
            Ok(response) => response,
            Err(problem) => problem.request_id(self.as_str()).into_response(),
        };
        response.headers_mut().entry(X_REQUEST_ID).or_insert(self.0);
        response
    }
}

/// A hexadecimal digit.
fn digit(value: u8) -> u8 {
    match value {
        0..10 => b'0' + value,
        _ => b'a' + value - 10,
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
