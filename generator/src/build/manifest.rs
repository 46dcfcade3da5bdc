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
    let requirement = { present.iter() }.find(|(known, _)| **known == name);
    let requirement = requirement.map(|(_, requirement)| *requirement);
    let is_set = |key: &str, value: bool| {
        let set = requirement.and_then(|requirement| requirement.get(key));
        set.and_then(toml::Value::as_bool) == Some(value)
    };
    // It is on by default.
    if runtime.target == Target::Client && !is_set("default-features", false) {
        runtime.features.remove("reqwest");
    }
    let on = requirement.map(features).unwrap_or_default();
    // What a workspace gives is not seen here.
    let lacks = !is_set("workspace", true) && !runtime.features.iter().all(|feature| on.contains(feature));
    let mut lines = Vec::new();
    if requirement.is_none() || lacks {
        lines.push(line(&name, requirement, runtime.features.union(&on).cloned().collect()));
    }
    let (what, change) = match requirement {
        None => ("a dependency that this crate does not have", "add to its Cargo.toml"),
        Some(_) => (
            "more of a dependency than this crate has",
            "in its Cargo.toml it must be",
        ),
    };
    let own = own
        .iter()
        .filter(|(name, _)| !present.iter().any(|(known, _)| known == name));
    lines.extend(own.map(|(name, requirement)| format!("{name} = {requirement}")));
    if lines.is_empty() {
        return Ok(runtime.target);
    }
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    Err(Error::new(format!(
        "the generated code needs {what}; {change}:\n\n    [dependencies]\n{lines}"
    )))
}

/// The dependency on a runtime with features: as it stands, else of the version of this generator.
fn line(name: &str, requirement: Option<&toml::Value>, features: Vec<String>) -> String {
    let mut table = match requirement {
        Some(toml::Value::Table(table)) => table.clone(),
        Some(version) => toml::Table::from_iter([("version".to_owned(), version.clone())]),
        None if features.is_empty() => {
            return format!("{name} = \"{}\"", output::compatible(env!("CARGO_PKG_VERSION")));
        }
        None => {
            let version = output::compatible(env!("CARGO_PKG_VERSION"));
            toml::Table::from_iter([("version".to_owned(), version.into())])
        }
    };
    table.insert("features".to_owned(), features.into());
    // As people write it: the features last.
    let (last, first): (Vec<_>, Vec<_>) = table.into_iter().partition(|(key, _)| key == "features");
    let entries = first
        .into_iter()
        .chain(last)
        .map(|(key, value)| format!("{key} = {value}"));
    format!("{name} = {{ {} }}", entries.collect::<Vec<_>>().join(", "))
}

/// The features that a requirement turns on.
fn features(requirement: &toml::Value) -> BTreeSet<String> {
    let features = requirement.get("features").and_then(toml::Value::as_array);
    let features = features.into_iter().flatten().filter_map(toml::Value::as_str);
    features.map(str::to_owned).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said to a crate with some dependencies whose generated client needs a feature.
    fn said(name: &str, dependencies: &str) -> Result<Target> {
        let folder = std::env::temp_dir().join(format!("specwright-manifest-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let manifest = format!("[package]\nname = \"a\"\n\n[dependencies]\n{dependencies}\n");
        std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        let runtime = Runtime {
            target: Target::Client,
            features: BTreeSet::from(["chrono", "reqwest"].map(str::to_owned)),
        };
        let said = check(&folder, runtime, &IndexMap::new());
        std::fs::remove_dir_all(&folder).unwrap();
        said
    }

    #[test]
    fn one_line_is_missing_at_most() {
        let error = said("none", "serde = \"1\"").unwrap_err().to_string();
        let line = "[dependencies]\n    specwright-client = { version = \"0.1\", features = [\"chrono\"] }\n";
        assert!(error.ends_with(line), "{error}");

        let error = said(
            "features",
            "specwright-client = { path = \"x\", features = [\"gzip\"] }",
        );
        let error = error.unwrap_err().to_string();
        let line = "specwright-client = { path = \"x\", features = [\"chrono\", \"gzip\"] }\n";
        assert!(error.ends_with(line), "{error}");
    }

    #[test]
    fn the_runtime_of_a_server_has_that_of_a_client() {
        for (name, dependencies, target) in [
            (
                "client",
                "specwright-client = { path = \"x\", features = [\"chrono\"] }",
                Target::Client,
            ),
            (
                "server",
                "specwright-server = { path = \"x\", features = [\"chrono\", \"client\", \"reqwest\"] }",
                Target::Server,
            ),
            ("workspace", "specwright-client.workspace = true", Target::Client),
        ] {
            assert_eq!(said(name, dependencies).unwrap(), target, "{name}");
        }
        let error = said(
            "without",
            "specwright-server = { path = \"x\", features = [\"chrono\"] }",
        );
        let error = error.unwrap_err().to_string();
        assert!(
            error.contains("features = [\"chrono\", \"client\", \"reqwest\"]"),
            "{error}"
        );
    }
}
