//! Decides what a text is written in, and reads it.

use serde_json::Value;

use super::fault::{Fault, char_at};
use super::{json, yaml};
use crate::report::Code;

/// Reads a text as what its content, then its name's extension say that it is.
///
/// Text that starts with a bracket is JSON; where it is not well-formed JSON it may still be YAML's flow style, unless the
/// name ends in `.json`. All other text is YAML, and prose (`.md`, `.txt`) is one string. The value is null if nothing
/// could be read.
pub(super) fn parse(name: &str, text: &str) -> (Value, Vec<Fault>) {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    let is_json = extension.as_deref() == Some("json");
    if matches!(extension.as_deref(), Some("md" | "txt")) {
        return (Value::String(text.to_owned()), Vec::new());
    }
    if text.trim().is_empty() {
        return (Value::Null, vec![Fault::new(Code::Syntax, 0..0, "the file is empty")]);
    }
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    if is_json && !looks_like_json {
        let start = text.len() - text.trim_start().len();
        let fault = Fault::new(Code::Syntax, char_at(text, start), "not well-formed JSON: expected `{`");
        let fault = fault.help("if the file is written in YAML, name it `.yaml`");
        return (Value::Null, vec![fault]);
    }
    let result = if looks_like_json {
        json::parse(text).or_else(|fault| match fault.code {
            Code::Syntax if !is_json => yaml::parse(text),
            _ => Err(fault),
        })
    } else {
        yaml::parse(text)
    };
    result.unwrap_or_else(|fault| (Value::Null, vec![fault]))
}
