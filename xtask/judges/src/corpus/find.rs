//! The descriptions of a folder.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::document;

/// A description of the corpus.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    /// What the rows call it.
    pub(crate) id: String,
    /// The file.
    pub(crate) path: PathBuf,
    /// The folder below which it may refer to files.
    pub(crate) root: PathBuf,
}

/// The descriptions below a folder whose id contains a filter, or is what stands after its `=`; all without filters.
pub(crate) fn chosen(folder: &Path, filters: &[String]) -> Result<Vec<Spec>, String> {
    let mut specs = specs(folder)?;
    let wanted = |id: &str| {
        filters.iter().any(|filter| match filter.strip_prefix('=') {
            Some(exact) => id == exact,
            None => id.contains(filter.as_str()),
        })
    };
    specs.retain(|spec| filters.is_empty() || wanted(&spec.id));
    if specs.is_empty() {
        return Err(format!("there is no description to take in {}", folder.display()));
    }
    Ok(specs)
}

/// The descriptions below a folder, in order of id: those of its `index.tsv`, else those that look like one.
pub(crate) fn specs(folder: &Path) -> Result<Vec<Spec>, String> {
    let index = folder.join("index.tsv");
    let mut specs = if index.is_file() {
        indexed(folder, &index)?
    } else {
        walked(folder)?
    };
    specs.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(specs)
}

/// The descriptions that `index.tsv` lists.
fn indexed(folder: &Path, index: &Path) -> Result<Vec<Spec>, String> {
    let text = std::fs::read_to_string(index).map_err(|error| format!("{}: {error}", index.display()))?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        header
            .iter()
            .position(|column| *column == name)
            .ok_or_else(|| format!("{} has no column `{name}`", index.display()))
    };
    let (id, root) = (column("id")?, column("root")?);
    let rows = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|cells| match (cells.get(id), cells.get(root)) {
        (Some(id), Some(path)) => Ok(Spec {
            id: (*id).to_owned(),
            path: folder.join(path),
            root: root_of(folder, path),
        }),
        _ => Err(format!("{} has a short row", index.display())),
    })
    .collect()
}

/// `multi/<id>` for a description below it, else the folder that it stands in.
fn root_of(folder: &Path, path: &str) -> PathBuf {
    let mut parts = path.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("multi"), Some(id), Some(_)) => folder.join("multi").join(id),
        _ => folder.join(path).parent().unwrap_or(folder).to_owned(),
    }
}

/// The files that say `openapi` or `swagger` at their top.
fn walked(folder: &Path) -> Result<Vec<Spec>, String> {
    let mut specs = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| error.to_string())?;
        let extension = entry.path().extension().and_then(|extension| extension.to_str());
        if !matches!(extension, Some("json" | "yaml" | "yml")) {
            continue;
        }
        let Ok(document) = document::read(entry.path()) else {
            continue;
        };
        if document.get("openapi").is_none() && document.get("swagger").is_none() {
            continue;
        }
        let inside = entry
            .path()
            .strip_prefix(folder)
            .unwrap_or(entry.path())
            .to_string_lossy();
        specs.push(Spec {
            id: inside.replace(['/', '\\'], "__"),
            path: entry.path().to_owned(),
            root: root_of(folder, &inside),
        });
    }
    Ok(specs)
}
