//! Keywords of JSON Schema 2020-12 that 3.0 does not have.

use serde_json::{Map, Value};

use super::super::path::Path;
use super::super::walk::Walker;

impl Walker<'_> {
    pub(super) fn rewrite_beyond(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let _ = (map, path);
    }
}
