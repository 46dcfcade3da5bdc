//! What generated code costs, beside hand-written code where there is any to compare with.

use std::process::Command;

use crate::repository;

/// Builds and runs a program of tests/bench, optimized. False if it fails.
pub(super) fn run(program: &str, words: &[String]) -> Result<bool, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "specwright-bench",
            "--bin",
            program,
            "--",
        ])
        .args(words)
        .current_dir(repository::root())
        .status()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    Ok(status.success())
}
