//! Types that the user chose, by place or by format, and the formats that nothing is known of.

use std::collections::BTreeSet;

use super::type_path;
use crate::model::{Api, Origin, Schema, SchemaId, Shape};
use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, Diagnostic, Sink, similar};
use crate::settings::Settings;

/// Crates that generated code may depend on as it is, with the impls that a type needs: no line in `dependencies`
/// must be written for these.
const READY: &[&str] = &["chrono", "indexmap", "jiff", "serde_json", "uuid"];

/// Formats that are known, and are text or numbers whose Rust type they do not change (JSON Schema 2020-12, validation
/// §7.3, and the OpenAPI format registry).
const PLAIN: &[&str] = &[
    "char",
    "commonmark",
    "double-int",
    "html",
    "http-date",
    "idn-email",
    "idn-hostname",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "regex",
    "relative-json-pointer",
    "uri-template",
];

/// By schema index, the type that the user chose for it. What is wrong with the table is reported.
pub(in crate::analyze) fn replacements(api: &Api, settings: &Settings, sink: &mut Sink) -> Vec<Option<String>> {
    let mut chosen = vec![None; api.schemas.len()];
    for (key, path) in &settings.types {
        let found = match key.strip_prefix("format:") {
            Some(format) => by_format(api, format),
            None => by_place(api, key),
        };
        if let Some(finding) = check(key, path, settings) {
            sink.push(finding);
        } else if found.is_empty() {
            sink.push(unknown(api, key));
        }
        for id in found {
            // A place counts more than a format: keys with `#` come first.
            if let Some(slot @ None) = chosen.get_mut(id.index()) {
                *slot = Some(path.clone());
            }
        }
    }
    dependencies(settings, sink);
    note_formats(api, &chosen, sink);
    chosen
}

fn by_format(api: &Api, format: &str) -> Vec<SchemaId> {
    let has = |schema: &Schema| !format.is_empty() && self::format(schema) == format;
    api.schemas
        .iter()
        .filter(|(_, schema)| has(schema))
        .map(|(id, _)| id)
        .collect()
}

fn by_place(api: &Api, key: &str) -> Vec<SchemaId> {
    let pointer = key.strip_prefix('#').unwrap_or(key);
    let is_there = |place: &Location| place.file == FileId(0) && place.pointer.as_str() == pointer;
    let found = api.schemas.iter().filter(|(_, schema)| is_there(&schema.location));
    found.map(|(id, _)| id).collect()
}

/// The format of a schema; empty without any.
fn format(schema: &Schema) -> &str {
    match &schema.shape {
        Shape::String(format) => format.name(),
        Shape::Integer(format) => format.name(),
        Shape::Number(format) => format.name(),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Enumeration(_)
        | Shape::Array(_)
        | Shape::Tuple(_)
        | Shape::Object(_)
        | Shape::Union(_)
        | Shape::Reference(_) => "",
    }
}

/// The finding for a type that cannot be named in generated code.
fn check(key: &str, path: &str, settings: &Settings) -> Option<Diagnostic> {
    let Some(crates) = type_path::crates(path) else {
        let message = format!("`types` gives `{key}` the type `{path}`, which is not the full path of a Rust type");
        let help = "write the path from its crate on, such as `rust_decimal::Decimal` or `my_crate::Slug`";
        return Some(Diagnostic::new(Code::Setting, place(key), message).help(help));
    };
    let missing = crates.iter().find(|name| {
        let ours = ["std", "core", "alloc"].contains(name) || READY.contains(name);
        let mut known = settings.dependencies.keys();
        !ours && !known.any(|known| known.replace('-', "_") == **name)
    })?;
    let message = format!("`types` gives `{key}` the type `{path}`, but `dependencies` has no line for `{missing}`");
    let help = format!("add `{missing} = \"…\"` with a version, or a table as in a manifest, to `[dependencies]`");
    Some(Diagnostic::new(Code::Setting, place(key), message).help(help))
}

/// The finding for a key that leads to nothing.
fn unknown(api: &Api, key: &str) -> Diagnostic {
    if let Some(name) = key.strip_prefix("format:") {
        let formats: BTreeSet<&str> = api.schemas.iter().map(|(_, schema)| format(schema)).collect();
        let message = format!("`types` gives a type to the format `{name}`, which no text or number has");
        let finding = Diagnostic::new(Code::Setting, Location::default(), message);
        return match similar(name, formats) {
            Some(meant) => finding.help(format!("did you mean `format:{meant}`?")),
            None => finding,
        };
    }
    let message = format!("`types` gives a type to `{key}`, where no schema is written");
    let is_component = |schema: &Schema| matches!(schema.origin, Origin::Component(_));
    let places = (api.schemas.iter()).filter(|(_, schema)| schema.location.file == FileId(0) && is_component(schema));
    let pointer = key.strip_prefix('#').unwrap_or(key);
    let help = match similar(pointer, places.map(|(_, schema)| schema.location.pointer.as_str())) {
        Some(meant) => format!("did you mean `#{meant}`?"),
        None => {
            "name the place of a schema as it is written in the description; a place with nothing but a `$ref` has \
                 the type of what it refers to"
                .to_owned()
        }
    };
    Diagnostic::new(Code::Setting, place(key), message).help(help)
}

/// Reports lines of `dependencies` that are no requirement, or that nothing needs.
fn dependencies(settings: &Settings, sink: &mut Sink) {
    for (name, requirement) in &settings.dependencies {
        let message = if !(requirement.is_str() || requirement.is_table()) {
            format!("`dependencies` has neither a version nor a table for `{name}`")
        } else if !type_path::is_crate(name) {
            format!("`dependencies` has a line for `{name}`, which is no name of a crate")
        } else {
            let crates = settings
                .types
                .values()
                .filter_map(|path| type_path::crates(path))
                .flatten();
            if READY.contains(&name.as_str()) || crates.into_iter().any(|used| used == name.replace('-', "_")) {
                continue;
            }
            format!("`dependencies` has a line for `{name}`, which no type in `types` comes from")
        };
        sink.push(Diagnostic::new(Code::Setting, Location::default(), message));
    }
}

/// Lists each unknown format once, where it comes first.
fn note_formats(api: &Api, chosen: &[Option<String>], sink: &mut Sink) {
    let mut listed = BTreeSet::new();
    for (id, schema) in api.schemas.iter() {
        let format = format(schema);
        let replaced = chosen.get(id.index()).is_some_and(Option::is_some);
        if !is_unknown(schema) || replaced || PLAIN.contains(&format) || !listed.insert(format) {
            continue;
        }
        let (what, stays) = match schema.shape {
            Shape::String(_) => ("strings", "`String`"),
            Shape::Integer(_) => ("integers", "that of a plain integer"),
            _ => ("numbers", "`f64`"),
        };
        let message = format!("`{format}` is not a known format of {what}; the type stays {stays}");
        let help =
            format!("`[types]` in codegen.toml can give it another: `\"format:{format}\" = \"my_crate::MyType\"`");
        sink.push(Diagnostic::new(Code::UnknownFormat, schema.location.child("format"), message).help(help));
    }
}

fn is_unknown(schema: &Schema) -> bool {
    use crate::model::{IntegerFormat, NumberFormat, StringFormat};
    matches!(
        &schema.shape,
        Shape::String(StringFormat::Other(_))
            | Shape::Integer(IntegerFormat::Other(_))
            | Shape::Number(NumberFormat::Other(_))
    )
}

fn place(key: &str) -> Location {
    let pointer = key.strip_prefix('#').unwrap_or(key);
    Location::root(Pointer::parse(pointer).unwrap_or_default())
}
