//! The repository's own commands: `cargo xtask help`.

mod bench;
mod codegen;
mod conformance;
mod corpus;
mod diff;
mod examples;
mod mock;
mod repository;
mod schema_suite;
mod shuffle;
mod subject;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The repository's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Codegen(codegen::Arguments),
    Tidy(tidy::Arguments),
    Diff(diff::Arguments),
    DiffCases(diff::cases::Arguments),
    DiffCorpus(diff::corpus::Arguments),
    DiffPlan(diff::plan::Arguments),
    DiffSemver(diff::semver::Arguments),
    Bench(bench::Arguments),
    Conformance(conformance::Arguments),
    Mock(mock::Arguments),
    Corpus(corpus::Arguments),
    #[command(hide = true)]
    CorpusWorker(corpus::worker::Arguments),
    Examples(examples::Arguments),
    SchemaSuite(schema_suite::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Tidy(arguments) => tidy::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::DiffCases(arguments) => diff::cases::run(&arguments),
        Command::DiffCorpus(arguments) => diff::corpus::run(&arguments),
        Command::DiffPlan(arguments) => diff::plan::run(&arguments),
        Command::DiffSemver(arguments) => diff::semver::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Conformance(arguments) => conformance::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::CorpusWorker(arguments) => corpus::worker::run(&arguments),
        Command::Examples(arguments) => examples::run(&arguments),
        Command::SchemaSuite(arguments) => schema_suite::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
