//! YAML text to value.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::fault::{Fault, char_at};
use super::index::Index;
use super::value::{Findings, ValueSeed};
use crate::report::Code;

/// Reads YAML text. JSON is YAML nearly always, so this reads JSON with comments or trailing commas too.
///
/// # Errors
///
/// What ended the reading. Duplicate keys do not: they are in the second part of the result.
pub(super) fn parse(text: &str) -> Result<(Value, Vec<Fault>), Fault> {
    // Guards first: serde_yaml is slow on deep nesting, and silent on duplicate keys.
    let index = Index::of_yaml(text)?;
    let mut findings = Findings::default();
    let seed = ValueSeed {
        findings: &mut findings,
        depth: 0,
        merge: true,
    };
    match seed.deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(value) => Ok((value, index.duplicates())),
        Err(error) => Err(fault(text, &error, &findings)),
    }
}

/// The finding of serde_yaml, without its own idea of the place.
fn fault(text: &str, error: &serde_yaml::Error, findings: &Findings) -> Fault {
    let start = error.location().map_or(0, |location| location.index());
    let span = char_at(text, start);
    if let Some(limit) = findings.limit {
        return Fault::limit(limit, span);
    }
    let text = error.to_string();
    if text == "repetition limit exceeded" {
        return Fault::new(
            Code::TooLarge,
            span,
            "the aliases of the document expand to far more than its own size",
        );
    }
    let message = text
        .split_once(" at line ")
        .map_or(text.as_str(), |(message, _)| message);
    Fault::new(Code::Syntax, span, format!("not well-formed YAML: {message}"))
}
