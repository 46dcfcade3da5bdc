//! About how many bytes values take in memory, not counting what they point to: enums box what would make all their
//! variants large.

use super::Context;
use crate::model::{MediaType, SchemaId};

/// A `String` or `Vec`.
pub(super) const STRING: usize = 24;
/// A `bytes::Bytes`.
pub(super) const BYTES: usize = 32;
/// A sequence that is read as it comes.
pub(super) const SEQUENCE: usize = 160;
/// A `serde_json::Value` that keeps the order of keys.
pub(super) const VALUE: usize = 72;

/// A value of a schema.
pub(super) fn of(context: Context<'_>, id: SchemaId) -> usize {
    context.facts.schema(id).size
}

/// The value of a body that has the type of its schema.
pub(super) fn of_body(context: Context<'_>, media: &MediaType) -> usize {
    media.schema.map_or(VALUE, |schema| of(context, schema))
}
