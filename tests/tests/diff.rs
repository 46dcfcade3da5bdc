//! Every folder of `tests/diff` holds two descriptions and what is found to have changed between them; every rule is
//! found in one of them.
//!
//! `UPDATE_EXPECT=1 cargo test -p specwright-tests --test diff` writes the expectations anew; read the difference before
//! you commit it. A `diff.toml` beside the descriptions holds settings.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use specwright::diff::{Report, Settings, rules};
use specwright::pipeline::{Description, compare};
use specwright::pointer::Location;
use specwright::render::{Place, Sides, changes_text};
use specwright_tests::{cases, updating};

/// What is found in a case, as text.
fn found(case: &Path) -> (Report, Description, Description) {
    let settings = fs::read_to_string(case.join("diff.toml")).unwrap_or_default();
    let settings = Settings::parse(&settings).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    let (base, revision) = (
        Description::read(&case.join("base.yaml")),
        Description::read(&case.join("revision.yaml")),
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
fn each_rule_has_an_example_to_be_explained_by() {
    let mut examples: BTreeMap<String, String> = BTreeMap::new();
    for (name, case) in cases("diff") {
        let (report, base, revision) = found(&case);
        for finding in &report.findings {
            let line = |read: &Description, location: &Option<Location>| {
                let place = location.as_ref().and_then(|at| Place::find(&read.sources, at, None));
                let line = place.and_then(|place| place.file.text.lines().nth(place.position().line - 1));
                line.unwrap_or_default().trim().chars().take(100).collect::<String>()
            };
            let columns = [
                name.clone(),
                finding.subject.clone(),
                finding.old.clone(),
                finding.new.clone(),
                line(&base, &finding.base),
                line(&revision, &finding.revision),
            ];
            let columns = columns.map(|column| column.replace(['\t', '\n'], " ")).join("\t");
            for verdict in &finding.verdicts {
                // The case that the change gave its name to comes first.
                let is_own = verdict.rule.id.ends_with(&name);
                let example = examples.entry(verdict.rule.id.clone());
                let example = example.or_insert_with(|| columns.clone());
                let owned = example
                    .split('\t')
                    .next()
                    .is_some_and(|case| verdict.rule.id.ends_with(case));
                if is_own && !owned {
                    example.clone_from(&columns);
                }
            }
        }
    }
    let table: String = examples
        .iter()
        .map(|(rule, columns)| format!("{rule}\t{columns}\n"))
        .collect();
    let file = specwright_tests::root().join("generator/src/bin/specwright/examples.tsv");
    if updating() {
        fs::write(&file, &table).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == table,
        "examples.tsv is stale: UPDATE_EXPECT=1 cargo test -p specwright-tests --test diff"
    );
    assert_eq!(examples.len(), rules().len());
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
            let read = Description::read(&case.join(file));
            let report = compare(&read, &read, &Settings::default());
            assert!(report.findings.is_empty(), "{name}/{file}: {:#?}", report.findings);
        }
    }
}
