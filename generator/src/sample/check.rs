//! Whether values fit: judged by the crate jsonschema.

use std::fmt;

use jsonschema::{Validator, draft202012};
use serde_json::Value;

use super::Way;
use super::schema::{Choice, json_schema};
use crate::model::{Api, SchemaId};

/// A schema, compiled.
pub(super) struct Check {
    fitting: Option<Validator>,
    /// With `oneOf` to the letter, where there is any.
    exact: Option<Validator>,
}

impl Check {
    /// Compiles a schema; one with patterns that do not compile is judged without them.
    pub(super) fn new(api: &Api, id: SchemaId, way: Way) -> Self {
        let compile = |patterns, one_only| {
            let (schema, has_one_of) = json_schema(api, id, way, Choice { patterns, one_only });
            let options = draft202012::options().should_validate_formats(false);
            let built = options.build(&schema);
            #[cfg(test)]
            if let Err(error) = &built {
                eprintln!("{error}: {schema}");
            }
            Some((built.ok()?, has_one_of, patterns))
        };
        let fitting = compile(true, false).or_else(|| compile(false, false));
        let exact = match &fitting {
            Some((_, true, patterns)) => compile(*patterns, true),
            Some((_, false, _)) | None => None,
        };
        Self {
            fitting: fitting.map(|(validator, _, _)| validator),
            exact: exact.map(|(validator, _, _)| validator),
        }
    }

    /// Whether the schema could be read.
    #[cfg(test)]
    pub(super) fn is_sound(&self) -> bool {
        self.fitting.is_some()
    }

    /// Whether a value fits; any does where the schema cannot be read.
    pub(super) fn fits(&self, value: &Value) -> bool {
        self.fitting.as_ref().is_none_or(|validator| validator.is_valid(value))
    }

    /// Whether a value that fits does so where `oneOf` is taken to the letter, too.
    pub(super) fn is_exact(&self, value: &Value) -> bool {
        self.exact.as_ref().is_none_or(|validator| validator.is_valid(value))
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Check")
    }
}
