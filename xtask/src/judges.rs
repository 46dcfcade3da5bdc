//! The commands of the crate `specwright-judges`, which is built when one of them is first run.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use clap::Subcommand;
use xtask::root;

/// The commands, as the list of all commands shows them; what they take is declared in `xtask/judges`.
#[derive(Debug, Subcommand)]
pub(crate) enum Judge {
    /// Serve a bundled API, or a description, with samples for answers.
    #[command(disable_help_flag = true)]
    Mock(Rest),
    /// Let other people's programs judge generated code.
    #[command(disable_help_flag = true)]
    Conformance(Rest),
    /// Generate the crates of every description below a folder.
    #[command(disable_help_flag = true)]
    Corpus(Rest),
    /// Judge generated types by the examples of every description below a folder.
    #[command(disable_help_flag = true)]
    Examples(Rest),
    /// Judge generated types by the JSON Schema test suite.
    #[command(disable_help_flag = true)]
    SchemaSuite(Rest),
    /// Judge findings of the diff by the cases of a reference.
    #[command(disable_help_flag = true)]
    DiffCases(Rest),
    /// Compare every description of a folder with rewrites and mutations of itself.
    #[command(disable_help_flag = true)]
    DiffCorpus(Rest),
    /// Edit every description of a folder, and compare what the diff says of Rust with what is generated.
    #[command(disable_help_flag = true)]
    DiffPlan(Rest),
    /// Judge announced version bumps by cargo-semver-checks and cargo-public-api.
    #[command(disable_help_flag = true)]
    DiffSemver(Rest),
}

/// Arguments that are passed on; `--help` among them.
#[derive(Debug, clap::Args)]
pub(crate) struct Rest {
    /// See `--help` of the command.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

/// Builds the judges and runs one, with the same name and arguments and in the same folder.
pub(crate) fn run() -> Result<ExitCode, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "specwright-judges", "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .arg("--")
        .args(std::env::args_os().skip(1))
        .status()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    // 101 is a panic, or cargo's word for what does not compile; a signal has no code.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
