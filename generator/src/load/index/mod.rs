//! Where each entry and item of a text stands: built only when a finding needs a position, or YAML needs its guards.

mod builder;
mod chars;
mod json;
mod lenient;
#[cfg(test)]
mod tests;
mod yaml;

use std::ops::Range;

use super::fault::Fault;
use crate::pointer::Pointer;
use crate::report::Code;

/// The tree of byte ranges of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// All nodes; an alias shares the node of its anchor.
    nodes: Vec<Node>,
    /// The node of the whole document.
    root: Option<usize>,
    /// Keys that stand twice in one object.
    duplicates: Vec<Duplicate>,
}

/// A value in the text.
#[derive(Clone, Debug)]
struct Node {
    /// The scalar, or the start of the container.
    span: Range<usize>,
    /// What is inside.
    content: Content,
}

/// What is inside a value.
#[derive(Clone, Debug)]
enum Content {
    /// Nothing that a pointer could name.
    Scalar,
    /// The items.
    Sequence(Vec<usize>),
    /// The entries.
    Mapping(Vec<Entry>),
}

/// An entry of a mapping.
#[derive(Clone, Debug)]
struct Entry {
    /// The key, unescaped.
    key: Box<str>,
    /// The key in the text, quotes included.
    span: Range<usize>,
    /// The value's node.
    value: usize,
}

/// A key that stands twice in one mapping.
#[derive(Clone, Debug)]
struct Duplicate {
    /// The entry.
    pointer: Pointer,
    /// The key's first place.
    first: Range<usize>,
    /// The key's place again.
    second: Range<usize>,
}

impl Index {
    /// The index of a text that serde_json accepts; of other text, what can be made of it.
    pub(super) fn of_json(text: &str) -> Self {
        json::index(text)
    }

    /// The index of a YAML text.
    ///
    /// # Errors
    ///
    /// What ended the reading: not YAML, several documents, or a guard.
    pub(super) fn of_yaml(text: &str) -> Result<Self, Fault> {
        yaml::index(text)
    }

    /// The index of a text that [`super::format::parse`] accepted; empty for others.
    pub(super) fn of(text: &str) -> Self {
        if text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
            return Self::of_json(text);
        }
        Self::of_yaml(text).unwrap_or_default()
    }

    /// The findings on keys that stand twice.
    pub(super) fn duplicates(&self) -> Vec<Fault> {
        let fault = |duplicate: &Duplicate| Fault {
            code: Code::DuplicateKey,
            pointer: duplicate.pointer.clone(),
            span: duplicate.second.clone(),
            message: format!(
                "the key `{}` stands twice in this object",
                duplicate.pointer.last().unwrap_or_default()
            ),
            related: Some((duplicate.first.clone(), "it stands here first")),
            help: Some("keep one of the two entries, or merge them"),
        };
        self.duplicates.iter().map(fault).collect()
    }

    /// The bytes to point at for a place: the key of an entry, the value of an item.
    ///
    /// A place that does not exist is stood for by its nearest ancestor that does; the root by the document's start.
    pub(super) fn locate(&self, pointer: &Pointer) -> Range<usize> {
        let Some(root) = self.root else { return 0..0 };
        let mut node = root;
        let mut span = self.start(root);
        for token in pointer.tokens() {
            let Some((inner, found)) = self.step(node, &token) else {
                break;
            };
            node = inner;
            span = found;
        }
        span
    }

    /// The value that a token leads to, and what to point at for it.
    fn step(&self, node: usize, token: &str) -> Option<(usize, Range<usize>)> {
        match &self.nodes.get(node)?.content {
            Content::Scalar => None,
            Content::Sequence(items) => {
                let item = *items.get(token.parse::<usize>().ok()?)?;
                Some((item, self.start(item)))
            }
            Content::Mapping(entries) => entries
                .iter()
                .rfind(|entry| *entry.key == *token)
                .map(|entry| (entry.value, entry.span.clone()))
                .or_else(|| self.merged(entries, token)),
        }
    }

    /// The entry that comes from a `<<` of YAML.
    fn merged(&self, entries: &[Entry], token: &str) -> Option<(usize, Range<usize>)> {
        let merges = entries.iter().filter(|entry| *entry.key == *"<<");
        let mut sources = merges.flat_map(|entry| match self.nodes.get(entry.value).map(|node| &node.content) {
            Some(Content::Sequence(items)) => items.clone(),
            Some(Content::Mapping(_)) => vec![entry.value],
            Some(Content::Scalar) | None => Vec::new(),
        });
        sources.find_map(|source| self.step(source, token))
    }

    /// What to point at for a value: the scalar, the opening bracket, the first key of a block mapping.
    fn start(&self, node: usize) -> Range<usize> {
        let Some(node) = self.nodes.get(node) else { return 0..0 };
        match &node.content {
            Content::Mapping(entries) if node.span.is_empty() => {
                entries.first().map_or(node.span.clone(), |entry| entry.span.clone())
            }
            Content::Scalar | Content::Sequence(_) | Content::Mapping(_) => node.span.clone(),
        }
    }
}
