//! Where things are in the repository, for the commands here and those of `xtask/judges`.

use std::path::{Path, PathBuf};

use specwright::settings::Runtime;

/// The top folder of the work tree that this xtask was built in.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The runtime as it stands here, for crates that are generated anywhere.
pub fn runtime() -> Runtime {
    Runtime::Path(root().join("templates").to_string_lossy().into_owned())
}

/// The bundled APIs: a name and a description each, in order of name.
///
/// # Errors
///
/// If `specs/` cannot be read or a folder in it has no description.
pub fn specs() -> Result<Vec<(String, PathBuf)>, String> {
    let folder = root().join("specs");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut specs = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| error.to_string())?;
        if !entry.path().is_dir() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let candidates = ["openapi.yaml", "openapi.json"].map(|file| entry.path().join(file));
        let Some(spec) = candidates.into_iter().find(|path| path.is_file()) else {
            return Err(format!("specs/{name} has neither openapi.yaml nor openapi.json"));
        };
        specs.push((name, spec));
    }
    specs.sort();
    Ok(specs)
}
