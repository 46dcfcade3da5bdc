//! What users can choose (`codegen.toml` beside a spec, or the methods of the build-script helper).

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path};

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
    /// The library whose types stand for dates, times and durations.
    pub dates: Dates,
    /// What decides how wide integers are.
    pub integers: Integers,
    /// What stands for numbers and strings of the format `decimal`.
    pub decimal: Decimals,
    /// What stands for objects whose keys are not known.
    pub maps: Maps,
    /// What stands for arrays that hold nothing twice (`uniqueItems`).
    pub sets: Sets,
    /// Where `null` and an absent property are two states of a field, for properties that are optional and nullable.
    pub three_states: ThreeStates,
    /// Whether the server crate holds the description, and has a feature `docs` that serves it with a page.
    pub docs: bool,
    /// Rust types that replace what would be generated, by the JSON Pointer of a schema or by `format:` and a format:
    /// `"#/components/schemas/Money" = "rust_decimal::Decimal"`, `"format:slug" = "my_crate::Slug"`. Each must
    /// implement Clone, Debug, PartialEq, Serialize and Deserialize.
    pub types: BTreeMap<String, String>,
    /// Whether the code for webhooks and callbacks is generated; it is where this is absent.
    pub webhooks: Option<bool>,
    /// How operations give lists page by page, by the JSON Pointer of the operation: `false` for not at all, a table for
    /// how. A place above says it for all operations below: `"#/paths" = false`.
    pub pagination: BTreeMap<String, PagingChoice>,
    /// Where the generated crates have their runtime from.
    pub runtime: Runtime,
    /// What cargo must know of the crates that `types` name: a version, or a table as in a manifest.
    pub dependencies: BTreeMap<String, toml::Value>,
}

/// Where the generated crates have their runtime from: the crates `specwright-types`, `specwright-client` and
/// `specwright-server`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Runtime {
    /// From cargo's registry, in a version that is compatible with this generator's: `"registry"`.
    Registry,
    /// From a folder that has them as `types`, `client` and `server`: `{ path = "…" }`. The path is seen from the folder of
    /// the generated crates; in a file of settings, from that of the file: [`Runtime::seen_from`] makes the one of the other.
    Path(String),
    /// From copies that are written with the generated crates, into a folder that is seen from theirs: `"vendored"`, which
    /// is `runtime`, or `{ vendored = "…" }`. Several APIs can share them.
    Vendored(String),
}

impl Runtime {
    /// As it stands in settings of one folder, for crates that are written to another: a path is seen from there.
    ///
    /// # Errors
    ///
    /// If a folder is relative, and the current one is not known.
    pub fn seen_from(self, settings: &Path, crates: &Path) -> io::Result<Self> {
        match self {
            Self::Path(path) if Path::new(&path).is_relative() => {
                let (from, to) = (absolute(crates)?, absolute(&settings.join(path))?);
                let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
                let up = from.iter().skip(common).map(|_| "..".to_owned());
                let path: Vec<String> = up.chain(to.into_iter().skip(common)).collect();
                Ok(Self::Path(path.join("/")))
            }
            other => Ok(other),
        }
    }
}

/// The folders of an absolute path, without `.` and `..`. Links are not followed: what a path means should not depend on
/// them.
fn absolute(path: &Path) -> io::Result<Vec<String>> {
    let mut folders = Vec::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                folders.pop();
            }
            Component::CurDir => {}
            part => folders.push(part.as_os_str().to_string_lossy().into_owned()),
        }
    }
    Ok(folders)
}

impl Default for Runtime {
    fn default() -> Self {
        Self::Vendored("runtime".to_owned())
    }
}

impl<'de> Deserialize<'de> for Runtime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Choice {
            Registry,
            Vendored,
        }

        #[derive(Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Folder {
            Path(String),
            Vendored(String),
        }

        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "expected \"registry\", \"vendored\", { path = \"…\" } or { vendored = \"…\" }"
        )]
        enum Written {
            Choice(Choice),
            Folder(Folder),
        }

        Ok(match Written::deserialize(deserializer)? {
            Written::Choice(Choice::Registry) => Self::Registry,
            Written::Choice(Choice::Vendored) => Self::default(),
            Written::Folder(Folder::Path(path)) => Self::Path(path),
            Written::Folder(Folder::Vendored(path)) => Self::Vendored(path),
        })
    }
}

/// The library whose types stand for `date`, `date-time`, `unix-time` and, where it can hold every one, `duration`.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Dates {
    /// `chrono::NaiveDate`, `chrono::DateTime<chrono::Utc>`.
    #[default]
    Chrono,
    /// `jiff::civil::Date`, `jiff::Timestamp`, `jiff::SpanFieldwise`.
    Jiff,
    /// `time::Date`, `time::OffsetDateTime`.
    Time,
    /// `String`, and `i64` for `unix-time`: every value stays as it came.
    String,
}

/// What decides how wide integers are.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Integers {
    /// `format` alone; `i64` where it says nothing.
    #[default]
    Format,
    /// The narrowest type that holds all from `minimum` to `maximum`.
    Bounds,
}

/// What stands for the format `decimal`.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decimals {
    /// `String` for strings, so that every digit is kept, and `f64` for numbers.
    #[default]
    #[serde(rename = "string")]
    String,
    /// `rust_decimal::Decimal` for both.
    #[serde(rename = "rust_decimal")]
    RustDecimal,
}

/// What stands for objects whose keys are not known.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Maps {
    /// `std::collections::BTreeMap`: by key.
    #[default]
    Btree,
    /// `std::collections::HashMap`: in no order.
    Hash,
    /// `indexmap::IndexMap`: as they came.
    Index,
}

/// What stands for arrays with `uniqueItems` whose items are text, integers or the like.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Sets {
    /// `Vec`: all as it came; validation reports what comes twice.
    #[default]
    Vec,
    /// `std::collections::BTreeSet`: sorted.
    Btree,
    /// `std::collections::HashSet`: in no order.
    Hash,
    /// `indexmap::IndexSet`: as they came.
    Index,
}

/// Where an optional property of which null is a value has three states: absent, null and a value.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ThreeStates {
    /// In types that a request can hold, and in those that no operation uses: `Option<Option<T>>`. In types that only
    /// responses hold null is the same as absent: `Option<T>`, which is left out when it is written.
    #[default]
    Requests,
    /// In every type, so that what is read is written back as it was.
    Always,
}

/// How an operation is paged.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PagingChoice {
    /// As the description suggests, or not at all.
    Inferred(bool),
    /// As said.
    By(Paging),
}

impl<'de> Deserialize<'de> for PagingChoice {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(deserializer)?;
        match value {
            toml::Value::Boolean(inferred) => Ok(Self::Inferred(inferred)),
            other => other.try_into().map(Self::By).map_err(serde::de::Error::custom),
        }
    }
}

/// What asks for the next page, and where a page has what. Places in a page, and in a body, are JSON Pointers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Paging {
    /// What asks for the next page.
    pub style: PagingStyle,
    /// The name of the parameter that does.
    #[serde(default)]
    pub parameter: Option<String>,
    /// Or where the body of the request does.
    #[serde(default)]
    pub body: Option<String>,
    /// The number of the first page (1 where it is absent), or of the first item (0).
    #[serde(default)]
    pub first: Option<i64>,
    /// The array of items; found by its name where it is absent, and empty where the page itself is one.
    #[serde(default)]
    pub items: Option<String>,
    /// What a page says of the next: a cursor or a URL. `-` is the last item of an array: `/data/-/id`.
    #[serde(default)]
    pub next: Option<String>,
    /// A boolean: whether more pages follow.
    #[serde(default)]
    pub more: Option<String>,
    /// The number of all items.
    #[serde(default)]
    pub total: Option<String>,
    /// The number of all pages.
    #[serde(default)]
    pub pages: Option<String>,
}

/// What asks for the next page.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PagingStyle {
    /// An input that counts pages.
    Page,
    /// An input that counts items.
    Offset,
    /// An input that takes what the page before says.
    Cursor,
    /// A URL in the page before.
    Link,
    /// A URL in the header field `Link`.
    LinkHeader,
}

/// A crate to write.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
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
    /// Sets the base name of the generated crates: `turso` for `turso-types`, `turso-client` and `turso-server`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets which crates to write. The types crate always comes with the others.
    #[must_use]
    pub fn targets(mut self, targets: impl IntoIterator<Item = Target>) -> Self {
        self.targets = Some(targets.into_iter().collect());
        self
    }

    /// Chooses the Rust name of a schema or an operation, by its JSON Pointer: `"#/components/schemas/Foo"`.
    #[must_use]
    pub fn rename(mut self, place: impl Into<String>, name: impl Into<String>) -> Self {
        self.rename.insert(place.into(), name.into());
        self
    }

    /// Turns findings into errors: `lossy`, or a code, optionally followed by a place.
    #[must_use]
    pub fn deny(mut self, findings: impl Into<String>) -> Self {
        self.deny.push(findings.into());
        self
    }

    /// Accepts findings, which are then no longer reported. The form is that of [`deny`](Self::deny).
    #[must_use]
    pub fn allow(mut self, findings: impl Into<String>) -> Self {
        self.allow.push(findings.into());
        self
    }

    /// Chooses the library of dates, times and durations.
    #[must_use]
    pub fn dates(mut self, dates: Dates) -> Self {
        self.dates = dates;
        self
    }

    /// Chooses the type of objects whose keys are not known.
    #[must_use]
    pub fn maps(mut self, maps: Maps) -> Self {
        self.maps = maps;
        self
    }

    /// Chooses the type of arrays that hold nothing twice.
    #[must_use]
    pub fn sets(mut self, sets: Sets) -> Self {
        self.sets = sets;
        self
    }

    /// Replaces a generated type by one of yours, by the JSON Pointer of a schema, or by `format:` and a format.
    #[must_use]
    pub fn replace_type(mut self, place: impl Into<String>, path: impl Into<String>) -> Self {
        self.types.insert(place.into(), path.into());
        self
    }

    /// Chooses where the generated crates get their runtime.
    #[must_use]
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.runtime = runtime;
        self
    }

    /// Reads settings from the text of a `codegen.toml`.
    ///
    /// # Errors
    ///
    /// If the text is not TOML or names an unknown setting; the error has line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runtime(text: &str) -> Result<Runtime, toml::de::Error> {
        Settings::parse(text).map(|settings| settings.runtime)
    }

    #[test]
    fn the_runtime_is_one_of_four() {
        for (text, expected) in [
            ("", Runtime::Vendored("runtime".to_owned())),
            ("runtime = \"vendored\"", Runtime::Vendored("runtime".to_owned())),
            ("runtime = \"registry\"", Runtime::Registry),
            ("runtime = { path = \"../a\" }", Runtime::Path("../a".to_owned())),
            (
                "runtime = { vendored = \"../runtime\" }",
                Runtime::Vendored("../runtime".to_owned()),
            ),
        ] {
            assert_eq!(runtime(text).unwrap(), expected, "{text}");
        }
        let error = runtime("runtime = \"here\"").unwrap_err().to_string();
        assert!(error.contains("expected \"registry\", \"vendored\""), "{error}");
    }

    #[test]
    fn paths_are_seen_from_the_crates() {
        let seen = |path: &str, settings: &str, crates: &str| {
            let runtime = Runtime::Path(path.to_owned());
            runtime.seen_from(Path::new(settings), Path::new(crates)).unwrap()
        };
        let path = |path: &str| Runtime::Path(path.to_owned());
        assert_eq!(
            seen("../templates", "specs/a/..", "generated/a"),
            path("../../templates")
        );
        assert_eq!(
            seen("../../templates", "specs/a", "generated/a"),
            path("../../templates")
        );
        assert_eq!(seen("runtime", ".", "./crates/../crates/a"), path("../../runtime"));
        assert_eq!(seen("/runtime", ".", "crates"), path("/runtime"));
    }
}
