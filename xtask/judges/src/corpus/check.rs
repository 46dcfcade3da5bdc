//! `cargo check` over generated crates: one workspace, one target directory.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::row::{Row, Status};
use super::{log, worker, write};

/// The workspace of all crates of the corpus that are on the disk.
pub(super) struct Checker {
    folder: PathBuf,
}

impl Checker {
    /// Writes the workspace's manifest.
    pub(super) fn new(folder: &Path) -> Result<Self, String> {
        let folder = folder.join("crates");
        let mut members = Vec::new();
        for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
            let entry = entry.map_err(|error| error.to_string())?;
            let name = entry.file_name().to_string_lossy().into_owned();
            members.extend(worker::members(&entry.path()).iter().filter_map(|member| {
                let krate = member.file_name()?.to_string_lossy();
                Some(format!("    \"{name}/{krate}\",\n"))
            }));
        }
        members.sort();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n", members.concat());
        write(&folder.join("Cargo.toml"), &manifest)?;
        Ok(Self { folder })
    }

    /// Checks the crates of one description, in one call of cargo.
    pub(super) fn check(&self, mut row: Row) -> Row {
        let name = specwright::pipeline::crate_name(&row.id);
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["check", "--keep-going", "--message-format", "short", "--color", "never"])
            .current_dir(&self.folder)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", self.folder.with_file_name("target"))
            .env_remove("RUSTFLAGS");
        for member in worker::members(&self.folder.join(&name)) {
            let krate = member.file_name().unwrap_or_default().to_string_lossy();
            let package = format!("{name}-{krate}");
            let manifest = std::fs::read_to_string(member.join("Cargo.toml")).unwrap_or_default();
            // What the API sends is code behind features.
            for feature in ["callbacks", "webhooks"] {
                if manifest.lines().any(|line| line.starts_with(&format!("{feature} = "))) {
                    command.arg("--features").arg(format!("{package}/{feature}"));
                }
            }
            command.arg("--package").arg(package);
        }
        let start = Instant::now();
        let output = match command.output() {
            Ok(output) => output,
            Err(error) => {
                row.status = Status::CheckFailed;
                row.detail = format!("cargo: {error}");
                return row;
            }
        };
        row.check_s = Some(start.elapsed().as_secs_f64());
        let text = String::from_utf8_lossy(&output.stderr);
        let findings: Vec<&str> = text.lines().filter(|line| is_finding(line)).collect();
        if !output.status.success() || !findings.is_empty() {
            row.status = Status::CheckFailed;
            let first = findings.first().copied().or_else(|| text.lines().next());
            row.detail = format!("{} findings: {}", findings.len(), first.unwrap_or_default());
            let _ = write(&log(&row.id), &text);
        }
        row
    }
}

/// Whether a line of cargo's is an error or a warning of the compiler.
fn is_finding(line: &str) -> bool {
    let starts = ["error", "warning"].iter().any(|word| line.starts_with(word));
    let short = [": error", ": warning"].iter().any(|word| line.contains(word));
    // Cargo's own count of what it showed.
    (starts || short) && !line.contains("generated ") && !line.contains("could not compile")
}
