//! Any version's value to one shape: what OpenAPI 3.0 says, and `x-specwright-*` keys for what 3.0 cannot say.
//!
//! One walk from the root ([`walk`]): each object is audited against the fields of its kind, rewritten, and its children
//! walked in turn. References to definitions outside `components` turn those into components ([`hoist`]).

mod anchors;
mod audit;
mod fields;
mod finish;
mod hoist;
pub mod keywords;
mod kind;
mod parameter;
mod path;
mod refs;
mod require;
mod rewrite;
mod schema;
mod security;
mod swagger2;
#[cfg(test)]
mod tests;
mod v31;
mod v32;
mod version;
mod walk;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::load::Sources;
use crate::pointer::{Location, Pointer};
use crate::report::Sink;
use kind::Kind;
use path::Path;
use swagger2::MediaTypes;
use version::Version;
use walk::Walker;

/// The description in 3.0's shape.
#[derive(Clone, Debug, Default)]
pub struct Normalized {
    /// One document: every `$ref` in it is `#/components/<kind>/<name>`, and stands alone in its object.
    pub value: Value,
    /// Where rewritten places came from.
    pub origins: Origins,
}

/// Maps places of the normalized document to where they were written.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    moved: BTreeMap<Pointer, Location>,
}

impl Origins {
    /// Notes that what stands at and below `to` was written at `from`.
    pub fn moved(&mut self, to: Pointer, from: Location) {
        self.moved.insert(to, from);
    }

    /// Where the place was written: by the nearest ancestor that moved, else the same pointer in the description.
    pub fn locate(&self, pointer: &Pointer) -> Location {
        if self.moved.is_empty() {
            return Location::root(pointer.clone());
        }
        let mut prefix = Some(pointer.clone());
        while let Some(at) = prefix {
            if let Some(from) = self.moved.get(&at) {
                let rest = pointer.strip_prefix(&at).unwrap_or_default();
                return Location {
                    file: from.file,
                    pointer: from.pointer.join(rest),
                };
            }
            prefix = at.parent();
        }
        Location::root(pointer.clone())
    }
}

/// Rewrites a description to 3.0's shape. Total: what cannot be rewritten is reported and left out.
pub fn normalize(sources: &Sources, sink: &mut Sink) -> Normalized {
    let Some(file) = sources.files.first() else {
        return Normalized::default();
    };
    // A file that could not be parsed is null, and was reported.
    let version = if file.value.is_null() {
        None
    } else {
        version::detect(&file.value, sink)
    };
    let Some(version) = version else {
        return Normalized {
            value: Value::Object(rewrite::empty_document()),
            origins: Origins::default(),
        };
    };
    let mut walker = Walker::new(sources, sink, version);
    walker.media_types = MediaTypes::default().within(&file.value);
    let mut value = file.value.clone();
    let root = Pointer::root();
    walker.find_components();
    walker.visit(
        Kind::Document,
        &mut value,
        &Path::start(&root, crate::pointer::FileId(0)),
    );
    walker.hoist_definitions(&mut value);
    walker.share(&mut value);
    walker.cut_circles(&mut value);
    Normalized {
        value,
        origins: walker.origins,
    }
}

impl Walker<'_> {
    /// Notes the names of the components there are, and which of them only point at definitions elsewhere.
    fn find_components(&mut self) {
        let Some(document) = self.sources.files.first().map(|file| &file.value) else {
            return;
        };
        let (components, sections): (_, &[(&str, Kind)]) = match self.version {
            Version::V2 => (
                Some(document),
                &[
                    ("definitions", Kind::Schema),
                    ("parameters", Kind::Parameter),
                    ("responses", Kind::Response),
                ],
            ),
            Version::V3 => (
                document.get("components"),
                &[
                    ("schemas", Kind::Schema),
                    ("parameters", Kind::Parameter),
                    ("responses", Kind::Response),
                    ("requestBodies", Kind::RequestBody),
                    ("headers", Kind::Header),
                    ("examples", Kind::Example),
                    ("links", Kind::Link),
                ],
            ),
        };
        for (section, kind) in sections {
            let entries = components.and_then(|c| c.get(section)).and_then(Value::as_object);
            for (name, value) in entries.into_iter().flatten() {
                self.hoist.take(*kind, name);
                self.find_alias(*kind, name, value);
            }
        }
    }

    fn find_alias(&mut self, kind: Kind, name: &str, value: &Value) {
        let (Some(section), Some(map)) = (kind.section(), value.as_object()) else {
            return;
        };
        let Some(Value::String(reference)) = map.get("$ref") else {
            return;
        };
        if map.len() > 1 {
            return;
        }
        let Some((file, pointer)) = self.sources.resolve(crate::pointer::FileId(0), reference) else {
            return;
        };
        let target = Location { file, pointer };
        if self.definition(&target).is_none() || self.standard(&target).is_some() {
            return;
        }
        let at = Pointer::root().child("components").child(section).child(name);
        self.hoist.add_alias(kind, name, at, target);
    }

    /// Puts every definition that references found elsewhere into `components`, and those that these lead to.
    fn hoist_definitions(&mut self, document: &mut Value) {
        while let Some(job) = self.hoist.next() {
            let (Some(section), Some(definition)) = (job.kind.section(), self.definition(&job.from)) else {
                continue;
            };
            let mut value = definition.clone();
            let pointer = Pointer::root().child("components").child(section).child(&job.name);
            let file = job.from.file;
            self.origins.moved(pointer.clone(), job.from);
            if self.visit(job.kind, &mut value, &Path::start(&pointer, file)) {
                insert(document, section, job.name, value);
            }
        }
    }
}

fn insert(document: &mut Value, section: &str, name: String, value: Value) {
    let Some(document) = document.as_object_mut() else {
        return;
    };
    if !document.get("components").is_some_and(Value::is_object) {
        document.insert("components".to_owned(), Value::Object(Map::new()));
    }
    if let Some(Value::Object(components)) = document.get_mut("components") {
        insert_under(components, section, name, value);
    }
}

/// Puts a value under a key of the object under another key, which is made if it is not there.
fn insert_under(map: &mut Map<String, Value>, key: &str, name: String, value: Value) {
    match map.get_mut(key) {
        Some(Value::Object(inner)) => {
            inner.insert(name, value);
        }
        _ => {
            let mut inner = Map::new();
            inner.insert(name, value);
            map.insert(key.to_owned(), Value::Object(inner));
        }
    }
}
