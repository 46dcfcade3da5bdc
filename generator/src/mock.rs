//! Mock servers on the disk: the crates of an API with a program beside them, built by cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

use indexmap::IndexMap;

use crate::emit::Program;
use crate::model::Direction;
use crate::output::{self, Mode, RenderError};
use crate::pipeline::Generated;

/// Why there is no mock server.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The description has no operations.
    #[error("the description has no operations: there is nothing to serve")]
    Empty,
    /// The description has webhooks only.
    #[error("the description has webhooks only, which an API sends: there is nothing to serve")]
    WebhooksOnly,
    /// An emitter is at fault.
    #[error("{}: {source}", folder.display())]
    Render {
        /// The folder of the workspace.
        folder: PathBuf,
        /// The fault.
        source: RenderError,
    },
    /// A file or folder cannot be written or found.
    #[error("{}: {source}", path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Cargo cannot be run.
    #[error("cargo cannot be run: {0}")]
    Cargo(std::io::Error),
    /// Cargo does not build the program.
    #[error("cargo does not build {package} in {}", folder.display())]
    Build {
        /// The program's package.
        package: String,
        /// The folder of the workspace.
        folder: PathBuf,
    },
}

/// A folder of crates that make a workspace of their own.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Where it is.
    pub folder: PathBuf,
    /// The base name of its crates.
    name: String,
}

impl Workspace {
    /// Writes the crates of an API and programs around them; files that are as they should be stay untouched.
    ///
    /// # Errors
    ///
    /// If there are no operations, the disk does not take them, or an emitter is at fault.
    pub fn write(generated: &Generated, folder: &Path, programs: &[Program], seed: u64) -> Result<Self, Error> {
        let api = &generated.plan.api;
        if api.called().next().is_none() {
            return Err(match api.of(Direction::Webhook).next().is_none() {
                true => Error::Empty,
                false => Error::WebhooksOnly,
            });
        }
        let fault = |source| Error::Render {
            folder: folder.to_owned(),
            source,
        };
        let disk = |source| Error::Disk {
            path: folder.to_owned(),
            source,
        };
        let mut files: IndexMap<String, String> = generated.files().map_err(fault)?;
        if let Some((folder, runtime)) = generated.vendored().map_err(fault)? {
            let runtime = runtime.into_iter();
            files.extend(runtime.map(|(path, text)| (format!("{folder}/{path}"), text)));
        }
        for program in programs {
            let crate_files = generated.program(*program, seed).map_err(fault)?;
            let crate_files = crate_files.into_iter();
            files.extend(crate_files.map(|(path, text)| (format!("{}/{path}", program.name()), text)));
        }
        output::sync_crates(folder, &files, Mode::Write, |_| true).map_err(disk)?;
        let members = files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml"));
        let members: Vec<String> = members.map(|member| format!("\"{member}\"")).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\n",
            members.join(", ")
        );
        output::replace(&folder.join("Cargo.toml"), manifest.as_bytes()).map_err(disk)?;
        Ok(Self {
            folder: folder.to_owned(),
            name: generated.crate_name().to_owned(),
        })
    }

    /// Builds a program with cargo, in the folder for build output `target`, and says where it is.
    ///
    /// # Errors
    ///
    /// If cargo cannot be run, or says no.
    pub fn build(&self, program: Program, target: &Path) -> Result<PathBuf, Error> {
        let package = format!("{}-{}", self.name, program.name());
        let target = std::path::absolute(target).map_err(|source| Error::Disk {
            path: target.to_owned(),
            source,
        })?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(["build", "--quiet", "--package", &package])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &target)
            .status()
            .map_err(Error::Cargo)?;
        if !status.success() {
            return Err(Error::Build {
                package,
                folder: self.folder.clone(),
            });
        }
        Ok(target
            .join("debug")
            .join(package)
            .with_extension(std::env::consts::EXE_EXTENSION))
    }
}
