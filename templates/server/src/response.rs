//! Answers, as axum sends them.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use serde::Serialize;

use super::problem::Problem;

/// An answer without a body.
pub fn empty(status: StatusCode) -> Response {
    with(status, Body::empty())
}

/// An answer that lists methods (RFC 9110 §10.2.1); without any, the router adds them.
pub(super) fn allowing(status: StatusCode, methods: &str) -> Response {
    let mut response = empty(status);
    if let Some(methods) = HeaderValue::from_str(methods)
        .ok()
        .filter(|methods| !methods.is_empty())
    {
        response.headers_mut().insert(ALLOW, methods);
    }
    response
}

/// An answer in `application/json`.
pub fn json<T: Serialize + ?Sized>(status: StatusCode, body: &T) -> Response {
    json_as(status, "application/json", body)
}

/// An answer in a media type that is JSON. A value that JSON cannot say is a fault of the server: 500.
pub fn json_as<T: Serialize + ?Sized>(status: StatusCode, media_type: &'static str, body: &T) -> Response {
    // Room enough for most, so that it need not grow.
    let mut bytes = Vec::with_capacity(1024);
    match serde_json::to_writer(&mut bytes, body) {
        Ok(()) => typed(status, media_type, bytes.into()),
        Err(_) => {
            let problem = Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The answer cannot be written as JSON.",
            );
            axum::response::IntoResponse::into_response(problem)
        }
    }
}

/// An answer in XML. A value that cannot be written is a fault of the server: 500.
pub fn markup(status: StatusCode, media_type: &'static str, body: serde_json::Result<String>) -> Response {
    match body {
        Ok(body) => text(status, media_type, body),
        Err(_) => {
            let problem = Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The answer cannot be written as XML.",
            );
            axum::response::IntoResponse::into_response(problem)
        }
    }
}

/// An answer in text.
pub fn text(status: StatusCode, media_type: &'static str, body: String) -> Response {
    typed(status, media_type, body.into())
}

/// An answer in bytes of some media type, which may be a stream.
pub fn bytes(status: StatusCode, media_type: &'static str, body: Body) -> Response {
    typed(status, media_type, body)
}

pub(super) fn typed(status: StatusCode, media_type: &'static str, body: Body) -> Response {
    let mut response = with(status, body);
    let media_type = HeaderValue::from_static(media_type);
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

fn with(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// A status that is not in the registry.
pub fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A status of a documented range, by its first digit; one of another range becomes the first of this.
pub fn in_range(given: StatusCode, digit: u8) -> StatusCode {
    if given.as_u16() / 100 == u16::from(digit) {
        given
    } else {
        status(u16::from(digit) * 100)
    }
}
