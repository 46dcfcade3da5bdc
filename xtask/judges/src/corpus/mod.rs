//! `cargo xtask corpus`: every description of a folder to crates, and what became of each.
//!
//! Each description is generated in a process of its own ([`worker`]), so that a panic, an overflow of the stack or an
//! endless loop costs one row. Operations and schemas are counted by [`count`], which shares nothing with the pipeline.

mod check;
mod count;
mod document;
pub(crate) mod find;
mod lossy;
pub(crate) mod pool;
mod row;
mod table;
mod tally;
pub(crate) mod worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crate::repository;
use find::Spec;
use row::{Row, Status};

/// Generate the crates of every description below a folder, and say what became of each.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask corpus ../corpus                          # generate types, client and server of each
  cargo xtask corpus ../corpus --check --tsv corpus.tsv # also `cargo check`; a second run does what is new
  cargo xtask corpus ../corpus --filter github          # those whose id contains `github`

Below the folder, index.tsv (columns `id` and `root`) says what the descriptions are; without it every JSON and YAML
file that says `openapi` or `swagger` is one. A description below multi/<id>/ may refer to every file below that folder.

The crates are written below target/corpus/crates, reports and compile errors to target/corpus/logs/<id>.txt.
Exit status: 0 when every description was generated (and checked) or refused as invalid, else 1.")]
pub(crate) struct Arguments {
    /// The folder.
    dir: PathBuf,
    /// Only descriptions whose id contains this; `=` before it asks for equality.
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Run `cargo check` over the crates too; a warning is a failure.
    #[arg(long)]
    check: bool,
    /// How many descriptions are generated at a time [default: the number of processors].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Write the rows to a file; rows there whose description and generator are unchanged are not made again.
    #[arg(long, value_name = "FILE")]
    tsv: Option<PathBuf>,
    /// Seconds that generating one description may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    timeout: u64,
}

/// Where the command leaves what it makes.
fn folder() -> PathBuf {
    repository::root().join("target/corpus")
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let specs = find::chosen(&arguments.dir, &arguments.filter)?;
    let mut rows = earlier(arguments)?;
    let generator = row::generator_key()?;
    let todo: Vec<&Spec> = specs
        .iter()
        .filter(|spec| !is_done(&rows, spec, &generator, arguments.check))
        .collect();
    let limit = Duration::from_secs(arguments.timeout);
    let jobs = pool::jobs(arguments.jobs);
    let save = |rows: &BTreeMap<String, Row>| arguments.tsv.as_deref().map_or(Ok(()), |path| row::write(path, rows));
    pool::run(
        &todo,
        jobs,
        "generate",
        |spec| generate(spec, &generator, limit),
        |row| {
            rows.insert(row.id.clone(), row);
            save(&rows)
        },
    )?;
    if arguments.check {
        let checker = check::Checker::new(&folder())?;
        let todo: Vec<&Spec> = specs
            .iter()
            .filter(|spec| {
                rows.get(&spec.id)
                    .is_some_and(|row| row.status == Status::Ok && row.check_s.is_none())
            })
            .collect();
        let before = rows.clone();
        pool::run(
            &todo,
            1,
            "check",
            |spec| checker.check(before[&spec.id].clone()),
            |row| {
                rows.insert(row.id.clone(), row);
                save(&rows)
            },
        )?;
    }
    save(&rows)?;
    let rows: Vec<&Row> = specs.iter().filter_map(|spec| rows.get(&spec.id)).collect();
    print!("{}", table::render(&rows));
    let fine = rows.len() == specs.len()
        && rows
            .iter()
            .all(|row| matches!(row.status, Status::Ok | Status::Refused));
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The rows of an earlier run.
fn earlier(arguments: &Arguments) -> Result<BTreeMap<String, Row>, String> {
    match &arguments.tsv {
        Some(path) if path.is_file() => row::read(path),
        _ => Ok(BTreeMap::new()),
    }
}

/// Whether a row of an earlier run still holds.
fn is_done(rows: &BTreeMap<String, Row>, spec: &Spec, generator: &str, check: bool) -> bool {
    rows.get(&spec.id).is_some_and(|row| {
        let checked = row.check_s.is_some() || !check || row.status != Status::Ok;
        let there = row.status != Status::Ok || row.check_s.is_some() || worker::crates(&spec.id).is_dir();
        row.key == row::key(spec, generator) && there && (checked || row.status == Status::Ok)
    })
}

/// Generates one description, counts what it has, and compares.
fn generate(spec: &Spec, generator: &str, limit: Duration) -> Row {
    let mut row = Row {
        id: spec.id.clone(),
        key: row::key(spec, generator),
        ..Row::default()
    };
    match count::count(&spec.path, &spec.root) {
        Ok(counted) => {
            row.ops_in_spec = Some(counted.operations);
            row.webhooks_in_spec = Some(counted.webhooks);
            row.schemas_in_spec = Some(counted.schemas);
        }
        Err(error) => row.detail = error,
    }
    worker::spawn(spec, limit, &mut row);
    let lost = |emitted: Option<usize>| row.ops_in_spec.is_some() && emitted != row.ops_in_spec;
    if row.status == Status::Ok && (lost(row.ops_emitted) || lost(row.ops_served)) {
        row.status = Status::GenerateFailed;
        row.detail = format!(
            "operations: {} in the description, {} in the client, {} in the server",
            table::number(row.ops_in_spec),
            table::number(row.ops_emitted),
            table::number(row.ops_served)
        );
    }
    row
}

/// The log of a description: its report, or what the compiler said.
fn log(id: &str) -> PathBuf {
    folder().join("logs").join(format!("{id}.txt"))
}

/// Writes a file and the folders it stands in.
fn write(path: &Path, text: &str) -> Result<(), String> {
    specwright::output::replace(path, text.as_bytes()).map_err(|error| error.to_string())
}
