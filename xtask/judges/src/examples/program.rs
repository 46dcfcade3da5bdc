//! The programs that decode and encode with the generated types: one a description, in one workspace.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use specwright::output::{self, Mode};
use specwright::pipeline::crate_name;

use super::description::Description;
use super::{crates, folder};
use crate::repository;

/// What a program has besides the table of its types.
const SUPPORT: &str = "
fn judge<T, A: Adapter<T>>(text: &str) -> Result<String, String> {
    let value: As<T, A> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&As::<&T, A>::new(&value.into_inner())).map_err(|error| error.to_string())
}

fn main() {
    let path = std::env::args().nth(1).expect(\"a file of cases\");
    let text = std::fs::read_to_string(path).expect(\"a file\");
    let cases: Vec<(usize, String)> = serde_json::from_str(&text).expect(\"cases\");
    let said: Vec<_> = cases.iter().map(|(index, text)| TYPES[*index](text)).collect();
    println!(\"{}\", serde_json::to_string(&said).expect(\"JSON\"));
}
";

/// What the types make of a description's cases: each encoded again, or why not. An error if the program does not
/// compile or run.
pub(super) type Said = Result<Vec<Result<Value, String>>, String>;

/// Compiles the programs of all descriptions that have cases; gives where they are, by description.
pub(super) fn build(descriptions: &[Description], jobs: usize) -> Result<BTreeMap<String, PathBuf>, String> {
    let tried: Vec<&Description> = descriptions.iter().filter(|one| !one.cases.is_empty()).collect();
    let mut members = String::new();
    for description in &tried {
        write(description)?;
        let name = crate_name(&description.id);
        // Writing to a string cannot fail.
        let _ = writeln!(members, "    \"crates/{name}/types\",\n    \"crates/{name}/judge\",");
    }
    let folder = folder();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.dev]\ndebug = false\nincremental = false\n"
    );
    put(&folder.join("Cargo.toml"), &manifest)?;
    let lock = folder.join("Cargo.lock");
    if !lock.is_file() {
        std::fs::copy(repository::root().join("Cargo.lock"), &lock).map_err(|error| error.to_string())?;
    }
    if tried.is_empty() {
        return Ok(BTreeMap::new());
    }
    let output = Command::new(env!("CARGO"))
        .args([
            "build",
            "--keep-going",
            "--message-format=json-render-diagnostics",
            "--jobs",
        ])
        .arg(jobs.to_string())
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("RUSTFLAGS")
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    let lines = output.stdout.split(|byte| *byte == b'\n');
    let messages = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let built: BTreeMap<String, PathBuf> = messages
        .filter_map(|message| {
            let name = message.pointer("/target/name")?.as_str()?.to_owned();
            Some((name, message.get("executable")?.as_str()?.into()))
        })
        .collect();
    Ok(tried
        .iter()
        .filter_map(|one| Some((one.id.clone(), built.get(&program(&one.id))?.clone())))
        .collect())
}

/// The name of a description's program.
fn program(id: &str) -> String {
    format!("{}-judge", crate_name(id))
}

/// Runs a program over its cases.
pub(super) fn run(description: &Description, program: Option<&PathBuf>) -> Said {
    let program = program.ok_or("the types or their program do not compile")?;
    let path = crates(&description.id).join("judge/cases.json");
    let cases = description
        .cases
        .iter()
        .map(|case| Value::from(vec![Value::from(case.of), case.value.to_string().into()]));
    put(&path, &Value::from_iter(cases).to_string())?;
    let output = Command::new(program)
        .arg(&path)
        .output()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    if !output.status.success() {
        return Err(format!("{}: {}", program.display(), output.status));
    }
    let said: Vec<BTreeMap<String, String>> =
        serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let each = said.into_iter().map(|mut said| match said.remove("Ok") {
        Some(text) => serde_json::from_str(&text).map_err(|error| error.to_string()),
        None => Err(said.remove("Err").unwrap_or_default()),
    });
    Ok(each.collect())
}

fn write(description: &Description) -> Result<(), String> {
    let name = crate_name(&description.id);
    let mut table = String::new();
    for ty in &description.types {
        // Writing to a string cannot fail.
        let _ = writeln!(table, "    judge::<{ty}>,");
    }
    let main = format!(
        "#![allow(unused_imports)]\n\nuse specwright_types::*;\nuse specwright_types::__private::codec::{{Adapter, As, Plain}};\n\n\
         static TYPES: &[fn(&str) -> Result<String, String>] = &[\n{table}];\n{SUPPORT}"
    );
    let mut dependencies = String::new();
    let types = crates(&description.id).join("types/Cargo.toml");
    let types = std::fs::read_to_string(&types).map_err(|error| format!("{}: {error}", types.display()))?;
    // The table names the types that the generated crate names, hence its dependencies; what the runtime re-exports, it
    // names without it.
    let listed = types.split_once("[dependencies]\n").map_or("", |(_, rest)| rest);
    for line in listed.lines().take_while(|line| !line.starts_with('[')) {
        let _ = writeln!(dependencies, "{line}");
    }
    let manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{name}-types = {{ path = \"../types\" }}\n\
         serde_json = {{ version = \"1\", features = [\"float_roundtrip\", \"preserve_order\"] }}\n{dependencies}",
        program(&description.id)
    );
    let folder = crates(&description.id).join("judge");
    put(&folder.join("Cargo.toml"), &manifest)?;
    put(&folder.join("src/main.rs"), &main)
}

/// Writes a file, unless it has that text already: cargo goes by the time of a file.
fn put(path: &Path, text: &str) -> Result<(), String> {
    output::sync_file(path, text, Mode::Write).map_err(|error| error.to_string())?;
    Ok(())
}
