//! Redirects (RFC 9110 §15.4).

use http::header::{self, HeaderMap, HeaderName};
use http::{Method, StatusCode};

use super::body::Body;
use super::request::Request;
use super::transport::TransportError;
use super::url::{origin, resolve};

/// How many redirects a call follows.
pub(super) const LIMIT: usize = 10;

/// What may go along to another origin. Everything else may be a credential, whatever its name.
const HARMLESS: &[HeaderName] = &[
    header::ACCEPT,
    header::ACCEPT_LANGUAGE,
    header::CONTENT_TYPE,
    header::IF_MATCH,
    header::IF_MODIFIED_SINCE,
    header::IF_NONE_MATCH,
    header::IF_RANGE,
    header::IF_UNMODIFIED_SINCE,
    header::RANGE,
    header::USER_AGENT,
];

/// Turns a request into the one that a redirect asks for; `false` when the answer is no redirect that a client may follow on its own:
/// only 303 is, for an unsafe method.
///
/// # Errors
///
/// When the new address is unusable, or would be reached without the encryption of the old.
pub(super) fn turn(request: &mut Request, status: StatusCode, headers: &HeaderMap) -> Result<bool, TransportError> {
    let see_other = match status.as_u16() {
        301 | 302 | 307 | 308 if is_safe(request.method()) => false,
        303 => request.method() != Method::HEAD,
        _ => return Ok(false),
    };
    let Some(location) = headers.get(header::LOCATION) else {
        return Ok(false);
    };
    let location = String::from_utf8_lossy(location.as_bytes());
    let unusable = || TransportError::redirect("its address is not a URL of http or https");
    let uri = resolve(request.uri(), &location).ok_or_else(unusable)?;
    let moved = origin(request.uri()) != origin(&uri);
    match (request.uri().scheme_str(), uri.scheme_str()) {
        (Some("https"), Some("http")) => return Err(TransportError::redirect("from https to http")),
        (_, Some("http" | "https")) => {}
        _ => return Err(unusable()),
    }
    if see_other {
        *request.method_mut() = Method::GET;
        *request.body_mut() = Body::empty();
        request.headers_mut().remove(header::CONTENT_TYPE);
    } else if request.body().is_sent() {
        return Err(TransportError::redirect(
            "the body was a stream, which cannot be sent again",
        ));
    }
    if moved {
        *request.headers_mut() = harmless(request.headers());
    }
    *request.uri_mut() = uri;
    Ok(true)
}

/// A copy to send; a body that is a stream goes with it.
pub(super) fn copy(request: &mut Request) -> Request {
    let mut copy = http::Request::new(request.body_mut().outgoing());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

/// Turns a request to a URL that an answer had for the next page. Credentials stay with the origin, those in the query
/// too: they are added where the URL lacks them.
///
/// # Errors
///
/// When the URL is unusable, or would be reached without the encryption of the one before.
pub(super) fn follow(request: &mut Request, link: &str, credentials: &[String]) -> Result<(), TransportError> {
    let unusable = || TransportError::link("it is not a URL of http or https");
    let uri = resolve(request.uri(), link).ok_or_else(unusable)?;
    match (request.uri().scheme_str(), uri.scheme_str()) {
        (Some("https"), Some("http")) => return Err(TransportError::link("from https to http")),
        (_, Some("http" | "https")) => {}
        _ => return Err(unusable()),
    }
    if origin(request.uri()) != origin(&uri) {
        *request.headers_mut() = harmless(request.headers());
        *request.uri_mut() = uri;
        return Ok(());
    }
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let mut url = uri.to_string();
    for credential in credentials {
        let mut present = uri.query().unwrap_or_default().split('&').map(name);
        if !present.any(|present| present == name(credential)) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(credential);
        }
    }
    *request.uri_mut() = url.parse().map_err(TransportError::new)?;
    Ok(())
}

fn is_safe(method: &Method) -> bool {
    method.is_safe() || method.as_str() == "QUERY"
}

fn harmless(headers: &HeaderMap) -> HeaderMap {
    let kept = headers.iter().filter(|(name, _)| HARMLESS.contains(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}
