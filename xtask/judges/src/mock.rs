//! `cargo xtask mock`: a bundled API served with samples.

use std::process::{Command, ExitCode};

use specwright::emit::Program;

use crate::subject::{self, Subject};

/// Serve a bundled API, or a description: the generated server, answering with samples, on the loopback address.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The API's name in specs/, or a file.
    api: String,
    /// The port to listen on; any that is free without.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// What made-up values are made from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The only credential to let in: the key, the token, or the password.
    #[arg(long)]
    credential: Option<String>,
    /// Read JSON also from bodies that say `text/plain`, or nothing, where an operation takes only JSON.
    #[arg(long)]
    untyped_json: bool,
}

/// Runs the command, until the server ends.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let mut found = subject::select(std::slice::from_ref(&arguments.api))?;
    let (name, spec) = found.pop().ok_or("no API is named")?;
    let subject = Subject::new(&name, &spec, &[Program::Mock], arguments.seed)?;
    let program = subject.build(Program::Mock)?;
    let status = Command::new(&program)
        .arg(arguments.port.to_string())
        .args(&arguments.credential)
        .args(arguments.untyped_json.then_some("--untyped-json"))
        .status()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
