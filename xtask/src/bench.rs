//! `cargo xtask bench`: what generated code costs.

use std::process::{Command, ExitCode};

use crate::repository;

/// Measure what generated code costs, beside hand-written code where there is any to compare with.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    what: What,
    /// For overhead: words that the names of measurements must have, such as `server small`.
    words: Vec<String>,
}

/// What is measured.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum What {
    /// Requests a second and processor time of client and server.
    Overhead,
    /// Peak memory of client and server when 1 GiB is sent and received.
    Memory,
}

/// Builds and runs the measurement, optimized.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let program = match arguments.what {
        What::Overhead => "overhead",
        What::Memory => "memory",
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "specwright-bench",
            "--bin",
            program,
            "--",
        ])
        .args(&arguments.words)
        .current_dir(repository::root())
        .status()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
