//! What users can choose (`codegen.toml` beside a spec, or the methods of the build-script helper).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lock::Lock;

/// Choices for one API. Unknown keys are an error.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Settings {
    /// The base name of the generated crates; the folder's name where it is absent.
    pub name: Option<String>,
    /// Which crates to write; all where it is absent. The types crate always comes with the others.
    pub targets: Option<Vec<Target>>,
    /// Rust names by the JSON Pointer of the schema or operation that they are for, such as
    /// `"#/components/schemas/Foo" = "Bar"`.
    pub rename: BTreeMap<String, String>,
    /// Findings that are errors: `lossy` for whatever is widened, ignored or approximated, or a code, each for the whole
    /// description or, as `"widened #/components/schemas/Foo"`, for one place and all below it.
    pub deny: Vec<String>,
    /// Findings that were judged and found acceptable, in the same form: they are not reported any more.
    pub allow: Vec<String>,
    /// The names that were given before, which are kept; not part of `codegen.toml`, but a file of its own.
    #[serde(skip)]
    pub lock: Lock,
}

/// A crate to write.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The shared types.
    Types,
    /// The client.
    Client,
    /// The server stub.
    Server,
}

impl Settings {
    /// Whether a crate is to be written.
    pub fn wants(&self, target: Target) -> bool {
        target == Target::Types || self.targets.as_ref().is_none_or(|targets| targets.contains(&target))
    }
}

impl Settings {
    /// Reads settings from the text of a `codegen.toml`.
    ///
    /// # Errors
    ///
    /// If the text is not TOML or names an unknown setting; the error has line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
