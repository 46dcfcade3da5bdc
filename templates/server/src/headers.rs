//! Header fields of answers (OAS 3.1.1 §4.8.21): style `simple`, or JSON.

use axum::body::HttpBody as _;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{self, HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;
use specwright_types::__private::Header;
use specwright_types::Headers;

use super::problem::Problem;

/// Adds documented header fields to an answer. A value that a header field cannot hold is a fault of the server: 500.
pub fn add_to<T: Headers + Serialize>(headers: &T, answer: Response) -> Response {
    write(T::FIELDS, serde_json::to_vec(headers), answer)
}

/// The text of a value; `None` when there is nothing to send.
fn text(field: &Header, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        value if field.is_json() => Some(value.to_string()),
        Value::Array(items) => Some(items.iter().map(scalar).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let between = if field.explode { "=" } else { "," };
            let members = members.iter().filter(|(_, value)| !value.is_null());
            let members = members.map(|(name, value)| [name.clone(), scalar(value)].join(between));
            Some(members.collect::<Vec<_>>().join(","))
        }
        value => Some(scalar(value)),
    }
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// By way of the text, because serde_json's own values have no f32.
fn write(fields: &[Header], json: serde_json::Result<Vec<u8>>, mut answer: Response) -> Response {
    let object = json.and_then(|json| serde_json::from_slice::<Value>(&json));
    let Ok(object) = object else {
        return unwritable();
    };
    let is_empty = answer.body().size_hint().exact() == Some(0);
    for field in fields {
        let text = object.get(field.name).and_then(|value| text(field, value));
        let Some(text) = text else { continue };
        let (Ok(name), Ok(value)) = (
            field.name.parse::<HeaderName>(),
            HeaderValue::from_bytes(text.as_bytes()),
        ) else {
            return unwritable();
        };
        // How a body is sent is known better below. One that is not there may have a length all the same: HEAD.
        let is_framing = name == header::TRANSFER_ENCODING || name == header::CONTENT_LENGTH && !is_empty;
        if !is_framing {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

fn unwritable() -> Response {
    let detail = "The header fields of the answer cannot be written.";
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail).into_response()
}
