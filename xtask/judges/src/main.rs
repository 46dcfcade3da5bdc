//! The repository's judges: real descriptions, test suites and other people's programs against generated code.
//!
//! `cargo xtask <command>` builds and runs them. They are a crate of their own so that `cargo xtask codegen` does not
//! compile them.

mod conformance;
mod corpus;
mod diff;
mod examples;
mod mock;
mod schema_suite;
mod subject;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask as repository;

/// The repository's judges.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

// The names are those of `xtask/src/judges.rs`, which starts this program.
#[derive(Debug, Subcommand)]
enum Command {
    Mock(mock::Arguments),
    Conformance(conformance::Arguments),
    Corpus(corpus::Arguments),
    #[command(hide = true)]
    CorpusWorker(corpus::worker::Arguments),
    Examples(examples::Arguments),
    SchemaSuite(schema_suite::Arguments),
    DiffCases(diff::cases::Arguments),
    DiffCorpus(diff::corpus::Arguments),
    DiffPlan(diff::plan::Arguments),
    DiffSemver(diff::semver::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Conformance(arguments) => conformance::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::CorpusWorker(arguments) => corpus::worker::run(&arguments),
        Command::Examples(arguments) => examples::run(&arguments),
        Command::SchemaSuite(arguments) => schema_suite::run(&arguments),
        Command::DiffCases(arguments) => diff::cases::run(&arguments),
        Command::DiffCorpus(arguments) => diff::corpus::run(&arguments),
        Command::DiffPlan(arguments) => diff::plan::run(&arguments),
        Command::DiffSemver(arguments) => diff::semver::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
