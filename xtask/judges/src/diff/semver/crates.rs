//! The crates of one side of all pairs, as a workspace that rustdoc writes about.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::diff::Part;
use specwright::lock::Lock;
use specwright::pipeline::{Generated, generate};
use specwright::settings::Settings;

use super::Case;
use crate::repository;

/// One side of all pairs.
#[derive(Debug)]
pub(super) struct Side {
    folder: PathBuf,
}

impl Side {
    /// Writes the crates of both sides, those of the revision with the names of the base.
    pub(super) fn both(folder: &Path, cases: &[Case]) -> Result<[Self; 2], String> {
        let sides = ["base", "revision"].map(|side| Self {
            folder: folder.join(side),
        });
        let [base, revision] = &sides;
        for side in &sides {
            let crates = side.folder.join("crates");
            if crates.exists() {
                std::fs::remove_dir_all(&crates).map_err(|error| format!("{}: {error}", crates.display()))?;
            }
            write(
                &side.folder.join("Cargo.toml"),
                "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*/*\"]\n",
            )?;
            let lock = repository::root().join("Cargo.lock");
            let to = side.folder.join("Cargo.lock");
            std::fs::copy(&lock, &to).map_err(|error| format!("{}: {error}", lock.display()))?;
        }
        for case in cases {
            let names = base.generate(case, "base.yaml", Lock::default())?;
            revision.generate(case, "revision.yaml", names)?;
        }
        Ok(sides)
    }

    fn generate(&self, case: &Case, file: &str, lock: Lock) -> Result<Lock, String> {
        let mut settings = Settings::default();
        settings.lock = lock;
        settings.runtime = repository::runtime();
        let generated = |settings: &Settings| -> Generated {
            generate(&case.folder.join(file), &case.name, "cargo xtask diff-semver", settings)
        };
        let mut made = generated(&settings);
        if made.failed() {
            settings.allow = made.allowable().iter().map(|code| code.as_str().to_owned()).collect();
            made = generated(&settings);
        }
        if made.failed() {
            return Err(format!("{}/{file} cannot be generated", case.name));
        }
        for (path, text) in made.files().map_err(|error| error.to_string())? {
            write(&self.folder.join("crates").join(&case.name).join(path), &text)?;
        }
        Ok(made.names())
    }

    /// Has rustdoc write about all crates, in JSON. Its options are unstable, which a stable toolchain takes if told so.
    pub(super) fn document(&self) -> Result<(), String> {
        let status = Command::new("cargo")
            .args(["doc", "--workspace", "--no-deps", "--lib", "--quiet"])
            .args(["--features", &self.features().join(",")])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_BOOTSTRAP", "1")
            .env(
                "RUSTDOCFLAGS",
                "-Z unstable-options --output-format json --document-hidden-items --cap-lints allow",
            )
            .status();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("cargo doc in {}: {status}", self.folder.display())),
            Err(error) => Err(format!("cargo: {error}")),
        }
    }

    /// The features that some crate has what the API sends behind.
    fn features(&self) -> Vec<&'static str> {
        let manifests = walkdir::WalkDir::new(self.folder.join("crates")).into_iter().flatten();
        let manifests = manifests.filter(|entry| entry.file_name() == "Cargo.toml");
        let texts: Vec<String> = manifests
            .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
            .collect();
        let has = |feature: &str| texts.iter().any(|text| text.contains(&format!("\n{feature} = [")));
        ["webhooks", "callbacks"]
            .into_iter()
            .filter(|feature| has(feature))
            .collect()
    }

    /// What rustdoc wrote of a crate; `None` if there is no such crate.
    pub(super) fn json(&self, name: &str) -> Option<PathBuf> {
        let (case, part) = name.rsplit_once('-')?;
        let file = format!("{}.json", name.replace('-', "_"));
        let exists = self.folder.join("crates").join(case).join(part).exists();
        exists.then(|| self.folder.join("target/doc").join(file))
    }

    /// The sources of a crate, without the comment that opens each, which has the hash of the description.
    pub(super) fn sources(&self, case: &Case, part: Part) -> Result<BTreeMap<PathBuf, String>, String> {
        let folder = self
            .folder
            .join("crates")
            .join(&case.name)
            .join(part.as_str())
            .join("src");
        let mut sources = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&folder) {
            // A crate that is not there has no sources.
            let Ok(entry) = entry else { continue };
            if entry.file_type().is_file() {
                let text = std::fs::read_to_string(entry.path()).map_err(|error| error.to_string())?;
                let code: Vec<&str> = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                let path = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
                sources.insert(path.to_owned(), code.join("\n"));
            }
        }
        Ok(sources)
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(fault)?;
    }
    std::fs::write(path, text).map_err(fault)
}
