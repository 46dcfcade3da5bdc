//! Whether the crate that generates has the dependencies that the generated code needs.

use std::collections::BTreeSet;
use std::path::Path;

use indexmap::IndexMap;

use super::{Error, Result};

/// Looks into the crate's manifest; an error lists the lines to add. A manifest that cannot be read is cargo's concern.
pub(super) fn check(root: &Path, needed: &IndexMap<String, String>) -> Result {
    let Ok(text) = std::fs::read_to_string(root.join("Cargo.toml")) else {
        return Ok(());
    };
    let Ok(manifest) = text.parse::<toml::Table>() else {
        return Ok(());
    };
    let present = dependencies(&manifest);
    let missing: Vec<String> = needed
        .iter()
        .filter(|(name, _)| !present.contains(name.as_str()))
        .map(|(name, spec)| format!("    {name} = {spec}"))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!(
        "the generated code needs dependencies that this crate does not have; add to its Cargo.toml:\n\n    \
         [dependencies]\n{}\n",
        missing.join("\n")
    )))
}

/// The names in `[dependencies]` and `[target.*.dependencies]`.
fn dependencies(manifest: &toml::Table) -> BTreeSet<&str> {
    let tables = std::iter::once(manifest).chain(
        manifest
            .get("target")
            .and_then(toml::Value::as_table)
            .into_iter()
            .flat_map(toml::Table::values)
            .filter_map(toml::Value::as_table),
    );
    tables
        .filter_map(|table| table.get("dependencies")?.as_table())
        .flat_map(|table| table.keys().map(String::as_str))
        .collect()
}
