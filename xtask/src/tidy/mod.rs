//! `cargo xtask tidy`: the repository's rules, as checks.

mod arrows;
mod files;
mod sources;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use walkdir::WalkDir;

use crate::repository;

/// Where the code is that the rules are about.
const FOLDERS: &[&str] = &["generator/src", "templates", "xtask/src", "xtask/judges/src", "tests"];

/// Check the repository's own rules: arrows between stages, file sizes, module docs, hashes of the bundled specs.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Print the arrows that are allowed, and exit.
    #[arg(long)]
    arrows: bool,
}

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// The file, relative to the repository.
    pub path: PathBuf,
    /// The line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// The rule and how it is broken.
    pub message: String,
}

/// Runs the command. Exit status 1 if a rule is broken.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    if arguments.arrows {
        print!("{}", arrows::listing());
        return Ok(ExitCode::SUCCESS);
    }
    let root = repository::root();
    let mut faults = Vec::new();
    for path in rust_files(root, FOLDERS) {
        let text = std::fs::read_to_string(root.join(&path)).map_err(|error| format!("{}: {error}", path.display()))?;
        files::check(&path, &text, &mut faults);
        if let Ok(inside) = path.strip_prefix("generator/src") {
            arrows::check(&path, inside, &text, &mut faults)?;
        }
    }
    sources::check(root, &mut faults)?;
    faults.sort();
    for Fault { path, line, message } in &faults {
        println!("{}:{line}: {message}", path.display());
    }
    println!("tidy: {} faults", faults.len());
    Ok(if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The Rust files below some folders, relative to the root, in order; expected output of tests is not ours to judge.
fn rust_files(root: &Path, folders: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in folders {
        let walk = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter();
        let walk = walk.filter_entry(|entry| !matches!(entry.file_name().to_str(), Some("expected" | "target")));
        files.extend(
            walk.filter_map(Result::ok)
                .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
                .filter_map(|entry| entry.path().strip_prefix(root).ok().map(Path::to_owned)),
        );
    }
    files
}
