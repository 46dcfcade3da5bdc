//! Problem details (RFC 9457): the one shape of every refusal.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value};

/// A refusal, answered as `application/problem+json`; the answer has it as an extension, for middleware that answers in
/// the API's own way. Boxed, since results carry it through every step of a request.
#[derive(Clone, Debug)]
pub struct Problem(Box<Details>);

/// The members of a problem, with the header fields that go with it.
#[derive(Clone, Debug)]
struct Details {
    status: StatusCode,
    detail: String,
    kind: Option<String>,
    instance: Option<String>,
    request_id: Option<String>,
    violations: Vec<Violation>,
    headers: HeaderMap,
}

/// One fault of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where it is.
    pub subject: Subject,
    /// What is wrong, in a phrase.
    pub message: String,
}

/// The part of a request that a fault is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A parameter, by `in` and name.
    Parameter(&'static str, String),
    /// A value in the body, by JSON Pointer; the empty pointer is the whole body.
    Pointer(String),
}

impl Problem {
    /// A problem of a status, with the explanation of this occurrence. Its type is `about:blank`, so that the title is
    /// the name of the status (RFC 9457 §4.2.1).
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self(Box::new(Details {
            status,
            detail: detail.into(),
            kind: None,
            instance: None,
            request_id: None,
            violations: Vec::new(),
            headers: HeaderMap::new(),
        }))
    }

    /// Sets `type`, a URI that names the kind of problem.
    #[must_use]
    pub fn kind(mut self, uri: impl Into<String>) -> Self {
        self.0.kind = Some(uri.into());
        self
    }

    /// Sets `instance`, a URI that names this occurrence.
    #[must_use]
    pub fn instance(mut self, uri: impl Into<String>) -> Self {
        self.0.instance = Some(uri.into());
        self
    }

    /// Sets `request_id`, by which this occurrence is found in the server's logs.
    #[must_use]
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.0.request_id = Some(id.into());
        self
    }

    /// Adds the faults found.
    #[must_use]
    pub fn violations(mut self, violations: impl IntoIterator<Item = Violation>) -> Self {
        self.0.violations.extend(violations);
        self
    }

    /// Puts the faults of a value where the value is in the body.
    #[must_use]
    pub fn below(mut self, place: &str) -> Self {
        for violation in &mut self.0.violations {
            if let Subject::Pointer(pointer) = &mut violation.subject {
                pointer.insert_str(0, place);
            }
        }
        self
    }

    /// Adds a header field; a value that no header field can hold is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.0.headers.append(name, value);
        }
        self
    }

    /// The status that it is answered with.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The members of the problem, as they are sent.
    pub fn to_json(&self) -> Value {
        let details = &*self.0;
        let mut members = Map::new();
        if let Some(kind) = &details.kind {
            members.insert("type".to_owned(), kind.as_str().into());
        }
        let title = details.status.canonical_reason().unwrap_or("Refused");
        members.insert("title".to_owned(), title.into());
        members.insert("status".to_owned(), details.status.as_u16().into());
        if !details.detail.is_empty() {
            members.insert("detail".to_owned(), details.detail.as_str().into());
        }
        if let Some(instance) = &details.instance {
            members.insert("instance".to_owned(), instance.as_str().into());
        }
        if let Some(id) = &details.request_id {
            members.insert("request_id".to_owned(), id.as_str().into());
        }
        if !details.violations.is_empty() {
            let violations = details.violations.iter().map(Violation::to_json).collect();
            members.insert("violations".to_owned(), Value::Array(violations));
        }
        Value::Object(members)
    }
}

impl Violation {
    /// A fault of a parameter: its `in`, its name, and what is wrong.
    pub fn parameter(place: &'static str, name: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            subject: Subject::Parameter(place, name.into()),
            message: message.into(),
        }
    }

    /// A fault of the body: the JSON Pointer of the value, and what is wrong.
    pub fn pointer(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            subject: Subject::Pointer(pointer.into()),
            message: message.into(),
        }
    }

    fn to_json(&self) -> Value {
        let mut members = Map::new();
        match &self.subject {
            Subject::Parameter(place, name) => {
                members.insert("in".to_owned(), (*place).into());
                members.insert("parameter".to_owned(), name.as_str().into());
            }
            Subject::Pointer(pointer) => {
                members.insert("pointer".to_owned(), pointer.as_str().into());
            }
        }
        members.insert("message".to_owned(), self.message.as_str().into());
        Value::Object(members)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = self.to_json().to_string();
        let mut response = (self.0.status, self.0.headers.clone(), body).into_response();
        let media_type = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, media_type);
        response.extensions_mut().insert(self);
        response
    }
}
