//! What was read: the files of a description, and which reference leads to which.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use super::index::Index;
use super::reference::Reference;
use crate::pointer::{FileId, Pointer};

/// A description and every file that it refers to, directly or not.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The files; the description itself is the first.
    pub files: Vec<SourceFile>,
    /// The file that a reference leads to, by where it stands and what it says before the `#`.
    pub(super) links: BTreeMap<(FileId, String), FileId>,
}

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path relative to the description's folder, with `/`.
    pub name: String,
    /// The path to show to people: the name, unless [`Sources::show_in`] put a folder before it.
    pub shown: String,
    /// The path it was read from.
    pub path: PathBuf,
    /// The text, as it came, without a byte order mark.
    pub text: String,
    /// The value of the text; keys in document order. Null if the text could not be read, which was reported then.
    pub value: Value,
    /// Where everything stands; made when the first finding needs it.
    index: OnceLock<Index>,
    /// Where each line begins; made when the first finding needs it.
    lines: OnceLock<Vec<usize>>,
}

impl Sources {
    /// A description that refers to no other file.
    pub(super) fn single(file: SourceFile) -> Self {
        Self {
            files: vec![file],
            links: BTreeMap::new(),
        }
    }

    /// Has reports show the files as they are found from where the user is: by way of `folder`, the description's (or the
    /// one below which files are read).
    pub fn show_in(&mut self, folder: &Path) {
        let folder = folder.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        for file in &mut self.files {
            file.shown = match folder.trim_end_matches('/') {
                "" | "." if !folder.starts_with('/') => file.name.clone(),
                folder => format!("{folder}/{}", file.name),
            };
        }
    }

    /// A file by its id.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Where a reference leads: the file, and the pointer in it, its fragment decoded.
    ///
    /// Whether the pointer leads to anything is for the caller to find out. `None` if the file is not there, or the
    /// fragment is no JSON Pointer but a name (`#anchor`). A missing file was reported already, at the place of the
    /// `$ref` itself, wherever the specification has references stand; so a caller that cannot resolve a reference into
    /// another file looks whether the sink has a finding at that place.
    pub fn resolve(&self, from: FileId, reference: &str) -> Option<(FileId, Pointer)> {
        let (file, fragment) = self.resolve_file(from, reference)?;
        Some((file, Pointer::parse(&fragment)?))
    }

    /// As [`Sources::resolve`], for any fragment: a pointer, a name of an `$anchor`, or nothing.
    pub fn resolve_file(&self, from: FileId, reference: &str) -> Option<(FileId, String)> {
        let reference = Reference::parse(reference);
        let file = if reference.file.is_empty() {
            from
        } else {
            *self.links.get(&(from, reference.file.to_owned()))?
        };
        Some((file, reference.fragment()))
    }
}

impl SourceFile {
    /// A file.
    pub(super) fn new(name: String, path: PathBuf, text: String, value: Value) -> Self {
        Self {
            shown: name.clone(),
            name,
            path,
            text,
            value,
            index: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// The line on which a byte of the text stands, counted from 1, and the byte that it begins at.
    pub fn line(&self, byte: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= byte);
        (line, lines.get(line.saturating_sub(1)).copied().unwrap_or_default())
    }

    /// The bytes of the text to point at for a place: the key of an entry, the value of an item of an array.
    ///
    /// A place that does not exist in the text is stood for by its nearest ancestor that does.
    pub fn locate(&self, pointer: &Pointer) -> Range<usize> {
        let span = self.index.get_or_init(|| Index::of(&self.text)).locate(pointer);
        // The index was made from this text, but a slice must not be able to fail.
        if self.text.get(span.clone()).is_some() {
            span
        } else {
            0..0
        }
    }
}
