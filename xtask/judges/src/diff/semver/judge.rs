//! The judges: cargo-semver-checks and cargo-public-api, at pinned versions.

use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::diff::Bump;

use crate::repository;

/// The judges, installed.
#[derive(Debug)]
pub(super) struct Judges {
    semver_checks: PathBuf,
    public_api: PathBuf,
}

/// What the judges say of two versions of a crate.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// What cargo-semver-checks says. It looks at no types.
    semver_checks: Bump,
    /// What follows from what cargo-public-api says. It does not know which additions break.
    public_api: Bump,
    /// What they wrote.
    pub(super) text: String,
}

impl Verdict {
    /// The higher bump of the two.
    pub(super) fn bump(&self) -> Bump {
        self.semver_checks.max(self.public_api)
    }
}

/// Installs them below target/, unless they are there.
pub(super) fn install() -> Result<Judges, String> {
    Ok(Judges {
        semver_checks: cargo_install("cargo-semver-checks", "0.51.0")?,
        public_api: cargo_install("cargo-public-api", "0.52.0")?,
    })
}

fn cargo_install(name: &str, version: &str) -> Result<PathBuf, String> {
    let tools = repository::root().join("target/tools");
    let root = tools.join(format!("{name}-{version}"));
    let program = root.join("bin").join(name);
    if program.is_file() {
        return Ok(program);
    }
    println!("{name} {version} is installed, which takes some minutes");
    let status = Command::new("cargo")
        .args(["install", name, "--version", version, "--locked", "--quiet", "--root"])
        .arg(&root)
        .arg("--target-dir")
        .arg(tools.join("build"))
        // How fast the judge is, matters less than how fast it is there.
        .args([
            "--config",
            "profile.release.opt-level=1",
            "--config",
            "profile.release.codegen-units=16",
        ])
        .args(["--config", "profile.release.lto=\"off\""])
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    if status.success() {
        Ok(program)
    } else {
        Err(format!("cargo install {name}: {status}"))
    }
}

impl Judges {
    /// Has two versions of a crate compared, given as rustdoc's JSON.
    pub(super) fn compare(&self, base: &Path, revision: &Path) -> Result<Verdict, String> {
        let mut checks = Command::new(&self.semver_checks);
        // Taken for a patch, every change is too much, so that each is said.
        checks.args(["semver-checks", "--color", "never", "--release-type", "patch"]);
        checks
            .arg("--baseline-rustdoc")
            .arg(base)
            .arg("--current-rustdoc")
            .arg(revision);
        let said = said(&mut checks)?;
        let semver_checks = if said.contains("semver requires new major version") {
            Bump::Major
        } else if said.contains("semver requires new minor version") {
            Bump::Minor
        } else if said.contains("no semver update required") {
            Bump::None
        } else {
            return Err(format!("cargo-semver-checks says neither: {said}"));
        };
        let mut diff = Command::new(&self.public_api);
        diff.args(["public-api", "--color", "never", "diff"])
            .arg(base)
            .arg(revision);
        let items = self::said(&mut diff)?;
        let public_api = api_bump(&items).ok_or_else(|| format!("cargo-public-api says nothing: {items}"))?;
        Ok(Verdict {
            semver_checks,
            public_api,
            text: format!("{said}\n{items}"),
        })
    }
}

/// Everything that a command writes.
fn said(command: &mut Command) -> Result<String, String> {
    let output = command
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    Ok(format!("{err}{out}"))
}

/// The bump that the items call for which cargo-public-api lists. Support code is no item of the crate's interface, nor
/// are traits that it has for itself.
fn api_bump(text: &str) -> Option<Bump> {
    let mut section = None;
    let mut bump = Bump::None;
    for line in text.lines() {
        match line {
            line if line.starts_with("Removed items") => section = Some(Bump::Major),
            line if line.starts_with("Changed items") => section = Some(Bump::Major),
            line if line.starts_with("Added items") => section = Some(Bump::Minor),
            line if line.starts_with(['-', '+']) && !is_support(line) => bump = bump.max(section?),
            _ => {}
        }
    }
    section.map(|_| bump)
}

/// Whether an item is one of the runtime: by the first path in full that it has.
fn is_support(line: &str) -> bool {
    let path = line.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':')));
    let mut own = path.filter(|path| path.contains("::") && !path.starts_with("core::") && !path.starts_with("std::"));
    own.next()
        .is_some_and(|path| path.split("::").nth(1) == Some("support"))
}
