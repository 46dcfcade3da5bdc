//! `specwright diff`: what changed between two descriptions.

use std::path::PathBuf;
use std::process::ExitCode;

use specwright::diff::Settings;
use specwright::pipeline::{compare, read_model};
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

/// Prints the findings. Exit status 2 for a file that cannot be read.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let (base, revision) = (read_model(&arguments.base), read_model(&arguments.revision));
    for read in [&base, &revision] {
        if !read.is_usable() {
            eprint!("{}", render::text(read.sink.diagnostics(), &read.sources, false));
            return ExitCode::from(2);
        }
    }
    let report = compare(&base, &revision, &Settings::default().as_of_now());
    let sides = Sides {
        base: &base.sources,
        revision: &revision.sources,
    };
    match arguments.format {
        Format::Text => print!("{}", render::changes_text(&report, sides)),
        Format::Json => print!("{}", render::changes_json(&report, sides)),
    }
    ExitCode::SUCCESS
}
