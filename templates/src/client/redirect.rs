//! Redirects (RFC 9110 §15.4).

use http::header::{self, HeaderMap, HeaderName};
use http::{Method, StatusCode, Uri};

use super::body::Body;
use super::transport::TransportError;
use super::url::{origin, resolve};

/// A request, in a form that can be sent again if its body is no stream.
#[derive(Debug)]
pub(super) struct Hop {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
}

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

/// The request that a redirect asks for; `None` when the answer is no redirect that a client may follow on its own:
/// only 303 is, for an unsafe method.
///
/// # Errors
///
/// When the new address is unusable, or would be reached without the encryption of the old.
pub(super) fn next(hop: &mut Hop, status: StatusCode, headers: &HeaderMap) -> Result<Option<Hop>, TransportError> {
    let see_other = match status.as_u16() {
        301 | 302 | 307 | 308 if is_safe(&hop.method) => false,
        303 => hop.method != Method::HEAD,
        _ => return Ok(None),
    };
    let Some(location) = headers.get(header::LOCATION) else {
        return Ok(None);
    };
    let location = String::from_utf8_lossy(location.as_bytes());
    let unusable = || TransportError::redirect("its address is not a URL of http or https");
    let uri = resolve(&hop.uri, &location).ok_or_else(unusable)?;
    let moved = origin(&hop.uri) != origin(&uri);
    match (hop.uri.scheme_str(), uri.scheme_str()) {
        (Some("https"), Some("http")) => return Err(TransportError::redirect("from https to http")),
        (_, Some("http" | "https")) => {}
        _ => return Err(unusable()),
    }
    let mut next = Hop {
        method: hop.method.clone(),
        uri,
        headers: hop.headers.clone(),
        body: Body::empty(),
    };
    if see_other {
        next.method = Method::GET;
        next.headers.remove(header::CONTENT_TYPE);
    } else if hop.body.is_sent() {
        return Err(TransportError::redirect(
            "the body was a stream, which cannot be sent again",
        ));
    } else {
        next.body = hop.body.outgoing();
    }
    if moved {
        next.headers = harmless(&next.headers);
    }
    Ok(Some(next))
}

/// Turns a request to a URL that an answer had for the next page. Credentials stay with the origin, those in the query
/// too: they are added where the URL lacks them.
///
/// # Errors
///
/// When the URL is unusable, or would be reached without the encryption of the one before.
pub(super) fn follow(hop: &mut Hop, link: &str, credentials: &[String]) -> Result<(), TransportError> {
    let unusable = || TransportError::link("it is not a URL of http or https");
    let uri = resolve(&hop.uri, link).ok_or_else(unusable)?;
    match (hop.uri.scheme_str(), uri.scheme_str()) {
        (Some("https"), Some("http")) => return Err(TransportError::link("from https to http")),
        (_, Some("http" | "https")) => {}
        _ => return Err(unusable()),
    }
    if origin(&hop.uri) != origin(&uri) {
        hop.headers = harmless(&hop.headers);
        hop.uri = uri;
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
    hop.uri = url.parse().map_err(TransportError::new)?;
    Ok(())
}

fn is_safe(method: &Method) -> bool {
    method.is_safe() || method.as_str() == "QUERY"
}

fn harmless(headers: &HeaderMap) -> HeaderMap {
    let kept = headers.iter().filter(|(name, _)| HARMLESS.contains(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}
