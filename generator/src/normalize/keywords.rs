//! The keys of our own in a normalized document: what the source says and OpenAPI 3.0, or the crate `openapiv3`, cannot.
//!
//! None of them ever stands beside a `$ref`. Keys of these names in a source document are removed first, so whoever
//! reads one may trust that normalization wrote it.

/// What every key of our own starts with.
pub const PREFIX: &str = "x-specwright-";

/// Declares the keys, each with its documentation.
macro_rules! keywords {
    ($($(#[doc = $doc:literal])+ $name:ident = $suffix:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = concat!("x-specwright-", $suffix);)+
    };
}

keywords! {
    // Schemas: annotations.

    /// Schema: all values of `examples` (3.1), as an array; also `[null]` for an `example` of null.
    EXAMPLES = "examples";
    /// Schema: an explicit `default` of null, which `openapiv3` takes for an absent one. The value is null.
    DEFAULT = "default";
    /// Parameter, header, media type: an explicit `example` of null. The value is null.
    EXAMPLE = "example";
    /// Example: an explicit `value` of null. The value is null.
    VALUE = "value";
    /// Schema: the `xml` object, as written.
    XML = "xml";

    // Schemas: assertions and applicators.

    /// Schema: `true` where `type` is not said but implied by other keywords.
    IMPLIED_TYPE = "implied-type";
    /// Schema: every validation keyword that is there (`minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`,
    /// `multipleOf`, `minLength`, `maxLength`, `pattern`, `minItems`, `maxItems`, `uniqueItems`, `minProperties`,
    /// `maxProperties`) with its exact value, exclusive bounds as numbers. Present only where `openapiv3` cannot carry
    /// all of them exactly; then it replaces the plain keywords, which are removed.
    CONSTRAINTS = "constraints";
    /// Schema: an array of schemas, the first items by position (`prefixItems`, or `items` as an array). The plain `items` is
    /// what may follow: absent for anything, `{not: {}}` for nothing.
    PREFIX_ITEMS = "prefix-items";
    /// Schema: an object of schemas by regular expression (`patternProperties`).
    PATTERN_PROPERTIES = "pattern-properties";
    /// Schema: the schema of every key (`propertyNames`).
    PROPERTY_NAMES = "property-names";
    /// Schema: an object of arrays of names by name (`dependentRequired`).
    DEPENDENT_REQUIRED = "dependent-required";
    /// Schema: an object of schemas by name (`dependentSchemas`).
    DEPENDENT_SCHEMAS = "dependent-schemas";
    /// Schema: a schema (`contains`).
    CONTAINS = "contains";
    /// Schema: a count (`minContains`).
    MIN_CONTAINS = "min-contains";
    /// Schema: a count (`maxContains`).
    MAX_CONTAINS = "max-contains";
    /// Schema: a schema (`if`).
    IF = "if";
    /// Schema: a schema (`then`).
    THEN = "then";
    /// Schema: a schema (`else`).
    ELSE = "else";
    /// Schema: a schema (`unevaluatedProperties` beside other applicators).
    UNEVALUATED_PROPERTIES = "unevaluated-properties";
    /// Schema: a schema (`unevaluatedItems` beside other applicators).
    UNEVALUATED_ITEMS = "unevaluated-items";
    /// Schema: text (`contentEncoding`), where it is not just `format: byte`.
    CONTENT_ENCODING = "content-encoding";
    /// Schema: text (`contentMediaType`), where it is not just `format: binary`.
    CONTENT_MEDIA_TYPE = "content-media-type";
    /// Schema: a schema (`contentSchema`).
    CONTENT_SCHEMA = "content-schema";
    /// Discriminator: a reference to the schema of unlisted values (3.2 `defaultMapping`), `#/components/schemas/…`.
    DEFAULT_MAPPING = "default-mapping";

    // Parameters, bodies, responses.

    /// Parameter: a style that 3.0 does not have, or not there: `tabDelimited`, `spaceDelimited`, `pipeDelimited` (2.0
    /// `tsv`, `ssv`, `pipes`) or `cookie` (3.2).
    STYLE = "style";
    /// Parameter: `querystring` (3.2). The plain `in` is then `query`.
    IN = "in";
    /// Request body: the name that the body parameter had in 2.0.
    BODY_NAME = "body-name";
    /// Media type: the schema of one item of a stream (3.2 `itemSchema`).
    ITEM_SCHEMA = "item-schema";
    /// Media type: encodings by position (3.2 `prefixEncoding`).
    PREFIX_ENCODING = "prefix-encoding";
    /// Media type: the encoding of further items (3.2 `itemEncoding`).
    ITEM_ENCODING = "item-encoding";

    // Document, paths, security.

    /// Document: an object of path items by name (3.1 `webhooks`).
    WEBHOOKS = "webhooks";
    /// Path item: an object of operations by method (3.2 `query`, as `QUERY`, and `additionalOperations`).
    ADDITIONAL_OPERATIONS = "additional-operations";
    /// Info, response, tag: `summary` (3.1, 3.2).
    SUMMARY = "summary";
    /// Licence: `identifier`, an SPDX expression (3.1).
    IDENTIFIER = "identifier";
    /// Server: `name` (3.2).
    NAME = "name";
    /// Tag: `parent`, the name of another tag (3.2).
    PARENT = "parent";
    /// Tag: `kind` (3.2).
    KIND = "kind";
    /// Security scheme: `true` for `mutualTLS` (3.1). The plain scheme is then a stand-in, `http` with the scheme `mutual`.
    MUTUAL_TLS = "mutual-tls";
    /// Security scheme: `deprecated` (3.2).
    DEPRECATED = "deprecated";
    /// OAuth flows: the flow `deviceAuthorization` (3.2), as written.
    DEVICE_AUTHORIZATION = "device-authorization";
    /// Any object: the names of fields that `openapiv3` demands and that the source leaves out; their values are empty
    /// stand-ins.
    ABSENT = "absent";
}
