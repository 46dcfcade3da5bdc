//! What fields each kind of object has in 2.0.

use super::super::fields::{self, Field, Fields, Is};
use super::super::kind::Kind;

/// The fields of a kind; `None` for kinds that 2.0 does not have: only rewriting makes them.
pub(in super::super) fn of(kind: Kind) -> Option<Fields> {
    match kind {
        Kind::Document => Some(Fields::fixed(DOCUMENT)),
        Kind::PathItem => Some(Fields::fixed(PATH_ITEM)),
        Kind::Operation => Some(Fields::fixed(OPERATION)),
        Kind::Parameter => Some(Fields::fixed(PARAMETER)),
        Kind::Header => Some(Fields::fixed(PARAMETER.split_at(2).1)),
        Kind::Response => Some(Fields::fixed(RESPONSE)),
        Kind::SecurityScheme => Some(Fields::fixed(SECURITY_SCHEME)),
        Kind::Info
        | Kind::Contact
        | Kind::License
        | Kind::Paths
        | Kind::Responses
        | Kind::ExternalDocs
        | Kind::Tag
        | Kind::Schema
        | Kind::SecurityRequirement => Some(fields::of(kind)),
        // A discriminator is text in 2.0, but some documents have 3.0's object.
        Kind::Discriminator => Some(fields::of(kind)),
        Kind::Server
        | Kind::ServerVariable
        | Kind::Components
        | Kind::RequestBody
        | Kind::MediaType
        | Kind::Encoding
        | Kind::Callback
        | Kind::Example
        | Kind::Link
        | Kind::OAuthFlows
        | Kind::OAuthFlow => None,
    }
}

const DOCUMENT: &[Field] = &[
    ("swagger", Is::Data),
    ("openapi", Is::Data),
    ("info", Is::One(Kind::Info)),
    ("host", Is::Text),
    ("basePath", Is::Text),
    ("schemes", Is::TextList),
    ("consumes", Is::TextList),
    ("produces", Is::TextList),
    ("paths", Is::One(Kind::Paths)),
    ("definitions", Is::Map(Kind::Schema)),
    ("parameters", Is::Map(Kind::Parameter)),
    ("responses", Is::Map(Kind::Response)),
    ("securityDefinitions", Is::Map(Kind::SecurityScheme)),
    ("security", Is::List(Kind::SecurityRequirement)),
    ("tags", Is::List(Kind::Tag)),
    ("externalDocs", Is::One(Kind::ExternalDocs)),
];

const PATH_ITEM: &[Field] = &[
    ("get", Is::One(Kind::Operation)),
    ("put", Is::One(Kind::Operation)),
    ("post", Is::One(Kind::Operation)),
    ("delete", Is::One(Kind::Operation)),
    ("options", Is::One(Kind::Operation)),
    ("head", Is::One(Kind::Operation)),
    ("patch", Is::One(Kind::Operation)),
    ("parameters", Is::List(Kind::Parameter)),
];

const OPERATION: &[Field] = &[
    ("operationId", Is::Text),
    ("parameters", Is::List(Kind::Parameter)),
    ("responses", Is::One(Kind::Responses)),
    ("description", Is::Text),
    ("summary", Is::Text),
    ("tags", Is::TextList),
    ("consumes", Is::TextList),
    ("produces", Is::TextList),
    ("schemes", Is::TextList),
    ("externalDocs", Is::One(Kind::ExternalDocs)),
    ("deprecated", Is::Flag),
    ("security", Is::List(Kind::SecurityRequirement)),
];

/// The first two are not a header's.
const PARAMETER: &[Field] = &[
    ("name", Is::Text),
    ("in", Is::Text),
    ("description", Is::Text),
    ("required", Is::Flag),
    ("schema", Is::One(Kind::Schema)),
    ("type", Is::Types),
    ("format", Is::Text),
    ("allowEmptyValue", Is::Flag),
    ("items", Is::DataMap),
    ("collectionFormat", Is::Text),
    ("default", Is::Data),
    ("enum", Is::DataList),
    ("maximum", Is::Number),
    ("exclusiveMaximum", Is::Bound),
    ("minimum", Is::Number),
    ("exclusiveMinimum", Is::Bound),
    ("maxLength", Is::Count),
    ("minLength", Is::Count),
    ("pattern", Is::Text),
    ("maxItems", Is::Count),
    ("minItems", Is::Count),
    ("uniqueItems", Is::Flag),
    ("multipleOf", Is::Number),
    ("example", Is::Data),
];

const RESPONSE: &[Field] = &[
    ("description", Is::Text),
    ("schema", Is::One(Kind::Schema)),
    ("headers", Is::Map(Kind::Header)),
    ("examples", Is::DataMap),
];

const SECURITY_SCHEME: &[Field] = &[
    ("type", Is::Text),
    ("description", Is::Text),
    ("name", Is::Text),
    ("in", Is::Text),
    ("flow", Is::Text),
    ("authorizationUrl", Is::Text),
    ("tokenUrl", Is::Text),
    ("scopes", Is::DataMap),
];
