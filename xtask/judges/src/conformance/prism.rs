//! Prism as the server of our clients: it says what is wrong with requests.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use specwright::emit::Program;

use super::exclusions;
use super::process::{self, Server};
use crate::subject::{self, Subject};

/// The judge, pinned.
const PRISM: &str = "@stoplight/prism-cli@5.14.2";

/// What inputs are made up from.
const SEED: u64 = 1;

/// Lets the client of each API call every operation of a Prism.
pub(super) fn run(wanted: &[String]) -> Result<bool, String> {
    let folder = process::folder("prism")?;
    process::npm(&folder, PRISM)?;
    let mut is_well = true;
    for (name, spec) in subject::select(wanted)? {
        let subject = Subject::new(&name, &spec, &[Program::Calls], SEED)?;
        is_well &= judge(&folder, &subject)?;
    }
    Ok(is_well)
}

/// Calls every operation with all inputs, then with those that must be there.
fn judge(folder: &Path, subject: &Subject) -> Result<bool, String> {
    let calls = subject.build(Program::Calls)?;
    let server = start(folder, subject)?;
    let output = Command::new(&calls)
        .arg(&server.url)
        .output()
        .map_err(|error| format!("{}: {error}", calls.display()))?;
    if !output.status.success() {
        return Err(format!(
            "{}: {}",
            calls.display(),
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let exclusions = exclusions::read("prism")?;
    let (mut count, mut faults) = (0, 0);
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        count += 1;
        let call: Value = serde_json::from_str(line).map_err(|error| format!("{}: {error}", calls.display()))?;
        let Some(finding) = finding(&call) else { continue };
        match exclusions.iter().find(|one| one.covers(&subject.name, &finding)) {
            Some(excluded) => println!("  excluded: {finding}: {}", excluded.reason),
            None => {
                faults += 1;
                println!("  {finding}");
            }
        }
    }
    let is_whole = count == 2 * subject.operations;
    println!(
        "conformance prism ({PRISM}) {}: {} operations, {count} calls, seed {SEED}: {faults} violations",
        subject.name, subject.operations
    );
    Ok(faults == 0 && is_whole)
}

/// Starts Prism on a port that is free.
fn start(folder: &Path, subject: &Subject) -> Result<Server, String> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    let port = port.map_err(|error| error.to_string())?.port();
    // The script itself, so that no shell is left behind.
    let mut command = Command::new("node");
    command
        .arg("node_modules/@stoplight/prism-cli/dist/index.js")
        .arg("mock")
        .arg("--errors");
    command
        .args(["--host", "127.0.0.1", "--port", &port.to_string()])
        .arg(&subject.spec);
    command.current_dir(folder).env("NO_COLOR", "1");
    Server::start(&mut command, |line| {
        let (_, rest) = line.split_once("Prism is listening on ")?;
        Some(rest.trim().to_owned())
    })
}

/// What Prism has against a call: a violation that it names, or a refusal; or why nothing was sent. An answer that
/// Prism makes up wrongly is no fault of the request.
fn finding(call: &Value) -> Option<String> {
    let title = format!("{} ({})", text(call, "operation"), text(call, "form"));
    let seen: Vec<&str> = { call.get("seen")?.as_array()?.iter() }
        .filter_map(Value::as_str)
        .collect();
    let error = text(call, "error");
    if seen.is_empty() {
        return Some(format!("{title}: nothing was sent: {error}"));
    }
    let named: Vec<Value> = seen.iter().flat_map(|line| violations(line)).collect();
    let by_request = |one: &Value| one.pointer("/location/0") == Some(&Value::from("request"));
    // That a parameter is deprecated is no violation.
    let is_violated = named
        .iter()
        .any(|one| by_request(one) && text(one, "code") != "deprecated");
    // Its list of violations may be cut off.
    let says = |place: &str| {
        seen.iter()
            .any(|line| line.contains(&format!("\"location\":[\"{place}\"")))
    };
    let is_own = says("response") && !says("request");
    let is_refused = error.contains("stoplight.io/prism/errors") && !is_own;
    (is_violated || is_refused).then(|| format!("{title}: {} {error}", seen.join("; ")))
}

/// The violations that a line names, by request or answer.
fn violations(line: &str) -> Vec<Value> {
    let start = line.find("[{").unwrap_or(line.len());
    serde_json::from_str(line.get(start..).unwrap_or_default()).unwrap_or_default()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
