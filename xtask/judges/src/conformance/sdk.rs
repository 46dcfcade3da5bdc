//! The vendor's own SDK against our server.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use specwright::emit::Program;

use super::exclusions;
use super::process::{self, Server};
use crate::repository;
use crate::subject::{self, Subject};

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

/// What the mock makes up its answers from, and the credential that it lets in.
const SEED: u64 = 1;
const CREDENTIAL: &str = "specimen";

/// Lets every method of the SDK call the mock server of the vendor's whole description, by its file. The server reads
/// JSON that does not say so: some methods leave that to `fetch`, which says `text/plain`.
pub(super) fn run_all(wanted: &[String]) -> Result<bool, String> {
    let folder = process::folder("sdk")?;
    process::npm(&folder, SDK)?;
    let script = folder.join("sdk-all.mjs");
    std::fs::copy(repository::root().join("tests/conformance/sdk-all.mjs"), &script)
        .map_err(|error| error.to_string())?;
    let exclusions = exclusions::read("sdk")?;
    let mut is_well = true;
    for (name, spec) in subject::select(wanted)? {
        let subject = Subject::new(&name, &spec, &[Program::Mock], SEED)?;
        let mut mock = Command::new(subject.build(Program::Mock)?);
        let server = Server::start(mock.args(["0", CREDENTIAL, "--untyped-json"]), |line| {
            Some(line.trim().to_owned())
        })?;
        let mut node = Command::new("node");
        node.arg(&script).args([&server.url, CREDENTIAL]).current_dir(&folder);
        let output = node.output().map_err(|error| format!("node: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        let (mut count, mut failures) = (0, 0);
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            count += 1;
            let call: Value = serde_json::from_str(line).map_err(|error| format!("node: {error}"))?;
            if call.get("error").is_none() {
                continue;
            }
            match exclusions.iter().find(|one| one.covers(&subject.name, line)) {
                Some(excluded) => println!("  excluded: {line}: {}", excluded.reason),
                None => {
                    failures += 1;
                    println!("  {line}");
                }
            }
        }
        println!("conformance sdk ({SDK}) {name}: {count} methods, {failures} failures");
        is_well &= count > 0 && failures == 0;
    }
    Ok(is_well)
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
