//! Constructs of a description, and what the model says of them, by way of a dump of one line a node.

mod compose;
mod constraints;
mod document;
mod dump;
mod enumeration;
mod faults;
mod media_type;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod union;

use serde_json::{Value, json};

use crate::model::Api;
use crate::normalize::Normalized;
use crate::report::Sink;

/// The model of a document, and its findings as `code pointer: message`.
fn lower(value: Value) -> (Api, Vec<String>) {
    let mut sink = Sink::new();
    let document = Normalized {
        value,
        origins: Default::default(),
    };
    let api = super::lower(&document, &mut sink);
    let findings = sink.into_diagnostics().into_iter();
    let findings = findings.map(|d| format!("{} {}: {}", d.code, d.location.pointer, d.message));
    (api, findings.collect())
}

/// The dump of component schemas, with the findings after it.
fn schemas(schemas: Value) -> String {
    let (api, findings) = lower(json!({"components": {"schemas": schemas}}));
    dump::schemas(&api)
        + &findings
            .iter()
            .map(|finding| format!("{finding}\n"))
            .collect::<String>()
}

/// The dump of one operation, `GET /a`, with the schemas, and the findings after it.
fn operation(operation: Value) -> String {
    let (api, findings) = lower(json!({"paths": {"/a": {"get": operation}}}));
    dump::operations(&api) + &dump::schemas(&api) + &findings.iter().map(|f| format!("{f}\n")).collect::<String>()
}

/// Compares text line by line, without the indentation of the test.
#[track_caller]
fn assert_lines(actual: &str, expected: &str) {
    let lines = |text: &str| -> Vec<String> { text.lines().map(|line| line.trim().to_owned()).collect() };
    let expected: Vec<_> = lines(expected).into_iter().filter(|line| !line.is_empty()).collect();
    let actual = lines(actual);
    assert!(
        actual == expected,
        "actual:\n{}\n\nexpected:\n{}",
        actual.join("\n"),
        expected.join("\n")
    );
}
