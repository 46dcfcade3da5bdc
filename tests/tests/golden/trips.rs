//! Golden cases move bytes: every sample of every type is decoded and encoded, and every operation is called through its
//! generated client against its generated server, in one program over all cases. What comes must be what was sent.
//!
//! What makes no trip, or rightly comes back as something else, is in `tests/golden/trips.tsv`, each with the reason; a
//! line there that is wrong fails too.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use specwright::emit::Program;
use specwright::output::{self, Mode};
use specwright::pipeline::Generated;
use specwright::sample::difference;
use specwright_tests::root;

/// The package of the program.
const PROGRAM: &str = "golden-trips";

/// The folder of a case's trips.
pub(super) const FOLDER: &str = "trips";

/// Writes the trips of a case beside its crates, in `folder`. What makes no trip is added to `skipped`.
pub(super) fn write(folder: &Path, name: &str, generated: &Generated, skipped: &mut BTreeSet<(String, String)>) {
    let files = generated.program(Program::Trips, 1).unwrap();
    let data: Value = serde_json::from_str(&files["src/trips.json"]).unwrap();
    for one in data["skipped"].as_array().into_iter().flatten() {
        skipped.insert((name.to_owned(), text(&one["at"])));
    }
    output::sync(&folder.join(FOLDER), &files, Mode::Write, |_| true).unwrap();
}

/// Writes the program that makes all trips, and names its folder.
pub(super) fn program(workspace: &Path, cases: &[(String, String)]) -> &'static str {
    let (mut dependencies, mut calls) = (String::new(), String::new());
    for (case, krate) in cases {
        let package = format!("{krate}-trips");
        writeln!(dependencies, "{package} = {{ path = \"../{case}/{FOLDER}\" }}").unwrap();
        writeln!(calls, "    run(\"{case}\", {}::run);", package.replace('-', "_")).unwrap();
    }
    let manifest = format!(
        "[package]\nname = \"{PROGRAM}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n# Floats are read as they were written.\n\
         serde_json = {{ version = \"1\", features = [\"float_roundtrip\"] }}\n{dependencies}"
    );
    let main = format!(
        "fn run(case: &str, trips: fn()) {{\n    println!(\"{{case}}\");\n    \
         if std::panic::catch_unwind(trips).is_err() {{\n        println!(\"{{case}}\\tpanic\");\n    }}\n}}\n\n\
         fn main() {{\n{calls}}}\n"
    );
    let folder = workspace.join(PROGRAM);
    output::sync_file(&folder.join("Cargo.toml"), &manifest, Mode::Write).unwrap();
    output::sync_file(&folder.join("src/main.rs"), &main, Mode::Write).unwrap();
    PROGRAM
}

/// Runs the program, and says what is wrong. `is_set` says of which cases lists are sets, whose order means nothing.
pub(super) fn run(
    workspace: &Path,
    skipped: &BTreeSet<(String, String)>,
    is_set: impl Fn(&str) -> bool,
) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", PROGRAM])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    let (mut values, mut calls) = (0, 0);
    let mut gaps: Vec<Gap> = Vec::new();
    let mut case = "";
    let text = String::from_utf8(output.stdout).unwrap();
    for line in text.lines() {
        let Some((_, line)) = line.split_once('\t') else {
            case = line;
            continue;
        };
        let gap = |at: &str, what: String| Gap {
            case: case.to_owned(),
            at: at.to_owned(),
            what,
        };
        let Ok(mut line) = serde_json::from_str::<Value>(line) else {
            gaps.push(gap("all", line.to_owned()));
            continue;
        };
        let at = line["at"].as_str().unwrap().to_owned();
        match line["expected"].get("answer").is_some() && line["expected"].get("request").is_some() {
            true => calls += 1,
            false => values += 1,
        }
        if is_set(case) {
            sort(&mut line);
        }
        let fault = match line.get("came") {
            Some(came) => difference(&line["expected"], came),
            None => Some(format!("{}, of {}", line["error"], line["expected"])),
        };
        gaps.extend(fault.map(|fault| gap(&at, fault)));
    }
    let different = gaps.len();
    gaps.extend(skipped.iter().map(|(case, at)| Gap {
        case: case.clone(),
        at: at.clone(),
        what: "makes no round trip".to_owned(),
    }));
    let faults = unlisted(&gaps);
    println!(
        "{values} values and {calls} calls made their round trip; {different} came back otherwise, {} did not start, \
         and {} of these are not listed",
        skipped.len(),
        faults.len()
    );
    faults
}

/// Something that made no round trip, or came back as something else.
struct Gap {
    case: String,
    at: String,
    what: String,
}

/// What `trips.tsv` has no line for, and the lines that are wrong. A place there may end in `*`.
fn unlisted(gaps: &[Gap]) -> Vec<String> {
    let path = root().join("tests/golden/trips.tsv");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut faults = Vec::new();
    let mut listed = vec![false; gaps.len()];
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [case, at, reason] = columns.as_slice() else {
            faults.push(format!("trips.tsv:{}: not a case, a place and a reason", index + 1));
            continue;
        };
        let covers = |gap: &Gap| {
            gap.case == *case
                && match at.strip_suffix('*') {
                    Some(start) => gap.at.starts_with(start),
                    None => gap.at == *at,
                }
        };
        let mut found = gaps.iter().zip(&mut listed).filter(|(gap, _)| covers(gap)).peekable();
        if found.peek().is_none() || reason.trim().is_empty() {
            faults.push(format!("trips.tsv:{}: there is no such gap, or no reason", index + 1));
        }
        found.for_each(|(_, listed)| *listed = true);
    }
    let rest = gaps.iter().zip(listed).filter(|(_, listed)| !listed);
    faults.extend(rest.map(|(Gap { case, at, what }, _)| format!("{case}: {at}: {what}")));
    faults
}

/// Puts the items of lists into one order.
fn sort(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(sort);
            items.sort_by_cached_key(Value::to_string);
        }
        Value::Object(entries) => entries.values_mut().for_each(sort),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
