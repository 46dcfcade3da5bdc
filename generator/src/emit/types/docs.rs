//! What the description says of a type or field, and what the type cannot say: constraints, defaults, direction.

use proc_macro2::TokenStream;
use serde_json::Value;

use super::item::Module;
use crate::analyze::{Ident, TypeName};
use crate::emit::{Context, doc};
use crate::model::{Annotations, Constraints, Schema, Shape};
use crate::output::doc_lines;

/// What is said of `readOnly`.
const READ_ONLY: &str = "Only in responses.";

/// What is said of `writeOnly`.
const WRITE_ONLY: &str = "Only in requests.";

/// Longer values are left out of the documentation.
const MAX_VALUE: usize = 80;

/// The documentation of a module.
pub(super) fn module(_: Context<'_>, module: &Module<'_>) -> String {
    let exported: Vec<String> = module
        .items
        .iter()
        .filter(|item| item.name.exported)
        .map(|item| format!("`{}`", item.name.name.0))
        .collect();
    match (exported.as_slice(), module.items.len()) {
        ([], _) => "Types that are written in place.".to_owned(),
        (names, all) if names.len() == all => format!("{}.", names.join(", ")),
        (names, _) => format!("{}, and the types written in place there.", names.join(", ")),
    }
}

/// The documentation of the public module of types that are written in place.
pub(super) fn facade(module: &Module<'_>) -> String {
    let mut exported = module.items.iter().filter(|item| item.name.exported);
    match (exported.next(), exported.next()) {
        (Some(item), None) => format!(
            "Types that are written in place in [`{0}`](super::{0}).",
            item.name.name.0
        ),
        _ => "Types that are written in place.".to_owned(),
    }
}

/// The documentation of an item.
pub(super) fn item(schema: &Schema, name: &TypeName) -> TokenStream {
    let mut paragraphs = texts(&schema.annotations, Some(&name.name));
    paragraphs.extend(notes(schema));
    doc_lines(&paragraphs.join("\n\n"))
}

/// The documentation of a field.
/// `one_way`: it must be there, but only in values that travel its way.
pub(super) fn field(schema: &Schema, one_way: bool) -> TokenStream {
    let mut paragraphs = texts(&schema.annotations, None);
    paragraphs.extend(notes(schema));
    for note in paragraphs.iter_mut().filter(|_| one_way) {
        if note == READ_ONLY || note == WRITE_ONLY {
            note.truncate(note.len() - 1);
            note.push_str(", and always there.");
        }
    }
    doc_lines(&paragraphs.join("\n\n"))
}

/// The documentation of a union's variant: its member's, where that has no item of its own to say it.
pub(super) fn variant(schema: &Schema, name: &Ident) -> TokenStream {
    doc_lines(&texts(&schema.annotations, Some(name)).join("\n\n"))
}

/// The documentation of the field that keeps other properties.
pub(super) fn others() -> TokenStream {
    doc_lines("Properties that are not named in the description.")
}

/// Title and description; the title is left out where it is the name, or where there is no `name` and a description.
fn texts(annotations: &Annotations, name: Option<&Ident>) -> Vec<String> {
    let title = annotations.title.as_deref().filter(|title| match name {
        Some(name) => *title != name.0,
        None => annotations.description.is_none(),
    });
    let description = annotations.description.as_deref();
    let same = |title: &&str| description.is_none_or(|text| !text.trim().starts_with(title.trim()));
    let texts = title.filter(same).into_iter().chain(description);
    texts.map(doc::clean).filter(|text| !text.is_empty()).collect()
}

/// What the type does not say, a paragraph each.
fn notes(schema: &Schema) -> Vec<String> {
    let annotations = &schema.annotations;
    let mut notes = Vec::new();
    if annotations.deprecated {
        notes.push("**Deprecated.**".to_owned());
    }
    if annotations.read_only {
        notes.push(READ_ONLY.to_owned());
    }
    if annotations.write_only {
        notes.push(WRITE_ONLY.to_owned());
    }
    notes.extend(constraints(schema));
    notes.extend(value("Default", annotations.default.as_ref()));
    // Examples of objects are for the reference documentation; of enumerations and booleans, the type says all.
    let telling = !matches!(
        schema.shape,
        Shape::Boolean | Shape::Enumeration(_) | Shape::Object(_) | Shape::Union(_)
    );
    if telling {
        notes.extend(value("Example", annotations.examples.first()));
    }
    notes
}

/// The constraints in words.
fn constraints(schema: &Schema) -> Option<String> {
    let c: &Constraints = &schema.constraints;
    let mut parts = Vec::new();
    parts.extend(range(c.min_length, c.max_length, "character", "characters"));
    parts.extend(range(c.min_items, c.max_items, "item", "items"));
    parts.extend(range(c.min_properties, c.max_properties, "property", "properties"));
    if c.unique_items {
        parts.push("no two items equal".to_owned());
    }
    let bounds = [
        ("at least", &c.minimum),
        ("greater than", &c.exclusive_minimum),
        ("at most", &c.maximum),
        ("less than", &c.exclusive_maximum),
        ("a multiple of", &c.multiple_of),
    ];
    let bounds = bounds
        .into_iter()
        .filter_map(|(words, bound)| Some(format!("{words} {}", bound.as_ref()?)));
    parts.extend(bounds);
    if let Some(code) = c.pattern.as_deref().and_then(code) {
        parts.push(format!("matches {code}"));
    }
    let mut text = parts.join(", ");
    let first = text.get_mut(..1)?;
    first.make_ascii_uppercase();
    Some(format!("{text}."))
}

fn range(min: Option<u64>, max: Option<u64>, one: &str, many: &str) -> Option<String> {
    let noun = |n: u64| if n == 1 { one } else { many };
    match (min.filter(|n| *n > 0), max) {
        (None, None) => None,
        (Some(min), None) => Some(format!("at least {min} {}", noun(min))),
        (None, Some(max)) => Some(format!("at most {max} {}", noun(max))),
        (Some(min), Some(max)) if min == max => Some(format!("exactly {min} {}", noun(min))),
        (Some(min), Some(max)) => Some(format!("{min} to {max} {many}")),
    }
}

/// A short value with its label.
fn value(label: &str, value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(format!("{label}: {}", code(&text)?))
}

/// A code span; `None` for text that does not fit one.
fn code(text: &str) -> Option<String> {
    let fits = !text.trim().is_empty()
        && text.chars().count() <= MAX_VALUE
        && !text.contains(|c: char| c == '`' || c.is_control());
    fits.then(|| format!("`{text}`"))
}
