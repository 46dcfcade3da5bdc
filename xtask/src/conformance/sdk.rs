//! The vendor's own SDK against our server.

use std::path::PathBuf;
use std::process::Command;

use super::process::{self, Server};
use crate::repository;

/// The vendor's SDK, pinned.
const SDK: &str = "@tursodatabase/api@2.0.5";

/// Starts the Turso server and lets the SDK list invites from it.
pub(super) fn run() -> Result<bool, String> {
    let folder = process::folder("sdk")?;
    process::npm(&folder, SDK)?;
    let script = folder.join("sdk.mjs");
    std::fs::copy(repository::root().join("tests/conformance/sdk.mjs"), &script).map_err(|error| error.to_string())?;
    let server = Server::start(&mut Command::new(example()?), |line| Some(line.trim().to_owned()))?;
    let status = Command::new("node")
        .arg(&script)
        .arg(&server.url)
        .current_dir(&folder)
        .status()
        .map_err(|error| format!("node: {error}"))?;
    let word = if status.success() { "ok" } else { "FAILED" };
    println!("conformance sdk ({SDK}): {word}");
    Ok(status.success())
}

/// Builds the example server; it prints its URL on the first line.
fn example() -> Result<PathBuf, String> {
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--package",
            "specwright-tests",
            "--example",
            "turso_server",
        ])
        .current_dir(repository::root())
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if !built.success() {
        return Err("the example server does not build".to_owned());
    }
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    Ok(repository::root().join(target).join("debug/examples/turso_server"))
}
