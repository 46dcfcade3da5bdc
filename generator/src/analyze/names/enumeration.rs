//! What the variants of an enumeration are called.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Scope;
use super::ident::{Kind, spell, spell_symbols};
use crate::analyze::{EnumFacts, Ident};
use crate::model::{EnumValue, Enumeration, Schema};
use crate::report::{Code, Diagnostic, Sink};

/// The variants, and the one that keeps unknown values; `kept` has names that variants had, by value.
pub(in crate::analyze) fn variants(
    schema: &Schema,
    enumeration: &Enumeration,
    kept: &BTreeMap<&str, Ident>,
    sink: &mut Sink,
) -> EnumFacts {
    let mut scope = Scope::default();
    let had = scope.keep(variants_of(enumeration).map(|(_, _, text)| kept.get(text.as_str()).cloned()));
    let mut variants: Vec<Ident> = had.iter().map(|name| name.clone().unwrap_or_default()).collect();
    let each = || variants_of(enumeration).filter(|(index, ..)| had.get(*index).is_some_and(Option::is_none));
    // Words before symbols: of `star` and `*` the first is to be called `Star`.
    for (index, value, text) in each().filter(has_word).chain(each().filter(|each| !has_word(each))) {
        let claim = scope.claim(&names(value, &text), Kind::Type);
        if claim.numbered {
            let message = format!(
                "the value {} and another have the same name in Rust; this variant is called `{}`",
                value.value, claim.ident.0
            );
            let help = "name the values with `x-enum-varnames`";
            sink.push(Diagnostic::new(Code::NameCollision, schema.location.clone(), message).help(help));
        }
        if let Some(variant) = variants.get_mut(index) {
            *variant = claim.ident;
        }
    }
    let unknown: Vec<String> = ["Unknown", "UnknownValue", "UnrecognizedValue"]
        .map(str::to_owned)
        .to_vec();
    EnumFacts {
        variants,
        unknown: scope.claim(&unknown, Kind::Type).ident,
    }
}

/// The values with their index and text.
pub(in crate::analyze) fn variants_of(enumeration: &Enumeration) -> impl Iterator<Item = (usize, &EnumValue, String)> {
    enumeration.values.iter().enumerate().map(|(index, value)| {
        let text = match &value.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        (index, value, text)
    })
}

fn has_word((_, value, text): &(usize, &EnumValue, String)) -> bool {
    value.name.is_some() || text.contains(char::is_alphanumeric)
}

/// The names that a variant may have: the one that the description gives, the value in words, the value with its symbols in words.
pub(in crate::analyze) fn names(value: &EnumValue, text: &str) -> Vec<String> {
    let given = value.name.as_deref().and_then(|name| spell(name, Kind::Type));
    let symbols = spell_symbols(text, Kind::Type);
    let whole = symbols
        .as_ref()
        .filter(|_| !text.contains(char::is_alphanumeric))
        .map(|name| format!("{name}Sign"));
    let spelled = [given, spell(text, Kind::Type), symbols, whole];
    let mut names: Vec<String> = spelled.into_iter().flatten().collect();
    if names.is_empty() {
        names.push(if text.is_empty() { "Empty" } else { "Value" }.to_owned());
    }
    names
}
