//! `cargo xtask diff`: what changed between two descriptions.

use std::io::{IsTerminal, Write as _};
use std::path::Path;
use std::process::ExitCode;

use specwright::review::{self, FailOn, Format, Request, Review, Source};

use crate::repository;

/// Say what changed between two descriptions, or in the bundled ones since a git revision.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask diff old.yaml new.yaml
  cargo xtask diff --base origin/main                   # all of specs/ at the revision against the work tree
  cargo xtask diff --base v1.0 turso sutro --format markdown --fail-on breaking

Exit status: 0, 1 when --fail-on says so, 2 when a description, the settings or the command line cannot be used.")]
pub(crate) struct Arguments {
    /// The old and the new description (a file, `ref:path` or `-`); with --base, the names of bundled APIs, none for all.
    #[arg(value_name = "OLD NEW | API")]
    names: Vec<String>,
    /// Compare the bundled descriptions at this git revision with those of the work tree.
    #[arg(long, value_name = "GITREF")]
    base: Option<String>,
    /// How findings are written: text, markdown, json, sarif, github or junit.
    #[arg(long, default_value_t)]
    format: Format,
    /// Leave out what changes in Rust, which takes as long as generating both sides.
    #[arg(long)]
    no_rust: bool,
    /// What makes the exit status 1: breaking, source-breaking or any; nothing without it.
    #[arg(long, value_name = "WHAT")]
    fail_on: Option<FailOn>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let requests = match (&arguments.base, arguments.names.as_slice()) {
        (Some(reference), names) => bundled(reference, names, !arguments.no_rust)?,
        (None, [base, revision]) => vec![request(None, parsed(base), parsed(revision), !arguments.no_rust)],
        (None, _) => return Err("give an old and a new description, or --base and a git revision".to_owned()),
    };
    let comparisons = requests.iter().map(review::compare).collect::<Result<_, _>>()?;
    let review = Review { comparisons };
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    // A reader that has seen enough (`| head`) is no error.
    let _ = std::io::stdout().write_all(review.write(arguments.format, color).as_bytes());
    let fails = arguments.fail_on.is_some_and(|fail_on| fail_on.fails(&review));
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn parsed(text: &str) -> Source {
    let Ok(source) = text.parse();
    source
}

fn request(api: Option<String>, base: Source, revision: Source, rust: bool) -> Request {
    Request {
        api,
        base,
        revision,
        root: None,
        settings: None,
        accept: None,
        names: None,
        rust,
    }
}

/// The bundled APIs at a revision against those of the work tree; one that is new there has nothing to be compared with.
fn bundled(reference: &str, names: &[String], rust: bool) -> Result<Vec<Request>, String> {
    std::env::set_current_dir(repository::root()).map_err(|error| error.to_string())?;
    let specs = repository::specs()?;
    if let Some(unknown) = names.iter().find(|name| !specs.iter().any(|(api, _)| api == *name)) {
        return Err(format!("there is no specs/{unknown}"));
    }
    let mut requests = Vec::new();
    for (api, spec) in specs {
        if !names.is_empty() && !names.contains(&api) {
            continue;
        }
        let files = ["yaml", "json"].map(|extension| format!("specs/{api}/openapi.{extension}"));
        let mut there = None;
        for path in files {
            if there.is_none() && review::show(reference, &path)?.is_some() {
                there = Some(path);
            }
        }
        let Some(path) = there else {
            eprintln!("{api}: not there at {reference}, nothing to compare");
            continue;
        };
        let base = Source::Git {
            reference: reference.to_owned(),
            path,
        };
        // Paths from the top of the work tree, like git's.
        let revision = spec
            .strip_prefix(repository::root())
            .map_or(spec.clone(), Path::to_owned);
        requests.push(request(Some(api), base, Source::File(revision), rust));
    }
    Ok(requests)
}
