//! `specwright generate`: one description to crates.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use specwright::lock::{self, Lock};
use specwright::output::{self, Mode};
use specwright::pipeline::{self, Input};
use specwright::render;
use specwright::report::Severity;
use specwright::settings::{Settings, Target};

/// Write the types, client and server crates of a description.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  specwright generate openapi.yaml --out crates/petstore
  specwright generate openapi.json --out api --target types,client --name petstore
  specwright generate openapi.yaml --out api --check          # exit status 1 if anything is stale
  specwright generate apis/petstore/openapi.yaml --root apis --out api   # it refers to ../common/errors.yaml
  specwright generate openapi.yaml --out api --message-format json | jq .
  specwright generate openapi.yaml --out api --deny lossy --report fidelity.json

The crates stand on a runtime, which is written to the folder `runtime` beside them unless the settings have it from elsewhere.

Exit status: 0 when the crates were written (warnings are possible), 1 when the description is at fault, a finding is
denied or, with --check, a file differs, 2 when the command line, the settings or the disk are.")]
pub(crate) struct Arguments {
    /// The description: JSON or YAML; Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2. It may refer to files below its folder, or --root.
    spec: PathBuf,
    /// The folder to write to; it gets a folder for each crate: types, client, server.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The folder below which the description may refer to files [default: its own folder].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The base name of the crates [default: the name of the output folder].
    #[arg(long)]
    name: Option<String>,
    /// The crates to write; types always come along [default: all].
    #[arg(long, value_delimiter = ',', value_name = "CRATE")]
    target: Vec<CrateKind>,
    /// Settings; `codegen.toml` beside the description is read if it is there.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The file that keeps the Rust names; read if it is there, and written [default: names.lock in the output folder].
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// Write what was widened, ignored or approximated, by operation and place, as JSON.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Findings to take for errors, so that nothing is written: `lossy` (whatever is widened, ignored or approximated),
    /// `lossy=CODE` or `CODE`.
    #[arg(long, value_delimiter = ',', value_name = "WHAT")]
    deny: Vec<String>,
    /// Findings that were judged and found acceptable, in the same form; among them errors that cost no more than the
    /// place they are at, so that the rest is generated.
    #[arg(long, value_delimiter = ',', value_name = "WHAT")]
    allow: Vec<String>,
    /// Write nothing; say what differs.
    #[arg(long)]
    check: bool,
    /// Format with the installed rustfmt, so that `cargo fmt --check` passes over the crates too.
    #[arg(long)]
    rustfmt: bool,
    /// How to report: text for people on standard error, or one JSON object a line on standard output.
    #[arg(long, value_enum, default_value_t = MessageFormat::Text)]
    message_format: MessageFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CrateKind {
    Types,
    Client,
    Server,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match generate(arguments) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn generate(arguments: &Arguments) -> Result<ExitCode, String> {
    let mut settings = read_settings(arguments)?;
    if !arguments.target.is_empty() {
        settings.targets = Some(arguments.target.iter().map(|target| target.to_target()).collect());
    }
    let name = arguments
        .name
        .clone()
        .or_else(|| settings.name.clone())
        .unwrap_or_else(|| default_name(&arguments.out));
    settings.name = None;
    let input = Input {
        path: &arguments.spec,
        root: arguments.root.as_deref(),
    };
    let names = arguments
        .names
        .clone()
        .unwrap_or_else(|| arguments.out.join(lock::FILE));
    settings.lock = Lock::read(&names)?;
    settings.deny.extend(arguments.deny.iter().cloned());
    settings.allow.extend(arguments.allow.iter().cloned());
    let mut generated = pipeline::generate(input, &name, "specwright generate", &settings);
    let folder = arguments.root.as_deref().or(arguments.spec.parent());
    generated.sources.show_in(folder.unwrap_or(Path::new("")));
    match arguments.message_format {
        MessageFormat::Json => print!("{}", render::json(&generated.diagnostics, &generated.sources)),
        MessageFormat::Text => {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            eprint!("{}", render::text(&generated.diagnostics, &generated.sources, color));
        }
    }
    if let Some(path) = &arguments.report {
        output::replace(path, generated.fidelity().as_bytes()).map_err(|error| error.to_string())?;
    }
    if generated.failed() {
        let codes = generated.allowable();
        if arguments.message_format == MessageFormat::Text && !codes.is_empty() {
            let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
            eprintln!("to have the rest generated all the same: --allow {}", codes.join(","));
        }
        return Ok(ExitCode::FAILURE);
    }
    let mut files = generated.files().map_err(|error| error.to_string())?;
    let mut runtime = generated.vendored().map_err(|error| error.to_string())?;
    if arguments.rustfmt {
        for files in [Some(&mut files), runtime.as_mut().map(|(_, files)| files)]
            .into_iter()
            .flatten()
        {
            output::rustfmt(files, None, &std::env::temp_dir()).map_err(|error| error.to_string())?;
        }
    }
    let mode = if arguments.check { Mode::Check } else { Mode::Write };
    let mut differences =
        output::sync_crates(&arguments.out, &files, mode, output::is_generated).map_err(|error| error.to_string())?;
    if let Some((folder, files)) = &runtime {
        let folder = arguments.out.join(folder);
        let changed = output::sync_crates(&folder, files, mode, output::is_generated);
        differences.extend(changed.map_err(|error| error.to_string())?);
    }
    let text = generated.names().to_string();
    differences.extend(output::sync_file(&names, &text, mode).map_err(|error| error.to_string())?);
    if arguments.check {
        for difference in &differences {
            eprintln!("{}", difference);
        }
        return Ok(if differences.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    if arguments.message_format == MessageFormat::Text {
        let warnings = generated
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Warning)
            .count();
        let noted = if warnings == 0 {
            String::new()
        } else {
            format!(", {warnings} warnings")
        };
        // The crates, their runtime, and the file of names.
        eprintln!(
            "{name}: {} files, {} changed{noted}",
            files.len() + runtime.map_or(0, |(_, files)| files.len()) + 1,
            differences.len()
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn read_settings(arguments: &Arguments) -> Result<Settings, String> {
    let beside = arguments.spec.with_file_name("codegen.toml");
    let path = match &arguments.settings {
        Some(path) => path,
        None if beside.is_file() => &beside,
        None => return Ok(Settings::default()),
    };
    let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| fault(&error))?;
    let mut settings = Settings::parse(&text).map_err(|error| fault(&error))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let runtime = settings.runtime.seen_from(folder, &arguments.out);
    settings.runtime = runtime.map_err(|error| fault(&error))?;
    Ok(settings)
}

fn default_name(out: &Path) -> String {
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    absolute.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl CrateKind {
    fn to_target(self) -> Target {
        match self {
            Self::Types => Target::Types,
            Self::Client => Target::Client,
            Self::Server => Target::Server,
        }
    }
}
