//! `$anchor`, `$dynamicAnchor` and `$id`: names that references may use instead of pointers (JSON Schema 2020-12 §8.2).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::load::Sources;
use crate::pointer::{FileId, Location, Pointer};

/// Where each anchor and each id stands. Of several equal anchors the one in the same resource counts, which is a schema
/// with an `$id` or the file; else the first.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// With the resource that each stands in.
    anchors: BTreeMap<(FileId, String), Vec<(Pointer, Location)>>,
    ids: BTreeMap<String, Location>,
}

impl Anchors {
    /// Looks through all sources.
    pub(super) fn index(sources: &Sources) -> Self {
        let mut anchors = Self::default();
        for (id, file) in (0..).map(FileId).zip(&sources.files) {
            anchors.collect(&file.value, id, &mut Vec::new(), 0);
        }
        anchors
    }

    /// `resource`: how many of the steps lead to the resource that the value is in.
    fn collect<'v>(&mut self, value: &'v Value, file: FileId, way: &mut Vec<Token<'v>>, mut resource: usize) {
        match value {
            Value::Object(map) => {
                if map.get("$id").is_some_and(Value::is_string) {
                    resource = way.len();
                }
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(Value::String(name)) = map.get(key) {
                        let root = place(file, way.get(..resource).unwrap_or_default()).pointer;
                        let known = self.anchors.entry((file, name.clone())).or_default();
                        known.push((root, place(file, way)));
                    }
                }
                if let Some(Value::String(id)) = map.get("$id") {
                    let id = id.trim_end_matches('#').to_owned();
                    self.ids.entry(id).or_insert_with(|| place(file, way));
                }
                for (key, value) in map {
                    way.push(Token::Key(key));
                    self.collect(value, file, way, resource);
                    way.pop();
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    way.push(Token::Index(index));
                    self.collect(item, file, way, resource);
                    way.pop();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Where a reference by anchor or id leads; `None` if it is neither.
    pub(super) fn find(&self, from: &Location, reference: &str) -> Option<Location> {
        if let Some(anchor) = reference.strip_prefix('#') {
            return self.near(from, anchor);
        }
        let (id, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let target = self.ids.get(id)?;
        if fragment.is_empty() || fragment.starts_with('/') {
            let pointer = target.pointer.join(fragment);
            return Some(Location {
                file: target.file,
                pointer,
            });
        }
        self.near(target, fragment)
    }

    /// The anchor of that name in the innermost resource around a place.
    fn near(&self, from: &Location, anchor: &str) -> Option<Location> {
        let known = self.anchors.get(&(from.file, anchor.to_owned()))?;
        let around = known
            .iter()
            .filter(|(root, _)| from.pointer.strip_prefix(root).is_some());
        // Of equally deep ones the first.
        let inner = around.rev().max_by_key(|(root, _)| root.as_str().len());
        inner.or(known.first()).map(|(_, location)| location.clone())
    }
}

#[derive(Clone, Copy)]
enum Token<'v> {
    Key(&'v str),
    Index(usize),
}

fn place(file: FileId, way: &[Token<'_>]) -> Location {
    let pointer = way.iter().fold(Pointer::root(), |pointer, token| match token {
        Token::Key(key) => pointer.child(key),
        Token::Index(index) => pointer.index(*index),
    });
    Location { file, pointer }
}
