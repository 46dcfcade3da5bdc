//! Small documents in, normalized documents out.

use serde_json::Value;

use super::{Normalized, normalize};
use crate::load::load_texts;
use crate::report::Sink;

/// Normalizes a description of several files; the findings as `code pointer: message`.
pub(super) fn run(files: &[(&str, &str)]) -> (Normalized, Vec<String>) {
    let mut sink = Sink::new();
    let sources = load_texts(files, &mut sink);
    let normalized = normalize(&sources, &mut sink);
    let findings = sink.into_diagnostics();
    let findings = findings
        .iter()
        .map(|d| format!("{} {}: {}", d.code, d.location.pointer, d.message));
    (normalized, findings.collect())
}

#[test]
fn smoke() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: {type: [string, 'null']}\n    B: {$ref: '#/components/schemas/A', description: d}\n    C: {$ref: '#/components/schemas/D/properties/x'}\n    D: {properties: {x: {type: [string, integer], y: 1}, z: {$ref: '#/components/schemas/Q'}}}\n";
    let (n, f) = run(&[("a.yaml", text)]);
    println!("{:#}\n{f:#?}", n.value);
    assert!(n.value != Value::Null);
}
