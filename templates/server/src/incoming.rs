//! A request on its way to an operation.

use axum::RequestExt;
use axum::body::{Body, HttpBody};
use axum::extract::Request;
use http::HeaderMap;
use http::request::Parts;
use http_body_util::Limited;
use serde_json::Value;

use super::accept::{self, Accept};
use super::cookie;
use super::parameter::{Parameter, Place};
use super::path::Captures;
use super::percent;
use super::problem::Problem;
use super::query::Pairs;
use super::refusal;
use super::style;
use super::values::Values;

/// A request that was routed to an operation.
#[derive(Debug)]
pub struct Incoming {
    /// Method, target and header fields. Boxed, since a request is moved through every step.
    pub parts: Box<Parts>,
    /// The body, not read yet.
    pub body: Body,
    /// The path parameters, still encoded.
    pub captures: Captures,
    /// How many bytes the body may have; without, it is axum's `DefaultBodyLimit` that says.
    pub limit: Option<usize>,
}

impl Incoming {
    /// The body, within its limit.
    pub(super) fn into_body(self) -> Body {
        let Self { parts, body, .. } = self;
        let Some(limit) = self.limit else {
            return Request::from_parts(*parts, body).into_limited_body();
        };
        let longest = body.size_hint().upper().and_then(|bytes| usize::try_from(bytes).ok());
        match longest.is_some_and(|bytes| bytes <= limit) {
            true => body,
            false => Body::new(Limited::new(body, limit)),
        }
    }

    /// Finds the values of parameters. Faults are kept inside, for all to be reported together.
    pub fn parameters(&self, parameters: &'static [Parameter]) -> Values {
        let query = self.parts.uri.query().unwrap_or_default();
        let pairs = Pairs::of_query(query);
        let cookies = cookie::pairs(&self.parts.headers);
        let mut values = Values::new(parameters);
        for parameter in parameters {
            values.push(match parameter.place {
                Place::Path => self.path_value(parameter),
                Place::Query | Place::Form | Place::Part => pairs.read(parameter, parameters),
                Place::Header => header_value(&self.parts.headers, parameter),
                Place::Cookie => cookies.read(parameter, parameters),
                Place::QueryString if query.is_empty() => Ok(None),
                Place::QueryString => query_string_value(parameter, parameters, query),
            });
        }
        values
    }

    /// Refuses a client that accepts nothing of what the operation answers with (RFC 9110 §12.5.1).
    ///
    /// # Errors
    ///
    /// 406.
    pub fn accepts(&self, produced: &'static [&'static str]) -> Result<(), Problem> {
        match accept::asks_for_one_of(&self.parts.headers, produced)
            || Accept::of(&self.parts.headers).best(produced.iter().copied()).is_some()
        {
            true => Ok(()),
            false => Err(refusal::not_acceptable(produced)),
        }
    }

    /// Which representation the client prefers, each given by its media types; of several the first.
    ///
    /// # Errors
    ///
    /// 406.
    pub fn prefers(&self, representations: &[&[&'static str]]) -> Result<usize, Problem> {
        let of =
            |(index, media): (usize, &&[&'static str])| media.iter().map(|media| (index, *media)).collect::<Vec<_>>();
        let all: Vec<(usize, &str)> = representations.iter().enumerate().flat_map(of).collect();
        let best = Accept::of(&self.parts.headers).best(all.iter().map(|(_, media)| *media));
        match best.and_then(|best| all.get(best)) {
            Some((index, _)) => Ok(*index),
            None => {
                let media: Vec<&str> = all.iter().map(|(_, media)| *media).collect();
                Err(refusal::not_acceptable(&media))
            }
        }
    }

    fn path_value(&self, parameter: &Parameter) -> Result<Option<Value>, String> {
        let capture = self.captures.iter().find(|(name, _)| *name == parameter.name);
        capture.map(|(_, raw)| style::read_path(parameter, raw)).transpose()
    }
}

/// The value of a header field; `None` where there is none.
///
/// # Errors
///
/// What is wrong, in a phrase.
pub(super) fn header_value(headers: &HeaderMap, parameter: &Parameter) -> Result<Option<Value>, String> {
    let mut lines = Vec::new();
    for line in headers.get_all(parameter.name) {
        lines.push(std::str::from_utf8(line.as_bytes()).map_err(|_| percent::Malformed::Utf8.to_string())?);
    }
    if lines.is_empty() {
        return Ok(None);
    }
    style::read_header(parameter, &lines.join(",")).map(Some)
}

/// The whole query string: pairs where the value is an object of them, else one text.
fn query_string_value(parameter: &Parameter, parameters: &[Parameter], query: &str) -> Result<Option<Value>, String> {
    if matches!(parameter.kind, super::kind::Kind::Object(..)) {
        return Pairs::of_query(query).read(parameter, parameters);
    }
    style::read_delimited(parameter, query).map(Some)
}
