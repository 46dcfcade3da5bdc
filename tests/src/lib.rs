//! Shared helpers of the golden, negative and wire tests.

use std::path::{Path, PathBuf};

/// The top folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The cases of a kind: the folders in `tests/<kind>`, by name. There is at least one, or the test is broken.
///
/// # Panics
///
/// If the folder cannot be read or is empty.
#[allow(clippy::panic, reason = "a test helper")]
pub fn cases(kind: &str) -> Vec<(String, PathBuf)> {
    let folder = root().join("tests").join(kind);
    let mut cases: Vec<(String, PathBuf)> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .collect();
    assert!(!cases.is_empty(), "no case in {}", folder.display());
    cases.sort();
    cases
}

/// The description of a case: `spec.yaml` or `spec.json`.
pub fn spec(case: &Path) -> PathBuf {
    let json = case.join("spec.json");
    if json.is_file() { json } else { case.join("spec.yaml") }
}

/// Whether expectations are to be rewritten (`UPDATE_EXPECT=1`) instead of failing.
pub fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}
