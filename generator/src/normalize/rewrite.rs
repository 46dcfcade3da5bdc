//! What every kind of object but the schema needs so that `openapiv3` can read it.

use serde_json::{Map, Value, json};

use super::kind::Kind;
use super::path::Path;
use super::swagger2;
use super::version::Version;
use super::walk::Walker;

/// A document that says nothing.
pub(super) fn empty_document() -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("openapi".to_owned(), json!("3.0.3"));
    map.insert("info".to_owned(), json!({"title": "", "version": ""}));
    map.insert("paths".to_owned(), json!({}));
    map
}

impl Walker<'_> {
    /// Rewrites one object, without its children. False when it cannot stay.
    pub(super) fn rewrite(&mut self, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        if self.version == Version::V2 {
            swagger2::rewrite(self, kind, map, path);
        }
        self.rewrite_v31(kind, map, path);
        self.rewrite_v32(kind, map, path);
        self.require(kind, map, path)
    }
}
