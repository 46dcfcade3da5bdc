//! `specwright diff`: what changed between two descriptions.

use std::io::{IsTerminal, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use specwright::review::{FailOn, Format, Request, Review, Source, compare};

/// Say what changed between two descriptions, whom it reaches and how heavy it weighs.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  specwright diff old.yaml new.yaml
  specwright diff origin/main:openapi.yaml openapi.yaml --fail-on breaking
  curl https://example.com/openapi.json | specwright diff openapi.json -
  specwright diff v1.0:openapi.yaml v2.0:openapi.yaml --format markdown

Exit status: 0, 1 when --fail-on says so, 2 when a description, the settings or the command line cannot be used.")]
pub(crate) struct Arguments {
    /// The old description: a file, `ref:path` (a file at a git revision), or `-` for standard input.
    #[arg(value_name = "OLD")]
    base: Source,
    /// The new description, likewise.
    #[arg(value_name = "NEW")]
    revision: Source,
    /// How findings are written: text, markdown, json, sarif, github or junit.
    #[arg(long, default_value_t)]
    format: Format,
    /// What makes the exit status 1: breaking, source-breaking or any; nothing without it.
    #[arg(long, value_name = "WHAT")]
    fail_on: Option<FailOn>,
    /// The folder below which the descriptions may refer to files [default: the folder of each].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Settings: levels of rules [default: diff.toml beside the new description, if there].
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// Leave out what changes in Rust, which takes as long as generating both sides.
    #[arg(long)]
    no_rust: bool,
    /// Findings that were accepted [default: accept.toml beside the new description, if there].
    #[arg(long, value_name = "FILE")]
    accept: Option<PathBuf>,
    /// The Rust names that were given [default: names.lock beside each description, if there].
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
}

/// Prints the findings.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match review(arguments) {
        Ok(code) => code,
        Err(message) => {
            // What was found in a file that cannot be read says so itself.
            let prefix = if message.starts_with("error") { "" } else { "error: " };
            eprintln!("{prefix}{message}");
            ExitCode::from(2)
        }
    }
}

fn review(arguments: &Arguments) -> Result<ExitCode, String> {
    if (&arguments.base, &arguments.revision) == (&Source::Stdin, &Source::Stdin) {
        return Err("only one side can come from standard input".to_owned());
    }
    let comparison = compare(&Request {
        api: None,
        base: arguments.base.clone(),
        revision: arguments.revision.clone(),
        root: arguments.root.clone(),
        settings: arguments.settings.clone(),
        accept: arguments.accept.clone(),
        names: arguments.names.clone(),
        rust: !arguments.no_rust,
    })?;
    let review = Review {
        comparisons: vec![comparison],
    };
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let text = review.write(arguments.format, color);
    // A reader that has seen enough (`| head`) is no error.
    let _ = std::io::stdout().write_all(text.as_bytes());
    let fails = arguments.fail_on.is_some_and(|fail_on| fail_on.fails(&review));
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
