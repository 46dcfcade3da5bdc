//! `example`, `examples`, `default`, `xml` and `discriminator`.

use serde_json::{Map, Value, json};

use super::super::keywords;
use super::super::kind::Kind;
use super::super::path::Path;
use super::super::require::explicit_null;
use super::super::version::Version;
use super::super::walk::Walker;
use crate::pointer::{FileId, Location, Pointer};
use crate::report::Code;

impl Walker<'_> {
    /// Rewrites what says something to people, and the discriminator.
    pub(super) fn rewrite_annotations(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        self.examples(map, path);
        explicit_null(map, "default", keywords::DEFAULT);
        self.rename(map, "xml", keywords::XML, path);
        if let Some(Value::String(property)) = map.get("discriminator") {
            let object = json!({"propertyName": property});
            if self.version == Version::V3 {
                let help = "write `discriminator: {propertyName: …}`".to_owned();
                let message = "`discriminator` as text is 2.0's spelling";
                self.report(Code::Tolerated, &path.key("discriminator"), message, Some(help));
            }
            let at = path.key("discriminator");
            self.moved(at.key("propertyName").pointer(), &at.pointer());
            map.insert("discriminator".to_owned(), object);
        }
    }

    fn examples(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let mut values = match map.shift_remove("examples") {
            None => Vec::new(),
            Some(Value::Array(values)) => values,
            Some(other) => {
                let message = "`examples` of a schema is an array of values";
                self.report(Code::Tolerated, &path.key("examples"), message, None);
                match other {
                    Value::Object(named) => named.into_iter().map(|(_, value)| example_value(value)).collect(),
                    other => vec![other],
                }
            }
        };
        if map.get("example").is_some_and(Value::is_null) {
            map.shift_remove("example");
            values.insert(0, Value::Null);
        }
        if !values.is_empty() {
            self.moved(path.key(keywords::EXAMPLES).pointer(), &path.key("examples").pointer());
            map.insert(keywords::EXAMPLES.to_owned(), Value::Array(values));
        }
    }
}

/// The value of an example object, such as media types have.
fn example_value(value: Value) -> Value {
    match value {
        Value::Object(mut map) if map.contains_key("value") => map.shift_remove("value").unwrap_or_default(),
        value => value,
    }
}

impl Walker<'_> {
    /// Makes every target of a discriminator's mapping a reference to a component (OAS 3.1.1 §4.8.25).
    pub(in super::super) fn discriminator(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        if let Some(Value::Object(mapping)) = map.get_mut("mapping") {
            let at = path.key("mapping");
            let mut dangling = Vec::new();
            for (value, target) in mapping.iter_mut() {
                if !self.mapping_target(target, &at.key(value)) {
                    dangling.push(value.clone());
                }
            }
            for value in dangling {
                mapping.shift_remove(&value);
            }
        }
        if let Some(mut target) = map.shift_remove("defaultMapping")
            && self.mapping_target(&mut target, &path.key("defaultMapping"))
        {
            map.insert(keywords::DEFAULT_MAPPING.to_owned(), target);
        }
    }

    /// A target is the name of a component, or a reference.
    fn mapping_target(&mut self, target: &mut Value, at: &Path<'_>) -> bool {
        let Value::String(text) = &*target else {
            return false;
        };
        let section = match self.version {
            Version::V2 => Pointer::root().child("definitions"),
            Version::V3 => Pointer::root().child("components").child("schemas"),
        };
        let named = Location {
            file: FileId(0),
            pointer: section.child(text),
        };
        let location = if self.definition(&named).is_some() {
            Some(named)
        } else {
            self.resolve(&text.clone(), at)
        };
        let reference = location.and_then(|location| self.component(Kind::Schema, location, at));
        match reference.as_ref().and_then(|reference| reference.get("$ref")) {
            Some(found) => {
                *target = found.clone();
                true
            }
            None => false,
        }
    }
}
