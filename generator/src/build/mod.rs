//! For build scripts: a crate's API code is generated when the crate is built, into `OUT_DIR`, and never committed.
//!
//! ```no_run
//! // build.rs
//! fn main() -> specwright::build::Result {
//!     specwright::Build::new("specs/turso.yaml").client().run()
//! }
//! ```
//!
//! ```text
//! // src/main.rs; the file is named after the description
//! mod turso {
//!     include!(concat!(env!("OUT_DIR"), "/turso.rs"));
//! }
//! use turso::client::Client;
//! ```

mod error;
mod manifest;

use std::path::{Path, PathBuf};

pub use error::{Error, Result};

use crate::lock::Lock;
use crate::output;
use crate::pipeline::{self, Generated, Input};
use crate::render;
use crate::settings::{Settings, Target};

/// A run of the generator in a build script.
#[derive(Clone, Debug)]
pub struct Build {
    spec: PathBuf,
    root: Option<PathBuf>,
    name: Option<String>,
    settings: Option<PathBuf>,
    names: Option<PathBuf>,
    targets: Vec<Target>,
    features: Vec<String>,
}

impl Build {
    /// Generates from the description at `spec`, relative to the crate's folder.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            root: None,
            name: None,
            settings: None,
            names: None,
            targets: Vec::new(),
            features: Vec::new(),
        }
    }

    /// Lets the description refer to files below this folder, relative to the crate's, instead of those below its own.
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// Generates the client. Types always come along. Without any choice all three are generated.
    #[must_use]
    pub fn client(self) -> Self {
        self.target(Target::Client)
    }

    /// Generates the server stub.
    #[must_use]
    pub fn server(self) -> Self {
        self.target(Target::Server)
    }

    /// Generates the types; alone if nothing else is chosen.
    #[must_use]
    pub fn types(self) -> Self {
        self.target(Target::Types)
    }

    /// Names the file `<name>.rs` in `OUT_DIR`. Without it the description's file name serves.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Reads settings from a `codegen.toml`, relative to the crate's folder.
    #[must_use]
    pub fn settings(mut self, path: impl Into<PathBuf>) -> Self {
        self.settings = Some(path.into());
        self
    }

    /// Keeps to the names of a `names.lock`, relative to the crate's folder. A build script only reads it: it is written
    /// by `specwright generate --names`.
    #[must_use]
    pub fn names(mut self, path: impl Into<PathBuf>) -> Self {
        self.names = Some(path.into());
        self
    }

    /// Turns on a feature of the generated crates, such as `blocking` or `webhooks`; `default` is on.
    #[must_use]
    pub fn feature(mut self, feature: impl Into<String>) -> Self {
        self.features.push(feature.into());
        self
    }

    fn target(mut self, target: Target) -> Self {
        self.targets.push(target);
        self
    }

    /// Generates, telling cargo which files to watch. A file whose bytes would stay the same is not written. Nothing is
    /// ever fetched.
    ///
    /// # Errors
    ///
    /// If the description is at fault (the error's text is the report), if the crate lacks a dependency that the
    /// generated code needs (the text shows the line to add), or if `OUT_DIR` cannot be written.
    pub fn run(self) -> Result {
        let out = variable("OUT_DIR")?;
        let root = variable("CARGO_MANIFEST_DIR")?;
        let (generated, name) = self.generate(Path::new(&root))?;
        let crates = generated.crates();
        let runtime = output::nested_runtime(&crates, &self.features);
        let runtime = manifest::check(Path::new(&root), runtime, &output::own_dependencies(&crates))?;
        let text = output::nest(&crates, &name, &generated.header, &self.features, runtime).map_err(Error::render)?;
        let path = Path::new(&out).join(format!("{}.rs", name.replace('-', "_")));
        if std::fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes()) {
            return Ok(());
        }
        output::replace(&path, text.as_bytes()).map_err(|error| Error::new(error.to_string()))
    }

    /// Everything but the writing.
    fn generate(&self, root: &Path) -> Result<(Generated, String)> {
        let mut settings = match &self.settings {
            Some(path) => {
                let path = root.join(path);
                println!("cargo::rerun-if-changed={}", path.display());
                let text = std::fs::read_to_string(&path)
                    .map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
                Settings::parse(&text).map_err(|error| Error::new(format!("{}: {error}", path.display())))?
            }
            None => Settings::default(),
        };
        if let Some(path) = &self.names {
            let path = root.join(path);
            println!("cargo::rerun-if-changed={}", path.display());
            settings.lock = Lock::read(&path).map_err(Error::new)?;
        }
        if !self.targets.is_empty() {
            settings.targets = Some(self.targets.clone());
        }
        let spec = root.join(&self.spec);
        let stem = spec.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = pipeline::crate_name(self.name.as_deref().or(settings.name.as_deref()).unwrap_or(&stem));
        settings.name = Some(name.clone());
        let folder = self.root.as_ref().map(|folder| root.join(folder));
        let input = Input {
            path: &spec,
            root: folder.as_deref(),
        };
        let mut generated = pipeline::generate(input, &name, "the crate's build script", &settings);
        let folder = self.root.as_deref().or(self.spec.parent());
        generated.sources.show_in(folder.unwrap_or(Path::new("")));
        println!("cargo::rerun-if-changed={}", spec.display());
        for file in generated.sources.files.iter().skip(1) {
            println!("cargo::rerun-if-changed={}", file.path.display());
        }
        if generated.failed() {
            return Err(Error::new(render::text(
                &generated.diagnostics,
                &generated.sources,
                false,
            )));
        }
        for diagnostic in &generated.diagnostics {
            if diagnostic.severity == crate::report::Severity::Warning {
                println!("cargo::warning={}", render::line(diagnostic, &generated.sources));
            }
        }
        Ok((generated, name))
    }
}

fn variable(name: &str) -> Result<String> {
    std::env::var(name).map_err(|_| {
        Error::new(format!(
            "{name} is not set: `specwright::Build` is for build scripts, which cargo runs"
        ))
    })
}
