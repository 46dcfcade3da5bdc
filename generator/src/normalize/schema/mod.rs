//! Schemas of any dialect to 3.0's, with keys of our own for what 3.0 cannot say (JSON Schema 2020-12, OAS 3.1.1 §4.8.24).

mod annotations;
mod beyond;
mod bounds;
mod draft;
mod implied;
mod nullable;
mod reference;
mod types;

use serde_json::{Map, Value, json};

use super::audit::describe;
use super::fields;
use super::kind::Kind;
use super::path::Path;
use super::walk::Walker;
use crate::report::Code;

impl Walker<'_> {
    /// Rewrites a schema and everything below it. What is no schema becomes `{}`, which any value fits.
    pub(super) fn schema(&mut self, value: &mut Value, path: &Path<'_>) {
        match value {
            Value::Object(map) => {
                if let Some(reference) = self.schema_object(map, path) {
                    *value = reference;
                }
            }
            Value::Bool(true) => *value = json!({}),
            Value::Bool(false) => *value = json!({"not": {}}),
            Value::Null => {
                self.report(
                    Code::Tolerated,
                    path,
                    "a schema is an object, not null; any value fits",
                    None,
                );
                *value = json!({});
            }
            Value::Number(_) | Value::String(_) | Value::Array(_) => {
                let message = format!("a schema is an object, not {}", describe(value));
                self.report(Code::InvalidValue, path, message, None);
                *value = json!({});
            }
        }
    }

    /// Rewrites a schema object. Returns the reference that stands for it, if it is one and nothing else.
    fn schema_object(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> Option<Value> {
        self.static_reference(map, path);
        if map.contains_key("$ref")
            && let Some(reference) = self.schema_reference(map, path)
        {
            return Some(reference);
        }
        self.audit(Kind::Schema, fields::of(Kind::Schema), map, path);
        self.rewrite_draft(map, path);
        self.rewrite_types(map, path);
        self.rewrite_nullable(map, path);
        self.rewrite_bounds(map, path);
        self.rewrite_beyond(map, path);
        self.rewrite_annotations(map, path);
        implied::add_type(map);
        self.children(Kind::Schema, map, path);
        None
    }
}
