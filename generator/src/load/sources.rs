//! What was read: the files of a description, and which reference leads to which.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use super::index::Index;
use super::reference::Reference;
use super::resources::Resources;
use crate::pointer::{FileId, Location, Pointer};

/// A description and every file that it refers to, directly or not.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The files; the description itself is the first.
    pub files: Vec<SourceFile>,
    /// The file that a reference leads to, by where it stands and what it says before the `#`.
    pub(super) links: BTreeMap<(FileId, String), FileId>,
    /// What places call themselves; made when the first reference asks for it.
    resources: OnceLock<Resources>,
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
            ..Self::default()
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

    /// Where a reference that stands at `from` leads. `None` if that is nowhere.
    ///
    /// By the `$id` of a schema and by anchors first, then by files (JSON Schema 2020-12 §8.2, OAS 3.1.1 §4.6). A missing
    /// file was reported already, at the place of the `$ref` itself, wherever the specification has references stand; so
    /// a caller that cannot resolve a reference into another file looks whether the sink has a finding at that place.
    pub fn resolve(&self, from: &Location, reference: &str) -> Option<Location> {
        let place = self.point(from, reference)?;
        self.value(&place).is_some().then_some(place)
    }

    /// As [`Sources::resolve`], also where nothing is at the pointer that a reference says.
    pub fn point(&self, from: &Location, reference: &str) -> Option<Location> {
        let reference = Reference::parse(reference);
        let fragment = reference.fragment();
        let pointer = Pointer::parse(&fragment);
        let by_name = if pointer.is_none() || self.resources().has_names() {
            self.named(from, &reference, pointer.as_ref())
        } else {
            None
        };
        if by_name.is_some() {
            return by_name;
        }
        let file = if reference.file.is_empty() {
            from.file
        } else {
            *self.links.get(&(from.file, reference.file.to_owned()))?
        };
        match pointer {
            Some(pointer) => Some(Location { file, pointer }),
            None => {
                let root = Location {
                    file,
                    pointer: Pointer::root(),
                };
                self.resources().anchor(&root, &fragment).cloned()
            }
        }
    }

    /// Where a reference leads by the names that places give themselves. Pointers count only if something is there:
    /// authors write those that begin at the file's root in schemas with an `$id`, too.
    fn named(&self, from: &Location, reference: &Reference<'_>, pointer: Option<&Pointer>) -> Option<Location> {
        let root = self.resources().find(from, reference.file)?;
        let Some(pointer) = pointer else {
            return self.resources().anchor(root, &reference.fragment()).cloned();
        };
        let place = Location {
            file: root.file,
            pointer: root.pointer.join(pointer.as_str()),
        };
        self.value(&place).is_some().then_some(place)
    }

    /// What stands at a place.
    pub fn value(&self, place: &Location) -> Option<&Value> {
        self.file(place.file)?.value.pointer(place.pointer.as_str())
    }

    fn resources(&self) -> &Resources {
        self.resources.get_or_init(|| Resources::index(&self.files))
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
