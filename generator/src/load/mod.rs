//! Text to JSON value: format, guards, duplicate keys, and the files that the description refers to.

mod bundle;
mod fault;
mod find;
mod folder;
mod format;
pub mod guard;
mod index;
mod json;
mod reference;
mod resources;
mod sources;
#[cfg(test)]
mod tests;
mod value;
mod walk;
mod yaml;

use std::path::Path;

use serde_json::Value;

use self::folder::{Folder, Unreadable};
use self::walk::Walk;
use crate::pointer::{Location, Pointer};
use crate::report::{Diagnostic, Sink};

pub use sources::{SourceFile, Sources};

/// Reads a description and every file below its folder that it refers to.
///
/// What is wrong goes into `sink`; a file that cannot be read or parsed is there with the value null. A `$ref` that is a property's
/// name, or stands in an example, a default or an enumeration, is not followed.
pub fn load(path: &Path, sink: &mut Sink) -> Sources {
    let parent = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    load_within(parent, path, sink)
}

/// As [`load`], with every file below `folder` instead of the description's own folder; `path` must lie below it.
pub fn load_within(folder: &Path, path: &Path, sink: &mut Sink) -> Sources {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let read = folder::read(path).and_then(|text| {
        let folder = folder.canonicalize().map_err(Unreadable::Io)?;
        let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
        let below = parent.as_deref().and_then(|parent| parent.strip_prefix(&folder).ok());
        let name = match below.map(folder::slashed) {
            Some(below) if !below.is_empty() => format!("{below}/{name}"),
            Some(_) | None => name.clone(),
        };
        Ok((text, folder, name))
    });
    match read {
        Ok((text, folder, name)) => Walk::new(Folder::Disk(folder), name, path.to_owned(), text, sink).finish(),
        Err(error) => refuse(name, path, error, sink),
    }
}

/// Reads a description from memory. `name` is for reports, and its extension says what the text is, as a file's would.
///
/// A `$ref` to another file is an error.
pub fn load_text(name: &str, text: &str, sink: &mut Sink) -> Sources {
    load_texts(&[(name, text)], sink)
}

/// Reads a description of several files from memory, by name and text; the first is the description itself.
pub fn load_texts(files: &[(&str, &str)], sink: &mut Sink) -> Sources {
    let Some((name, text)) = files.first() else {
        return Sources::default();
    };
    let given = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let folder = Folder::Given(given.collect());
    Walk::new(folder, (*name).to_owned(), (*name).into(), (*text).to_owned(), sink).finish()
}

/// Reports that there is nothing to read.
fn refuse(name: String, path: &Path, error: Unreadable, sink: &mut Sink) -> Sources {
    let written = match &error {
        Unreadable::Io(_) => path.display().to_string(),
        Unreadable::TooLarge | Unreadable::NotText { .. } => name.clone(),
    };
    let (code, message, help) = walk::unreadable(&written, &error);
    let mut diagnostic = Diagnostic::new(code, Location::root(Pointer::root()), message);
    diagnostic.help = help;
    let mut text = String::new();
    if let Unreadable::NotText { start, lossy } = error {
        diagnostic.span = Some(fault::char_at(&lossy, start));
        text = lossy;
    }
    sink.push(diagnostic);
    Sources::single(SourceFile::new(name, path.to_owned(), text, Value::Null))
}
