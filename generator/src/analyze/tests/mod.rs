//! Behaviour of the analysis as a whole, on models built by hand.

mod build;
mod items;
mod operations;
mod sharing;
mod tags;
mod types;
mod unions;

use serde_json::Value;

use self::build::Build;
use super::{Facts, Ident, analyze};
use crate::model::{Api, Origin, SchemaId};
use crate::report::{Code, Sink};
use crate::settings::Settings;

/// A model with its facts and findings.
struct Analyzed {
    api: Api,
    facts: Facts,
    codes: Vec<(Code, String)>,
}

/// Analyses what `components` (by name) and `operations` describe; see [`Build`] for their form.
fn run(components: Value, operations: Value) -> Analyzed {
    run_with(components, operations, &[])
}

fn run_with(components: Value, operations: Value, rename: &[(&str, &str)]) -> Analyzed {
    let api = Build::new(&components, &operations).api;
    let rename = rename
        .iter()
        .map(|(place, name)| ((*place).to_owned(), (*name).to_owned()))
        .collect();
    let settings = Settings {
        rename,
        ..Settings::default()
    };
    let mut sink = Sink::new();
    let facts = analyze(&api, &settings, &mut sink);
    let codes = sink
        .into_diagnostics()
        .into_iter()
        .map(|d| (d.code, d.message))
        .collect();
    Analyzed { api, facts, codes }
}

impl Analyzed {
    /// Every item as `module::Name`, with a star where it is exported, in the order of the schemas.
    fn items(&self) -> Vec<String> {
        let items = self.facts.schemas.iter().filter_map(|schema| schema.item.as_ref());
        let text = items.map(|item| {
            let star = if item.exported { "*" } else { "" };
            format!("{}::{}{star}", item.module.0, item.name.0)
        });
        text.collect()
    }

    /// The name of the type that serves the schema at a pointer.
    fn type_at(&self, pointer: &str) -> String {
        let canonical = self.facts.schema(self.at(pointer)).canonical;
        let item = self.facts.schema(canonical).item.as_ref().unwrap();
        format!("{}::{}", item.module.0, item.name.0)
    }

    fn at(&self, pointer: &str) -> SchemaId {
        let mut schemas = self.api.schemas.iter();
        let found = schemas.find(|(_, schema)| schema.location.pointer.as_str() == pointer);
        found.unwrap_or_else(|| panic!("no schema at {pointer}")).0
    }

    fn component(&self, name: &str) -> SchemaId {
        let mut schemas = self.api.schemas.iter();
        schemas
            .find(|(_, schema)| schema.origin == Origin::Component(name.to_owned()))
            .unwrap()
            .0
    }

    fn codes(&self) -> Vec<Code> {
        self.codes.iter().map(|(code, _)| *code).collect()
    }
}

fn texts(idents: &[Ident]) -> Vec<&str> {
    idents.iter().map(|ident| ident.0.as_str()).collect()
}
