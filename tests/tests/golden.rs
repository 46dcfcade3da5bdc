//! Golden cases: a small description each, one feature, with all that is generated from it beside it.
//!
//! `UPDATE_EXPECT=1 cargo test -p specwright-tests --test golden` rewrites what differs, and fails all the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may")]

#[path = "golden/trips.rs"]
mod trips;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use specwright::lock::{self, Lock};
use specwright::output::{self, Mode};
use specwright::pipeline::{self, Generated};
use specwright::render;
use specwright::settings::{Runtime, Sets, Settings};
use specwright_tests::{cases, root, spec, updating};

fn settings(case: &Path) -> Settings {
    let text = std::fs::read_to_string(case.join("codegen.toml")).unwrap_or_default();
    let mut settings = Settings::parse(&text).unwrap();
    // As seen from the folders of `output_compiles_without_warnings`.
    settings.runtime = Runtime::Path("../../../templates".to_owned());
    settings.lock = Lock::read(&case.join(lock::FILE)).unwrap();
    settings
}

fn generate(name: &str, case: &Path) -> Generated {
    pipeline::generate(&spec(case), name, "specwright generate", &settings(case))
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

/// The workspace of all cases, with the programs that talk to what is generated.
struct Workspace {
    folder: PathBuf,
    /// Cases whose lists are sets that do not keep their order.
    sets: BTreeSet<String>,
    /// What makes no round trip, by case.
    skipped: BTreeSet<(String, String)>,
}

/// The workspace, written once.
fn workspace() -> &'static Workspace {
    static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| {
        let folder = root().join("target/golden");
        let (mut members, mut crates) = (Vec::new(), Vec::new());
        let (mut sets, mut skipped) = (BTreeSet::new(), BTreeSet::new());
        for (name, case) in cases("golden") {
            let generated = generate(&name, &case);
            let files = generated.files().unwrap();
            output::sync_crates(&folder.join(&name), &files, Mode::Write, |_| true).unwrap();
            let manifests = files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml"));
            members.extend(manifests.map(|krate| format!("\"{name}/{krate}\"")));
            trips::write(&folder.join(&name), &name, &generated, &mut skipped);
            members.push(format!("\"{name}/{}\"", trips::FOLDER));
            if matches!(settings(&case).sets, Sets::Btree | Sets::Hash) {
                sets.insert(name.clone());
            }
            crates.push((name, generated.crate_name().to_owned()));
        }
        members.push(format!("\"{}\"", trips::program(&folder, &crates)));
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            members.join(", ")
        );
        output::replace(&folder.join("Cargo.toml"), manifest.as_bytes()).unwrap();
        std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        Workspace { folder, sets, skipped }
    });
    &WORKSPACE
}

#[test]
fn output_compiles_without_warnings() {
    let folder = &workspace().folder;
    let output = Command::new(env!("CARGO"))
        .args([
            "clippy",
            "--quiet",
            "--workspace",
            "--exclude",
            "*-trips",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn output_moves_bytes() {
    let Workspace { folder, sets, skipped } = workspace();
    let faults = trips::run(folder, skipped, |case| sets.contains(case));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
