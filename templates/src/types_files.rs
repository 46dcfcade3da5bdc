//! The support code of the types crate.

/// Files of `src/support/` by path, with their text.
pub const TYPES: &[(&str, &str)] = &[
    ("mod.rs", include_str!("types/mod.rs")),
    ("strict.rs", include_str!("types/strict.rs")),
    ("codec/mod.rs", include_str!("types/codec/mod.rs")),
    ("codec/adapter.rs", include_str!("types/codec/adapter.rs")),
    ("codec/base64.rs", include_str!("types/codec/base64.rs")),
    ("codec/enumeration.rs", include_str!("types/codec/enumeration.rs")),
    ("codec/float.rs", include_str!("types/codec/float.rs")),
    ("codec/integer.rs", include_str!("types/codec/integer.rs")),
    ("codec/object.rs", include_str!("types/codec/object.rs")),
    ("codec/reader.rs", include_str!("types/codec/reader.rs")),
    ("codec/tuple.rs", include_str!("types/codec/tuple.rs")),
    ("codec/union.rs", include_str!("types/codec/union.rs")),
    ("codec/writer.rs", include_str!("types/codec/writer.rs")),
    ("validate/mod.rs", include_str!("types/validate/mod.rs")),
    ("validate/canonical.rs", include_str!("types/validate/canonical.rs")),
    ("validate/checker.rs", include_str!("types/validate/checker.rs")),
    ("validate/number.rs", include_str!("types/validate/number.rs")),
    ("validate/pattern.rs", include_str!("types/validate/pattern.rs")),
    ("validate/rules.rs", include_str!("types/validate/rules.rs")),
    ("validate/schema.rs", include_str!("types/validate/schema.rs")),
    ("validate/violation.rs", include_str!("types/validate/violation.rs")),
];
