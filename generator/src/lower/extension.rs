//! The `x-` keys of others that lowering reads. This project's own are in [`crate::normalize::keywords`].

/// Names of enumeration values, in the order of the values.
pub(super) const ENUM_NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];
/// Descriptions of enumeration values: a list in their order, or an object by value.
pub(super) const ENUM_DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];
