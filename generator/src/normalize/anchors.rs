//! `$anchor`, `$dynamicAnchor` and `$id`: names that references may use instead of pointers (JSON Schema 2020-12 §8.2).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::load::Sources;
use crate::pointer::{FileId, Location, Pointer};

/// Where each anchor and each id stands. The first of several equal ones counts.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    anchors: BTreeMap<(FileId, String), Location>,
    ids: BTreeMap<String, Location>,
}

impl Anchors {
    /// Looks through all sources.
    pub(super) fn index(sources: &Sources) -> Self {
        let mut anchors = Self::default();
        for (id, file) in (0..).map(FileId).zip(&sources.files) {
            anchors.collect(&file.value, id, &mut Vec::new());
        }
        anchors
    }

    fn collect<'v>(&mut self, value: &'v Value, file: FileId, way: &mut Vec<Token<'v>>) {
        match value {
            Value::Object(map) => {
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(Value::String(name)) = map.get(key) {
                        self.anchors
                            .entry((file, name.clone()))
                            .or_insert_with(|| place(file, way));
                    }
                }
                if let Some(Value::String(id)) = map.get("$id") {
                    let id = id.trim_end_matches('#').to_owned();
                    self.ids.entry(id).or_insert_with(|| place(file, way));
                }
                for (key, value) in map {
                    way.push(Token::Key(key));
                    self.collect(value, file, way);
                    way.pop();
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    way.push(Token::Index(index));
                    self.collect(item, file, way);
                    way.pop();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Where a reference by anchor or id leads; `None` if it is neither.
    pub(super) fn find(&self, from: FileId, reference: &str) -> Option<Location> {
        if let Some(anchor) = reference.strip_prefix('#') {
            return self.anchors.get(&(from, anchor.to_owned())).cloned();
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
        self.anchors.get(&(target.file, fragment.to_owned())).cloned()
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
