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
    // What it says besides, such as how to repeat a failure.
    let log = folder.join(format!("{}.txt", subject.name));
    std::fs::write(&log, told.as_bytes()).map_err(|error| format!("{}: {error}", log.display()))?;
    let text = std::fs::read_to_string(&report).map_err(|error| format!("{}: {error}\n{told}", report.display()))?;
    let report: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", report.display()))?;
    let exclusions = exclusions::read("schemathesis")?;
    let found = findings(&report, &told);
    let is_covered = |finding: &&String| exclusions.iter().any(|one| one.covers(&subject.name, finding));
    let (excluded, failures): (Vec<&String>, Vec<&String>) = found.iter().partition(is_covered);
    for failure in &failures {
        println!("  {}", short(failure));
    }
    for one in excluded {
        let reason = exclusions
            .iter()
            .find(|known| known.covers(&subject.name, one))
            .map(|known| &known.reason);
        println!("  excluded: {}: {}", short(one), reason.map_or("", String::as_str));
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

/// A finding without most of the schemas and values in it; the whole is in the log.
fn short(finding: &str) -> String {
    const MOST: usize = 160;
    match finding.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", finding.get(..end).unwrap_or(finding)),
        None => finding.to_owned(),
    }
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

/// The failures that it prints: the operation between underscores, then for each case the checks' codes and what they
/// have to say, and the answer that the case got.
fn failures(told: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let (mut operation, mut case) = ("", 0);
    let mut part = Part::Other;
    let section = told
        .split(" FAILURES ")
        .nth(1)
        .and_then(|rest| rest.split(" SUMMARY ").next());
    for line in section
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        if line.starts_with("___") {
            (operation, part) = (line.trim_matches(['_', ' ']), Part::Other);
        } else if line.contains(". Test Case ID: ") {
            (case, part) = (found.len(), Part::Other);
        } else if let Some(title) = line.strip_prefix("- ") {
            found.push(format!("{operation}: {title}"));
            part = Part::Check;
        } else if line.starts_with('[') {
            part = Part::Answer;
        } else if line.starts_with("Reproduce") {
            part = Part::Other;
        } else {
            match part {
                Part::Check => found.last_mut().into_iter().for_each(|last| append(last, line)),
                Part::Answer => found.iter_mut().skip(case).for_each(|one| append(one, line)),
                Part::Other => {}
            }
        }
    }
    found
}

/// What lines are about.
#[derive(Clone, Copy)]
enum Part {
    Check,
    Answer,
    Other,
}

fn append(text: &mut String, line: &str) {
    text.push(' ');
    text.push_str(line.trim());
}

fn count(report: &Value) -> u64 {
    let cases = report.get("test_cases").and_then(|cases| cases.get("generated"));
    cases.and_then(Value::as_u64).unwrap_or_default()
}
