//! Request bodies (OAS 3.1.1 §4.8.13): the media type checked, the bytes read within the limit, JSON decoded.

use axum::body::{Body, HttpBody};
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::incoming::Incoming;
use super::problem::Problem;
use super::refusal;

/// Reads the body where the request has one, which must then be of one of the media types (or ranges) `taken`. The
/// limit is axum's `DefaultBodyLimit`: 2 MB, unless a layer sets another.
///
/// # Errors
///
/// 415 for a media type that is not taken, 413 for too many bytes, 400 where the connection breaks.
pub async fn read(incoming: Incoming, taken: &'static [&'static str]) -> Result<Option<Bytes>, Problem> {
    let Incoming { parts, body, .. } = incoming;
    if body.is_end_stream() && !parts.headers.contains_key(CONTENT_TYPE) {
        return Ok(None);
    }
    let content_type = content_type(&parts.headers);
    if !content_type.as_deref().is_some_and(|got| fits(got, taken)) {
        if body.is_end_stream() {
            return Ok(None);
        }
        let method = parts.method.as_str();
        return Err(refusal::unsupported_media_type(method, content_type.as_deref(), taken));
    }
    collect(Request::from_parts(parts, body)).await.map(Some)
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

async fn collect(request: Request<Body>) -> Result<Bytes, Problem> {
    match Bytes::from_request(request, &()).await {
        Ok(bytes) => Ok(bytes),
        Err(BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_))) => Err(refusal::too_large()),
        Err(error) => Err(refusal::bad_body(String::new(), error.to_string())),
    }
}

/// `Content-Type` in lower case.
fn content_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(CONTENT_TYPE)?;
    Some(value.to_str().ok()?.to_ascii_lowercase())
}

/// Whether a media type is one of those taken. Of its parameters only `charset` counts: all text here is UTF-8.
fn fits(content_type: &str, taken: &[&str]) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let charset = parts.find_map(|parameter| parameter.strip_prefix("charset="));
    let is_utf8 = charset.is_none_or(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8" | "us-ascii"));
    let is_taken = taken.iter().any(|taken| match taken.strip_suffix('*') {
        Some("*/") => essence.contains('/'),
        Some(prefix) => essence.starts_with(prefix),
        None => essence == *taken,
    });
    is_taken && is_utf8
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
