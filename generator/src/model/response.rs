//! Responses and their headers (OAS 3.1.1 §4.8.16, §4.8.17, §4.8.21).

use indexmap::IndexMap;

use super::{Lifecycle, Link, MediaRange, MediaType, Parameter, ParameterLocation, SchemaId, Style};
use crate::pointer::Location;

/// One documented answer of an operation.
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it is written.
    pub location: Location,
    /// The statuses it stands for.
    pub status: Status,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// Its representations, in document order; empty when it has no body.
    pub content: Vec<MediaType>,
    /// Its documented header fields.
    pub headers: Vec<Header>,
    /// The links by name.
    pub links: IndexMap<String, Link>,
    /// The object that they make together, a property each in their order; `None` without any.
    pub header_set: Option<SchemaId>,
}

/// The key of a responses map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One status code, 100 to 599.
    Code(u16),
    /// A range by its first digit: `2` is `2XX`.
    Range(u8),
    /// Every status that no other response stands for.
    Default,
}

impl Status {
    /// Whether it can only be a success (2xx).
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Range(digit) => digit == 2,
            Self::Default => false,
        }
    }
}

/// A documented header field of a response.
#[derive(Clone, Debug)]
pub struct Header {
    /// Where it is written.
    pub location: Location,
    /// The field's name.
    pub name: String,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// Whether every such response has it.
    pub required: bool,
    /// The type of its value.
    pub schema: SchemaId,
    /// Whether the members of an object are written as `name=value` (style `simple`, the only one of headers).
    pub explode: bool,
    /// The media type that the value is written in, instead of by style.
    pub content: Option<MediaRange>,
}

impl Header {
    /// The parameter of a request that is laid out like it.
    pub fn parameter(&self) -> Parameter {
        Parameter {
            location: self.location.clone(),
            name: self.name.clone(),
            place: ParameterLocation::Header,
            description: self.description.clone(),
            required: self.required,
            deprecated: false,
            style: Style::Simple,
            explode: self.explode,
            allow_reserved: false,
            allow_empty_value: false,
            schema: self.schema,
            content: self.content.clone(),
            examples: Vec::new(),
            lifecycle: Lifecycle::default(),
        }
    }
}
