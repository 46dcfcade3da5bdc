//! Request bodies (OAS 3.1.1 §4.8.13): the media type checked, the bytes read within the limit, JSON decoded.

use std::borrow::Cow;

use axum::body::HttpBody;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::incoming::Incoming;
use super::problem::Problem;
use super::{refusal, settings};

/// Reads the body where the request has one, which must then be of one of the media types (or ranges) `taken`. The
/// limit is axum's `DefaultBodyLimit`: 2 MB, unless a layer sets another.
///
/// # Errors
///
/// 415 for a media type that is not taken, 413 for too many bytes, 400 where the connection breaks.
pub async fn read(incoming: Incoming, taken: &'static [&'static str]) -> Result<Option<Bytes>, Problem> {
    match media(&incoming, taken)? {
        Some(_) => collect(incoming).await.map(Some),
        None => Ok(None),
    }
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
pub async fn read_required(incoming: Incoming, taken: &'static [&'static str]) -> Result<Bytes, Problem> {
    read(incoming, taken).await?.ok_or_else(refusal::missing_body)
}

/// A JSON body that may be left out: no bytes are no body.
///
/// # Errors
///
/// As [`read`].
pub async fn read_json(incoming: Incoming, taken: &'static [&'static str]) -> Result<Option<Bytes>, Problem> {
    let bytes = read(incoming, taken).await?;
    Ok(bytes.filter(|bytes| !bytes.is_empty()))
}

/// A JSON body that must be there.
///
/// # Errors
///
/// As [`read`], and 400 where there is none.
pub async fn read_required_json(incoming: Incoming, taken: &'static [&'static str]) -> Result<Bytes, Problem> {
    read_json(incoming, taken).await?.ok_or_else(refusal::missing_body)
}

/// Decodes JSON.
///
/// # Errors
///
/// 400 with the JSON Pointer of the value that does not fit.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| refusal::bad_body(pointer(error.path()), error.inner().to_string()))?;
    match deserializer.end() {
        Ok(()) => Ok(value),
        Err(error) => Err(refusal::bad_body(String::new(), error.to_string())),
    }
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
pub async fn collect(incoming: Incoming) -> Result<Bytes, Problem> {
    let Incoming { parts, body, .. } = incoming;
    match Bytes::from_request(Request::from_parts(parts, body), &()).await {
        Ok(bytes) => Ok(bytes),
        Err(BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_))) => Err(refusal::too_large()),
        Err(error) => Err(refusal::bad_body(String::new(), error.to_string())),
    }
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
    let is_json = |media: &&str| *media == "application/json" || media.ends_with("+json");
    let says_nothing = content_type.is_none_or(|got| fitting(got, &["text/plain"]).is_some());
    says_nothing && !taken.is_empty() && taken.iter().all(is_json)
}

/// The path that decoding took, as a JSON Pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}
