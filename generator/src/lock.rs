//! `names.lock`: the Rust names that an API was given, kept so that a later description renames nothing.
//!
//! A TOML file beside the description, one line a name, sorted, so that it is reviewed and merged like source. Its keys
//! are places in the description (`#/components/schemas/Pet`, `#/paths/~1pets/get`), in the form that OpenAPI 3 gives
//! them; parameters go by location and name (`…/get/parameters/query/limit`), so that their order does not matter.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use serde::Deserialize;

/// The name of the file.
pub const FILE: &str = "names.lock";

const HEADER: &str = "\
# The Rust names of this API. They are kept: reordering the description or adding to it renames nothing.
# Written with the generated code; commit it. Places that share a type have its name in common.
# To choose a name use `rename` in codegen.toml; to have one made anew delete its line.
";

/// Names given before; empty for an API that is generated for the first time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lock {
    /// Items by place: `pet::Kind`, or `pub use pet::Pet` for one that is exported from the crate's root too.
    pub types: BTreeMap<String, String>,
    /// The modules of the types written inside operations, parameters, bodies and headers.
    pub modules: BTreeMap<String, String>,
    /// Operations by place.
    pub operations: BTreeMap<String, OperationNames>,
    /// Tags, as `module::Type`; untagged operations are the tag without a name.
    pub tags: BTreeMap<String, String>,
    /// The variants of servers, by URL.
    pub servers: BTreeMap<String, String>,
    /// The methods of security schemes, by name.
    pub security: BTreeMap<String, String>,
    /// Parameters of operations whose names collide, by `location/name`.
    pub parameters: Names,
    /// Fields whose names collide, by type and property.
    pub fields: Names,
    /// Variants whose names collide, by type and value.
    pub variants: Names,
}

/// Names by what they belong to, then by what they are for.
pub type Names = BTreeMap<String, BTreeMap<String, String>>;

/// The names of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationNames {
    /// Its method with the module of its tag: `pets::list`.
    pub method: String,
    /// The stem of its types: `ListPets`.
    pub stem: String,
}

impl Lock {
    /// Reads the text of a `names.lock`.
    ///
    /// # Errors
    ///
    /// If the text is not TOML of this form; the error has line and column. Whether the names are of use is found out by
    /// analysis.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Reads the file at `path`; empty if there is none.
    ///
    /// # Errors
    ///
    /// If there is one that cannot be read or is no `names.lock`; the text names the path.
    pub fn read(path: &Path) -> Result<Self, String> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map_err(|error| format!("{}: {error}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    /// These names, and for what has none here, those of another.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        fn fill<T>(names: &mut BTreeMap<String, T>, other: BTreeMap<String, T>) {
            for (key, name) in other {
                names.entry(key).or_insert(name);
            }
        }
        fn fill_each(names: &mut Names, other: Names) {
            for (of, other) in other {
                fill(names.entry(of).or_default(), other);
            }
        }
        fill(&mut self.types, other.types);
        fill(&mut self.modules, other.modules);
        fill(&mut self.operations, other.operations);
        fill(&mut self.tags, other.tags);
        fill(&mut self.servers, other.servers);
        fill(&mut self.security, other.security);
        fill_each(&mut self.parameters, other.parameters);
        fill_each(&mut self.fields, other.fields);
        fill_each(&mut self.variants, other.variants);
        self
    }

    /// Whether nothing was named before.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Lock {
    /// The text of the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        table(f, "types", &self.types)?;
        table(f, "modules", &self.modules)?;
        let operations = self.operations.iter();
        let operations = operations.map(|(place, names)| {
            let (method, stem) = (quoted(&names.method), quoted(&names.stem));
            (place, format!("{{ method = {method}, stem = {stem} }}"))
        });
        lines(f, "operations", operations)?;
        table(f, "tags", &self.tags)?;
        table(f, "servers", &self.servers)?;
        table(f, "security", &self.security)?;
        for (name, tables) in [
            ("parameters", &self.parameters),
            ("fields", &self.fields),
            ("variants", &self.variants),
        ] {
            for (of, names) in tables {
                table(f, &format!("{name}.{}", quoted(of)), names)?;
            }
        }
        Ok(())
    }
}

fn table(f: &mut fmt::Formatter<'_>, name: &str, entries: &BTreeMap<String, String>) -> fmt::Result {
    lines(f, name, entries.iter().map(|(key, name)| (key, quoted(name))))
}

/// A table, or nothing if it would be empty.
fn lines<'a>(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    entries: impl ExactSizeIterator<Item = (&'a String, String)>,
) -> fmt::Result {
    if entries.len() == 0 {
        return Ok(());
    }
    writeln!(f, "\n[{name}]")?;
    for (key, value) in entries {
        writeln!(f, "{} = {value}", quoted(key))?;
    }
    Ok(())
}

/// Text as a TOML string of one line (TOML 1.0 "basic strings").
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = r##"
            [types]
            "#/components/schemas/Pet" = "pub use pet::Pet"
            "#/components/schemas/Pet/properties/a\"\\\u007f\n" = "pet::A"
            [modules]
            "#/paths/~1pets/get" = "list_pets"
            [operations]
            "#/paths/~1pets/get" = { method = "pets::list", stem = "ListPets" }
            [tags]
            "" = "api::Api"
            [servers]
            "https://api.example.com" = "Production"
            [security]
            key = "key"
            [parameters."#/paths/~1pets/get"]
            "query/a" = "a"
            [fields."pet::Pet"]
            fooBar = "foo_bar"
            [variants."pet::Kind"]
            "" = "Empty"
        "##;
        let lock = Lock::parse(text).unwrap();
        let written = lock.to_string();
        assert_eq!(Lock::parse(&written).unwrap(), lock, "{written}");
        assert!(
            written.contains("\n[types]\n\"#/components/schemas/Pet\" = \"pub use pet::Pet\"\n"),
            "{written}"
        );
    }

    #[test]
    fn an_unknown_table_is_refused() {
        assert!(Lock::parse("[kinds]\n").is_err());
        assert!(Lock::parse("").unwrap().is_empty());
    }
}
