//! Security requirements (OAS 3.1.1 §4.8.30): which credentials a request presents, and what is said where it lacks them.

use std::borrow::Cow;

use http::header::{AUTHORIZATION, HeaderMap};
use http::request::Parts;

use super::cookie;
use super::percent;
use super::problem::Problem;
use super::query::Pairs;
use super::refusal;

/// Alternatives, of which one must be met; every scheme of an alternative must be met. An empty alternative lets
/// anyone in.
pub type Security = &'static [&'static [SchemeUse]];

/// A security scheme.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// Its name in the description.
    pub name: &'static str,
    /// Where its credential is.
    pub carrier: Carrier,
}

/// Where the credential of a scheme is.
#[derive(Clone, Copy, Debug)]
pub enum Carrier {
    /// The whole value of a header field.
    Header(&'static str),
    /// The value of a query parameter.
    Query(&'static str),
    /// The value of a cookie.
    Cookie(&'static str),
    /// What follows this word in `Authorization`.
    Authorization(&'static str),
    /// The TLS connection: the credential is empty, and the authenticator looks at the request's extensions.
    Certificate,
}

/// A scheme, with the scopes that an operation needs.
#[derive(Clone, Copy, Debug)]
pub struct SchemeUse {
    /// The scheme.
    pub scheme: Scheme,
    /// The scopes or roles.
    pub scopes: &'static [&'static str],
}

/// Why credentials do not let a caller in; the text is shown to the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// The credentials are wrong, expired or revoked: 401.
    Unauthenticated(Cow<'static, str>),
    /// They are right, and this is not for their bearer: 403.
    Forbidden(Cow<'static, str>),
}

impl Scheme {
    /// This scheme with scopes.
    pub const fn with(self, scopes: &'static [&'static str]) -> SchemeUse {
        SchemeUse { scheme: self, scopes }
    }

    /// The credential that a request presents.
    fn credential(&self, parts: &Parts) -> Option<String> {
        let credential = match self.carrier {
            Carrier::Header(name) => field(&parts.headers, name).map(str::to_owned),
            Carrier::Query(name) => Pairs::of_query(parts.uri.query().unwrap_or_default())
                .single(name)
                .and_then(|value| percent::decode_query(value).ok()),
            Carrier::Cookie(name) => cookie::pairs(&parts.headers)
                .single(name)
                .and_then(|value| percent::decode(value).ok()),
            Carrier::Authorization(scheme) => {
                let (word, credential) = field(&parts.headers, AUTHORIZATION.as_str())?.split_once(' ')?;
                let is_scheme = word.eq_ignore_ascii_case(scheme);
                is_scheme.then(|| credential.trim().to_owned())
            }
            Carrier::Certificate => return Some(String::new()),
        };
        credential.filter(|credential| !credential.is_empty())
    }

    /// How a 401 asks for it (RFC 9110 §11.6.1).
    fn challenge(&self, scopes: &[&str]) -> Option<String> {
        Some(match self.carrier {
            Carrier::Header(name) => format!("ApiKey in=\"header\", name=\"{name}\""),
            Carrier::Query(name) => format!("ApiKey in=\"query\", name=\"{name}\""),
            Carrier::Cookie(name) => format!("ApiKey in=\"cookie\", name=\"{name}\""),
            Carrier::Authorization("Basic") => "Basic realm=\"api\", charset=\"UTF-8\"".to_owned(),
            Carrier::Authorization(word) if scopes.is_empty() => word.to_owned(),
            Carrier::Authorization(word) => format!("{word} scope=\"{}\"", scopes.join(" ")),
            Carrier::Certificate => return None,
        })
    }
}

/// The alternatives whose credentials are all there, with the credentials.
pub fn presented(parts: &Parts, security: Security) -> Vec<Vec<(&'static SchemeUse, String)>> {
    let alternatives = security.iter().filter(|alternative| !alternative.is_empty());
    let presented = alternatives.map(|alternative| {
        let credentials = alternative.iter();
        let credentials = credentials.map(|scheme| Some((scheme, scheme.scheme.credential(parts)?)));
        credentials.collect::<Option<Vec<_>>>()
    });
    presented.flatten().collect()
}

/// The refusal after every alternative was tried: 403 where credentials were right but not enough, else 401.
pub fn refuse(security: Security, denials: Vec<Denied>) -> Problem {
    let forbidden = denials.iter().find_map(|denied| match denied {
        Denied::Forbidden(detail) => Some(detail),
        Denied::Unauthenticated(_) => None,
    });
    if let Some(detail) = forbidden {
        return refusal::forbidden(detail);
    }
    let detail = match denials.into_iter().next() {
        Some(Denied::Unauthenticated(detail) | Denied::Forbidden(detail)) => detail,
        None => "The request has no credentials.".into(),
    };
    let mut challenges = Vec::new();
    for scheme in security.iter().copied().flatten() {
        let challenge = scheme.scheme.challenge(scheme.scopes);
        challenges.extend(challenge.filter(|challenge| !challenges.contains(challenge)));
    }
    refusal::unauthorized(&detail, &challenges)
}

fn field<'p>(headers: &'p HeaderMap, name: &str) -> Option<&'p str> {
    let value = headers.get(name)?;
    value.to_str().ok()
}
