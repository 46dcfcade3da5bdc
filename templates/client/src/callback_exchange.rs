//! What asked for a callback: a request and its response, as far as runtime expressions speak of them.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// A request that asked for callbacks, and the response to it.
///
/// It needs to have no more than what the [`Target`](super::Target) of the callback names. Parameters that are `None` are not there.
#[derive(Clone, Default)]
pub struct Exchange {
    values: Vec<(ExchangePart, String, Result<Value, String>)>,
}

/// A part of an [`Exchange`], or a kind of parts that have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangePart {
    /// `$url`
    Url,
    /// `$method`
    Method,
    /// `$statusCode`
    StatusCode,
    /// `$request.header.…`
    RequestHeader,
    /// `$request.query.…`
    RequestQuery,
    /// `$request.path.…`
    RequestPath,
    /// `$request.body#…`
    RequestBody,
    /// `$response.header.…`
    ResponseHeader,
    /// `$response.query.…`, which the grammar has
    ResponseQuery,
    /// `$response.path.…`, which the grammar has
    ResponsePath,
    /// `$response.body#…`
    ResponseBody,
}

impl Exchange {
    /// An exchange of which nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the URL that was requested.
    #[must_use]
    pub fn url(self, url: impl Serialize) -> Self {
        self.with(ExchangePart::Url, "", url)
    }

    /// Sets the method of the request.
    #[must_use]
    pub fn method(self, method: impl Serialize) -> Self {
        self.with(ExchangePart::Method, "", method)
    }

    /// Sets the status of the response.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        self.with(ExchangePart::StatusCode, "", status)
    }

    /// Adds a path parameter.
    #[must_use]
    pub fn path(self, name: &str, value: impl Serialize) -> Self {
        self.with(ExchangePart::RequestPath, name, value)
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn query(self, name: &str, value: impl Serialize) -> Self {
        self.with(ExchangePart::RequestQuery, name, value)
    }

    /// Adds a header field of the request.
    #[must_use]
    pub fn request_header(self, name: &str, value: impl Serialize) -> Self {
        self.with(ExchangePart::RequestHeader, name, value)
    }

    /// Sets the body of the request.
    #[must_use]
    pub fn request_body(self, body: impl Serialize) -> Self {
        self.with(ExchangePart::RequestBody, "", body)
    }

    /// Adds a header field of the response.
    #[must_use]
    pub fn response_header(self, name: &str, value: impl Serialize) -> Self {
        self.with(ExchangePart::ResponseHeader, name, value)
    }

    /// Sets the body of the response.
    #[must_use]
    pub fn response_body(self, body: impl Serialize) -> Self {
        self.with(ExchangePart::ResponseBody, "", body)
    }

    fn with(mut self, part: ExchangePart, name: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).map_err(|error| format!("it cannot be written as JSON: {error}"));
        self.values.push((part, name.to_owned(), value));
        self
    }

    /// A value as text.
    ///
    /// # Errors
    ///
    /// What lacks.
    pub(super) fn text(&self, part: ExchangePart, name: &str) -> Result<String, String> {
        let is_body = matches!(part, ExchangePart::RequestBody | ExchangePart::ResponseBody);
        let is_it = |known: &str| is_body || known == name || part.is_header() && known.eq_ignore_ascii_case(name);
        let mut values = self.values.iter().rev();
        let found = values.find(|(known, known_name, _)| *known == part && is_it(known_name));
        let Some((_, _, value)) = found else {
            return Err(format!("{} is not known", part.noun()));
        };
        let value = value.as_ref().map_err(Clone::clone)?;
        let value = if is_body { value.pointer(name) } else { Some(value) };
        match value {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => Ok(value.to_string()),
            Some(Value::Null) | None => Err(format!("{} has no value there", part.noun())),
            Some(Value::Array(_)) => Err("the value is an array".to_owned()),
            Some(Value::Object(_)) => Err("the value is an object".to_owned()),
        }
    }
}

impl ExchangePart {
    /// The expression that speaks of it.
    pub(super) fn expression(self, name: &str) -> String {
        let before = match self {
            Self::Url => "$url",
            Self::Method => "$method",
            Self::StatusCode => "$statusCode",
            Self::RequestHeader => "$request.header.",
            Self::RequestQuery => "$request.query.",
            Self::RequestPath => "$request.path.",
            Self::RequestBody => "$request.body#",
            Self::ResponseHeader => "$response.header.",
            Self::ResponseQuery => "$response.query.",
            Self::ResponsePath => "$response.path.",
            Self::ResponseBody => "$response.body#",
        };
        format!("{before}{name}")
    }

    fn is_header(self) -> bool {
        matches!(self, Self::RequestHeader | Self::ResponseHeader)
    }

    fn noun(self) -> &'static str {
        match self {
            Self::Url => "the URL of the request",
            Self::Method => "the method of the request",
            Self::StatusCode => "the status of the response",
            Self::RequestHeader => "the header field of the request",
            Self::RequestQuery => "the query parameter",
            Self::RequestPath => "the path parameter",
            Self::RequestBody => "the body of the request",
            Self::ResponseHeader => "the header field of the response",
            Self::ResponseQuery => "a query parameter of a response",
            Self::ResponsePath => "a path parameter of a response",
            Self::ResponseBody => "the body of the response",
        }
    }
}

impl fmt::Debug for Exchange {
    /// Without values: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.values.iter().map(|(part, name, _)| part.expression(name));
        f.debug_set().entries(parts).finish()
    }
}
