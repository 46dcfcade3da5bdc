//! SARIF 2.1.0 (OASIS), as code scanning reads it: regions in the revision, related locations in the base.

use serde_json::{Value, json};

use super::counts::by_crate;
use super::{Comparison, Item, Review};
use crate::diff::{Bumps, Level, Rule, RustEffect};
use crate::render::Place;

pub(super) fn write(review: &Review) -> String {
    let mut rules: Vec<&'static Rule> = Vec::new();
    for item in review.items() {
        if !rules.iter().any(|rule| rule.id == item.finding.rule.id) {
            rules.push(item.finding.rule);
        }
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    let results: Vec<Value> = review.items().map(|item| result(item, &rules)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "specwright",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": {"descriptions": review.comparisons.iter().map(description).collect::<Vec<_>>()},
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// A rule (3.49), with what `specwright explain` says of it.
fn descriptor(rule: &Rule) -> Value {
    let Rule {
        id,
        meaning,
        wire,
        rust,
        ..
    } = rule;
    json!({
        "id": id,
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": format!("{meaning} On the wire: {wire}")},
        "help": {
            "text": format!("On the wire: {wire}\nIn Rust: {rust}"),
            "markdown": format!("**On the wire**: {wire}\n\n**In Rust**: {rust}"),
        },
        "defaultConfiguration": {"level": level(rule.level)},
        "properties": {"oasdiff": rule.oasdiff},
    })
}

/// A finding (3.27).
fn result(item: Item<'_>, rules: &[&'static Rule]) -> Value {
    let finding = item.finding;
    let operations = finding.operations.iter();
    let operations: Vec<String> = operations
        .map(|call| format!("{} {}", call.method, call.path))
        .collect();
    let rust: Vec<String> = finding.rust.iter().map(|effect| effect.sentence()).collect();
    let mut result = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": rules.iter().position(|rule| rule.id == finding.rule.id),
        "level": level(finding.level),
        "message": {"text": finding.message},
        "locations": item.shown().iter().map(|place| location(place, None)).collect::<Vec<_>>(),
        "partialFingerprints": {"specwrightChange/v1": finding.fingerprint},
        "properties": {"operations": operations, "rust": rust, "bumps": bumps(finding.bumps)},
    });
    if let Some(place) = item.base() {
        let mut related = location(&place, Some("before"));
        related["id"] = json!(0);
        result["relatedLocations"] = json!([related]);
    }
    // No suppressions at all means that it is not known whether there are such (3.27.23).
    result["suppressions"] = match item.accepted {
        Some(accepted) => json!([{"kind": "external", "status": "accepted", "justification": accepted.reason}]),
        None => json!([]),
    };
    result
}

/// What is not said by the findings: the bumps that the crates need, and the items that change by no finding.
fn description(comparison: &Comparison) -> Value {
    let rust = &comparison.report.rust;
    let others: Vec<String> = rust.others.iter().map(RustEffect::sentence).collect();
    json!({"api": comparison.api, "bumps": bumps(rust.bumps), "rust": others})
}

fn bumps(bumps: Bumps) -> Value {
    let names = by_crate(bumps).into_iter();
    names
        .map(|(name, bump)| (name.to_owned(), json!(bump.as_str())))
        .collect()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn location(place: &Place<'_>, message: Option<&str>) -> Value {
    let position = place.position();
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&place.file.shown)},
            "region": {
                "startLine": position.line,
                "startColumn": position.column,
                "endLine": position.end_line,
                "endColumn": position.end_column,
            },
        },
    });
    if let Some(message) = message {
        location["message"] = json!({"text": message});
    }
    location
}

/// A path as a relative reference (RFC 3986): what is no segment's character is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
