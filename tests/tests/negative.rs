//! Every folder of `tests/negative` holds a description, or settings or kept names, at fault, and the exact report on it.
//!
//! `UPDATE_EXPECT=1 cargo test -p specwright-tests --test negative` writes the reports anew; read the difference before
//! you commit it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::lock::{self, Lock};
use specwright::render;
use specwright::settings::Settings;

#[test]
fn reports_are_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("negative");
    let mut cases = fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect::<Vec<_>>();
    cases.sort();
    assert!(!cases.is_empty(), "no case in {}", root.display());

    let mut differences = String::new();
    for case in &cases {
        let report = match settings(case) {
            Ok(settings) => {
                let generated = specwright::pipeline::generate(&description(case), "case", "test", &settings);
                render::text(&generated.diagnostics, &generated.sources, false)
            }
            Err(error) => error,
        };
        if report.is_empty() {
            let _ = writeln!(differences, "\n{} is at no fault", case.display());
        }
        compare(&case.join("report.txt"), &report, &mut differences);
    }
    assert!(differences.is_empty(), "{differences}");
}

/// The settings of a case: `codegen.toml` and `names.lock`, where there are such.
fn settings(case: &Path) -> Result<Settings, String> {
    let read = |name: &str| fs::read_to_string(case.join(name)).unwrap_or_default();
    let mut settings = Settings::parse(&read("codegen.toml")).map_err(|error| format!("codegen.toml: {error}"))?;
    settings.lock = Lock::parse(&read(lock::FILE)).map_err(|error| format!("{}: {error}", lock::FILE))?;
    Ok(settings)
}

/// The description of a case: `spec.yaml` or `spec.json`.
fn description(case: &Path) -> PathBuf {
    let names = ["spec.yaml", "spec.json"];
    let found = names.iter().map(|name| case.join(name)).find(|path| path.exists());
    found.unwrap_or_else(|| panic!("{} has no spec.yaml and no spec.json", case.display()))
}

/// Compares a report with the file, or writes the file.
fn compare(file: &Path, report: &str, differences: &mut String) {
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == report {
        return;
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(file, report).unwrap();
        return;
    }
    let _ = writeln!(differences, "\n{} differs (- expected, + actual):", file.display());
    let (old, new) = (expected.lines().collect::<Vec<_>>(), report.lines().collect::<Vec<_>>());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old[same..].iter().rev().zip(new[same..].iter().rev());
    let tail = rest.take_while(|(a, b)| a == b).count();
    for line in &old[same..old.len() - tail] {
        let _ = writeln!(differences, "-{line}");
    }
    for line in &new[same..new.len() - tail] {
        let _ = writeln!(differences, "+{line}");
    }
}
