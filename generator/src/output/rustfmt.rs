//! rustfmt over generated crates, for code that is committed.
//!
//! What [`render`](super::render) writes is readable as it is; projects that run `cargo fmt --check` over committed
//! output also want it to the letter of rustfmt.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use indexmap::IndexMap;

/// Formats the Rust files among `files` (relative paths) with the `rustfmt` on the path, edition 2024.
///
/// `config` is the folder whose `rustfmt.toml` holds; rustfmt's defaults without one. The files are formatted in a
/// folder of their own below `scratch`, which is removed afterwards.
///
/// # Errors
///
/// If rustfmt is not installed, or refuses a file; the error has its words.
pub fn rustfmt(files: &mut IndexMap<String, String>, config: Option<&Path>, scratch: &Path) -> io::Result<()> {
    let folder = scratch.join(format!("specwright-rustfmt-{}", std::process::id()));
    let result = format_in(&folder, files, config);
    let _ = std::fs::remove_dir_all(&folder);
    result
}

fn format_in(folder: &Path, files: &mut IndexMap<String, String>, config: Option<&Path>) -> io::Result<()> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".rs")) {
        let path = folder.join(name);
        super::replace(&path, text.as_bytes())?;
        paths.push(path);
    }
    if paths.is_empty() {
        return Ok(());
    }
    let empty = folder.join("rustfmt.toml");
    std::fs::write(&empty, "")?;
    let config = config.map_or(empty, |folder| folder.join("rustfmt.toml"));
    // Roots are enough: rustfmt follows `mod` lines.
    let roots = paths.iter().filter(|path| path.ends_with("src/lib.rs"));
    let output = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(&config)
        .args(roots)
        .output()
        .map_err(|error| {
            io::Error::new(
                error.kind(),
                format!("rustfmt: {error} (`rustup component add rustfmt`)"),
            )
        })?;
    if !output.status.success() {
        return Err(io::Error::other(format!(
            "rustfmt: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    for (name, text) in files.iter_mut().filter(|(name, _)| name.ends_with(".rs")) {
        *text = std::fs::read_to_string(folder.join(name))?;
    }
    Ok(())
}
