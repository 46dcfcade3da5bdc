//! Request bodies (OAS 3.1.1 §4.8.13): the media type checked, the bytes read within the limit, JSON decoded.

use std::borrow::Cow;
use std::error::Error;
use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, BodyDataStream, HttpBody};
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_TYPE, HeaderMap};
use http_body_util::LengthLimitError;
use serde::de::DeserializeOwned;

use super::incoming::Incoming;
use super::problem::Problem;
use super::{json, media, refusal, settings};

/// Reads the body where the request has one, which must then be of one of the media types (or ranges) `taken`. The
/// limit is axum's `DefaultBodyLimit`: 2 MB, unless a layer sets another.
///
/// Like the others here it looks at the request at once, so that the future has nothing but the body: it is moved often.
///
/// # Errors
///
/// 415 for a media type that is not taken, 413 for too many bytes, 400 where the connection breaks.
pub fn read(
    incoming: Incoming,
    taken: &'static [&'static str],
) -> impl Future<Output = Result<Option<Bytes>, Problem>> + Send {
    let body = body(incoming, taken);
    async move {
        match body? {
            Some(body) => all(body).await.map(Some),
            None => Ok(None),
        }
    }
}

/// The body, where the request has one.
fn body(incoming: Incoming, taken: &'static [&'static str]) -> Result<Option<Body>, Problem> {
    Ok(media(&incoming, taken)?.map(|_| incoming.into_body()))
}

/// Which of the media types (or ranges) `taken` the body has: of several that it fits the most specific, of those the
/// first. `None` for a request without a body.
///
/// # Errors
///
/// 415 for a media type that is not taken.
pub fn media(incoming: &Incoming, taken: &'static [&'static str]) -> Result<Option<usize>, Problem> {
    let Incoming { parts, body, .. } = incoming;
    if body.is_end_stream() && !parts.headers.contains_key(CONTENT_TYPE) {
        return Ok(None);
    }
    let content_type = content_type(&parts.headers);
    let fitting = content_type.as_deref().and_then(|got| fitting(got, taken));
    if fitting.is_none() && !body.is_end_stream() {
        if settings::takes_untyped_json(parts) && may_be_json(content_type.as_deref(), taken) {
            return Ok(Some(0));
        }
        let method = parts.method.as_str();
        return Err(refusal::unsupported_media_type(method, content_type.as_deref(), taken));
    }
    Ok(fitting)
}

/// As [`media`], for an operation that must have a body.
///
/// # Errors
///
/// As [`media`], and 400 where there is none.
pub fn required_media(incoming: &Incoming, taken: &'static [&'static str]) -> Result<usize, Problem> {
    media(incoming, taken)?.ok_or_else(refusal::missing_body)
}

/// The body of an operation that must have one.
///
/// # Errors
///
/// As [`read`], and 400 where there is none.
pub fn read_required(
    incoming: Incoming,
    taken: &'static [&'static str],
) -> impl Future<Output = Result<Bytes, Problem>> + Send {
    let body = body(incoming, taken);
    async move {
        match body? {
            Some(body) => all(body).await,
            None => Err(refusal::missing_body()),
        }
    }
}

/// A JSON body that may be left out: no bytes are no body.
///
/// # Errors
///
/// As [`read`].
pub fn read_json(
    incoming: Incoming,
    taken: &'static [&'static str],
) -> impl Future<Output = Result<Option<Bytes>, Problem>> + Send {
    let body = body(incoming, taken);
    async move {
        let bytes = match body? {
            Some(body) => all(body).await?,
            None => Bytes::new(),
        };
        Ok(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

/// A JSON body that must be there.
///
/// # Errors
///
/// As [`read`], and 400 where there is none.
pub fn read_required_json(
    incoming: Incoming,
    taken: &'static [&'static str],
) -> impl Future<Output = Result<Bytes, Problem>> + Send {
    let bytes = read_json(incoming, taken);
    async move { bytes.await?.ok_or_else(refusal::missing_body) }
}

/// Decodes JSON.
///
/// # Errors
///
/// 400 with the JSON Pointer of the value that does not fit.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    json::decode(bytes).map_err(|(pointer, error)| refusal::bad_body(pointer, error.to_string()))
}

/// The JSON that XML was read as.
///
/// # Errors
///
/// 400 with the JSON Pointer of the value that cannot be read.
pub fn markup(json: Result<Vec<u8>, (String, String)>) -> Result<Vec<u8>, Problem> {
    json.map_err(|(pointer, message)| refusal::bad_body(pointer, message))
}

/// Decodes text, which is UTF-8.
///
/// # Errors
///
/// 400 where it is not.
pub fn text(bytes: &[u8]) -> Result<String, Problem> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(refusal::bad_body(String::new(), error.to_string())),
    }
}

/// Reads the body to its end.
///
/// # Errors
///
/// 413 for too many bytes, 400 where the connection breaks.
pub fn collect(incoming: Incoming) -> impl Future<Output = Result<Bytes, Problem>> + Send {
    all(incoming.into_body())
}

async fn all(body: Body) -> Result<Bytes, Problem> {
    let mut body = body.into_data_stream();
    let Some(first) = next(&mut body).await? else {
        return Ok(Bytes::new());
    };
    // Most bodies come at once, and need not be copied.
    if body.is_end_stream() {
        return Ok(first);
    }
    let mut pieces = vec![first];
    while let Some(piece) = next(&mut body).await? {
        pieces.push(piece);
    }
    Ok(pieces.concat().into())
}

async fn next(body: &mut BodyDataStream) -> Result<Option<Bytes>, Problem> {
    let piece = poll_fn(|cx| Pin::new(&mut *body).poll_next(cx)).await;
    piece.transpose().map_err(|error| match exceeds_limit(&error) {
        true => refusal::too_large(),
        false => refusal::bad_body(String::new(), format!("Failed to buffer the request body: {error}")),
    })
}

/// Whether reading failed since the body is longer than it may be.
pub(super) fn exceeds_limit(error: &(dyn Error + 'static)) -> bool {
    let mut source = Some(error);
    while let Some(error) = source {
        if error.is::<LengthLimitError>() {
            return true;
        }
        source = error.source();
    }
    false
}

/// `Content-Type` in lower case.
fn content_type(headers: &HeaderMap) -> Option<Cow<'_, str>> {
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    Some(match value.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => value.to_ascii_lowercase().into(),
        false => value.into(),
    })
}

/// Which of those taken a media type is. Of its parameters only `charset` counts: all text here is UTF-8.
fn fitting(content_type: &str, taken: &[&str]) -> Option<usize> {
    let mut parts = content_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let charset = parts.find_map(|parameter| parameter.strip_prefix("charset="));
    let is_utf8 = charset.is_none_or(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8" | "us-ascii"));
    let specificity = |range: &str| match range.split_once('*') {
        Some(("", "/*")) => essence.contains('/').then_some(0),
        Some((prefix, suffix)) => (essence.starts_with(prefix) && essence.ends_with(suffix)).then_some(1),
        None => (essence == range).then_some(2),
    };
    let fitting = taken
        .iter()
        .enumerate()
        .filter_map(|(index, range)| Some((index, specificity(range)?)));
    // Of equals the last would be the greatest.
    let (index, _) = fitting.rev().max_by_key(|(_, specificity)| *specificity)?;
    is_utf8.then_some(index)
}

/// Whether a body that does not say that it is JSON can only be that.
fn may_be_json(content_type: Option<&str>, taken: &[&str]) -> bool {
    let says_nothing = content_type.is_none_or(|got| fitting(got, &["text/plain"]).is_some());
    says_nothing && !taken.is_empty() && taken.iter().all(|media| media::is_json(media))
}
