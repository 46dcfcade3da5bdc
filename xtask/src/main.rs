//! The repository's own commands: `cargo xtask help`.

mod bench;
mod codegen;
mod diff;
mod judges;
mod shuffle;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask as repository;

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
    Bench(bench::Arguments),
    #[command(flatten)]
    Judge(judges::Judge),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Tidy(arguments) => tidy::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Judge(_) => judges::run(),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
