//! The `x-` keys of others that lowering reads. This project's own are in [`crate::normalize::keywords`].

/// Names of enumeration values, in the order of the values.
pub(super) const ENUM_NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];
/// Values that are known, among others.
pub(super) const EXTENSIBLE_ENUM: &str = "x-extensible-enum";
/// The date on which something may go.
pub(super) const SUNSET: &str = "x-sunset";
/// How long something can be relied on.
pub(super) const STABILITY: &str = "x-stability-level";
/// Descriptions of enumeration values: a list in their order, or an object by value.
pub(super) const ENUM_DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];
/// The value of the discriminator that stands for a schema (AutoRest).
pub(super) const DISCRIMINATOR_VALUE: &str = "x-ms-discriminator-value";
