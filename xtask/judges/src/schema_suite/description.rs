//! A description whose components are the schemas of a draft, and the crate that is generated from it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};
use specwright::output::{self, Mode};
use specwright::pipeline;
use specwright::report::Severity;
use specwright::settings::Settings;

use super::cases::Group;
use crate::repository;

/// Generates the types of a draft. Returns the groups whose schemas are refused, by index, and why: they are left out.
pub(super) fn generate(
    folder: &Path,
    draft: &str,
    version: &str,
    groups: &[Group],
    remotes: &[Value],
) -> Result<BTreeMap<usize, String>, String> {
    let mut settings = Settings::parse("targets = [\"types\"]").map_err(|error| error.to_string())?;
    settings.runtime = repository::runtime();
    let folder = folder.join(draft);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let path = folder.join("openapi.json");
    let mut refused = BTreeMap::new();
    let remotes = remotes.iter().enumerate();
    let mut remotes: BTreeMap<_, _> = remotes.map(|(n, schema)| (format!("Remote{n}"), schema)).collect();
    loop {
        let text = describe(draft, version, groups, &remotes, &refused).to_string();
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        let generated = pipeline::generate(&path, draft, "cargo xtask schema-suite", &settings);
        if !generated.failed() {
            let files = generated.files().map_err(|error| error.to_string())?;
            output::sync_crates(&folder, &files, Mode::Write, |_| true).map_err(|error| error.to_string())?;
            return Ok(refused);
        }
        let before = (refused.len(), remotes.len());
        let errors = generated
            .diagnostics
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        for error in errors {
            let place = error.location.pointer.as_str();
            if let Some(index) = index(place) {
                refused.entry(index).or_insert_with(|| error.message.clone());
            } else if let Some(name) = place.split('/').nth(3) {
                remotes.remove(name);
            }
        }
        if (refused.len(), remotes.len()) == before {
            return Err(format!("{draft} is refused: {:?}", generated.diagnostics));
        }
    }
}

/// The group that a place of the description belongs to.
fn index(place: &str) -> Option<usize> {
    let rest = place.strip_prefix("/components/schemas/")?;
    let name = rest.split('/').next()?;
    let digits = name.strip_prefix("Schema").or_else(|| name.strip_prefix("Case"))?;
    digits.parse().ok()
}

/// Each schema is a component, and the property of another: that is how schemas are used.
/// So are the documents that they refer to by URL.
fn describe(
    draft: &str,
    version: &str,
    groups: &[Group],
    remotes: &BTreeMap<String, &Value>,
    refused: &BTreeMap<usize, String>,
) -> Value {
    let remotes = remotes.iter();
    let mut schemas: Map<_, _> = remotes
        .map(|(name, schema)| (name.clone(), (*schema).clone()))
        .collect();
    for (index, group) in groups
        .iter()
        .enumerate()
        .filter(|(index, _)| !refused.contains_key(index))
    {
        let name = format!("Schema{index}");
        let mut schema = group.schema.clone();
        if let Value::Object(keywords) = &mut schema {
            // It stands elsewhere now.
            keywords.shift_remove("$schema");
        }
        relate(&mut schema, &format!("#/components/schemas/{name}"));
        let reference = json!({"$ref": format!("#/components/schemas/{name}")});
        schemas.insert(name, schema);
        schemas.insert(
            format!("Case{index}"),
            json!({"type": "object", "required": ["value"], "properties": {"value": reference}}),
        );
    }
    json!({
        "openapi": version,
        "info": {"title": draft, "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    })
}

/// References within the schema are relative to it, which is no document of its own any more.
fn relate(schema: &mut Value, to: &str) {
    match schema {
        Value::Object(keywords) => {
            // With a name of its own it stays a document.
            if keywords.get("$id").is_some_and(Value::is_string) {
                return;
            }
            for (key, value) in keywords {
                match (key.as_str(), value) {
                    ("$ref" | "$dynamicRef", Value::String(reference)) => {
                        if reference == "#" || reference.starts_with("#/") {
                            *reference = format!("{to}{}", reference.trim_start_matches('#'));
                        }
                    }
                    ("const" | "enum", _) => {}
                    (_, value) => relate(value, to),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| relate(item, to)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
