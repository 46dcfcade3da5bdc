//! `cargo xtask codegen`: all of `specs/` to `generated/`, with the names kept in `specs/<api>/names.lock`.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use specwright::lock::{self, Lock};
use specwright::output::{self, Change, Difference, Mode};
use specwright::pipeline;
use specwright::render;
use specwright::settings::{Runtime, Settings};

use crate::{repository, shuffle};

/// Write the crates of the bundled APIs: specs/ -> generated/.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask codegen                 # all APIs
  cargo xtask codegen turso gorules   # these
  cargo xtask codegen --check         # write nothing; exit status 1 if a file is stale, missing or orphaned
  cargo xtask codegen --check --shuffle 7   # the same bytes must come of the descriptions in another order")]
pub(crate) struct Arguments {
    /// Write nothing: list every stale, missing and orphaned file, and exit with 1 if there is any.
    #[arg(long)]
    check: bool,
    /// With --check: reorder whatever order means nothing in the descriptions first, by this number.
    #[arg(long, value_name = "SEED", requires = "check")]
    shuffle: Option<u64>,
    /// The APIs, by their folder in specs/ [default: all].
    apis: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let specs = chosen(&arguments.apis)?;
    let mode = if arguments.check { Mode::Check } else { Mode::Write };
    let bar = progress(specs.len());
    let mut differences = Vec::new();
    let mut failed = Vec::new();
    for (name, spec) in &specs {
        bar.set_message(name.clone());
        match one(name, spec, mode, arguments.shuffle)? {
            Outcome {
                report,
                changed: Some(changed),
            } => {
                bar.suspend(|| eprint!("{report}"));
                differences.extend(changed);
            }
            Outcome { report, changed: None } => {
                bar.suspend(|| eprint!("{report}"));
                failed.push(name.as_str());
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    if arguments.apis.is_empty() {
        let known: BTreeSet<&str> = specs.iter().map(|(name, _)| name.as_str()).collect();
        differences.extend(orphaned_apis(&known, mode)?);
    }
    Ok(summary(arguments, &differences, &failed))
}

fn chosen(apis: &[String]) -> Result<Vec<(String, std::path::PathBuf)>, String> {
    let specs = repository::specs()?;
    for api in apis {
        if !specs.iter().any(|(name, _)| name == api) {
            let names: Vec<&str> = specs.iter().map(|(name, _)| name.as_str()).collect();
            return Err(format!(
                "there is no API `{api}` in specs/ (there are {})",
                names.join(", ")
            ));
        }
    }
    Ok(specs
        .into_iter()
        .filter(|(name, _)| apis.is_empty() || apis.contains(name))
        .collect())
}

/// A bar on a terminal, nothing in a pipe.
fn progress(steps: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(steps as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar
}

struct Outcome {
    report: String,
    /// `None` when the description is at fault; what is on the disk then stays.
    changed: Option<Vec<Difference>>,
}

fn one(name: &str, spec: &Path, mode: Mode, shuffle: Option<u64>) -> Result<Outcome, String> {
    let path = spec.with_file_name("codegen.toml");
    let mut settings = match std::fs::read_to_string(&path) {
        Ok(text) => Settings::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Settings::default(),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    if settings.runtime == Runtime::default() {
        settings.runtime = Runtime::Path("../../templates".to_owned());
    }
    let names = spec.with_file_name(lock::FILE);
    settings.lock = Lock::read(&names)?;
    let mut generated = pipeline::generate(spec, name, "cargo xtask codegen", &settings);
    if let Some(seed) = shuffle {
        let shuffled = shuffle::Shuffled::write(&generated.sources, seed)?;
        let header = generated.header;
        generated = pipeline::generate(shuffled.path(), name, "cargo xtask codegen", &settings);
        // It has the hash of the text.
        generated.header = header;
    }
    generated.sources.show_in(&Path::new("specs").join(name));
    let report = if generated.diagnostics.is_empty() {
        String::new()
    } else {
        let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        format!(
            "{name}:\n{}",
            render::text(&generated.diagnostics, &generated.sources, color)
        )
    };
    if generated.failed() {
        return Ok(Outcome { report, changed: None });
    }
    let mut files = generated.files().map_err(|error| error.to_string())?;
    let root = repository::root();
    output::rustfmt(&mut files, Some(root), &std::env::temp_dir()).map_err(|error| error.to_string())?;
    let folder = root.join("generated").join(name);
    let mut changed = output::sync(&folder, &files, mode, |_| true).map_err(|error| error.to_string())?;
    let text = generated.names().to_string();
    changed.extend(output::sync_file(&names, &text, mode).map_err(|error| error.to_string())?);
    Ok(Outcome {
        report,
        changed: Some(changed),
    })
}

/// Folders in generated/ whose description is gone.
fn orphaned_apis(known: &BTreeSet<&str>, mode: Mode) -> Result<Vec<Difference>, String> {
    let folder = repository::root().join("generated");
    let mut differences = Vec::new();
    for entry in std::fs::read_dir(&folder).into_iter().flatten() {
        let entry = entry.map_err(|error| error.to_string())?;
        if known.contains(entry.file_name().to_string_lossy().as_ref()) {
            continue;
        }
        if mode == Mode::Write {
            let removed = if entry.path().is_dir() {
                std::fs::remove_dir_all(entry.path())
            } else {
                std::fs::remove_file(entry.path())
            };
            removed.map_err(|error| format!("{}: {error}", entry.path().display()))?;
        }
        differences.push(Difference {
            path: entry.path(),
            change: Change::Orphaned,
        });
    }
    differences.sort();
    Ok(differences)
}

fn summary(arguments: &Arguments, differences: &[Difference], failed: &[&str]) -> ExitCode {
    if arguments.check {
        for difference in differences {
            let path = difference
                .path
                .strip_prefix(repository::root())
                .unwrap_or(&difference.path);
            println!(
                "{}",
                Difference {
                    path: path.to_owned(),
                    change: difference.change
                }
            );
        }
        if !differences.is_empty() {
            let apis: Vec<&str> = arguments.apis.iter().map(String::as_str).collect();
            let command = format!("cargo xtask codegen {}", apis.join(" "));
            println!(
                "{} files differ; `{}` mends them",
                differences.len(),
                command.trim_end()
            );
        }
    } else if std::io::stderr().is_terminal() {
        eprintln!("{} files changed", differences.len());
    }
    if !failed.is_empty() {
        eprintln!("not generated: {} (what is in generated/ stays)", failed.join(", "));
    }
    if failed.is_empty() && (differences.is_empty() || !arguments.check) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_that_means_nothing_changes_nothing() {
        for (name, spec) in repository::specs().unwrap() {
            for seed in 1..3 {
                let outcome = one(&name, &spec, Mode::Check, Some(seed)).unwrap();
                assert_eq!(
                    outcome.changed,
                    Some(Vec::new()),
                    "{name}, shuffled by {seed}:\n{}",
                    outcome.report
                );
            }
        }
    }
}
