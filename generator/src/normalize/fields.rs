//! What fields each kind of object has, in any version from 3.0 on, and what their values are (OAS 3.0.4, 3.1.1, 3.2.0 §4).
//!
//! The versions are read together: a field that another version knows is honoured everywhere.

use super::keywords as own;
use super::kind::Kind;

/// What the value of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// Text.
    Text,
    /// true or false.
    Flag,
    /// A whole number that is not negative.
    Count,
    /// A number.
    Number,
    /// A number, or 3.0's flag beside `minimum` or `maximum`.
    Bound,
    /// `type`: text or an array of text.
    Types,
    /// `required` of a schema: names, or draft 3's flag.
    Required,
    /// Any value, never looked into.
    Data,
    /// An array of any values.
    DataList,
    /// An object of any values.
    DataMap,
    /// An array of text.
    TextList,
    /// An object of text.
    TextMap,
    /// An object of arrays of text.
    TextListMap,
    /// An object of this kind, or a reference to one.
    One(Kind),
    /// One schema or an array of them (`items`).
    OneOrList(Kind),
    /// Text, or an object of this kind.
    TextOr(Kind),
    /// An array of such.
    List(Kind),
    /// An object of such.
    Map(Kind),
}

/// A field's name and what its value is.
pub(super) type Field = (&'static str, Is);

/// The fields of a kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// Those with fixed names; the common ones first.
    pub(super) fixed: &'static [Field],
    /// What any other name stands for, in kinds that are maps.
    pub(super) others: Option<Is>,
}

impl Fields {
    pub(super) const fn fixed(fixed: &'static [Field]) -> Self {
        Self { fixed, others: None }
    }

    const fn map(others: Is) -> Self {
        Self {
            fixed: &[],
            others: Some(others),
        }
    }

    /// What the value of a field is; `None` for a name that this kind does not have.
    pub(super) fn get(&self, name: &str) -> Option<Is> {
        let fixed = self.fixed.iter().find(|(known, _)| *known == name).map(|(_, is)| *is);
        fixed.or(self.others)
    }
}

/// The fields of a kind from 3.0 on.
pub(super) fn of(kind: Kind) -> Fields {
    match kind {
        Kind::Document => Fields::fixed(DOCUMENT),
        Kind::Info => Fields::fixed(INFO),
        Kind::Contact => Fields::fixed(&[("name", Is::Text), ("url", Is::Text), ("email", Is::Text)]),
        Kind::License => Fields::fixed(&[("name", Is::Text), ("url", Is::Text), ("identifier", Is::Text)]),
        Kind::Server => Fields::fixed(SERVER),
        Kind::ServerVariable => Fields::fixed(SERVER_VARIABLE),
        Kind::Components => Fields::fixed(COMPONENTS),
        Kind::Paths | Kind::Callback => Fields::map(Is::One(Kind::PathItem)),
        Kind::PathItem => Fields::fixed(PATH_ITEM),
        Kind::Operation => Fields::fixed(OPERATION),
        Kind::ExternalDocs => Fields::fixed(&[("url", Is::Text), ("description", Is::Text)]),
        Kind::Parameter => Fields::fixed(PARAMETER),
        // A header is a parameter without `name` and `in`.
        Kind::Header => Fields::fixed(PARAMETER.split_at(2).1),
        Kind::RequestBody => Fields::fixed(REQUEST_BODY),
        Kind::MediaType => Fields::fixed(MEDIA_TYPE),
        Kind::Encoding => Fields::fixed(ENCODING),
        Kind::Responses => Fields::map(Is::One(Kind::Response)),
        Kind::Response => Fields::fixed(RESPONSE),
        Kind::Example => Fields::fixed(EXAMPLE),
        Kind::Link => Fields::fixed(LINK),
        Kind::Tag => Fields::fixed(TAG),
        Kind::Schema => Fields::fixed(SCHEMA),
        Kind::Discriminator => Fields::fixed(DISCRIMINATOR),
        Kind::SecurityScheme => Fields::fixed(SECURITY_SCHEME),
        Kind::OAuthFlows => Fields::fixed(OAUTH_FLOWS),
        Kind::OAuthFlow => Fields::fixed(OAUTH_FLOW),
        Kind::SecurityRequirement => Fields::map(Is::TextList),
    }
}

/// What stands under a key of our own that holds objects to be normalized in turn.
pub(super) fn own(kind: Kind, name: &str) -> Option<Is> {
    match (kind, name) {
        (Kind::Document, own::WEBHOOKS) => Some(Is::Map(Kind::PathItem)),
        (Kind::PathItem, own::ADDITIONAL_OPERATIONS) => Some(Is::Map(Kind::Operation)),
        (Kind::MediaType, own::ITEM_SCHEMA) => Some(Is::One(Kind::Schema)),
        (Kind::MediaType, own::PREFIX_ENCODING) => Some(Is::List(Kind::Encoding)),
        (Kind::MediaType, own::ITEM_ENCODING) => Some(Is::One(Kind::Encoding)),
        (Kind::Schema, own::PREFIX_ITEMS) => Some(Is::List(Kind::Schema)),
        (Kind::Schema, own::PATTERN_PROPERTIES | own::DEPENDENT_SCHEMAS) => Some(Is::Map(Kind::Schema)),
        (
            Kind::Schema,
            own::PROPERTY_NAMES
            | own::CONTAINS
            | own::IF
            | own::THEN
            | own::ELSE
            | own::UNEVALUATED_PROPERTIES
            | own::UNEVALUATED_ITEMS
            | own::CONTENT_SCHEMA,
        ) => Some(Is::One(Kind::Schema)),
        _ => None,
    }
}

const DOCUMENT: &[Field] = &[
    ("openapi", Is::Data),
    ("info", Is::One(Kind::Info)),
    ("servers", Is::List(Kind::Server)),
    ("paths", Is::One(Kind::Paths)),
    ("components", Is::One(Kind::Components)),
    ("security", Is::List(Kind::SecurityRequirement)),
    ("tags", Is::List(Kind::Tag)),
    ("externalDocs", Is::One(Kind::ExternalDocs)),
    ("webhooks", Is::Map(Kind::PathItem)),
    ("jsonSchemaDialect", Is::Text),
    ("$self", Is::Text),
];

const INFO: &[Field] = &[
    ("title", Is::Text),
    ("version", Is::Text),
    ("description", Is::Text),
    ("termsOfService", Is::Text),
    ("contact", Is::One(Kind::Contact)),
    ("license", Is::One(Kind::License)),
    ("summary", Is::Text),
];

const SERVER: &[Field] = &[
    ("url", Is::Text),
    ("description", Is::Text),
    ("variables", Is::Map(Kind::ServerVariable)),
    ("name", Is::Text),
];

const SERVER_VARIABLE: &[Field] = &[("default", Is::Text), ("enum", Is::TextList), ("description", Is::Text)];

const COMPONENTS: &[Field] = &[
    ("schemas", Is::Map(Kind::Schema)),
    ("responses", Is::Map(Kind::Response)),
    ("parameters", Is::Map(Kind::Parameter)),
    ("examples", Is::Map(Kind::Example)),
    ("requestBodies", Is::Map(Kind::RequestBody)),
    ("headers", Is::Map(Kind::Header)),
    ("securitySchemes", Is::Map(Kind::SecurityScheme)),
    ("links", Is::Map(Kind::Link)),
    ("callbacks", Is::Map(Kind::Callback)),
    ("pathItems", Is::Map(Kind::PathItem)),
    ("mediaTypes", Is::Map(Kind::MediaType)),
];

const PATH_ITEM: &[Field] = &[
    ("get", Is::One(Kind::Operation)),
    ("post", Is::One(Kind::Operation)),
    ("put", Is::One(Kind::Operation)),
    ("delete", Is::One(Kind::Operation)),
    ("patch", Is::One(Kind::Operation)),
    ("parameters", Is::List(Kind::Parameter)),
    ("head", Is::One(Kind::Operation)),
    ("options", Is::One(Kind::Operation)),
    ("trace", Is::One(Kind::Operation)),
    ("query", Is::One(Kind::Operation)),
    ("additionalOperations", Is::Map(Kind::Operation)),
    ("servers", Is::List(Kind::Server)),
    ("summary", Is::Text),
    ("description", Is::Text),
];

const OPERATION: &[Field] = &[
    ("operationId", Is::Text),
    ("parameters", Is::List(Kind::Parameter)),
    ("responses", Is::One(Kind::Responses)),
    ("description", Is::Text),
    ("summary", Is::Text),
    ("tags", Is::TextList),
    ("requestBody", Is::One(Kind::RequestBody)),
    ("externalDocs", Is::One(Kind::ExternalDocs)),
    ("deprecated", Is::Flag),
    ("security", Is::List(Kind::SecurityRequirement)),
    ("servers", Is::List(Kind::Server)),
    ("callbacks", Is::Map(Kind::Callback)),
];

const PARAMETER: &[Field] = &[
    ("name", Is::Text),
    ("in", Is::Text),
    ("description", Is::Text),
    ("required", Is::Flag),
    ("schema", Is::One(Kind::Schema)),
    ("example", Is::Data),
    ("examples", Is::Map(Kind::Example)),
    ("style", Is::Text),
    ("explode", Is::Flag),
    ("deprecated", Is::Flag),
    ("allowEmptyValue", Is::Flag),
    ("allowReserved", Is::Flag),
    ("content", Is::Map(Kind::MediaType)),
];

const REQUEST_BODY: &[Field] = &[
    ("content", Is::Map(Kind::MediaType)),
    ("required", Is::Flag),
    ("description", Is::Text),
];

const MEDIA_TYPE: &[Field] = &[
    ("schema", Is::One(Kind::Schema)),
    ("examples", Is::Map(Kind::Example)),
    ("example", Is::Data),
    ("encoding", Is::Map(Kind::Encoding)),
    ("itemSchema", Is::One(Kind::Schema)),
    ("prefixEncoding", Is::DataList),
    ("itemEncoding", Is::DataMap),
];

const ENCODING: &[Field] = &[
    ("contentType", Is::Text),
    ("headers", Is::Map(Kind::Header)),
    ("style", Is::Text),
    ("explode", Is::Flag),
    ("allowReserved", Is::Flag),
    ("encoding", Is::DataMap),
    ("prefixEncoding", Is::DataList),
    ("itemEncoding", Is::DataMap),
];

const RESPONSE: &[Field] = &[
    ("description", Is::Text),
    ("content", Is::Map(Kind::MediaType)),
    ("headers", Is::Map(Kind::Header)),
    ("links", Is::Map(Kind::Link)),
    ("summary", Is::Text),
];

const EXAMPLE: &[Field] = &[
    ("value", Is::Data),
    ("summary", Is::Text),
    ("description", Is::Text),
    ("externalValue", Is::Text),
    ("dataValue", Is::Data),
    ("serializedValue", Is::Text),
];

const LINK: &[Field] = &[
    ("operationId", Is::Text),
    ("operationRef", Is::Text),
    ("parameters", Is::DataMap),
    ("requestBody", Is::Data),
    ("description", Is::Text),
    ("server", Is::One(Kind::Server)),
];

const TAG: &[Field] = &[
    ("name", Is::Text),
    ("description", Is::Text),
    ("externalDocs", Is::One(Kind::ExternalDocs)),
    ("summary", Is::Text),
    ("parent", Is::Text),
    ("kind", Is::Text),
];

const DISCRIMINATOR: &[Field] = &[
    ("propertyName", Is::Text),
    ("mapping", Is::TextMap),
    ("defaultMapping", Is::Text),
];

const SECURITY_SCHEME: &[Field] = &[
    ("type", Is::Text),
    ("description", Is::Text),
    ("name", Is::Text),
    ("in", Is::Text),
    ("scheme", Is::Text),
    ("bearerFormat", Is::Text),
    ("flows", Is::One(Kind::OAuthFlows)),
    ("openIdConnectUrl", Is::Text),
    ("oauth2MetadataUrl", Is::Text),
    ("deprecated", Is::Flag),
];

const OAUTH_FLOWS: &[Field] = &[
    ("implicit", Is::One(Kind::OAuthFlow)),
    ("password", Is::One(Kind::OAuthFlow)),
    ("clientCredentials", Is::One(Kind::OAuthFlow)),
    ("authorizationCode", Is::One(Kind::OAuthFlow)),
    ("deviceAuthorization", Is::One(Kind::OAuthFlow)),
];

const OAUTH_FLOW: &[Field] = &[
    ("authorizationUrl", Is::Text),
    ("tokenUrl", Is::Text),
    ("refreshUrl", Is::Text),
    ("scopes", Is::TextMap),
    ("deviceAuthorizationUrl", Is::Text),
];

const SCHEMA: &[Field] = &[
    ("type", Is::Types),
    ("description", Is::Text),
    ("example", Is::Data),
    ("format", Is::Text),
    ("properties", Is::Map(Kind::Schema)),
    ("items", Is::OneOrList(Kind::Schema)),
    ("required", Is::Required),
    ("enum", Is::DataList),
    ("title", Is::Text),
    ("nullable", Is::Flag),
    ("default", Is::Data),
    ("allOf", Is::List(Kind::Schema)),
    ("oneOf", Is::List(Kind::Schema)),
    ("anyOf", Is::List(Kind::Schema)),
    ("additionalProperties", Is::One(Kind::Schema)),
    ("readOnly", Is::Flag),
    ("writeOnly", Is::Flag),
    ("deprecated", Is::Flag),
    ("minimum", Is::Number),
    ("maximum", Is::Number),
    ("exclusiveMinimum", Is::Bound),
    ("exclusiveMaximum", Is::Bound),
    ("multipleOf", Is::Number),
    ("minLength", Is::Count),
    ("maxLength", Is::Count),
    ("pattern", Is::Text),
    ("minItems", Is::Count),
    ("maxItems", Is::Count),
    ("uniqueItems", Is::Flag),
    ("minProperties", Is::Count),
    ("maxProperties", Is::Count),
    ("not", Is::One(Kind::Schema)),
    ("discriminator", Is::TextOr(Kind::Discriminator)),
    ("xml", Is::DataMap),
    ("externalDocs", Is::One(Kind::ExternalDocs)),
    ("examples", Is::Data),
    ("const", Is::Data),
    ("prefixItems", Is::List(Kind::Schema)),
    ("additionalItems", Is::One(Kind::Schema)),
    ("patternProperties", Is::Map(Kind::Schema)),
    ("propertyNames", Is::One(Kind::Schema)),
    ("contains", Is::One(Kind::Schema)),
    ("minContains", Is::Count),
    ("maxContains", Is::Count),
    ("if", Is::One(Kind::Schema)),
    ("then", Is::One(Kind::Schema)),
    ("else", Is::One(Kind::Schema)),
    ("dependentRequired", Is::TextListMap),
    ("dependentSchemas", Is::Map(Kind::Schema)),
    ("dependencies", Is::DataMap),
    ("unevaluatedProperties", Is::One(Kind::Schema)),
    ("unevaluatedItems", Is::One(Kind::Schema)),
    ("contentEncoding", Is::Text),
    ("contentMediaType", Is::Text),
    ("contentSchema", Is::One(Kind::Schema)),
    ("$ref", Is::Data),
    ("$dynamicRef", Is::Text),
    ("$recursiveRef", Is::Text),
    ("$defs", Is::DataMap),
    ("definitions", Is::DataMap),
    ("$id", Is::Text),
    ("$anchor", Is::Text),
    ("$dynamicAnchor", Is::Text),
    ("$recursiveAnchor", Is::Flag),
    ("$schema", Is::Text),
    ("$comment", Is::Text),
    ("$vocabulary", Is::DataMap),
];
