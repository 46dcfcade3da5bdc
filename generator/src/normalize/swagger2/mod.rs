//! Swagger 2.0 to 3.0.

use serde_json::{Map, Value};

use super::fields::{self, Fields};
use super::kind::Kind;
use super::path::Path;
use super::walk::Walker;

/// What `consumes` and `produces` say.
#[derive(Clone, Debug, Default)]
pub(super) struct MediaTypes {
    pub(super) consumes: Vec<String>,
    pub(super) produces: Vec<String>,
}

/// The fields of a kind in 2.0.
pub(super) fn fields(kind: Kind) -> Option<Fields> {
    Some(fields::of(kind))
}

/// Rewrites an object of 2.0 into the shape of 3.0.
pub(super) fn rewrite(walker: &mut Walker<'_>, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) {
    let _ = (walker, kind, map, path);
}
