//! `cargo xtask schema-suite`: the JSON Schema test suite judges the types that are generated.
//!
//! Every schema of the suite is a component of a description; what is generated decodes each instance, as a server
//! does, and validates it. The verdict must be the suite's, but for the cases that `out_of_scope.tsv` lists, each with
//! the reason; one that is listed and passes is a fault too.

mod cases;
mod description;
mod program;
mod remotes;
mod scope;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::repository;

/// Judge generated types by the JSON Schema test suite (<https://github.com/json-schema-org/JSON-Schema-Test-Suite>).
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The suite's folder: the one that has `tests/`.
    folder: PathBuf,
    /// Print the cases that fail without being listed as lines for `out_of_scope.tsv`.
    #[arg(long)]
    list: bool,
}

/// The drafts, with the version of OpenAPI whose schemas they are.
const DRAFTS: [(&str, &str); 2] = [("draft2020-12", "3.1.0"), ("draft4", "3.0.3")];

/// Runs the command. Exit status 1 if a verdict is wrong that should not be, or right that is listed as out of scope.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let scope = scope::Scope::read()?;
    let folder = repository::root().join("target/schema-suite");
    let mut suites = Vec::new();
    for (draft, version) in DRAFTS {
        let cases = cases::read(&arguments.folder, draft)?;
        let remotes = remotes::read(&arguments.folder, draft)?;
        let refused = description::generate(&folder, draft, version, &cases, &remotes)?;
        suites.push((draft, cases, refused));
    }
    let verdicts = program::run(&folder, &suites)?;
    let table = table::Table::new(&suites, &verdicts, &scope);
    print!("{}", table.text());
    let faults = table.faults(&scope);
    for fault in &faults {
        println!("{}", if arguments.list { fault.line() } else { fault.text() });
    }
    Ok(if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
