//! Operations and path templates (OAS 3.1.1 §4.8.8 to §4.8.10).

use indexmap::IndexMap;
use serde_json::Value;

use super::{Callback, ExternalDocs, Lifecycle, Parameter, RequestBody, Response, SecurityRequirement, Server};
use crate::pointer::Location;

/// The index of an operation in [`Api::operations`](super::Api::operations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationId(pub usize);

/// Who sends the requests of an operation, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// A caller of the API (OAS 3.1.1 §4.8.10).
    #[default]
    Called,
    /// The API, to whoever registered for it by other means (`webhooks`, OAS 3.1.1 §4.8.1).
    Webhook,
    /// The API, because the caller of an operation asked for it (`callbacks`, OAS 3.1.1 §4.8.18).
    Callback,
}

impl Direction {
    /// Those in which the API sends.
    pub const OUTBOUND: [Self; 2] = [Self::Webhook, Self::Callback];

    /// Whether the API sends the requests.
    pub fn is_outbound(self) -> bool {
        self != Self::Called
    }

    /// What the operations are called together; for what the API sends it is also the feature of generated crates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Called => "operations",
            Self::Webhook => "webhooks",
            Self::Callback => "callbacks",
        }
    }

    /// The name of the group of untagged operations in the case of types.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Called => "Api",
            Self::Webhook => "Webhooks",
            Self::Callback => "Callbacks",
        }
    }
}

/// One method of one path; or a request that the API sends: one for each method of each webhook and of each key of a
/// callback, and one only for what several operations refer to.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Who sends the requests.
    pub direction: Direction,
    /// Where it is written.
    pub location: Location,
    /// `operationId`, as written; `None` when missing. Not necessarily unique: analysis names operations.
    pub operation_id: Option<String>,
    /// The HTTP method.
    pub method: Method,
    /// The path it stands under; the name of a webhook or callback.
    pub path: PathTemplate,
    /// The tags, in order; analysis files the operation under the first.
    pub tags: Vec<String>,
    /// One line.
    pub summary: Option<String>,
    /// The long text, in CommonMark.
    pub description: Option<String>,
    /// Further documentation.
    pub external_docs: Option<ExternalDocs>,
    /// Whether users should stop calling it.
    pub deprecated: bool,
    /// Parameters of the path item and of the operation merged (the operation's win), in document order.
    /// Every `{name}` of the path has its path parameter here.
    pub parameters: Vec<Parameter>,
    /// Path parameters that the path does not name: they are sent nowhere.
    pub nowhere: Vec<Parameter>,
    /// The request body.
    pub request_body: Option<RequestBody>,
    /// The responses, in document order.
    pub responses: Vec<Response>,
    /// The requirements in force, of which one must be met: the operation's own, else the document's. Empty: none
    /// needed. An empty requirement among others: anonymous access is also allowed.
    pub security: Vec<SecurityRequirement>,
    /// Servers that replace the document's; empty when the document's hold.
    pub servers: Vec<Server>,
    /// How long it can be relied on.
    pub lifecycle: Lifecycle,
    /// What it is a request of, if it is one of a callback.
    pub callback: Option<Callback>,
    /// The callbacks of a webhook or of a callback, by name, as the normalized description has them: nothing is generated
    /// for them. Those of operations that are called are operations themselves.
    pub callbacks: IndexMap<String, Value>,
}

/// An HTTP method (RFC 9110 §9), or one that `additionalOperations` (3.2) names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY (3.2)
    Query,
    /// Any other, as written.
    Other(String),
}

impl Method {
    /// The method as it goes on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }
}

/// A path template, such as `/pets/{petId}.json` (OAS 3.1.1 §4.8.8.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PathTemplate {
    /// The template as written; starts with `/`.
    pub text: String,
    /// Its parts in order: adjacent literals and parameters of one path segment stand in one [`PathSegment`].
    pub segments: Vec<Vec<PathSegment>>,
}

/// A part of a path segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PathSegment {
    /// Text, as written in the template.
    Literal(String),
    /// The name between braces.
    Parameter(String),
}

impl PathTemplate {
    /// Splits a template at `/` and braces. An unclosed brace is literal text.
    pub fn parse(text: &str) -> Self {
        let segments = text.split('/').skip(1).map(parse_segment).collect();
        Self {
            text: text.to_owned(),
            segments,
        }
    }

    /// The names between braces, in order, as often as they occur.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().flatten().filter_map(|part| match part {
            PathSegment::Parameter(name) => Some(name.as_str()),
            PathSegment::Literal(_) => None,
        })
    }
}

fn parse_segment(segment: &str) -> Vec<PathSegment> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        if open > 0 {
            parts.push(PathSegment::Literal(rest[..open].to_owned()));
        }
        parts.push(PathSegment::Parameter(rest[open + 1..open + close].to_owned()));
        rest = &rest[open + close + 1..];
    }
    if !rest.is_empty() || parts.is_empty() {
        parts.push(PathSegment::Literal(rest.to_owned()));
    }
    parts
}
