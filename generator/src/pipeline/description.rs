//! A description as it is read: the files, the model, and what is wrong with them.

use std::path::Path;

use crate::load::{Sources, load, load_text, load_texts, load_within};
use crate::lower::lower;
use crate::model::Api;
use crate::normalize::normalize;
use crate::report::{Code, Diagnostic, Sink};

/// Where a description is.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The file.
    pub path: &'a Path,
    /// The folder below which files may be read that it refers to; its own folder without.
    pub root: Option<&'a Path>,
}

impl<'a, P: AsRef<Path> + ?Sized> From<&'a P> for Input<'a> {
    fn from(path: &'a P) -> Self {
        let path = path.as_ref();
        Self { path, root: None }
    }
}

/// A description that was read. Reading never fails: what is wrong is in the sink.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Description {
    /// The files: for positions in reports, and for build scripts that must watch them.
    pub sources: Sources,
    /// The model, as the description has it.
    pub api: Api,
    /// The findings of reading it.
    pub sink: Sink,
}

impl Description {
    /// Reads a file, and those that it refers to.
    pub fn read<'a>(input: impl Into<Input<'a>>) -> Self {
        let mut sink = Sink::new();
        let Input { path, root } = input.into();
        let sources = match root {
            Some(root) => load_within(root, path, &mut sink),
            None => load(path, &mut sink),
        };
        Self::of(sources, sink)
    }

    /// Reads a text; `name` says by its extension whether it is JSON or YAML.
    pub fn parse(name: &str, text: &str) -> Self {
        let mut sink = Sink::new();
        let sources = load_text(name, text, &mut sink);
        Self::of(sources, sink)
    }

    /// Reads the texts of several files, by name; the first is the description itself.
    pub fn parse_all(files: &[(&str, &str)]) -> Self {
        let mut sink = Sink::new();
        let sources = load_texts(files, &mut sink);
        Self::of(sources, sink)
    }

    fn of(sources: Sources, mut sink: Sink) -> Self {
        let normalized = normalize(&sources, &mut sink);
        let mut api = lower(&normalized, &mut sink);
        api.files = sources.files.iter().map(|file| file.name.clone()).collect();
        Self { sources, api, sink }
    }

    /// The findings of reading it, in the order in which they were met.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.sink.diagnostics()
    }

    /// Whether there is anything to compare: a description that is at fault may well be compared as far as it goes, unless
    /// it is none, or of a version whose words mean something else.
    pub fn is_usable(&self) -> bool {
        let mut found = self.sink.diagnostics().iter();
        let known = found.all(|diagnostic| diagnostic.code != Code::Version);
        known && self.sources.files.first().is_some_and(|file| file.value.is_object())
    }
}
