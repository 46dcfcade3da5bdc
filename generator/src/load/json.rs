//! JSON text to value.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::fault::{Fault, char_at, offset};
use super::index::Index;
use super::value::{Findings, ValueSeed};
use crate::report::Code;

/// Reads JSON text.
///
/// # Errors
///
/// What ended the reading. Duplicate keys do not: they are in the second part of the result.
pub(super) fn parse(text: &str) -> Result<(Value, Vec<Fault>), Fault> {
    let mut findings = Findings::default();
    let seed = ValueSeed {
        findings: &mut findings,
        depth: 0,
        merge: false,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = seed
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    match value {
        // Where the duplicates are takes a second look at the text, which most documents need not pay for.
        Ok(value) if findings.duplicate => Ok((value, Index::of_json(text).duplicates())),
        Ok(value) => Ok((value, Vec::new())),
        Err(error) => {
            let span = char_at(text, offset(text, error.line(), error.column()));
            Err(match findings.limit {
                Some(limit) => Fault::limit(limit, span),
                None => syntax(&error, span),
            })
        }
    }
}

/// The finding of serde_json, without its own idea of the place.
fn syntax(error: &serde_json::Error, span: std::ops::Range<usize>) -> Fault {
    let text = error.to_string();
    let message = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(message, _)| message);
    let plain = message.replace("EOF while parsing", "the text ends inside");
    let fault = Fault::new(Code::Syntax, span, format!("not well-formed JSON: {plain}"));
    match message {
        "trailing comma" => fault.help("remove the comma before the closing bracket"),
        _ => fault,
    }
}
