//! Answers, read as what the operation documents.

use http::header;

use super::body::Body;
use super::documented::{self, Found, Response};
use super::error::{Error, Failure};
use super::response::Reply;
use super::transport::TransportError;

/// How an exchange ended, where the description documents it.
pub(super) enum Exchanged {
    /// As a success.
    Success(Reply),
    /// As an error.
    Error(Reply),
}

/// The most that is kept of the body of an answer that is not documented.
const KEPT: usize = 1 << 20;

/// Reads an answer, if it is a documented one.
///
/// # Errors
///
/// When it is none, or breaks off.
pub(super) async fn answer(
    success: &[Response],
    errors: &[Response],
    response: &mut http::Response<Body>,
) -> Result<Exchanged, Failure> {
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let found = documented::find(success, errors, response.status(), content_type);
    let (index, documented) = match found {
        Found::Success(index) => (index, success.get(index)),
        Found::Error(index) => (index, errors.get(index)),
        Found::Unexpected => (0, None),
    };
    let body = response.body_mut();
    let body = match documented {
        Some(documented) if documented.is_streamed() => Ok(std::mem::take(body)),
        Some(_) => body.rest().await.map(Body::from),
        None => body.first(KEPT).await.map(Body::from),
    };
    let reply = Reply {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        body: body.map_err(|error| Error::Transport(TransportError::new(error)))?,
        index,
    };
    match found {
        Found::Success(_) => Ok(Exchanged::Success(reply)),
        Found::Error(_) => Ok(Exchanged::Error(reply)),
        Found::Unexpected => reply.unexpected(),
    }
}
