//! Credentials (OAS 3.1.1 §4.8.27).

use std::fmt;
use std::sync::Arc;

use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use super::encode::{Parts, cookie, header_value};
use super::error::MissingCredentials;
use super::percent;
use super::token::Tokens;

/// A security scheme of the API.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the description.
    pub name: &'static str,
    /// Where its credential goes.
    pub kind: SchemeKind,
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// Into a header field, as given.
    Header(&'static str),
    /// Into a query parameter.
    Query(&'static str),
    /// Into a cookie.
    Cookie(&'static str),
    /// Into `Authorization`, after the name of the scheme (RFC 9110 §11.6.2).
    Authorization(&'static str),
    /// Into the TLS handshake: the transport's business.
    Transport,
}

/// A credential. Never shown.
#[derive(Clone)]
pub struct Secret(pub(super) String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What a client has for a scheme.
#[derive(Clone)]
pub(super) enum Credential {
    /// A secret.
    Given(Secret),
    /// A way to get one.
    Fetched(Arc<dyn Tokens>),
    /// The transport's certificate.
    Certificate,
}

/// The first alternative whose credentials are all there, or given with the call. Anonymous access, where allowed, is
/// the last resort.
///
/// # Errors
///
/// When no alternative can be met.
pub(super) fn choose(
    schemes: &[Scheme],
    credentials: &[Option<Credential>],
    alternatives: &'static [&'static [usize]],
    own: &HeaderMap,
) -> Result<&'static [usize], MissingCredentials> {
    let known = |index: &usize| {
        let of_the_call = { schemes.get(*index) }.is_some_and(|scheme| scheme.is_in(own));
        of_the_call || matches!(credentials.get(*index), Some(Some(_)))
    };
    let met = |alternative: &&&[usize]| !alternative.is_empty() && alternative.iter().all(known);
    let anonymous = alternatives.is_empty() || alternatives.iter().any(|alternative| alternative.is_empty());
    match alternatives.iter().find(met) {
        Some(alternative) => Ok(alternative),
        None if anonymous => Ok(&[]),
        None => Err(missing(schemes, alternatives)),
    }
}

impl Scheme {
    /// Whether its credential is among these header fields.
    pub(super) fn is_in(&self, headers: &HeaderMap) -> bool {
        match self.kind {
            SchemeKind::Header(name) => headers.contains_key(name),
            SchemeKind::Authorization(_) => headers.contains_key(AUTHORIZATION),
            SchemeKind::Query(_) | SchemeKind::Cookie(_) | SchemeKind::Transport => false,
        }
    }
}

fn missing(schemes: &[Scheme], alternatives: &[&[usize]]) -> MissingCredentials {
    let name = |index: &usize| {
        schemes
            .get(*index)
            .map_or_else(String::new, |scheme| format!("`{}`", scheme.name))
    };
    let all = |alternative: &&[usize]| alternative.iter().map(name).collect::<Vec<_>>().join(" with ");
    let needs = alternatives.iter().map(all).collect::<Vec<_>>().join(" or ");
    MissingCredentials { needs }
}

/// Adds one credential. [`check`] has seen it, so that nothing is left out here.
pub(super) fn add(scheme: &Scheme, Secret(secret): &Secret, parts: &mut Parts) {
    match scheme.kind {
        SchemeKind::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).ok();
            parts.headers.extend(name.zip(sensitive(secret)));
        }
        SchemeKind::Authorization(kind) => {
            let value = sensitive(&format!("{kind} {secret}"));
            parts.headers.extend(value.map(|value| (AUTHORIZATION, value)));
        }
        SchemeKind::Query(name) => {
            parts
                .query
                .push(format!("{}={}", percent::strict(name), percent::strict(secret)));
        }
        SchemeKind::Cookie(name) => parts.cookies.extend(cookie(name, secret)),
        SchemeKind::Transport => {}
    }
}

/// A value that is not to be shown.
pub(super) fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = header_value(text)?;
    value.set_sensitive(true);
    Some(value)
}

/// Whether a credential can be sent at all.
///
/// # Errors
///
/// Why not, without showing it.
pub(super) fn check(kind: SchemeKind, secret: &str) -> Result<(), String> {
    match kind {
        SchemeKind::Header(_) | SchemeKind::Authorization(_) => match sensitive(secret) {
            Some(_) => Ok(()),
            None => Err("a header cannot hold line breaks or control characters".to_owned()),
        },
        SchemeKind::Cookie(name) => cookie(name, secret).map(|_| ()),
        SchemeKind::Query(_) | SchemeKind::Transport => Ok(()),
    }
}
