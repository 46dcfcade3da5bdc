//! The program that decodes and validates with the generated types.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::cases::Group;
use crate::repository;

/// A draft, its groups, and which of them are refused, and why.
pub(crate) type Suite = (&'static str, Vec<Group>, BTreeMap<usize, String>);

/// What the generated types say to an instance.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// No type could be generated.
    Refused(String),
    Valid,
    Invalid(String),
}

/// What the program has besides the types.
const SUPPORT: &str = r#"
/// A decoded value.
struct Decoded<T>(T);

fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<Decoded<T>, String> {
    serde_json::from_str(text).map(Decoded).map_err(|error| error.to_string())
}

fn main() {
    let path = std::env::args().nth(1).expect("a file of cases");
    let cases: Vec<(String, Vec<String>)> = serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("cases");
    let verdicts = cases.iter().map(|(name, instances)| {
        let verdicts = instances.iter().map(|text| verdict(name, text).err());
        verdicts.collect::<Vec<_>>()
    });
    println!("{}", serde_json::to_string(&verdicts.collect::<Vec<_>>()).expect("JSON"));
}
"#;

/// What validation says, by crate: a type without rules has the trait's method.
const FAULTS: &str = r#"
impl<T: KRATE::Validate> Decoded<T> {
    fn KRATE_faults(&self) -> Result<(), String> {
        self.0.validate().map_err(|faults| faults.to_string())
    }
}

trait KRATE_NoRules {
    fn KRATE_faults(&self) -> Result<(), String> {
        Ok(())
    }
}

impl<T> KRATE_NoRules for Decoded<T> {}
"#;

/// The verdicts by suite, group and test.
pub(super) fn run(folder: &Path, suites: &[Suite]) -> Result<Vec<Vec<Vec<Verdict>>>, String> {
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
    write(folder, suites).map_err(|error| fault(&error))?;
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "judge", "--", "cases.json"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| fault(&error))?;
    if !output.status.success() {
        return Err(fault(&"the generated crates do not compile, or do not run"));
    }
    let said: Vec<Vec<Option<String>>> = serde_json::from_slice(&output.stdout).map_err(|error| fault(&error))?;
    let mut said = said.into_iter();
    let mut all = Vec::new();
    for (_, groups, refused) in suites {
        let of_group = |(index, group): (usize, &Group)| -> Vec<Verdict> {
            if let Some(reason) = refused.get(&index) {
                return group.tests.iter().map(|_| Verdict::Refused(reason.clone())).collect();
            }
            let said = said.next().unwrap_or_default().into_iter();
            said.map(|error| error.map_or(Verdict::Valid, Verdict::Invalid))
                .collect()
        };
        all.push(groups.iter().enumerate().map(of_group).collect());
    }
    Ok(all)
}

fn write(folder: &Path, suites: &[Suite]) -> std::io::Result<()> {
    let mut dependencies = String::new();
    let mut members = String::from("\"judge\"");
    let mut arms = String::new();
    let mut cases: Vec<Value> = Vec::new();
    for (draft, groups, refused) in suites {
        let krate = format!("{}_types", draft.replace('-', "_"));
        // Writing to a string cannot fail.
        let _ = writeln!(dependencies, "{draft}-types = {{ path = \"../{draft}/types\" }}");
        let _ = write!(members, ", \"{draft}/types\"");
        for (index, group) in groups
            .iter()
            .enumerate()
            .filter(|(index, _)| !refused.contains_key(index))
        {
            let _ = writeln!(
                arms,
                "        \"{draft} {index}\" => specwright_types::__private::strict(|| \
                 decode::<{krate}::Case{index}>(text))?.{krate}_faults(),"
            );
            let instances = group.tests.iter().map(|test| json!({"value": test.data}).to_string());
            cases.push(json!([format!("{draft} {index}"), instances.collect::<Vec<_>>()]));
        }
    }
    let support = faults_by_crate(suites);
    let main = format!(
        "#![allow(non_snake_case, non_camel_case_types, dead_code)]\n\nfn verdict(name: &str, text: &str) -> Result<(), String> {{\n    match name {{\n{arms}        \
         _ => Err(\"no such case\".to_owned()),\n    }}\n}}\n{support}{SUPPORT}"
    );
    std::fs::create_dir_all(folder.join("judge/src"))?;
    let manifest = format!(
        "[package]\nname = \"judge\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nserde = \"1\"\nserde_json = \"1\"\n\
         specwright-types = {{ path = \"{}\" }}\n{dependencies}",
        repository::root().join("templates/types").display()
    );
    std::fs::write(folder.join("judge/Cargo.toml"), manifest)?;
    std::fs::write(folder.join("judge/src/main.rs"), main)?;
    std::fs::write(folder.join("cases.json"), Value::from(cases).to_string())?;
    let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n\n[profile.dev]\ndebug = false\n");
    std::fs::write(folder.join("Cargo.toml"), workspace)?;
    std::fs::copy(repository::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(())
}

/// `faults` for types with rules; those without fall back to a trait's method of the same name.
fn faults_by_crate(suites: &[Suite]) -> String {
    let mut text = String::new();
    for (draft, ..) in suites {
        let krate = format!("{}_types", draft.replace('-', "_"));
        text.push_str(&FAULTS.replace("KRATE", &krate));
    }
    text
}
