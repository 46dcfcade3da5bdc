//! The stages called in order, nothing else.

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread::ScopedJoinHandle;

use indexmap::IndexMap;
use sha2::{Digest, Sha256};

use crate::analyze::{Facts, analyze, record};
use crate::diff::{self, Report};
use crate::emit::rust_type::RustTypes;
use crate::emit::{Context, doc, emit, targets};
use crate::fidelity::{self, Fidelity};
use crate::load::{Sources, load, load_text, load_texts, load_within};
use crate::lock::Lock;
use crate::lower::{keep_shown, lower};
use crate::model::Api;
use crate::normalize::normalize;
use crate::output::{Crate, RenderError, render};
use crate::policy::Policy;
use crate::report::{Code, Diagnostic, Severity, Sink};
use crate::settings::{Settings, Target};

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

/// What a description says, with what analysis found in it.
#[derive(Debug)]
pub struct Loaded {
    /// The files read: for positions in reports, and for build scripts that must watch them.
    pub sources: Sources,
    /// The model.
    pub api: Api,
    /// The facts.
    pub facts: Facts,
    /// The findings so far, but for those that the settings allow.
    pub sink: Sink,
    /// The findings that the settings allow.
    pub allowed: Vec<Diagnostic>,
}

/// Reads a description as far as the facts. Never fails: what is wrong is in the sink.
pub fn read<'a>(input: impl Into<Input<'a>>, settings: &Settings) -> Loaded {
    let mut sink = Sink::new();
    let Input { path, root } = input.into();
    let sources = match root {
        Some(root) => load_within(root, path, &mut sink),
        None => load(path, &mut sink),
    };
    let (sources, mut api) = model(sources, &mut sink);
    keep_shown(&mut api, &mut sink);
    let facts = analyze(&api, settings, &mut sink);
    let (sink, allowed) = Policy::new(settings, &mut sink).judge(sink, &api.files);
    Loaded {
        sources,
        api,
        facts,
        sink,
        allowed,
    }
}

/// What a description says, to be compared with another.
#[derive(Debug)]
pub struct Read {
    /// The files read.
    pub sources: Sources,
    /// The model.
    pub api: Api,
    /// The findings of reading it.
    pub sink: Sink,
}

impl Read {
    /// Whether there is anything to compare: a description that is at fault may well be compared as far as it goes.
    pub fn is_usable(&self) -> bool {
        self.sources.files.first().is_some_and(|file| file.value.is_object())
    }
}

/// Reads a description as far as the model. Never fails: what is wrong is in the sink.
pub fn read_model<'a>(input: impl Into<Input<'a>>) -> Read {
    let mut sink = Sink::new();
    let Input { path, root } = input.into();
    let sources = match root {
        Some(root) => load_within(root, path, &mut sink),
        None => load(path, &mut sink),
    };
    let (sources, api) = model(sources, &mut sink);
    Read { sources, api, sink }
}

/// As [`read_model`], from memory: `name` says by its extension what the text is.
pub fn read_text(name: &str, text: &str) -> Read {
    let mut sink = Sink::new();
    let (sources, api) = model(load_text(name, text, &mut sink), &mut sink);
    Read { sources, api, sink }
}

/// As [`read_text`], for a description of several files, by name and text; the first is the description itself.
pub fn read_texts(files: &[(&str, &str)]) -> Read {
    let mut sink = Sink::new();
    let (sources, api) = model(load_texts(files, &mut sink), &mut sink);
    Read { sources, api, sink }
}

fn model(sources: Sources, sink: &mut Sink) -> (Sources, Api) {
    let normalized = normalize(&sources, sink);
    let mut api = lower(&normalized, sink);
    api.files = sources.files.iter().map(|file| file.name.clone()).collect();
    (sources, api)
}

/// Compares two descriptions that were read.
pub fn compare(base: &Read, revision: &Read, settings: &diff::Settings) -> Report {
    diff::diff(&base.api, &revision.api, settings)
}

/// What a run made of one description.
#[derive(Debug)]
pub struct Generated {
    /// The files read.
    pub sources: Sources,
    /// The findings, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The comment that opens every file.
    pub header: String,
    /// The model.
    pub api: Api,
    /// The facts.
    pub facts: Facts,
    /// The findings that the settings allow.
    pub allowed: Vec<Diagnostic>,
    /// The description as one JSON text, where the settings ask for it.
    document: Option<String>,
    /// What the user chose.
    settings: Settings,
    /// The base name of the crates.
    name: String,
    /// Whether any finding is an error.
    failed: bool,
}

/// The stack of a thread that writes a crate: as large as a program's own.
const STACK: usize = 8 << 20;

impl Generated {
    /// Whether nothing was generated because the description is at fault.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// The codes of the errors, if each costs no more than its place, so that the rest can be generated by allowing them.
    pub fn allowable(&self) -> BTreeSet<Code> {
        let errors = || {
            self.diagnostics
                .iter()
                .filter(|found| found.severity == Severity::Error)
        };
        let local = errors().all(Policy::may_allow);
        errors().map(|found| found.code).filter(|_| local).collect()
    }

    /// The names that were given, to be kept in `names.lock` and handed in with the settings the next time.
    pub fn names(&self) -> Lock {
        record(&self.api, &self.facts)
    }

    /// What was widened, ignored or approximated, by operation, as JSON: see [`fidelity`].
    pub fn fidelity(&self) -> String {
        fidelity::report(&Fidelity {
            sources: &self.sources,
            api: &self.api,
            facts: &self.facts,
            diagnostics: &self.diagnostics,
            allowed: &self.allowed,
            generated: !self.failed(),
        })
    }

    /// The Rust types of schemas, as the client and the server name them.
    pub fn types(&self) -> RustTypes<'_> {
        RustTypes::outside(self.context())
    }

    /// The crates before they are text; none if the description is at fault.
    pub fn crates(&self) -> Vec<Crate> {
        let context = self.context();
        let targets = self.targets().into_iter();
        targets.map(|target| emit(context, target)).collect()
    }

    /// The files of all crates, by a path that starts with the crate's folder (`types/src/lib.rs`); none if the
    /// description is at fault. Each crate is written by a thread of its own.
    ///
    /// # Errors
    ///
    /// If an emitter wrote tokens that are not Rust, which no input should make it do.
    pub fn files(&self) -> Result<IndexMap<String, String>, RenderError> {
        let context = self.context();
        let write = |target| render(emit(context, target), &self.header);
        let rendered: Vec<_> = std::thread::scope(|scope| {
            let start = |target| {
                let thread = std::thread::Builder::new().stack_size(STACK);
                (target, thread.spawn_scoped(scope, move || write(target)))
            };
            let threads: Vec<_> = self.targets().into_iter().map(start).collect();
            let join = |(target, thread): (Target, std::io::Result<ScopedJoinHandle<'_, _>>)| match thread {
                Ok(thread) => (target, thread.join().unwrap_or_else(|panic| resume_unwind(panic))),
                // The system has no more threads.
                Err(_) => (target, write(target)),
            };
            threads.into_iter().map(join).collect()
        });
        let mut files = IndexMap::new();
        for (target, rendered) in rendered {
            let folder = match target {
                Target::Types => "types",
                Target::Client => "client",
                Target::Server => "server",
            };
            files.extend(
                rendered?
                    .into_iter()
                    .map(|(path, text)| (format!("{folder}/{path}"), text)),
            );
        }
        Ok(files)
    }

    /// The files of a program around the crates, by a path inside its crate: see [`emit`](crate::emit).
    ///
    /// # Errors
    ///
    /// As [`Generated::files`].
    #[cfg(feature = "mock")]
    pub fn program(&self, program: crate::emit::Program, seed: u64) -> Result<IndexMap<String, String>, RenderError> {
        let samples = crate::sample::Samples::new(&self.api, seed);
        render(crate::emit::program(self.context(), program, &samples), &self.header)
    }

    /// The base name of the crates.
    pub fn crate_name(&self) -> &str {
        &self.name
    }

    fn targets(&self) -> Vec<Target> {
        if self.failed {
            Vec::new()
        } else {
            targets(self.context())
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            document: self.document.as_deref(),
            api: &self.api,
            facts: &self.facts,
            settings: &self.settings,
            name: &self.name,
            header: &self.header,
        }
    }
}

/// Generates the crates that `settings` want from the description at `input`.
///
/// `name` is the base name of the crates, unless the settings have one; `command` is what the header says to run to
/// make the files again.
pub fn generate<'a>(input: impl Into<Input<'a>>, name: &str, command: &str, settings: &Settings) -> Generated {
    let Loaded {
        sources,
        api,
        facts,
        sink,
        allowed,
    } = read(input, settings);
    Generated {
        document: settings.docs.then(|| sources.bundled().to_string()),
        settings: settings.clone(),
        name: crate_name(settings.name.as_deref().unwrap_or(name)),
        failed: sink.has_errors(),
        header: header(&api, &sources, command),
        sources,
        diagnostics: sink.into_diagnostics(),
        api,
        facts,
        allowed,
    }
}

/// Command, title, version and hash: what the files were made by and from. Neither time nor machine.
fn header(api: &Api, sources: &Sources, command: &str) -> String {
    let (file, text) = sources
        .files
        .first()
        .map_or(("", ""), |file| (file.name.as_str(), file.text.as_str()));
    let hash: String = Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let (title, version) = (doc::plain(&api.title), doc::plain(&api.version));
    format!("Generated by `{command}`. Do not edit.\nFrom {title} {version}: {file}, sha256 {hash}.")
}

/// A name that cargo takes: lower case letters, digits and hyphens, starting with a letter.
pub fn crate_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => name.push(c),
            'A'..='Z' => name.push(c.to_ascii_lowercase()),
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    let name = name.trim_end_matches('-');
    match name.chars().next() {
        None => "api".to_owned(),
        Some(c) if c.is_ascii_digit() => format!("api-{name}"),
        Some(_) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_a_crate_name() {
        for (text, name) in [
            ("turso", "turso"),
            ("My API!", "my-api"),
            ("2ch", "api-2ch"),
            ("…", "api"),
            ("a_b.v1", "a-b-v1"),
        ] {
            assert_eq!(crate_name(text), name);
        }
    }

    #[test]
    fn files_outside_the_own_folder_are_read_below_the_root_only() {
        let root = std::env::temp_dir().join(format!("specwright-root-{}", std::process::id()));
        std::fs::create_dir_all(root.join("api")).unwrap();
        let text = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n\
                    components: {schemas: {A: {$ref: '../common.yaml#/B'}}}\n";
        let path = root.join("api/a.yaml");
        std::fs::write(&path, text).unwrap();
        std::fs::write(
            root.join("common.yaml"),
            "B: {type: object, properties: {b: {type: string}}}",
        )
        .unwrap();
        let alone = generate(&path, "a", "test", &Settings::default());
        let input = Input {
            path: &path,
            root: Some(&root),
        };
        let within = generate(input, "a", "test", &Settings::default());
        std::fs::remove_dir_all(&root).unwrap();
        assert!(alone.failed());
        assert!(alone.files().unwrap().is_empty());
        assert_eq!(within.diagnostics, []);
        let files = within.files().unwrap();
        assert!(files["types/src/a.rs"].contains("pub b: Option<String>"), "{files:?}");
    }
}
