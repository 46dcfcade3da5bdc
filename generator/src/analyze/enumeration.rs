//! What the variants of an enumeration are called.

use serde_json::Value;

use super::EnumFacts;
use super::ident::{Kind, spell, spell_symbols};
use super::names::Scope;
use crate::model::{EnumValue, Enumeration, Schema};
use crate::report::{Code, Diagnostic, Sink};

/// The variants, and the one that keeps unknown values.
pub(super) fn variants(schema: &Schema, enumeration: &Enumeration, sink: &mut Sink) -> EnumFacts {
    let mut scope = Scope::default();
    let mut variants = Vec::with_capacity(enumeration.values.len());
    for value in &enumeration.values {
        let claim = scope.claim(&names(value), Kind::Type);
        if claim.numbered {
            let message = format!(
                "the value {} and another have the same name in Rust; this variant is called `{}`",
                value.value, claim.ident.0
            );
            let help = "name the values with `x-enum-varnames`";
            sink.push(Diagnostic::new(Code::NameCollision, schema.location.clone(), message).help(help));
        }
        variants.push(claim.ident);
    }
    let unknown: Vec<String> = ["Unknown", "UnknownValue", "UnrecognizedValue"]
        .map(str::to_owned)
        .to_vec();
    EnumFacts {
        variants,
        unknown: scope.claim(&unknown, Kind::Type).ident,
    }
}

/// The name that the description gives, the value in words, the value with its symbols in words.
fn names(value: &EnumValue) -> Vec<String> {
    let given = value.name.as_deref().and_then(|name| spell(name, Kind::Type));
    let text = match &value.value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let spelled = [spell(&text, Kind::Type), spell_symbols(&text, Kind::Type)];
    let mut names: Vec<String> = given.into_iter().chain(spelled.into_iter().flatten()).collect();
    if names.is_empty() {
        names.push(if text.is_empty() { "Empty" } else { "Value" }.to_owned());
    }
    names
}
