//! Schemathesis against mock servers: all checks, a fixed seed.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use specwright::emit::Program;

use super::exclusions;
use super::process::{self, Server};
use crate::repository;
use crate::subject::{self, Subject};

/// The judge, pinned.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// What both made-up requests and made-up answers come from.
const SEED: u64 = 1;

/// Requests of each kind for an operation, at most.
const EXAMPLES: u32 = 50;

/// The credential that the mock lets in.
const CREDENTIAL: &str = "specimen";

/// Attacks the mock server of each API.
pub(super) fn run(wanted: &[String]) -> Result<bool, String> {
    let folder = process::folder("schemathesis")?;
    let program = install(&folder)?;
    let mut is_well = true;
    for (name, spec) in subject::select(wanted)? {
        let subject = Subject::new(&name, &spec, &[Program::Mock], SEED)?;
        is_well &= judge(&folder, &program, &subject)?;
    }
    Ok(is_well)
}

/// Installs it into a virtual environment of its own.
fn install(folder: &Path) -> Result<PathBuf, String> {
    let venv = folder.join("venv");
    let (python, program) = (venv.join("bin/python"), venv.join("bin/schemathesis"));
    if !python.is_file() {
        process::run(
            Command::new("python3").arg("-m").arg("venv").arg(&venv),
            "python3 -m venv",
        )?;
    }
    let requirements = repository::root().join("tests/conformance/requirements.txt");
    let mut command = Command::new(&python);
    command.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement",
    ]);
    command.arg(requirements);
    process::run(&mut command, &format!("pip install {SCHEMATHESIS}"))?;
    Ok(program)
}

/// Attacks one, and says what was found.
fn judge(folder: &Path, program: &Path, subject: &Subject) -> Result<bool, String> {
    let mock = subject.build(Program::Mock)?;
    let mut command = Command::new(&mock);
    let server = Server::start(command.args(["0", CREDENTIAL]), |line| Some(line.trim().to_owned()))?;
    let report = folder.join(format!("{}.json", subject.name));
    let _ = std::fs::remove_file(&report);
    let mut command = Command::new(program);
    command.arg("run").arg(&subject.spec).args(["--url", &server.url]);
    command.args([
        "--checks",
        "all",
        "--seed",
        &SEED.to_string(),
        "--max-examples",
        &EXAMPLES.to_string(),
    ]);
    command.args([
        "--continue-on-failure",
        "--no-color",
        "--warnings",
        "off",
        "--report",
        "json",
    ]);
    command
        .arg("--report-json-path")
        .arg(&report)
        .args(subject.header_credential(CREDENTIAL))
        .current_dir(folder);
    let output = command.output().map_err(|error| format!("schemathesis: {error}"))?;
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    let text = std::fs::read_to_string(&report).map_err(|error| format!("{}: {error}\n{told}", report.display()))?;
    let report: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", report.display()))?;
    let exclusions = exclusions::read("schemathesis")?;
    let found = findings(&report, &told);
    let is_covered = |finding: &&String| exclusions.iter().any(|one| one.covers(&subject.name, finding));
    let (excluded, failures): (Vec<&String>, Vec<&String>) = found.iter().partition(is_covered);
    for failure in &failures {
        println!("  {failure}");
    }
    for one in excluded {
        let reason = exclusions
            .iter()
            .find(|known| known.covers(&subject.name, one))
            .map(|known| &known.reason);
        println!("  excluded: {one}: {}", reason.map_or("", String::as_str));
    }
    println!(
        "conformance schemathesis ({SCHEMATHESIS}) {}: {} operations, {} test cases, seed {SEED}: {} failures",
        subject.name,
        subject.operations,
        count(&report),
        failures.len()
    );
    Ok(failures.is_empty())
}

/// Failures and errors, a line each; and that the run is not whole, where it is not.
fn findings(report: &Value, told: &str) -> Vec<String> {
    let mut found = failures(told);
    let list = |name: &str| report.get(name).and_then(Value::as_array).map_or(0, Vec::len);
    let errors = report.get("errors").and_then(Value::as_array);
    found.extend(errors.into_iter().flatten().map(Value::to_string));
    if found.is_empty() && list("failures") > 0 {
        found.push(format!("{} failures that are told nowhere", list("failures")));
    }
    let operations = report.get("operations");
    let number = |name: &str| {
        operations
            .and_then(|operations| operations.get(name))
            .and_then(Value::as_u64)
    };
    if report.get("complete") != Some(&Value::Bool(true)) || number("tested") != number("total") {
        found.push("not every operation was tested".to_owned());
    }
    found
}

/// The failures that it prints: the operation between underscores, then for each the check's code and what it has to say
/// up to the answer.
fn failures(told: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let (mut operation, mut is_open) = ("", false);
    let section = told
        .split(" FAILURES ")
        .nth(1)
        .and_then(|rest| rest.split(" SUMMARY ").next());
    for line in section.unwrap_or_default().lines() {
        if line.starts_with("___") {
            operation = line.trim_matches(['_', ' ']);
            is_open = false;
        } else if let Some(title) = line.strip_prefix("- ") {
            found.push(format!("{operation}: {title}"));
            is_open = true;
        } else if line.starts_with('[') || line.starts_with("Reproduce") {
            is_open = false;
        } else if let Some(last) = found.last_mut().filter(|_| is_open && !line.trim().is_empty()) {
            last.push(' ');
            last.push_str(line.trim());
        }
    }
    found
}

fn count(report: &Value) -> u64 {
    let cases = report.get("test_cases").and_then(|cases| cases.get("generated"));
    cases.and_then(Value::as_u64).unwrap_or_default()
}
