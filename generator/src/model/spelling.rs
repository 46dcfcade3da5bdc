//! What the generated code does not hang on, and a comparison of two descriptions does.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Constraints, UnionKind};

/// How the author wrote what can be written in several ways. Equal schemas may differ in it: it never makes a change,
/// but says which of several names a change has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spelling {
    /// The members of `allOf`, as JSON Schema in one spelling; a `$ref` is the name of a component.
    pub all_of: Vec<Value>,
    /// What stands beside `allOf`, as JSON Schema in one spelling; null where there is no `allOf`.
    pub beside: Value,
    /// Constraints as written, if some of them say nothing of values of this type.
    pub stated: Option<Constraints>,
    /// Other keywords that say nothing of values of this type, in one spelling.
    pub idle: IndexMap<String, Value>,
    /// Which of `oneOf` and `anyOf` is written, though the shape may be another.
    pub union: Option<UnionKind>,
    /// Whether the union is one of types: `type: [string, integer]`.
    pub types: bool,
    /// Whether the only value is written as `const`.
    pub constant: bool,
    /// Whether what is said of other properties is written as `unevaluatedProperties`.
    pub unevaluated_properties: bool,
    /// Whether what is said of further items is written as `unevaluatedItems`.
    pub unevaluated_items: bool,
    /// `discriminator` as written, also where there is nothing to choose from.
    pub discriminator: Option<(String, IndexMap<String, String>)>,
    /// `x-extensible-enum`: values that are known, among others.
    pub extensible: Vec<Value>,
    /// `contentEncoding`, where no format says it.
    pub content_encoding: Option<String>,
    /// `contentMediaType`, where no format says it.
    pub content_media_type: Option<String>,
    /// `contentSchema`, as JSON Schema in one spelling.
    pub content_schema: Option<Value>,
}

/// How long something can be relied on (`x-sunset`, `x-stability-level`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lifecycle {
    /// The date on which it may go, as written.
    pub sunset: Option<String>,
    /// `draft`, `alpha`, `beta` or `stable`, as written.
    pub stability: Option<String>,
}
