//! `Cargo.toml` and `README.md` of a generated crate: what all three have in common.

use specwright_templates::{MANIFEST, README};

use super::{Context, doc};
use crate::model::License;
use crate::settings::Target;

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
    /// The requirements that the user chose, in the same form; they count more.
    pub chosen: Vec<(String, String)>,
    /// Lints of the compiler that are off: for a whole crate or not at all.
    pub allowed: &'static [&'static str],
}

/// What the compiler says of letters that look like others: `А` and `A` are two names, and the API chose both.
const FOREIGN_LETTERS: &[&str] = &["confusable_idents", "mixed_script_confusables"];

/// The crates that generated code may use, with the requirements of this project's own manifest.
const THIRD_PARTY: &[(&str, &str)] = &[
    ("async-lock", r#""3.5""#),
    (
        "axum",
        r#"{ version = "0.8.9", default-features = false, features = ["http1", "tokio", "matched-path"] }"#,
    ),
    ("base64", r#""0.23.1""#),
    ("bytes", r#""1.12""#),
    (
        "chrono",
        r#"{ version = "0.4.45", default-features = false, features = ["alloc", "serde", "std"] }"#,
    ),
    ("futures-core", r#"{ version = "0.3.31", default-features = false }"#),
    (
        "futures-util",
        r#"{ version = "0.3.31", default-features = false, features = ["std"] }"#,
    ),
    ("http", r#""1.5""#),
    ("http-body", r#""1""#),
    ("http-body-util", r#""0.1.5""#),
    ("httpdate", r#""1.0.3""#),
    ("indexmap", r#"{ version = "2.14", features = ["serde"] }"#),
    (
        "jiff",
        r#"{ version = "0.2", default-features = false, features = ["alloc", "serde", "std"] }"#,
    ),
    ("multer", r#""3.1""#),
    (
        "opentelemetry",
        r#"{ version = "0.33", default-features = false, features = ["trace"] }"#,
    ),
    ("percent-encoding", r#""2.3.2""#),
    ("quick-xml", r#""0.42""#),
    ("regress", r#""0.12""#),
    (
        "reqwest",
        r#"{ version = "0.13.5", default-features = false, features = ["rustls"] }"#,
    ),
    (
        "rust_decimal",
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    ),
    (
        "serde",
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    ),
    (
        "serde_json",
        r#"{ version = "1.0.154", features = ["preserve_order"] }"#,
    ),
    (
        "swagger-ui-dist",
        r#"{ version = "5.34.1", default-features = false, features = ["with-axum-08"] }"#,
    ),
    ("tempfile", r#""3""#),
    (
        "time",
        r#"{ version = "0.3", default-features = false, features = ["formatting", "parsing", "std"] }"#,
    ),
    (
        "tokio",
        r#"{ version = "1.54", features = ["macros", "net", "rt", "time"] }"#,
    ),
    ("tower-layer", r#""0.3""#),
    ("tower-service", r#""0.3""#),
    ("tracing", r#"{ version = "0.1.41", default-features = false }"#),
    (
        "tracing-opentelemetry",
        r#"{ version = "0.34", default-features = false }"#,
    ),
    ("uuid", r#"{ version = "1", features = ["serde"] }"#),
];

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
            chosen: (context.settings.dependencies.iter())
                .map(|(name, requirement)| (name.clone(), inline(requirement)))
                .collect(),
            allowed: if context.facts.has_foreign_letters() {
                FOREIGN_LETTERS
            } else {
                &[]
            },
        }
    }

    /// Adds a dependency on a crate of others, by its name. Adding one twice changes nothing.
    pub fn uses(&mut self, name: &'static str) {
        let known = THIRD_PARTY.iter().find(|(third_party, _)| *third_party == name);
        debug_assert!(known.is_some(), "{name} is missing from the table of requirements");
        if let Some((_, requirement)) = known {
            self.depends(name, *requirement);
        }
    }

    /// Adds a dependency on a crate of others that a feature turns on.
    pub fn uses_optionally(&mut self, name: &'static str) {
        self.uses(name);
        let added = self.dependencies.iter_mut().find(|(known, _)| known == name);
        if let Some((_, requirement)) = added {
            *requirement = match requirement.strip_prefix('{') {
                Some(rest) => format!("{{ optional = true,{rest}"),
                None => format!("{{ optional = true, version = {requirement} }}"),
            };
        }
    }

    /// Adds a dependency that the user has a requirement for.
    pub fn uses_chosen(&mut self, name: &str) {
        if let Some((_, requirement)) = self.chosen.iter().find(|(chosen, _)| chosen == name) {
            self.depends(name, requirement.clone());
        }
    }

    /// Turns on a feature of a dependency.
    pub fn turn_on(&mut self, name: &str, feature: &str) {
        let Some((_, requirement)) = self.dependencies.iter_mut().find(|(known, _)| known == name) else {
            return;
        };
        let Ok(table) = format!("x = {requirement}").parse::<toml::Table>() else {
            return;
        };
        let mut value = table
            .into_iter()
            .next()
            .map_or(toml::Value::Boolean(true), |(_, value)| value);
        if let toml::Value::String(version) = value {
            value = toml::Value::Table(toml::Table::from_iter([("version".to_owned(), version.into())]));
        }
        if let toml::Value::Table(table) = &mut value {
            let features = table
                .entry("features")
                .or_insert_with(|| toml::Value::Array(Vec::new()));
            if let toml::Value::Array(features) = features {
                features.push(feature.into());
            }
        }
        *requirement = inline(&value);
    }

    /// Makes a dependency one that a feature of the same meaning turns on.
    pub fn optional(&mut self, name: &str, feature: &str) {
        if let Some((_, requirement)) = self.dependencies.iter_mut().find(|(known, _)| known == name) {
            *requirement = requirement.replacen('{', "{ optional = true,", 1);
            self.features.push((feature.to_owned(), vec![format!("dep:{name}")]));
        }
    }

    /// Adds a dependency with a requirement of its own, as TOML.
    pub fn depends(&mut self, name: impl Into<String>, requirement: impl Into<String>) {
        let name = name.into();
        let chosen = self.chosen.iter().find(|(chosen, _)| *chosen == name);
        let requirement = chosen.map_or_else(|| requirement.into(), |(_, chosen)| chosen.clone());
        if !self.dependencies.iter().any(|(other, _)| *other == name) {
            self.dependencies.push((name, requirement));
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
pub(super) fn inline(value: &toml::Value) -> String {
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
    fn requirements_are_those_of_the_workspace() {
        let workspace: toml::Table = include_str!("../../../Cargo.toml").parse().unwrap();
        let ours = &workspace["workspace"]["dependencies"];
        for (name, requirement) in THIRD_PARTY {
            let table: toml::Table = format!("x = {requirement}").parse().unwrap();
            assert_eq!(table["x"], ours[*name], "{name}");
        }
    }

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

    fn manifest(dependencies: &[(&str, &str)], features: &[(&str, &[&str])]) -> Manifest {
        let owned = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect();
        Manifest {
            name: "x".to_owned(),
            version: "1.0.0".to_owned(),
            description: String::new(),
            license: None,
            features: features
                .iter()
                .map(|(name, on)| ((*name).to_owned(), owned(on)))
                .collect(),
            dependencies: dependencies
                .iter()
                .map(|(name, of)| ((*name).to_owned(), (*of).to_owned()))
                .collect(),
            chosen: Vec::new(),
            allowed: &[],
        }
    }

    #[test]
    fn what_a_part_needs_comes_with_its_feature() {
        let mut whole = manifest(
            &[("a", "\"1\""), ("b", "{ version = \"1\", optional = true }")],
            &[("f", &["dep:b"])],
        );
        let part = manifest(
            &[
                ("a", "{ version = \"1\", features = [\"x\"] }"),
                ("b", "\"1\""),
                ("c", "\"2\""),
                ("d", "{ version = \"3\", optional = true }"),
            ],
            &[("default", &["g"]), ("g", &["dep:d"]), ("f", &[])],
        );
        whole.adopt("part", part);
        let table: toml::Table = whole.to_text().parse().unwrap();
        assert_eq!(
            table["features"].to_string(),
            r#"{ f = ["dep:b"], g = ["dep:d"], part = ["a/x", "dep:b", "dep:c", "g"] }"#
        );
        let requirement = |name: &str| table["dependencies"][name].to_string();
        assert_eq!(requirement("a"), "\"1\"");
        assert_eq!(requirement("c"), "{ optional = true, version = \"2\" }");
        assert_eq!(requirement("d"), "{ optional = true, version = \"3\" }");
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
            chosen: Vec::new(),
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
