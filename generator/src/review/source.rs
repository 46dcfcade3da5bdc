//! Where a side of a comparison comes from: a file, a file at a git revision, or standard input.

use std::convert::Infallible;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::git::{Tree, show};
use crate::load::guard::MAX_FILE_BYTES;
use crate::pipeline::{Description, Input};
use crate::render;
use crate::report::Code;

/// Where a description is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A file at a revision, as git writes it: `origin/main:specs/api.yaml`.
    Git {
        /// The revision.
        reference: String,
        /// The path from the top of the work tree; from the current folder where it starts with `./`.
        path: String,
    },
    /// Standard input.
    Stdin,
}

impl FromStr for Source {
    type Err = Infallible;

    /// `-`, `ref:path`, or a path. What exists as a file is one, with or without a colon.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        if text == "-" {
            return Ok(Self::Stdin);
        }
        Ok(match text.split_once(':') {
            Some((reference, path)) if !reference.is_empty() && !path.is_empty() && !Path::new(text).exists() => {
                Self::Git {
                    reference: reference.to_owned(),
                    path: path.to_owned(),
                }
            }
            _ => Self::File(text.into()),
        })
    }
}

impl Source {
    /// The name and text of a file beside the description, if there is one.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub(super) fn beside(&self, name: &str) -> Result<Option<(String, String)>, String> {
        match self {
            Self::File(description) => {
                let path = description.with_file_name(name);
                if !path.is_file() {
                    return Ok(None);
                }
                let shown = path.display().to_string();
                match std::fs::read_to_string(&path) {
                    Ok(text) => Ok(Some((shown, text))),
                    Err(error) => Err(format!("{shown}: {error}")),
                }
            }
            Self::Git { reference, path } => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let path = if folder.is_empty() {
                    name.to_owned()
                } else {
                    format!("{folder}/{name}")
                };
                let text = show(reference, &path)?;
                Ok(text.map(|text| (format!("{reference}:{path}"), text)))
            }
            Self::Stdin => Ok(None),
        }
    }

    /// Reads the description as far as the model.
    ///
    /// # Errors
    ///
    /// If there is nothing that can be compared; the text is for people.
    pub fn read(&self, root: Option<&Path>) -> Result<Description, String> {
        let read = match self {
            Self::File(path) => {
                let mut read = Description::read(Input { path, root });
                let folder = root.or(path.parent()).unwrap_or(Path::new(""));
                read.sources.show_in(folder);
                read
            }
            Self::Git { reference, path } => at_revision(reference, path, root)?,
            Self::Stdin => stdin()?,
        };
        if read.is_usable() {
            return Ok(read);
        }
        Err(render::text(read.sink.diagnostics(), &read.sources, false)
            .trim_end()
            .to_owned())
    }
}

/// Reads standard input, JSON or YAML.
fn stdin() -> Result<Description, String> {
    let mut bytes = Vec::new();
    let limited = std::io::stdin().take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes);
    limited.map_err(|error| format!("standard input: {error}"))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err("standard input is too large".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|_| "standard input is not UTF-8".to_owned())?;
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    Ok(Description::parse(
        if is_json { "stdin.json" } else { "stdin.yaml" },
        &text,
    ))
}

/// Reads a file at a revision, with the files that it refers to, if there are such: from git's objects to memory.
fn at_revision(reference: &str, path: &str, root: Option<&Path>) -> Result<Description, String> {
    let tree = Tree::at(reference)?;
    let path = tree.full(path)?;
    let text = tree.text(&path)?;
    let root = root.map(|root| root.to_string_lossy().replace('\\', "/"));
    let folder = match root.as_deref().map(|root| root.trim_end_matches('/')) {
        Some("" | ".") => "",
        Some(root) => root,
        None => path.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let inside = |path: &str| match folder {
        "" => Some(path.to_owned()),
        folder => Some(path.strip_prefix(folder)?.strip_prefix('/')?.to_owned()),
    };
    let name = inside(&path).ok_or_else(|| format!("{path} is not below {folder}"))?;
    let mut read = Description::parse(&name, &text);
    let is_missing = |code: Code| matches!(code, Code::DanglingRef | Code::ForeignRef);
    if read
        .sink
        .diagnostics()
        .iter()
        .any(|diagnostic| is_missing(diagnostic.code))
    {
        let mut files = vec![(name.clone(), text)];
        for (path, text) in tree.texts(folder)? {
            files.extend(inside(&path).filter(|other| *other != name).map(|name| (name, text)));
        }
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        read = Description::parse_all(&files);
    }
    read.sources.show_in(Path::new(folder));
    Ok(read)
}
