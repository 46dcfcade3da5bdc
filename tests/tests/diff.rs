//! Every folder of `tests/diff` holds two descriptions and what is found to have changed between them; every rule is
//! found in one of them.
//!
//! `UPDATE_EXPECT=1 cargo test -p specwright-tests --test diff` writes the expectations anew; read the difference before
//! you commit it. A `diff.toml` beside the descriptions holds settings.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use specwright::diff::{Report, Settings, rules};
use specwright::pipeline::{Read, compare, read_model};
use specwright::render::{Sides, changes_text};
use specwright_tests::{cases, updating};

/// What is found in a case, as text.
fn found(case: &Path) -> (Report, Read, Read) {
    let settings = fs::read_to_string(case.join("diff.toml")).unwrap_or_default();
    let settings = Settings::parse(&settings).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    let (base, revision) = (
        read_model(&case.join("base.yaml")),
        read_model(&case.join("revision.yaml")),
    );
    (compare(&base, &revision, &settings), base, revision)
}

#[test]
fn changes_are_as_expected() {
    let mut differing = Vec::new();
    for (name, case) in cases("diff") {
        let (report, base, revision) = found(&case);
        let sides = Sides {
            base: &base.sources,
            revision: &revision.sources,
        };
        let text = changes_text(&report, sides);
        let file = case.join("expected.txt");
        if fs::read_to_string(&file).unwrap_or_default() == text && file.exists() {
            continue;
        }
        if updating() {
            fs::write(&file, text).unwrap();
        } else {
            differing.push(format!("{name}: found is\n{text}"));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn every_rule_is_found_in_a_case() {
    let mut seen = BTreeSet::new();
    for (_, case) in cases("diff") {
        let (report, ..) = found(&case);
        let ids = report.findings.iter().flat_map(|finding| &finding.verdicts);
        seen.extend(ids.map(|verdict| verdict.rule.id.clone()));
    }
    let missing: Vec<&str> = rules()
        .iter()
        .map(|rule| rule.id.as_str())
        .filter(|id| !seen.contains(*id))
        .collect();
    assert!(missing.is_empty(), "no case in tests/diff for: {}", missing.join("\n"));
}

#[test]
fn an_equivalent_rewrite_is_no_change() {
    let case = specwright_tests::root().join("tests/diff/equivalent-rewrite");
    let (report, ..) = found(&case);
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
}

#[test]
fn nothing_changed_where_both_sides_are_the_same() {
    for (name, case) in cases("diff") {
        for file in ["base.yaml", "revision.yaml"] {
            let read = read_model(&case.join(file));
            let report = compare(&read, &read, &Settings::default());
            assert!(report.findings.is_empty(), "{name}/{file}: {:#?}", report.findings);
        }
    }
}
