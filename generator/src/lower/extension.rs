//! The `x-` keys that lowering reads: this project's own, which carry what 3.0 cannot say, and those of others.

/// What every key of this project's own starts with.
pub(super) const OWN_PREFIX: &str = "x-specwright-";
/// `prefixItems`: an array of schemas.
pub(super) const PREFIX_ITEMS: &str = "x-specwright-prefix-items";
/// `patternProperties`: an object of schemas.
pub(super) const PATTERN_PROPERTIES: &str = "x-specwright-pattern-properties";
/// `propertyNames`: a schema.
pub(super) const PROPERTY_NAMES: &str = "x-specwright-property-names";
/// `dependentRequired`: an object of arrays of names.
pub(super) const DEPENDENT_REQUIRED: &str = "x-specwright-dependent-required";
/// `xml`, which `openapiv3` drops.
pub(super) const XML: &str = "x-specwright-xml";
/// `examples` of a schema: an array of values.
pub(super) const EXAMPLES: &str = "x-specwright-examples";
/// `example: null`.
pub(super) const EXAMPLE: &str = "x-specwright-example";
/// `value: null` of an Example Object.
pub(super) const VALUE: &str = "x-specwright-value";
/// `default: null`.
pub(super) const DEFAULT: &str = "x-specwright-default";
/// All validation keywords as written, instead of the plain ones.
pub(super) const CONSTRAINTS: &str = "x-specwright-constraints";
/// A style that 3.0 does not have.
pub(super) const STYLE: &str = "x-specwright-style";
/// `querystring`.
pub(super) const IN: &str = "x-specwright-in";
/// Whether a security scheme is `mutualTLS`.
pub(super) const MUTUAL_TLS: &str = "x-specwright-mutual-tls";
/// The flow `deviceAuthorization`.
pub(super) const DEVICE_AUTHORIZATION: &str = "x-specwright-device-authorization";
/// `webhooks` of the document.
pub(super) const WEBHOOKS: &str = "x-specwright-webhooks";
/// `additionalOperations` (and `query`) of a path item: an object of operations by method.
pub(super) const ADDITIONAL_OPERATIONS: &str = "x-specwright-additional-operations";
/// `itemSchema` of a media type.
pub(super) const ITEM_SCHEMA: &str = "x-specwright-item-schema";
/// `summary` of info, a response or a tag.
pub(super) const SUMMARY: &str = "x-specwright-summary";
/// `identifier` of a licence.
pub(super) const IDENTIFIER: &str = "x-specwright-identifier";
/// `name` of a server.
pub(super) const NAME: &str = "x-specwright-name";
/// Fields that the source leaves out although `openapiv3` demands them.
pub(super) const ABSENT: &str = "x-specwright-absent";

/// Names of enumeration values, in the order of the values.
pub(super) const ENUM_NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];
/// Descriptions of enumeration values: a list in their order, or an object by value.
pub(super) const ENUM_DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];
