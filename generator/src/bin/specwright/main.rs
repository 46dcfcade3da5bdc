//! The `specwright` command.

mod diff;
mod examples;
mod explain;
mod generate;
mod mock;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Typed Rust clients and server stubs from OpenAPI descriptions.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Generate(Box<generate::Arguments>),
    Diff(diff::Arguments),
    Mock(mock::Arguments),
    Explain(explain::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
    }
}
