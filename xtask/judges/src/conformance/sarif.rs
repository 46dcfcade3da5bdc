//! What `specwright diff --format sarif` writes, against the schema of OASIS.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use specwright::review::{Format, Request, Review, Source, compare};

use super::process;
use crate::repository;

/// The crate that carries the schema of SARIF 2.1.0, pinned.
const SCHEMA: &str = "serde-sarif@0.8.0";

/// The validator, pinned.
const VALIDATOR: [&str; 2] = ["ajv@8.17.1", "ajv-formats@3.0.1"];

/// Writes a log for every pair of `tests/diff` and `tests/review` and has all of them validated.
pub(super) fn run() -> Result<bool, String> {
    let folder = repository::root().join("target/conformance/sarif");
    let logs = folder.join("logs");
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    if logs.exists() {
        std::fs::remove_dir_all(&logs).map_err(fault)?;
    }
    std::fs::create_dir_all(&logs).map_err(fault)?;
    let mut count = 0;
    for kind in ["diff", "review"] {
        let cases = std::fs::read_dir(repository::root().join("tests").join(kind)).map_err(fault)?;
        for case in cases {
            let case = case.map_err(fault)?.path();
            let comparison = compare(&Request {
                names: None,
                rust: true,
                api: None,
                base: Source::File(case.join("base.yaml")),
                revision: Source::File(case.join("revision.yaml")),
                root: None,
                settings: None,
                accept: None,
            })?;
            let review = Review {
                comparisons: vec![comparison],
            };
            let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let log = logs.join(format!("{kind}-{name}.sarif"));
            std::fs::write(log, review.write(Format::Sarif, false)).map_err(fault)?;
            count += 1;
        }
    }
    for package in VALIDATOR {
        process::npm(&folder, package)?;
    }
    let schema = schema(&folder)?;
    let script = folder.join("sarif.mjs");
    std::fs::copy(repository::root().join("tests/conformance/sarif.mjs"), &script).map_err(fault)?;
    let status = Command::new("node")
        .arg(&script)
        .arg(&schema)
        .arg(&logs)
        .current_dir(&folder)
        .status();
    let status = status.map_err(|error| format!("node: {error}"))?;
    let verdict = if status.success() { "ok" } else { "FAILED" };
    println!("conformance sarif ({SCHEMA}): {count} logs, {verdict}");
    Ok(status.success())
}

/// The schema's file, in the sources that cargo keeps.
fn schema(folder: &Path) -> Result<PathBuf, String> {
    let (name, version) = SCHEMA.split_once('@').unwrap_or((SCHEMA, "*"));
    let manifest = format!(
        "[package]\nname = \"schema\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n\
         [dependencies]\n{name} = \"={version}\"\n\n[workspace]\n"
    );
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    std::fs::write(folder.join("Cargo.toml"), manifest).map_err(fault)?;
    std::fs::write(folder.join("lib.rs"), "").map_err(fault)?;
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1"])
        .current_dir(folder)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let found = packages.filter(|package| package["name"] == name);
    let manifest = found.filter_map(|package| package["manifest_path"].as_str()).next();
    let manifest = manifest.ok_or_else(|| format!("cargo has no {SCHEMA}"))?;
    Ok(Path::new(manifest).with_file_name("src").join("schema.json"))
}
