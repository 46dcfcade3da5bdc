//! `Cargo.toml` and `README.md` of a generated crate: what all three have in common.

use std::path::Path;

use super::{Context, doc, features};
use crate::model::License;
use crate::output::compatible;
use crate::settings::{Runtime, Target};

/// The manifest of a generated crate. Slots stand in double braces.
const MANIFEST: &str = include_str!("../../vendored/skeletons/Cargo.toml.txt");

/// The README of a generated crate, likewise.
const README: &str = include_str!("../../vendored/skeletons/README.md.txt");

/// The manifest of a generated crate. [`Manifest::new`] fills in what the description says; the emitter adds what its
/// code needs.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The crate's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line on what it is.
    pub description: String,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Features and what each turns on.
    pub features: Vec<(String, Vec<String>)>,
    /// Name and requirement of each dependency, the latter as TOML.
    pub dependencies: Vec<(String, String)>,
    /// Lints of the compiler that are off: for a whole crate or not at all.
    pub allowed: &'static [&'static str],
}

/// What the compiler says of letters that look like others: `А` and `A` are two names, and the API chose both.
const FOREIGN_LETTERS: &[&str] = &["confusable_idents", "mixed_script_confusables"];

impl Manifest {
    /// The manifest of one crate of an API, without dependencies yet.
    pub fn new(context: Context<'_>, target: Target) -> Self {
        let title = doc::plain(&context.api.title);
        let title = if title.is_empty() { context.name } else { &title };
        let (suffix, what) = match target {
            Target::Types => ("types", "Types"),
            Target::Client => ("client", "Client"),
            Target::Server => ("server", "Server stub"),
        };
        Self {
            name: format!("{}-{suffix}", context.name),
            version: version(&context.api.version),
            description: format!("{what} of the API {title}"),
            license: context.api.license.as_ref().and_then(spdx),
            features: Vec::new(),
            dependencies: Vec::new(),
            allowed: if context.facts.has_foreign_letters() {
                FOREIGN_LETTERS
            } else {
                &[]
            },
        }
    }

    /// Adds the dependency on a runtime, with features of it.
    pub fn uses_runtime(&mut self, context: Context<'_>, target: Target, features: &[&str]) {
        self.runtime(context, target, features, "");
    }

    /// Adds a runtime that features turn on.
    pub fn uses_runtime_optionally(&mut self, context: Context<'_>, target: Target, features: &[&str]) {
        self.runtime(context, target, features, ", optional = true");
    }

    fn runtime(&mut self, context: Context<'_>, target: Target, features: &[&str], more: &str) {
        let (name, folder) = match target {
            Target::Types => ("specwright-types", "types"),
            Target::Client => ("specwright-client", "client"),
            Target::Server => ("specwright-server", "server"),
        };
        let source = match &context.settings.runtime {
            Runtime::Registry => format!("version = {}", text(&compatible(env!("CARGO_PKG_VERSION")))),
            Runtime::Path(path) | Runtime::Vendored(path) => {
                let path = match Path::new(path).is_absolute() {
                    true => format!("{path}/{folder}"),
                    false => format!("../{path}/{folder}"),
                };
                format!("path = {}", text(&path))
            }
        };
        // The generated crate decides by its own features.
        let default = if target == Target::Client {
            ", default-features = false"
        } else {
            ""
        };
        let features: Vec<String> = features.iter().map(|feature| text(feature)).collect();
        let features = match features.is_empty() {
            true => String::new(),
            false => format!(", features = [{}]", features.join(", ")),
        };
        self.depends(name, format!("{{ {source}{more}{default}{features} }}"));
    }

    /// Adds the dependencies that the user gave for types of theirs.
    pub fn uses_own(&mut self, context: Context<'_>) {
        for (name, requirement) in features::own(context) {
            self.depends(name, inline(requirement));
        }
    }

    /// Adds a feature, with what it turns on.
    pub fn feature(&mut self, name: &str, on: &[&str]) {
        let on = on.iter().map(|feature| (*feature).to_owned());
        self.features.push((name.to_owned(), on.collect()));
    }

    /// Adds a dependency with a requirement, as TOML. Adding one twice changes nothing.
    pub fn depends(&mut self, name: impl Into<String>, requirement: impl Into<String>) {
        let name = name.into();
        if !self.dependencies.iter().any(|(other, _)| *other == name) {
            self.dependencies.push((name, requirement.into()));
        }
    }

    /// Adds the dependency on the types crate of the same API.
    pub fn uses_types(&mut self, context: Context<'_>) {
        let name = format!("{}-types", context.name);
        let requirement = format!("{{ path = \"../types\", version = {} }}", text(&self.version));
        self.depends(name, requirement);
    }

    /// The manifest as TOML.
    pub fn to_text(&self) -> String {
        let license = self.license.as_ref();
        let mut dependencies = self.dependencies.clone();
        dependencies.sort();
        let dependencies: Vec<String> = dependencies
            .iter()
            .map(|(name, requirement)| format!("{name} = {requirement}"))
            .collect();
        let slots = [
            ("name", text(&self.name)),
            ("version", text(&self.version)),
            ("description", text(&self.description)),
            (
                "license",
                license.map_or_else(String::new, |id| format!("license = {}\n", text(id))),
            ),
            ("features", features(&self.features)),
            ("dependencies", dependencies.join("\n")),
            ("lints", lints(self.allowed)),
        ];
        fill(MANIFEST, &slots)
    }

    /// The README: what the crate is, then how it is used (Markdown).
    pub fn readme(&self, usage: &str) -> String {
        let slots = [
            ("name", self.name.clone()),
            ("description", format!("{}.", doc::clean(&self.description))),
            ("usage", usage.trim().to_owned()),
        ];
        fill(README, &slots)
    }
}

/// Fills the slots `{{name}}` of a skeleton, in one pass: what looks like a slot in a value stays as it is.
fn fill(skeleton: &str, slots: &[(&str, String)]) -> String {
    let mut out = String::new();
    for (index, part) in skeleton.split("{{").enumerate() {
        match part.split_once("}}") {
            Some((slot, rest)) if index > 0 => {
                let value = slots.iter().find(|(name, _)| *name == slot);
                out.push_str(value.map_or("", |(_, value)| value));
                out.push_str(rest);
            }
            _ => out.push_str(part),
        }
    }
    format!("{}\n", out.trim_end())
}

/// A TOML value on one line.
fn inline(value: &toml::Value) -> String {
    let toml::Value::Table(table) = value else {
        return value.to_string();
    };
    // As people write it: the version first.
    let (first, others): (Vec<_>, Vec<_>) = table.iter().partition(|(key, _)| *key == "version");
    let entries = first.into_iter().chain(others);
    let entries: Vec<String> = entries
        .map(|(key, value)| format!("{key} = {}", inline(value)))
        .collect();
    format!("{{ {} }}", entries.join(", "))
}

/// A TOML string.
fn text(value: &str) -> String {
    toml::Value::String(value.to_owned()).to_string()
}

/// The table of lints, with an empty line before it; nothing without any.
fn lints(allowed: &[&str]) -> String {
    let lines: String = allowed.iter().map(|lint| format!("{lint} = \"allow\"\n")).collect();
    if lines.is_empty() {
        lines
    } else {
        format!("\n# Names of the API are not only in Latin letters.\n[lints.rust]\n{lines}")
    }
}

fn features(features: &[(String, Vec<String>)]) -> String {
    if features.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = features
        .iter()
        .map(|(name, on)| {
            let on: Vec<String> = on.iter().map(|feature| text(feature)).collect();
            format!("{name} = [{}]\n", on.join(", "))
        })
        .collect();
    format!("[features]\n{}\n", lines.concat())
}

/// The description's version where cargo takes it (semver.org, version 2.0.0), else `0.1.0`.
fn version(version: &str) -> String {
    let version = version.trim();
    let (core, build) = split(version, '+');
    let (core, pre) = split(core, '-');
    let numbers: Vec<&str> = core.split('.').collect();
    let numeric = |part: &str| !has_leading_zero(part) && part.len() < 10 && part.bytes().all(|b| b.is_ascii_digit());
    let identifier = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let valid = numbers.len() == 3
        && numbers.iter().all(|part| !part.is_empty() && numeric(part))
        && pre.is_none_or(|pre| {
            pre.split('.')
                .all(|p| identifier(p) && !(is_number(p) && has_leading_zero(p)))
        })
        && build.is_none_or(|build| build.split('.').all(identifier));
    if valid { version.to_owned() } else { "0.1.0".to_owned() }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at)
        .map_or((text, None), |(before, after)| (before, Some(after)))
}

fn has_leading_zero(part: &str) -> bool {
    part.len() > 1 && part.starts_with('0')
}

/// The SPDX identifier of a licence that is known by its name.
fn spdx(license: &License) -> Option<String> {
    /// Identifiers, and the ways people write them, without blanks, hyphens and the word "license".
    const KNOWN: &[(&str, &[&str])] = &[
        ("MIT", &["mit"]),
        (
            "Apache-2.0",
            &["apache2.0", "apache2", "apacheversion2.0", "apachev2", "asl2.0"],
        ),
        ("BSD-2-Clause", &["bsd2clause"]),
        ("BSD-3-Clause", &["bsd3clause"]),
        ("ISC", &["isc"]),
        ("MPL-2.0", &["mpl2.0", "mozillapublic2.0"]),
        ("GPL-2.0-only", &["gpl2.0only"]),
        ("GPL-3.0-only", &["gpl3.0only"]),
        ("AGPL-3.0-only", &["agpl3.0only"]),
        ("Unlicense", &["un", "theun"]),
        ("CC0-1.0", &["cc01.0"]),
        ("CC-BY-4.0", &["ccby4.0"]),
    ];
    let written = license
        .identifier
        .as_deref()
        .unwrap_or(&license.name)
        .to_ascii_lowercase();
    let written: String = written
        .replace("license", "")
        .replace("licence", "")
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
        .collect();
    let known = KNOWN
        .iter()
        .find(|(_, spellings)| spellings.contains(&written.as_str()));
    known.map(|(id, _)| (*id).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_that_cargo_does_not_take_are_replaced() {
        for valid in ["1.2.3", "0.0.1-beta.2+build.01", "10.20.30-x-y"] {
            assert_eq!(version(valid), valid);
        }
        for other in [
            "local",
            "v1",
            "1.0",
            "1.2.3.4",
            "01.2.3",
            "1.2.3-01",
            "1.2.3-",
            "1.2.3+a b",
            "",
            "1..3",
        ] {
            assert_eq!(version(other), "0.1.0", "{other}");
        }
    }

    #[test]
    fn manifests_are_toml_whatever_the_title_says() {
        let manifest = Manifest {
            name: "x-types".to_owned(),
            version: "1.0.0".to_owned(),
            description: "Types of \"\"\"it\"\"\"\n[dependencies]\n'{{name}}' \\".to_owned(),
            license: spdx(&License {
                name: "Apache 2.0 License".to_owned(),
                url: None,
                identifier: None,
            }),
            features: vec![("tls".to_owned(), vec!["dep:a".to_owned()])],
            dependencies: vec![
                ("b".to_owned(), "\"1\"".to_owned()),
                ("a".to_owned(), "{ path = \"x\" }".to_owned()),
            ],
            allowed: &[],
        };
        let table: toml::Table = manifest.to_text().parse().unwrap();
        assert_eq!(
            table["package"]["description"].as_str(),
            Some(manifest.description.as_str())
        );
        assert_eq!(table["package"]["license"].as_str(), Some("Apache-2.0"));
        assert_eq!(table["features"]["tls"][0].as_str(), Some("dep:a"));
        let dependencies: Vec<&String> = table["dependencies"].as_table().unwrap().keys().collect();
        assert_eq!(dependencies, ["a", "b"]);
    }
}
