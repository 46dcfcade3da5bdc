//! `cargo xtask examples`: the examples of real descriptions judge the types that are generated.
//!
//! Every example that is valid for its schema by the word of the crate `jsonschema` (see [`schema`]) is decoded into the
//! generated type and encoded again; what comes out must say the same. What rightly does not is in `listed.tsv`, each
//! with the reason; one that is listed and comes back equal is a fault too.

mod description;
mod find;
mod listed;
mod program;
mod schema;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use specwright::pipeline;

use crate::corpus::find::Spec;
use crate::corpus::{find as corpus, pool};
use crate::repository;
use description::Description;

/// Judge generated types by the examples of every description below a folder.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask examples ../corpus                    # exit status 1 if a valid example does not come back equal
  cargo xtask examples ../corpus --filter github    # descriptions whose id contains `github`

What the descriptions are is as for `cargo xtask corpus`. Crates and programs are written below target/examples.")]
pub(crate) struct Arguments {
    /// The folder.
    dir: PathBuf,
    /// Only descriptions whose id contains this; `=` before it asks for equality.
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// How many descriptions are worked on at a time [default: the number of processors].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Write the table to a file.
    #[arg(long, value_name = "FILE")]
    tsv: Option<PathBuf>,
    /// Print the misses as lines for `listed.tsv`.
    #[arg(long)]
    list: bool,
    /// Say why valid examples were not tried.
    #[arg(long)]
    untried: bool,
}

/// Where the command leaves what it makes.
fn folder() -> PathBuf {
    repository::root().join("target/examples")
}

/// Where the crates of a description are written.
fn crates(id: &str) -> PathBuf {
    folder().join("crates").join(pipeline::crate_name(id))
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let listed = listed::Listed::read()?;
    let specs = corpus::chosen(&arguments.dir, &arguments.filter)?;
    let specs: Vec<&Spec> = specs.iter().collect();
    let jobs = pool::jobs(arguments.jobs);
    let mut prepared = BTreeMap::new();
    let collect = |one: Result<Description, String>| {
        let one = one?;
        prepared.insert(one.id.clone(), one);
        Ok(())
    };
    pool::run(&specs, jobs, "generate", description::prepare, collect)?;
    let descriptions: Vec<Description> = prepared.into_values().collect();
    let programs = program::build(&descriptions, jobs)?;
    let judge = |description: Description| {
        let said = match description.cases.is_empty() {
            true => Ok(Vec::new()),
            false => program::run(&description, programs.get(&description.id)),
        };
        table::Row::new(description, said, &listed)
    };
    let rows: Vec<table::Row> = descriptions.into_iter().map(judge).collect();
    for fault in rows.iter().flat_map(|row| row.faults(arguments.list)) {
        println!("{fault}");
    }
    if arguments.untried {
        print!("{}", table::untried(&rows));
    }
    if !arguments.list {
        print!("{}", table::text(&rows));
    }
    if let Some(path) = &arguments.tsv {
        specwright::output::replace(path, table::tsv(&rows).as_bytes()).map_err(|error| error.to_string())?;
    }
    Ok(if rows.iter().all(table::Row::is_fine) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
