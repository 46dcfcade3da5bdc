//! Whether the crate that generates has the dependencies that the generated code needs.

use std::collections::BTreeSet;
use std::path::Path;

use indexmap::IndexMap;

use super::{Error, Result};
use crate::output::{self, Runtime};
use crate::settings::Target;

/// Looks into the crate's manifest for the runtime, and says which it is that the code can name; an error shows the line to
/// add. A manifest that cannot be read is cargo's concern.
pub(super) fn check(root: &Path, mut runtime: Runtime, own: &IndexMap<String, String>) -> Result<Target> {
    let Ok(text) = std::fs::read_to_string(root.join("Cargo.toml")) else {
        return Ok(runtime.target);
    };
    let Ok(manifest) = text.parse::<toml::Table>() else {
        return Ok(runtime.target);
    };
    let present = dependencies(&manifest);
    let package = |target| output::runtime(target).replace('_', "-");
    let is_present = |target: &Target| present.iter().any(|(known, _)| **known == package(*target));
    // Another that re-exports it will do: that of a server or client that the crate has too.
    let larger = [Target::Types, Target::Client, Target::Server].into_iter();
    let larger = larger.skip_while(|target| *target < runtime.target);
    if let Some(target) = { larger }.find(is_present) {
        if target != runtime.target && runtime.target == Target::Client {
            runtime.features.insert("client".to_owned());
        }
        runtime.target = target;
    }
    let name = package(runtime.target);
    let mut lines = Vec::new();
    let mut verb = "add to its Cargo.toml";
    match present.iter().find(|(known, _)| **known == name) {
        None => lines.push(line(&name, &runtime.features)),
        Some((_, requirement)) => {
            let on = features(requirement);
            // What a workspace gives is not seen here.
            let is_inherited = requirement.get("workspace").is_some();
            if !is_inherited && !runtime.features.iter().all(|feature| on.contains(feature.as_str())) {
                verb = "give it these features in its Cargo.toml";
                let on = on.into_iter().map(str::to_owned);
                lines.push(line(&name, &runtime.features.iter().cloned().chain(on).collect()));
            }
        }
    }
    let own = own
        .iter()
        .filter(|(name, _)| !present.iter().any(|(known, _)| known == name));
    lines.extend(own.map(|(name, requirement)| format!("{name} = {requirement}")));
    if lines.is_empty() {
        return Ok(runtime.target);
    }
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    Err(Error::new(format!(
        "the generated code needs a dependency that this crate does not have; {verb}:\n\n    [dependencies]\n{lines}"
    )))
}

/// The dependency on a runtime, of the version of this generator.
fn line(name: &str, features: &BTreeSet<String>) -> String {
    let version = output::compatible(env!("CARGO_PKG_VERSION"));
    if features.is_empty() {
        return format!("{name} = \"{version}\"");
    }
    let features: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
    format!(
        "{name} = {{ version = \"{version}\", features = [{}] }}",
        features.join(", ")
    )
}

/// The features that a requirement turns on.
fn features(requirement: &toml::Value) -> BTreeSet<&str> {
    let features = requirement.get("features").and_then(toml::Value::as_array);
    features.into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

/// What stands in `[dependencies]` and `[target.*.dependencies]`.
fn dependencies(manifest: &toml::Table) -> Vec<(&str, &toml::Value)> {
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
        .flatten()
        .map(|(name, requirement)| (name.as_str(), requirement))
        .collect()
}
