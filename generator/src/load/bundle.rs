//! A description of several files as one value.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::Sources;
use crate::pointer::{FileId, Location, Pointer};

/// Where the other files stand, by name.
const FILES: &str = "x-files";

impl Sources {
    /// The description as one value, in which other files stand below `x-files`, and references lead there.
    pub fn bundled(&self) -> Value {
        let mut files = self.files.iter().zip(0..).map(|(file, id)| {
            let root = Location {
                file: FileId(id),
                pointer: Pointer::root(),
            };
            let value = self.bundle(&root, &file.value);
            (file.name.clone(), value)
        });
        let (_, mut root) = files.next().unwrap_or_default();
        let others: Map<String, Value> = files.collect();
        if let Value::Object(root) = &mut root
            && !others.is_empty()
        {
            root.insert(FILES.to_owned(), Value::Object(others));
        }
        root
    }

    fn bundle(&self, at: &Location, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let members = members.iter().map(|(key, value)| {
                    let value = match value {
                        Value::String(text) if key == "$ref" => Value::String(self.relead(at, text)),
                        Value::Object(mapping) if key == "mapping" => {
                            let mapping = mapping.iter().map(|(key, value)| match value {
                                Value::String(text) => (key.clone(), Value::String(self.relead(at, text))),
                                other => (key.clone(), self.bundle(&at.child("mapping").child(key), other)),
                            });
                            Value::Object(mapping.collect())
                        }
                        other => self.bundle(&at.child(key), other),
                    };
                    (key.clone(), value)
                });
                Value::Object(members.collect())
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                let items = items.map(|(index, item)| self.bundle(&at.index(index), item));
                Value::Array(items.collect())
            }
            scalar => scalar.clone(),
        }
    }

    /// The reference that leads to the same place in the bundle. What leads nowhere stays as it is.
    fn relead(&self, at: &Location, reference: &str) -> String {
        let is_within = at.file == FileId(0) && reference.starts_with('#');
        let is_relative = reference.contains(['.', '/', '#']);
        let place = Some(reference).filter(|_| is_relative && !is_within);
        let Some(place) = place.and_then(|reference| self.point(at, reference)) else {
            return reference.to_owned();
        };
        let prefix = match self.file(place.file) {
            Some(file) if place.file != FileId(0) => {
                format!("/{FILES}/{}", file.name.replace('~', "~0").replace('/', "~1"))
            }
            _ => String::new(),
        };
        let mut out = "#".to_owned();
        for byte in prefix.bytes().chain(place.pointer.as_str().bytes()) {
            match byte {
                b if b.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&b) => out.push(b.into()),
                // Writing to a string cannot fail.
                b => _ = write!(out, "%{b:02X}"),
            }
        }
        out
    }
}
