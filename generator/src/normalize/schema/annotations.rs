//! `examples`, `default`, `xml`, `discriminator`.

use serde_json::{Map, Value};

use super::super::path::Path;
use super::super::walk::Walker;

impl Walker<'_> {
    pub(super) fn rewrite_annotations(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let _ = (map, path);
    }
}
