//! `cargo xtask diff`: what changed between two descriptions.

pub(crate) mod cases;
pub(crate) mod corpus;
mod explained;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use specwright::diff::Settings;
use specwright::pipeline::{Read, compare, read_model};
use specwright::render::{self, Sides};

/// Say what changed between two descriptions, whom it reaches and how heavy it weighs.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The old description.
    base: PathBuf,
    /// The new description.
    revision: PathBuf,
    /// How findings are written.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// One line a finding.
    Text,
    /// One object.
    Json,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let (base, revision) = (read(&arguments.base)?, read(&arguments.revision)?);
    let report = compare(&base, &revision, &Settings::default().as_of_now());
    let sides = Sides {
        base: &base.sources,
        revision: &revision.sources,
    };
    match arguments.format {
        Format::Text => print!("{}", render::changes_text(&report, sides)),
        Format::Json => print!("{}", render::changes_json(&report, sides)),
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads a description; one that cannot be read is an error.
fn read(path: &Path) -> Result<Read, String> {
    let read = read_model(path);
    if read.is_usable() {
        return Ok(read);
    }
    Err(render::text(read.sink.diagnostics(), &read.sources, false))
}
