//! What a part of a crate needs that is only there with a feature.

use super::manifest::{Manifest, inline};

impl Manifest {
    /// Adds what the code of another crate needs, which is only there with a feature.
    pub fn adopt(&mut self, feature: &str, other: Self) {
        let mut on = Vec::new();
        for (name, requirement) in other.dependencies {
            let known = self.dependencies.iter().find(|(known, _)| *known == name);
            match known.map(|(_, requirement)| table(requirement)) {
                Some(known) => {
                    if known.contains_key("optional") {
                        on.push(format!("dep:{name}"));
                    }
                    let has = strings(&known);
                    let lacks = strings(&table(&requirement))
                        .into_iter()
                        .filter(|one| !has.contains(one));
                    on.extend(lacks.map(|one| format!("{name}/{one}")));
                }
                None => {
                    let mut table = table(&requirement);
                    if !table.contains_key("optional") {
                        on.push(format!("dep:{name}"));
                        table.insert("optional".to_owned(), true.into());
                    }
                    self.dependencies.push((name, inline(&toml::Value::Table(table))));
                }
            }
        }
        for (name, list) in other.features {
            if name == "default" {
                on.extend(list);
            } else if !self.features.iter().any(|(known, _)| *known == name) {
                self.features.push((name, list));
            }
        }
        self.features.push((feature.to_owned(), on));
        // What is always there cannot be asked for.
        let is_optional = |name: &str| {
            let known = self.dependencies.iter().find(|(known, _)| known == name);
            known.is_some_and(|(_, requirement)| table(requirement).contains_key("optional"))
        };
        for (_, list) in &mut self.features {
            list.retain(|entry| entry.strip_prefix("dep:").is_none_or(is_optional));
        }
    }
}

/// A requirement as a table.
fn table(requirement: &str) -> toml::Table {
    let parsed = format!("x = {requirement}").parse::<toml::Table>();
    match parsed.ok().and_then(|mut table| table.remove("x")) {
        Some(toml::Value::Table(table)) => table,
        Some(version) => toml::Table::from_iter([("version".to_owned(), version)]),
        None => toml::Table::new(),
    }
}

/// The features that a requirement turns on.
fn strings(requirement: &toml::Table) -> Vec<String> {
    let features = requirement.get("features").and_then(toml::Value::as_array);
    let features = features.into_iter().flatten().filter_map(toml::Value::as_str);
    features.map(str::to_owned).collect()
}
