//! Descriptions to run programs about: bundled APIs by name, others by file.

use std::path::{Path, PathBuf};

use specwright::emit::Program;
use specwright::lock::{self, Lock};
use specwright::mock::Workspace;
use specwright::model::{Api, ApiKeyLocation, SchemeKind};
use specwright::pipeline;
use specwright::render;
use specwright::settings::Settings;

use crate::repository;

/// A description and the programs around what is generated from it.
#[derive(Debug)]
pub(crate) struct Subject {
    /// The API's name, or the file's.
    pub(crate) name: String,
    /// The description.
    pub(crate) spec: PathBuf,
    /// How many operations it has.
    pub(crate) operations: usize,
    /// The header field and prefix of the first credential that goes into one.
    credential: Option<(String, String)>,
    workspace: Workspace,
}

impl Subject {
    /// Generates the crates and programs of one, below target/mock/.
    pub(crate) fn new(name: &str, spec: &Path, programs: &[Program], seed: u64) -> Result<Self, String> {
        let beside = spec.with_file_name("codegen.toml");
        let mut settings = match std::fs::read_to_string(&beside) {
            Ok(text) => Settings::parse(&text).map_err(|error| format!("{}: {error}", beside.display()))?,
            Err(_) => Settings::default(),
        };
        settings.targets = None;
        settings.name = None;
        settings.runtime = repository::runtime();
        settings.lock = Lock::read(&spec.with_file_name(lock::FILE))?;
        let generated = pipeline::generate(spec, name, "cargo xtask mock", &settings);
        if generated.failed() {
            let report = render::text(&generated.diagnostics, &generated.sources, false);
            return Err(format!("{} is refused:\n{report}", spec.display()));
        }
        let folder = folder().join(generated.crate_name());
        let workspace = Workspace::write(&generated, &folder, programs, seed).map_err(|error| error.to_string())?;
        // The same versions as everything else; cargo takes out what is not used.
        let lock = folder.join("Cargo.lock");
        std::fs::copy(repository::root().join("Cargo.lock"), &lock).map_err(|error| error.to_string())?;
        Ok(Self {
            name: name.to_owned(),
            spec: spec.to_owned(),
            operations: generated.plan.api.operations.len(),
            credential: credential(&generated.plan.api),
            workspace,
        })
    }

    /// A header field with a credential, as an option of Schemathesis; nothing if none goes into a header field.
    pub(crate) fn header_credential(&self, credential: &str) -> Vec<String> {
        let field = self.credential.as_ref();
        let field = field.map(|(name, prefix)| format!("{name}: {prefix}{credential}"));
        field.map_or(Vec::new(), |field| vec!["--header".to_owned(), field])
    }

    /// Builds a program, and says where it is.
    pub(crate) fn build(&self, program: Program) -> Result<PathBuf, String> {
        self.workspace
            .build(program, &folder().join("target"))
            .map_err(|error| error.to_string())
    }
}

fn credential(api: &Api) -> Option<(String, String)> {
    let field = |name: &str, prefix: &str| Some((name.to_owned(), prefix.to_owned()));
    let mut uses = api
        .operations
        .iter()
        .flat_map(|operation| operation.security.iter().flatten());
    uses.find_map(|one| match &api.security_schemes.get(&one.scheme)?.kind {
        SchemeKind::ApiKey {
            place: ApiKeyLocation::Header,
            name,
        } => field(name, ""),
        SchemeKind::Bearer { .. } | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            field("Authorization", "Bearer ")
        }
        SchemeKind::Http { scheme } => field("Authorization", &format!("{scheme} ")),
        SchemeKind::ApiKey { .. } | SchemeKind::Basic | SchemeKind::MutualTls => None,
    })
}

/// Names and files: those asked for, else all bundled APIs.
pub(crate) fn select(wanted: &[String]) -> Result<Vec<(String, PathBuf)>, String> {
    let bundled = repository::specs()?;
    if wanted.is_empty() {
        return Ok(bundled);
    }
    let find = |wanted: &String| {
        let known = bundled.iter().find(|(name, _)| name == wanted);
        let file = PathBuf::from(wanted);
        match known {
            Some(known) => Ok(known.clone()),
            None if file.is_file() => {
                let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let file = std::path::absolute(&file).map_err(|error| error.to_string())?;
                Ok((stem, file))
            }
            None => Err(format!("`{wanted}` is neither a bundled API nor a file")),
        }
    };
    wanted.iter().map(find).collect()
}

/// Where programs are written and built.
fn folder() -> PathBuf {
    repository::root().join("target/mock")
}
