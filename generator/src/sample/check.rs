//! Whether values fit: judged by the crate jsonschema.

use std::fmt;

use jsonschema::{Validator, draft202012};
use serde_json::Value;

use super::Way;
use super::schema::json_schema;
use crate::model::{Api, SchemaId};

/// A schema, compiled.
pub(super) struct Check(Option<Validator>);

impl Check {
    /// Compiles a schema; one with patterns that do not compile is judged without them.
    pub(super) fn new(api: &Api, id: SchemaId, way: Way) -> Self {
        let compile = |patterns| {
            let schema = json_schema(api, id, way, patterns);
            let options = draft202012::options().should_validate_formats(false);
            let built = options.build(&schema);
            #[cfg(test)]
            if let Err(error) = &built {
                eprintln!("{error}: {schema}");
            }
            built.ok()
        };
        Self(compile(true).or_else(|| compile(false)))
    }

    /// Whether the schema could be read.
    #[cfg(test)]
    pub(super) fn is_sound(&self) -> bool {
        self.0.is_some()
    }

    /// Whether a value fits; any does where the schema cannot be read.
    pub(super) fn fits(&self, value: &Value) -> bool {
        self.0.as_ref().is_none_or(|validator| validator.is_valid(value))
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Check")
    }
}
