//! Round trips: values through their codec, and calls through client and server, with what came of each.
//!
//! Each prints one line of JSON: where it was, what is expected, and what came, or the error.

use std::fmt::Debug;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use specwright_types::futures_core::Stream;
use specwright_types::http::StatusCode;
use specwright_types::serde::Serialize;
use specwright_types::serde::de::DeserializeOwned;
use specwright_types::serde_json::{self, Map, Value, json};

/// Decodes a value and encodes it again.
pub type Codec = fn(&str) -> Result<String, String>;

/// What the server answers next, and what it was asked.
struct Exchange {
    call: Value,
    seen: Map<String, Value>,
}

/// The exchange in progress; calls are made one after the other.
static EXCHANGE: Mutex<Option<Exchange>> = Mutex::new(None);

fn exchange() -> MutexGuard<'static, Option<Exchange>> {
    EXCHANGE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sends every sample of every type through the codec of its type.
pub fn values(types: &[Codec], values: &Value) {
    for (codec, of) in types.iter().zip(values.as_array().into_iter().flatten()) {
        for (index, sample) in of["samples"].as_array().into_iter().flatten().enumerate() {
            let at = format!("{} sample {index}", of["type"].as_str().unwrap_or_default());
            let read = |text: String| serde_json::from_str(&text).map_err(|error| error.to_string());
            print(&at, sample, codec(&sample.to_string()).and_then(read));
        }
    }
}

/// Begins a call: the server answers as it says.
#[allow(dead_code, reason = "an API may have no operations")]
pub fn begin(call: &Value) {
    *exchange() = Some(Exchange {
        call: call.clone(),
        seen: Map::new(),
    });
}

/// Ends a call, and says what client and server made of it.
#[allow(dead_code, reason = "an API may have no operations")]
pub fn end(came: Result<Value, String>) {
    let Some(Exchange { call, seen }) = exchange().take() else {
        return;
    };
    let came = came.map(|answer| json!({"request": seen, "answer": answer}));
    print(call["at"].as_str().unwrap_or_default(), &call["expected"], came);
}

/// Which answer the server gives, and its status.
#[allow(dead_code, reason = "operations have different answers")]
pub fn answer() -> (usize, StatusCode) {
    let number = |name: &str| {
        exchange()
            .as_ref()
            .and_then(|now| now.call[name].as_u64())
            .unwrap_or_default()
    };
    let status = u16::try_from(number("status"))
        .ok()
        .and_then(|status| StatusCode::from_u16(status).ok());
    let answer = usize::try_from(number("answer")).unwrap_or_default();
    (answer, status.unwrap_or(StatusCode::OK))
}

/// A part of the answer: `headers` or `body`.
///
/// # Panics
///
/// If it is not a value of its type. The client then sees status 500, which no one expects.
#[allow(dead_code, reason = "operations have different answers")]
#[allow(clippy::panic, reason = "a fault that the run is to find")]
pub fn part<T: DeserializeOwned>(name: &str) -> T {
    let value = exchange()
        .as_ref()
        .map(|now| now.call[name].clone())
        .unwrap_or_default();
    match T::deserialize(value) {
        Ok(value) => value,
        Err(error) => panic!("the sample of the {name} is not of its type: {error}"),
    }
}

/// The body of the answer as text: JSON, unless it is text itself.
#[allow(dead_code, reason = "operations have different answers")]
pub fn text_part() -> String {
    match part("body") {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Notes an input that the server got, if it got it.
#[allow(dead_code, reason = "operations have different inputs")]
pub fn saw(name: &str, value: Result<Option<Value>, String>) {
    let value = match value {
        Ok(None) => return,
        Ok(Some(value)) => value,
        Err(error) => json!({"error": error}),
    };
    if let Some(now) = exchange().as_mut() {
        now.seen.insert(name.to_owned(), value);
    }
}

/// What came of a call.
#[allow(dead_code, reason = "an API may have no operations")]
pub fn came(success: bool, body: Value) -> Value {
    json!({"success": success, "body": body})
}

/// A value as JSON.
///
/// # Errors
///
/// If it cannot be encoded.
#[allow(dead_code, reason = "operations have different inputs and answers")]
pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<Value, String> {
    let text = serde_json::to_string(value).map_err(fault)?;
    serde_json::from_str(&text).map_err(fault)
}

/// Bytes as JSON: the text that they are.
#[allow(dead_code, reason = "operations have different inputs and answers")]
pub fn text(bytes: &[u8]) -> Value {
    Value::String(String::from_utf8_lossy(bytes).into_owned())
}

/// An error as text.
#[allow(dead_code, reason = "operations have different inputs and answers")]
pub fn fault(error: impl Debug) -> String {
    format!("{error:?}")
}

/// Values that are all there.
#[allow(dead_code, reason = "not every API answers in sequences")]
#[derive(Debug)]
pub struct Given<T>(pub std::vec::IntoIter<T>);

impl<T: Unpin> Stream for Given<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<T>> {
        Poll::Ready(self.0.next())
    }
}

fn print(at: &str, expected: &Value, came: Result<Value, String>) {
    let line = match came {
        Ok(came) => json!({"at": at, "expected": expected, "came": came}),
        Err(error) => json!({"at": at, "expected": expected, "error": error}),
    };
    println!("{}\t{line}", env!("CARGO_PKG_NAME"));
}
