//! Small documents in, normalized documents out.

mod document;
mod origins;
mod references;
mod schemas;
mod swagger2;
mod v31;

use serde_json::{Value, json};

use super::{Normalized, keywords, normalize};
use crate::load::load_texts;
use crate::report::Sink;

/// Normalizes a description of several files; the findings as `code pointer`.
pub(super) fn run(files: &[(&str, &str)]) -> (Normalized, Vec<String>) {
    let mut sink = Sink::new();
    let sources = load_texts(files, &mut sink);
    let mut normalized = normalize(&sources, &mut sink);
    hide_implied(&mut normalized.value);
    let findings = sink.into_diagnostics();
    let findings = findings.iter().map(|d| format!("{} {}", d.code, d.location.pointer));
    (normalized, findings.collect())
}

/// Takes out the marks of implied types: they would be nearly everywhere.
fn hide_implied(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.shift_remove(keywords::IMPLIED_TYPE);
            map.values_mut().for_each(hide_implied);
        }
        Value::Array(items) => items.iter_mut().for_each(hide_implied),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A place of the normalized form of a single file, with the findings.
pub(super) fn at(pointer: &str, text: &str) -> (Value, Vec<String>) {
    let (normalized, findings) = run(&[("openapi.yaml", text)]);
    let value = normalized.value.pointer(pointer).cloned();
    (value.unwrap_or_else(|| json!("nothing there")), findings)
}

/// What a schema `A`, written as YAML in one line, becomes in a document of some version; with the findings, which are
/// relative to the schema.
pub(super) fn schema(version: &str, yaml: &str) -> (Value, Vec<String>) {
    let text = format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    \
         B: {{type: string}}\n    A: {yaml}\n"
    );
    let (value, findings) = at("/components/schemas/A", &text);
    let relative = |finding: String| finding.replace("/components/schemas/A", "");
    (value, findings.into_iter().map(relative).collect())
}

/// Expects a 3.1 schema to become another without findings.
#[track_caller]
pub(super) fn becomes(yaml: &str, expected: Value) {
    let (value, findings) = schema("3.1.0", yaml);
    assert_eq!(value, expected, "{yaml}");
    assert_eq!(findings, Vec::<String>::new(), "{yaml}");
}
