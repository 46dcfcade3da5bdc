//! Where files come from: the description's folder, or texts given by the caller. Nothing outside is ever opened.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use super::guard::MAX_FILE_BYTES;
use crate::report::similar;

/// The files that a description may refer to.
#[derive(Debug)]
pub(super) enum Folder {
    /// What is below a folder, by its canonical path.
    Disk(PathBuf),
    /// Texts by name.
    Given(BTreeMap<String, String>),
}

/// A file that a reference leads to.
#[derive(Debug)]
pub(super) struct Found {
    /// The path relative to the folder, with `/`: what it is known by.
    pub(super) name: String,
    /// The path to open.
    pub(super) path: PathBuf,
}

/// Why a file cannot be had.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The path leads out of the folder.
    Outside,
    /// The path leads out of the folder by a symbolic link.
    Link,
    /// There is no such file; the name of one that looks alike.
    Missing(Option<String>),
}

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// The system's reason.
    Io(std::io::Error),
    /// More bytes than one file may have.
    TooLarge,
    /// Not UTF-8.
    NotText {
        /// The first byte that is wrong.
        start: usize,
        /// The text with a stand-in for what is wrong.
        lossy: String,
    },
}

impl Folder {
    /// Finds what `path` means in the file `from`.
    pub(super) fn find(&self, from: &str, path: &str) -> Result<Found, Refusal> {
        let name = join(from, path).ok_or(Refusal::Outside)?;
        match self {
            Self::Disk(folder) => find_on_disk(folder, &name),
            Self::Given(texts) if texts.contains_key(&name) => Ok(Found {
                path: PathBuf::from(&name),
                name,
            }),
            Self::Given(texts) => Err(Refusal::Missing(
                similar(&name, texts.keys().map(String::as_str)).map(str::to_owned),
            )),
        }
    }

    /// Reads a file that was found.
    pub(super) fn read(&self, found: &Found) -> Result<String, Unreadable> {
        match self {
            Self::Disk(_) => read(&found.path),
            Self::Given(texts) => Ok(texts.get(&found.name).cloned().unwrap_or_default()),
        }
    }
}

/// Reads a text file, up to the largest size that is allowed.
pub(super) fn read(path: &Path) -> Result<String, Unreadable> {
    let file = File::open(path).map_err(Unreadable::Io)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(Unreadable::Io)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let mut text = String::from_utf8(bytes).map_err(|error| Unreadable::NotText {
        start: error.utf8_error().valid_up_to(),
        lossy: String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

/// The name of `path` as the file `from` means it; `None` if that leaves the folder.
fn join(from: &str, path: &str) -> Option<String> {
    let mut parts = from.split('/').collect::<Vec<_>>();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Finds a name below a folder, following symbolic links only as far as they stay there.
fn find_on_disk(folder: &Path, name: &str) -> Result<Found, Refusal> {
    let Ok(path) = folder.join(name).canonicalize() else {
        return Err(Refusal::Missing(neighbour(folder, name)));
    };
    let Ok(inside) = path.strip_prefix(folder) else {
        return Err(Refusal::Link);
    };
    if !path.is_file() {
        return Err(Refusal::Missing(None));
    }
    Ok(Found {
        name: slashed(inside),
        path,
    })
}

/// The name of a file that looks like the one which is not there.
fn neighbour(folder: &Path, name: &str) -> Option<String> {
    let (parent, last) = name.rsplit_once('/').unwrap_or(("", name));
    let inside = folder
        .join(parent)
        .canonicalize()
        .ok()
        .filter(|path| path.starts_with(folder))?;
    let mut names = std::fs::read_dir(inside)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect::<Vec<_>>();
    names.sort();
    let found = similar(last, names.iter().map(String::as_str))?;
    Some(if parent.is_empty() {
        found.to_owned()
    } else {
        format!("{parent}/{found}")
    })
}

/// A relative path with `/` on every system.
pub(super) fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}
