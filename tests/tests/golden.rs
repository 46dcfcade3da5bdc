//! Golden cases: a small description each, one feature, with all that is generated from it beside it.
//!
//! `UPDATE_EXPECT=1 cargo test -p specwright-tests --test golden` rewrites what differs, and fails all the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

use std::path::Path;
use std::process::Command;

use specwright::lock::{self, Lock};
use specwright::output::{self, Mode};
use specwright::pipeline::{self, Generated};
use specwright::render;
use specwright::settings::{Runtime, Settings};
use specwright_tests::{cases, root, spec, updating};

fn generate(name: &str, case: &Path) -> Generated {
    let text = std::fs::read_to_string(case.join("codegen.toml")).unwrap_or_default();
    let mut settings = Settings::parse(&text).unwrap();
    // As seen from the folders of `output_compiles_without_warnings`.
    settings.runtime = Runtime::Path("../../../templates".to_owned());
    settings.lock = Lock::read(&case.join(lock::FILE)).unwrap();
    pipeline::generate(&spec(case), name, "specwright generate", &settings)
}

#[test]
fn output_is_as_expected() {
    let mode = if updating() { Mode::Write } else { Mode::Check };
    let mut differences = Vec::new();
    for (name, case) in cases("golden") {
        let generated = generate(&name, &case);
        let report = render::text(&generated.diagnostics, &generated.sources, false);
        assert!(!generated.failed(), "{name} is refused:\n{report}");
        let mut files = generated.files().unwrap();
        if !report.is_empty() {
            files.insert("report.txt".to_owned(), report);
        }
        // Cases about these have them beside the output too.
        let expected = case.join("expected");
        if case.join(lock::FILE).is_file() {
            files.insert(lock::FILE.to_owned(), generated.names().to_string());
        }
        if expected.join("fidelity.json").is_file() {
            files.insert("fidelity.json".to_owned(), generated.fidelity());
        }
        differences.extend(output::sync(&expected, &files, mode, |_| true).unwrap());
    }
    let list: Vec<String> = differences.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{}\nUPDATE_EXPECT=1 rewrites these", list.join("\n"));
}

#[test]
fn output_is_the_same_every_time() {
    for (name, case) in cases("golden") {
        assert_eq!(
            generate(&name, &case).files().unwrap(),
            generate(&name, &case).files().unwrap(),
            "{name}"
        );
    }
}

#[test]
fn output_compiles_without_warnings() {
    let workspace = root().join("target/golden");
    let mut members = Vec::new();
    for (name, case) in cases("golden") {
        let files = generate(&name, &case).files().unwrap();
        output::sync_crates(&workspace.join(&name), &files, Mode::Write, |_| true).unwrap();
        let manifests = files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml"));
        members.extend(manifests.map(|folder| format!("\"{name}/{folder}\"")));
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    output::replace(&workspace.join("Cargo.toml"), manifest.as_bytes()).unwrap();
    std::fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
