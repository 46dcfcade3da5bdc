//! A description of several files as one value.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::Sources;
use crate::pointer::FileId;

/// Where the other files stand, by name.
const FILES: &str = "x-files";

impl Sources {
    /// The description as one value, in which other files stand below `x-files`, and references lead there.
    pub fn bundled(&self) -> Value {
        let mut files = self.files.iter().zip(0..).map(|(file, id)| {
            let value = self.bundle(FileId(id), &file.value);
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

    fn bundle(&self, from: FileId, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let members = members.iter().map(|(key, value)| {
                    let value = match value {
                        Value::String(text) if key == "$ref" => Value::String(self.relead(from, text)),
                        Value::Object(mapping) if key == "mapping" => {
                            let mapping = mapping.iter().map(|(key, value)| match value {
                                Value::String(text) => (key.clone(), Value::String(self.relead(from, text))),
                                other => (key.clone(), self.bundle(from, other)),
                            });
                            Value::Object(mapping.collect())
                        }
                        other => self.bundle(from, other),
                    };
                    (key.clone(), value)
                });
                Value::Object(members.collect())
            }
            Value::Array(items) => Value::Array(items.iter().map(|item| self.bundle(from, item)).collect()),
            scalar => scalar.clone(),
        }
    }

    /// The reference that leads to the same place in the bundle. What leads nowhere, or to an anchor, stays as it is.
    fn relead(&self, from: FileId, reference: &str) -> String {
        let is_within = from == FileId(0) && reference.starts_with('#');
        let is_relative = reference.starts_with('#') || reference.contains(['.', '/', '#']);
        let place = Some(reference).filter(|_| is_relative && !is_within);
        let place = place.and_then(|reference| self.resolve_file(from, reference));
        let Some((id, fragment)) = place.filter(|(_, fragment)| fragment.is_empty() || fragment.starts_with('/'))
        else {
            return reference.to_owned();
        };
        let prefix = match self.file(id) {
            Some(file) if id != FileId(0) => {
                format!("/{FILES}/{}", file.name.replace('~', "~0").replace('/', "~1"))
            }
            _ => String::new(),
        };
        let mut out = "#".to_owned();
        for byte in prefix.bytes().chain(fragment.bytes()) {
            match byte {
                b if b.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&b) => out.push(b.into()),
                // Writing to a string cannot fail.
                b => _ = write!(out, "%{b:02X}"),
            }
        }
        out
    }
}
