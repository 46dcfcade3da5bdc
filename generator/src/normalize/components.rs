//! `components`: those that the description has, and those that definitions elsewhere become.

use serde_json::{Map, Value};

use super::insert_under;
use super::kind::Kind;
use super::path::Path;
use super::version::Version;
use super::walk::Walker;
use crate::pointer::{Location, Pointer};

impl Walker<'_> {
    /// Notes the names of the components there are, and which of them only point at definitions elsewhere.
    pub(super) fn find_components(&mut self) {
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
        let at = Pointer::root().child("components").child(section).child(name);
        let Some(target) = self.sources.resolve(&Location::root(at.clone()), reference) else {
            return;
        };
        if self.standard(&target).is_some() {
            return;
        }
        self.hoist.add_alias(kind, name, at, target);
    }

    /// Puts every definition that references found elsewhere into `components`, and those that these lead to.
    pub(super) fn hoist_definitions(&mut self, document: &mut Value) {
        while let Some(job) = self.hoist.next() {
            let (Some(section), Some(definition)) = (job.kind.section(), self.definition(&job.from)) else {
                continue;
            };
            let mut value = definition.clone();
            if job.kind == Kind::Header
                && let Value::Object(map) = &mut value
            {
                // It may have been a parameter.
                map.retain(|key, _| key != "name" && key != "in");
            }
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
