//! Definitions that references find outside `components`: each becomes a component under a name of its own.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use heck::ToPascalCase;
use serde_json::Value;

use super::kind::Kind;
use crate::load::Sources;
use crate::pointer::{FileId, Location, Pointer};

/// A definition to be normalized and put into `components`.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) from: Location,
}

/// Which definitions become components, and under which names.
#[derive(Debug, Default)]
pub(super) struct Hoist {
    names: BTreeMap<(Kind, Location), String>,
    taken: BTreeSet<(Kind, String)>,
    aliases: BTreeMap<Pointer, Location>,
    queue: VecDeque<Job>,
}

impl Hoist {
    /// Keeps a name from being given to a hoisted definition.
    pub(super) fn take(&mut self, kind: Kind, name: &str) {
        self.taken.insert((kind, name.to_owned()));
    }

    /// Notes that the component at `pointer` of the output is only a reference to `target`, and is to become it.
    /// The first of several such components counts; the others stay references to it.
    pub(super) fn add_alias(&mut self, kind: Kind, name: &str, pointer: Pointer, target: Location) {
        if let Entry::Vacant(entry) = self.names.entry((kind, target.clone())) {
            entry.insert(name.to_owned());
            self.aliases.insert(pointer, target);
        }
    }

    /// Whether any component is only a reference to a definition elsewhere.
    pub(super) fn has_aliases(&self) -> bool {
        !self.aliases.is_empty()
    }

    /// The definition that the component at `pointer` is to become.
    pub(super) fn alias(&self, pointer: &Pointer) -> Option<Location> {
        self.aliases.get(pointer).cloned()
    }

    /// The component name of a definition outside `components`; the first call for one puts it into the queue.
    pub(super) fn name(&mut self, kind: Kind, from: Location, sources: &Sources) -> String {
        if let Some(name) = self.names.get(&(kind, from.clone())) {
            return name.clone();
        }
        let name = self.free(kind, candidates(&from, sources));
        self.names.insert((kind, from.clone()), name.clone());
        self.queue.push_back(Job {
            kind,
            name: name.clone(),
            from,
        });
        name
    }

    fn free(&mut self, kind: Kind, candidates: Vec<String>) -> String {
        let last = candidates.last().cloned().unwrap_or_default();
        let numbered = (2..).map(|n: u64| format!("{last}{n}"));
        for name in candidates.into_iter().chain(numbered) {
            if self.taken.insert((kind, name.clone())) {
                return name;
            }
        }
        last
    }

    /// The next definition to be normalized.
    pub(super) fn next(&mut self) -> Option<Job> {
        self.queue.pop_front()
    }

    /// Every definition that is or becomes a component though it stands elsewhere, with its name.
    pub(super) fn names(&self) -> impl Iterator<Item = (Kind, &Location, &str)> {
        self.names
            .iter()
            .map(|((kind, from), name)| (*kind, from, name.as_str()))
    }
}

/// Names for a definition, best first; the last is the base of numbered ones.
fn candidates(from: &Location, sources: &Sources) -> Vec<String> {
    let tokens: Vec<String> = from.pointer.tokens().collect();
    let mut words = meaningful(&tokens);
    if let Some(operation) = operation_name(from, &tokens, sources) {
        words.insert(0, operation);
    }
    if words.is_empty() || from.file != FileId(0) && words.len() == 1 && words == ["Schema"] {
        words = vec![stem(from, sources)];
    }
    let mut names: Vec<String> = Vec::new();
    let shortest = if tokens.first().is_some_and(|first| first == "paths") {
        0
    } else {
        words.len() - 1
    };
    for start in (0..=shortest).rev() {
        let name = join(&words[start..]);
        if !name.is_empty() {
            names.push(name);
        }
    }
    if from.file != FileId(0) {
        names.push(format!("{}{}", stem(from, sources), join(&words)));
    }
    if names.is_empty() {
        names.push("Definition".to_owned());
    }
    names
}

/// One word as it is (it may be a component's name, which users know); several in PascalCase.
fn join(words: &[String]) -> String {
    match words {
        [word] => word.clone(),
        words => words.iter().map(|word| word.to_pascal_case()).collect(),
    }
}

/// The tokens of a pointer that say something: names, not keywords of the specification.
fn meaningful(tokens: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = tokens;
    while let [token, tail @ ..] = rest {
        rest = tail;
        match (token.as_str(), tail) {
            (
                "schemas" | "parameters" | "responses" | "requestBodies" | "headers" | "definitions" | "$defs"
                | "examples" | "links",
                [name, tail @ ..],
            ) if !is_index(name) => {
                // A status is no name.
                let status = name.starts_with(|c: char| c.is_ascii_digit());
                words.push(if status { "Response".to_owned() } else { name.clone() });
                rest = tail;
            }
            ("properties" | "patternProperties" | "dependentSchemas", [name, tail @ ..]) => {
                words.push(name.to_pascal_case());
                rest = tail;
            }
            ("content", [_, tail @ ..]) => rest = tail,
            ("paths", [_, _, tail @ ..]) => rest = tail,
            ("requestBody", _) => words.push("RequestBody".to_owned()),
            ("items", _) => words.push("Item".to_owned()),
            ("additionalProperties", _) => words.push("Value".to_owned()),
            (
                "components" | "schema" | "allOf" | "oneOf" | "anyOf" | "not" | "prefixItems" | "parameters"
                | "examples",
                _,
            ) => {}
            (token, _) if is_index(token) => {}
            (token, _) => words.push(token.to_owned()),
        }
    }
    words
}

fn is_index(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit())
}

/// For a place inside an operation, the operation's name.
fn operation_name(from: &Location, tokens: &[String], sources: &Sources) -> Option<String> {
    let [paths, path, method, ..] = tokens else {
        return None;
    };
    if paths != "paths" {
        return None;
    }
    let at = Pointer::root().child(paths).child(path).child(method);
    let operation = sources.file(from.file)?.value.pointer(at.as_str())?;
    match operation.get("operationId") {
        Some(Value::String(id)) => Some(id.to_pascal_case()),
        _ => Some(format!("{method} {path}").to_pascal_case()),
    }
}

/// The name of a file without folders and extension, in PascalCase.
fn stem(from: &Location, sources: &Sources) -> String {
    let name = sources
        .file(from.file)
        .map(|file| file.name.as_str())
        .unwrap_or_default();
    let file = name.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    stem.to_pascal_case()
}
