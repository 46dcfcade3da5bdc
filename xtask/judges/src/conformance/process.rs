//! Processes of judges: installed below target/, and ended when no longer needed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::repository;

/// How long a server may take to say that it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// The folder of a judge.
pub(super) fn folder(judge: &str) -> Result<PathBuf, String> {
    let folder = repository::root().join("target/conformance").join(judge);
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// Runs a command to its end, silently if all is well.
pub(super) fn run(command: &mut Command, what: &str) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{what}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(format!("{what} failed: {text}"))
}

/// Installs a package of npm into a folder.
pub(super) fn npm(folder: &Path, package: &str) -> Result<(), String> {
    let mut command = Command::new("npm");
    command
        .args([
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefix",
            ".",
            package,
        ])
        .current_dir(folder);
    run(&mut command, &format!("npm install {package}"))
}

/// A server, killed when dropped.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    /// Its address.
    pub(super) url: String,
}

impl Server {
    /// Starts it, and waits for the line in which `address` finds its address.
    pub(super) fn start(command: &mut Command, address: fn(&str) -> Option<String>) -> Result<Self, String> {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{name}: {error}"))?;
        let stdout = child.stdout.take();
        let mut server = Self {
            child,
            url: String::new(),
        };
        let (sender, receiver) = mpsc::channel();
        // Reads on to the end, so that the server never waits for a reader.
        std::thread::spawn(move || {
            for line in stdout
                .into_iter()
                .flat_map(|stdout| BufReader::new(stdout).lines())
                .map_while(Result::ok)
            {
                if let Some(url) = address(&line) {
                    let _ = sender.send(url);
                }
            }
        });
        let told = receiver.recv_timeout(PATIENCE);
        server.url = told.map_err(|_| format!("{name} does not say that it listens"))?;
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
