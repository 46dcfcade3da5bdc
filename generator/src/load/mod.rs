//! Text to JSON value: format, guards, duplicate keys, and the files that the description refers to.

mod fault;
mod find;
mod folder;
mod format;
pub mod guard;
mod index;
mod json;
mod reference;
mod sources;
#[cfg(test)]
mod tests;
mod value;
mod walk;
mod yaml;

use std::path::Path;

use self::folder::Folder;
use self::walk::Walk;
use crate::pointer::{Location, Pointer};
use crate::report::{Diagnostic, Sink};

pub use sources::{SourceFile, Sources};

/// Reads a description and every file below its folder that it refers to.
///
/// What is wrong goes into `sink`; a file that cannot be parsed is there with the value null. A `$ref` that is a property's
/// name, or stands in an example, a default or an enumeration, is not followed.
pub fn load(path: &Path, sink: &mut Sink) -> Sources {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let parent = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let folder = parent.canonicalize();
    match (walk::description(path), folder) {
        (Ok(text), Ok(folder)) => Walk::new(Folder::Disk(folder), name, path.to_owned(), text, sink).finish(),
        (Ok(_), Err(error)) => refuse(path, &folder::Unreadable::Io(error), sink),
        (Err(error), _) => refuse(path, &error, sink),
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
fn refuse(path: &Path, error: &folder::Unreadable, sink: &mut Sink) -> Sources {
    let (code, message, help) = walk::unreadable(&path.display().to_string(), error);
    let diagnostic = Diagnostic::new(code, Location::root(Pointer::root()), message);
    sink.push(match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    });
    Sources::default()
}
