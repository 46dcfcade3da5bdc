//! `specwright mock`: one description to a server that answers with samples.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use specwright::emit::Program;
use specwright::mock::Workspace;
use specwright::pipeline::{self, Input};
use specwright::render;
use specwright::settings::Settings;

/// Serve a description: the generated server, answering with examples, else with made-up values that fit.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The server is a crate that cargo builds, so that cargo must be installed, and must have the crates that the server
depends on or be able to get them. It listens on the loopback address only, and prints its own.

Requests are read, checked and refused as by the generated server. `Prefer: code=404` picks a documented response,
`Prefer: example=NAME` one of its examples, `Prefer: dynamic=true` made-up values in place of examples. Any credential is
let in, unless --credential is given; none is not.

Examples:
  specwright mock openapi.yaml
  specwright mock openapi.yaml --port 8080 --seed 7
  curl -H 'Prefer: code=404, example=lost' http://127.0.0.1:8080/pets/1")]
pub(crate) struct Arguments {
    /// The description: JSON or YAML; Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2.
    spec: PathBuf,
    /// The folder below which the description may refer to files [default: its own folder].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The port to listen on [default: any that is free].
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// What made-up values are made from: another seed, other values.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The only credential to let in: the key, the token, or the password.
    #[arg(long, value_name = "TEXT")]
    credential: Option<String>,
    /// Read JSON also from bodies that say `text/plain`, or nothing, where an operation takes only JSON.
    #[arg(long)]
    untyped_json: bool,
    /// The folder for the crates of the server, and for what cargo makes of them.
    #[arg(long, value_name = "DIR", default_value = "target/mock")]
    out: PathBuf,
}

/// Runs the command, until the server ends.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match mock(arguments) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn mock(arguments: &Arguments) -> Result<ExitCode, String> {
    let beside = arguments.spec.with_file_name("codegen.toml");
    let mut settings = match std::fs::read_to_string(&beside) {
        Ok(text) => Settings::parse(&text).map_err(|error| format!("{}: {error}", beside.display()))?,
        Err(_) => Settings::default(),
    };
    settings.targets = None;
    let stem = arguments.spec.file_stem().unwrap_or_default().to_string_lossy();
    let input = Input {
        path: &arguments.spec,
        root: arguments.root.as_deref(),
    };
    let generated = pipeline::generate(input, &stem, "specwright mock", &settings);
    if generated.failed() {
        let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        eprint!("{}", render::text(&generated.diagnostics, &generated.sources, color));
        return Ok(ExitCode::FAILURE);
    }
    let folder = arguments.out.join(generated.crate_name());
    let workspace =
        Workspace::write(&generated, &folder, &[Program::Mock], arguments.seed).map_err(|error| error.to_string())?;
    let target = arguments.out.join("target");
    let program = workspace
        .build(Program::Mock, &target)
        .map_err(|error| error.to_string())?;
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
