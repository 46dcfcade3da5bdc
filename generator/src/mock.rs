//! Mock servers on the disk: the crates of an API with a program beside them, built by cargo.

use std::path::{Path, PathBuf};
use std::process::Command;

use indexmap::IndexMap;

use crate::emit::Program;
use crate::output::{self, Mode};
use crate::pipeline::Generated;

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
    pub fn write(generated: &Generated, folder: &Path, programs: &[Program], seed: u64) -> Result<Self, String> {
        if generated.api.operations.is_empty() {
            return Err(match !generated.api.webhooks.is_empty() {
                true => "the description has webhooks only, which an API sends: there is nothing to serve".to_owned(),
                false => "the description has no operations: there is nothing to serve".to_owned(),
            });
        }
        let fault = |error: &dyn std::fmt::Display| format!("{}: {error}", folder.display());
        let mut files: IndexMap<String, String> = generated.files().map_err(|error| fault(&error))?;
        if let Some((folder, runtime)) = generated.vendored().map_err(|error| fault(&error))? {
            files.extend(
                runtime
                    .into_iter()
                    .map(|(path, text)| (format!("{folder}/{path}"), text)),
            );
        }
        for program in programs {
            let crate_files = generated.program(*program, seed).map_err(|error| fault(&error))?;
            let crate_files = crate_files.into_iter();
            files.extend(crate_files.map(|(path, text)| (format!("{}/{path}", program.name()), text)));
        }
        output::sync_crates(folder, &files, Mode::Write, |_| true).map_err(|error| fault(&error))?;
        let members = files.keys().filter_map(|path| path.strip_suffix("/Cargo.toml"));
        let members: Vec<String> = members.map(|member| format!("\"{member}\"")).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\n",
            members.join(", ")
        );
        output::replace(&folder.join("Cargo.toml"), manifest.as_bytes()).map_err(|error| fault(&error))?;
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
    pub fn build(&self, program: Program, target: &Path) -> Result<PathBuf, String> {
        let package = format!("{}-{}", self.name, program.name());
        let target = std::path::absolute(target).map_err(|error| format!("{}: {error}", target.display()))?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo)
            .args(["build", "--quiet", "--package", &package])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &target)
            .status()
            .map_err(|error| format!("cargo cannot be run: {error}"))?;
        if !status.success() {
            return Err(format!("cargo does not build {package} in {}", self.folder.display()));
        }
        Ok(target
            .join("debug")
            .join(package)
            .with_extension(std::env::consts::EXE_EXTENSION))
    }
}
