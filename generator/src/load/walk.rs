//! Reads the description, then what it refers to, then what that refers to.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::find::{Found, references};
use super::folder::{Folder, Refusal, Unreadable};
use super::format;
use super::guard::{MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES};
use super::reference::{Foreign, Reference};
use super::sources::{SourceFile, Sources};
use crate::pointer::{FileId, Location};
use crate::report::{Code, Diagnostic, Sink};

/// What the reading of a description has come to.
pub(super) struct Walk<'a> {
    folder: Folder,
    sources: Sources,
    /// Files by their names.
    known: BTreeMap<String, FileId>,
    bytes: u64,
    /// What was found of references without a file, and what they say.
    failed: Vec<(String, Diagnostic)>,
    sink: &'a mut Sink,
}

impl<'a> Walk<'a> {
    /// A walk that starts with the description's text.
    pub(super) fn new(folder: Folder, name: String, path: PathBuf, text: String, sink: &'a mut Sink) -> Self {
        let mut walk = Self {
            folder,
            sources: Sources::default(),
            known: BTreeMap::new(),
            bytes: 0,
            failed: Vec::new(),
            sink,
        };
        walk.add(name, path, text);
        walk
    }

    /// Reads on until no file refers to one that was not read.
    pub(super) fn finish(mut self) -> Sources {
        let mut next = 0;
        while let Some(file) = self.sources.files.get(next) {
            let id = FileId(next as u32);
            for found in references(&file.value, next == 0) {
                self.follow(id, &found);
            }
            next += 1;
        }
        for (reference, diagnostic) in self.failed {
            // A schema may call itself so; which ones do is known when all files are.
            if self.sources.resolve(&diagnostic.location, &reference).is_none() {
                self.sink.push(diagnostic);
            }
        }
        self.sources
    }

    /// Adds a file; what is wrong with its text goes into the sink.
    fn add(&mut self, name: String, path: PathBuf, text: String) -> FileId {
        let id = FileId(self.sources.files.len() as u32);
        let (value, faults) = format::parse(&name, &text);
        for fault in faults {
            self.sink.push(fault.into_diagnostic(id));
        }
        self.bytes += text.len() as u64;
        self.known.insert(name.clone(), id);
        self.sources.files.push(SourceFile::new(name, path, text, value));
        id
    }

    /// Makes sure that the file of a reference is there.
    fn follow(&mut self, from: FileId, found: &Found) {
        let reference = Reference::parse(&found.text);
        let link = (from, reference.file.to_owned());
        if self.sources.links.contains_key(&link) {
            return;
        }
        match self.fetch(from, &reference) {
            Ok(id) => {
                self.sources.links.insert(link, id);
            }
            Err(_) if !found.is_certain => {}
            Err((code, message, help)) => {
                let location = Location {
                    file: from,
                    pointer: found.pointer.clone(),
                };
                let diagnostic = Diagnostic::new(code, location, message);
                let diagnostic = match help {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                };
                self.failed.push((found.text.clone(), diagnostic));
            }
        }
    }

    /// The file of a reference; else code, message and help of the finding.
    fn fetch(&mut self, from: FileId, reference: &Reference<'_>) -> Result<FileId, (Code, String, Option<String>)> {
        let written = reference.file;
        if let Some(foreign) = reference.foreign() {
            return Err(refuse_foreign(written, foreign));
        }
        let path = reference.path();
        let origin = self.sources.file(from).map_or("", |file| file.name.as_str());
        let found = self
            .folder
            .find(origin, &path)
            .map_err(|refusal| refuse(written, &path, refusal))?;
        if let Some(id) = self.known.get(&found.name) {
            return Ok(*id);
        }
        if self.sources.files.len() >= MAX_FILES {
            let message = format!("`{written}` is not read: the description has more than {MAX_FILES} files");
            return Err((Code::TooLarge, message, None));
        }
        let text = self.folder.read(&found).map_err(|error| unreadable(written, &error))?;
        if self.bytes + text.len() as u64 > MAX_TOTAL_BYTES {
            let message =
                format!("`{written}` is not read: the description's files have more than {MAX_TOTAL_BYTES} bytes");
            return Err((Code::TooLarge, message, None));
        }
        Ok(self.add(found.name, found.path, text))
    }
}

/// The finding on a reference that no folder could satisfy.
fn refuse_foreign(written: &str, foreign: Foreign) -> (Code, String, Option<String>) {
    let (message, help) = match foreign {
        Foreign::Url => (
            format!("`{written}` is a URL, and nothing is fetched"),
            "download it into the description's folder, and refer to the file",
        ),
        Foreign::Absolute => (
            format!("`{written}` is an absolute path, and only files in the description's folder are read"),
            "put the file into the description's folder, and refer to it by a relative path",
        ),
    };
    (Code::ForeignRef, message, Some(help.to_owned()))
}

/// The finding on a reference that the folder did not satisfy.
fn refuse(written: &str, path: &str, refusal: Refusal) -> (Code, String, Option<String>) {
    let inside = "put the file into the description's folder, or move the description up to a folder that holds both";
    match refusal {
        Refusal::Outside => {
            let message = format!("`{written}` leads out of the description's folder, where nothing is read");
            (Code::ForeignRef, message, Some(inside.to_owned()))
        }
        Refusal::Link => {
            let message =
                format!("`{written}` is a symbolic link out of the description's folder, where nothing is read");
            (
                Code::ForeignRef,
                message,
                Some("replace the link by the file".to_owned()),
            )
        }
        Refusal::Missing(similar) => {
            let help = match similar {
                Some(similar) => Some(format!("did you mean `{similar}`?")),
                None if path.contains('\\') => Some("write `/` between folders, on every system".to_owned()),
                None if !path.contains(['/', '.']) => {
                    Some("a reference into the same document starts with `#/`".to_owned())
                }
                None => None,
            };
            (Code::DanglingRef, format!("there is no file `{written}`"), help)
        }
    }
}

/// The finding on a file that is there but cannot be had.
pub(super) fn unreadable(written: &str, error: &Unreadable) -> (Code, String, Option<String>) {
    match error {
        Unreadable::Io(error) => (
            Code::Unreadable,
            format!("cannot read `{written}`: {}", reason(error)),
            None,
        ),
        Unreadable::TooLarge => (
            Code::TooLarge,
            format!("`{written}` has more than {MAX_FILE_BYTES} bytes"),
            None,
        ),
        Unreadable::NotText { start, .. } => (
            Code::Unreadable,
            format!("`{written}` is not UTF-8 text: byte {start} is wrong"),
            Some("save it as UTF-8".to_owned()),
        ),
    }
}

/// The system's reason, in words that are the same on every system where that is possible.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
