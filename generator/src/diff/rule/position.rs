//! Where a schema is used: the first half of a rule's id.

use super::super::Direction;

/// Where a schema is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in super::super) enum Position {
    RequestBody,
    RequestProperty,
    /// A property that requests leave out.
    RequestReadOnly,
    RequestParameter,
    RequestParameterProperty,
    ResponseBody,
    ResponseProperty,
    /// A property that responses leave out.
    ResponseWriteOnly,
    ResponseHeader,
    ResponseHeaderProperty,
    /// In no operation.
    Unused,
}

impl Position {
    /// All, in the order of the columns of the tables.
    pub(super) const ALL: [Self; 11] = [
        Self::RequestBody,
        Self::RequestProperty,
        Self::RequestReadOnly,
        Self::RequestParameter,
        Self::RequestParameterProperty,
        Self::ResponseBody,
        Self::ResponseProperty,
        Self::ResponseWriteOnly,
        Self::ResponseHeader,
        Self::ResponseHeaderProperty,
        Self::Unused,
    ];

    /// What ids of rules begin with.
    pub(in super::super) fn prefix(self) -> &'static str {
        match self {
            Self::RequestBody => "request-body-",
            Self::RequestProperty => "request-property-",
            Self::RequestReadOnly => "request-read-only-property-",
            Self::RequestParameter => "request-parameter-",
            Self::RequestParameterProperty => "request-parameter-property-",
            Self::ResponseBody => "response-body-",
            Self::ResponseProperty => "response-property-",
            Self::ResponseWriteOnly => "response-write-only-property-",
            Self::ResponseHeader => "response-header-",
            Self::ResponseHeaderProperty => "response-header-property-",
            Self::Unused => "unused-schema-",
        }
    }

    /// Who sends it.
    pub(in super::super) fn direction(self) -> Direction {
        match self {
            Self::RequestBody
            | Self::RequestProperty
            | Self::RequestReadOnly
            | Self::RequestParameter
            | Self::RequestParameterProperty => Direction::Request,
            Self::ResponseBody
            | Self::ResponseProperty
            | Self::ResponseWriteOnly
            | Self::ResponseHeader
            | Self::ResponseHeaderProperty => Direction::Response,
            Self::Unused => Direction::Both,
        }
    }

    /// Whether it is never sent.
    pub(super) fn is_never_sent(self) -> bool {
        matches!(self, Self::RequestReadOnly | Self::ResponseWriteOnly | Self::Unused)
    }

    /// What it is, for a sentence.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::RequestBody => "A request body",
            Self::RequestProperty => "A property of a request body",
            Self::RequestReadOnly => "A read-only property of a request body",
            Self::RequestParameter => "A parameter",
            Self::RequestParameterProperty => "A property of a parameter",
            Self::ResponseBody => "A response body",
            Self::ResponseProperty => "A property of a response body",
            Self::ResponseWriteOnly => "A write-only property of a response body",
            Self::ResponseHeader => "A response header",
            Self::ResponseHeaderProperty => "A property of a response header",
            Self::Unused => "A schema that no operation uses",
        }
    }
}
