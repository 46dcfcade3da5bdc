//! `cargo xtask conformance`: judges that no one here wrote, against generated code.

mod sarif;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};

use crate::repository;

/// Let programs of others judge generated code; needs npm, and installs what it runs below target/.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Which judge.
    #[arg(value_enum)]
    judge: Judge,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Judge {
    /// The vendor's own SDK calls our server: npm `@tursodatabase/api` lists invites.
    Sdk,
    /// The schema of SARIF 2.1.0: what `specwright diff` writes for the pairs of tests/diff.
    Sarif,
}

/// The vendor's SDK, pinned.
const SDK: &str = "@tursodatabase/api@2.0.5";

/// Runs the command. Exit status 1 if the judge finds fault.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    match arguments.judge {
        Judge::Sdk => sdk(),
        Judge::Sarif => sarif::run(),
    }
}

/// Starts the Turso server and lets the SDK list invites from it.
fn sdk() -> Result<ExitCode, String> {
    let folder = repository::root().join("target/conformance/sdk");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    npm_install(&folder, &[SDK])?;
    let script = folder.join("sdk.mjs");
    std::fs::copy(repository::root().join("tests/conformance/sdk.mjs"), &script).map_err(|error| error.to_string())?;
    let server = Server::start()?;
    let status = Command::new("node")
        .arg(&script)
        .arg(&server.url)
        .current_dir(&folder)
        .status()
        .map_err(|error| format!("node: {error}"))?;
    println!(
        "conformance sdk ({SDK}): {}",
        if status.success() { "ok" } else { "FAILED" }
    );
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Installs packages from npm in a folder.
fn npm_install(folder: &Path, packages: &[&str]) -> Result<(), String> {
    let npm = Command::new("npm")
        .args([
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefix",
            ".",
        ])
        .args(packages)
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("npm: {error}"))?;
    if npm.success() {
        Ok(())
    } else {
        Err(format!("npm could not install {}", packages.join(" ")))
    }
}

/// The example server, killed when dropped.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    /// Builds and starts it; it prints its URL on the first line.
    fn start() -> Result<Self, String> {
        let built = Command::new(env!("CARGO"))
            .args([
                "build",
                "--quiet",
                "--package",
                "specwright-tests",
                "--example",
                "turso_server",
            ])
            .current_dir(repository::root())
            .status()
            .map_err(|error| format!("cargo: {error}"))?;
        if !built.success() {
            return Err("the example server does not build".to_owned());
        }
        let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
        let program = repository::root().join(target).join("debug/examples/turso_server");
        let mut child = Command::new(&program)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let mut url = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout)
                .read_line(&mut url)
                .map_err(|error| error.to_string())?;
        }
        Ok(Self {
            child,
            url: url.trim().to_owned(),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
