//! Finds the references in a value that lead to other files.

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// A reference to another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where the text of the reference stands.
    pub(super) pointer: Pointer,
    /// The text.
    pub(super) text: String,
    /// Whether the specification has a reference stand there. Elsewhere (extensions, for one) it may mean something
    /// else, so that a file that is not there is no finding.
    pub(super) is_certain: bool,
}

/// The references of a description, in document order. The root of other files may be a map of names, whose keys are no
/// keywords.
pub(super) fn references(value: &Value, is_description: bool) -> Vec<Found> {
    let mut finder = Finder::default();
    match value {
        Value::Object(object) if !is_description => finder.fields(object, DataKeywords::AreUncertain),
        _ => finder.value(value),
    }
    finder.found
}

/// Keywords of which each value is a map from names to objects.
pub(super) const NAMED: &[&str] = &[
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependencies",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securityDefinitions",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// Keywords whose values are the API's data, in which nothing is a reference.
pub(super) const DATA: &[&str] = &["const", "default", "enum", "example"];

/// What to make of [`DATA`].
#[derive(Clone, Copy, PartialEq)]
enum DataKeywords {
    /// They hold data.
    HoldData,
    /// They may be names of schemas.
    AreUncertain,
}

/// The walk so far.
#[derive(Default)]
struct Finder<'a> {
    path: Vec<&'a str>,
    found: Vec<Found>,
    /// How many places around this one make references in it uncertain.
    uncertain: usize,
}

impl<'a> Finder<'a> {
    /// A value whose keys, if any, are keywords.
    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Object(object) => self.fields(object, DataKeywords::HoldData),
            Value::Array(items) => self.items(items),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The items of an array.
    fn items(&mut self, items: &'a [Value]) {
        for (index, item) in items.iter().enumerate() {
            // Paths borrow their tokens; an index has none in the text, so found places are shifted after the fact.
            let before = self.found.len();
            let outer = std::mem::take(&mut self.path);
            self.value(item);
            self.path = outer;
            let base = pointer(&self.path).index(index);
            for found in self.found.iter_mut().skip(before) {
                found.pointer = base.join(found.pointer.as_str());
            }
        }
    }

    /// The fields of an object that the specification defines.
    fn fields(&mut self, object: &'a Map<String, Value>, data: DataKeywords) {
        for (key, value) in object {
            let key = key.as_str();
            self.path.push(key);
            match value {
                Value::String(text) if key == "$ref" => self.reference(text, true),
                Value::String(text) if key == "operationRef" => self.reference(text, false),
                Value::Object(mapping) if key == "mapping" => self.mapping(mapping),
                Value::Object(examples) if key == "examples" => self.examples(examples),
                Value::Object(names) if NAMED.contains(&key) => self.names(names),
                _ if key == "examples" || (DATA.contains(&key) && data == DataKeywords::HoldData) => {}
                _ if key.starts_with("x-") || DATA.contains(&key) => self.uncertain(value),
                _ => self.value(value),
            }
            self.path.pop();
        }
    }

    /// A map from names to objects. A `$ref` with text in place of the map is no part of the specification, but in use.
    fn names(&mut self, names: &'a Map<String, Value>) {
        for (name, value) in names {
            self.path.push(name);
            match value {
                Value::String(text) if name == "$ref" => self.reference(text, false),
                _ => self.value(value),
            }
            self.path.pop();
        }
    }

    /// A map from names to examples: each may be a reference, but what is in them is data.
    fn examples(&mut self, examples: &'a Map<String, Value>) {
        for (name, example) in examples {
            if let Some(Value::String(text)) = example.get("$ref") {
                self.path.extend([name.as_str(), "$ref"]);
                self.reference(text, false);
                self.path.truncate(self.path.len() - 2);
            }
        }
    }

    /// A discriminator's mapping: names of schemas, or references.
    fn mapping(&mut self, mapping: &'a Map<String, Value>) {
        for (name, target) in mapping {
            if let Value::String(text) = target
                && (text.contains('#') || text.ends_with(".json") || text.ends_with(".yaml") || text.ends_with(".yml"))
            {
                self.path.push(name);
                self.reference(text, true);
                self.path.pop();
            }
        }
    }

    /// A value of which nobody knows whether its references are references.
    fn uncertain(&mut self, value: &'a Value) {
        self.uncertain += 1;
        self.value(value);
        self.uncertain -= 1;
    }

    /// A reference; those in the same file are of no interest here.
    fn reference(&mut self, text: &str, is_certain: bool) {
        if !text.starts_with('#') && !text.is_empty() {
            self.found.push(Found {
                pointer: pointer(&self.path),
                text: text.to_owned(),
                is_certain: is_certain && self.uncertain == 0,
            });
        }
    }
}

/// The pointer of a path.
fn pointer(path: &[&str]) -> Pointer {
    path.iter().fold(Pointer::root(), |pointer, token| pointer.child(token))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts(value: &Value) -> Vec<String> {
        let mark = |found: &Found| if found.is_certain { "" } else { "?" };
        let line = |found: Found| format!("{} {}{}", found.pointer, found.text, mark(&found));
        references(value, true).into_iter().map(line).collect()
    }

    #[test]
    fn finds_references_with_their_places() {
        let value = json!({
            "paths": { "/pets": { "get": { "parameters": [{ "$ref": "#/p" }, { "schema": { "$ref": "a.yaml#/A" } }] } } },
            "components": { "schemas": { "Pet": { "discriminator": { "mapping": { "cat": "cat.yaml", "dog": "Dog" } } } } },
        });
        assert_eq!(
            texts(&value),
            [
                "/paths/~1pets/get/parameters/1/schema/$ref a.yaml#/A",
                "/components/schemas/Pet/discriminator/mapping/cat cat.yaml"
            ]
        );
    }

    #[test]
    fn data_is_not_searched() {
        let reference = json!({ "$ref": "data.yaml" });
        let value = json!({
            "example": reference, "default": reference, "enum": [reference], "const": reference, "examples": [reference],
        });
        assert_eq!(texts(&value), Vec::<String>::new());
        let value = json!({ "examples": { "one": { "$ref": "one.yaml" }, "two": { "value": reference } } });
        assert_eq!(texts(&value), ["/examples/one/$ref one.yaml?"]);
    }

    #[test]
    fn names_are_not_keywords() {
        let value = json!({ "properties": {
            "$ref": { "type": "string" },
            "example": { "$ref": "example.yaml" },
            "default": { "items": { "$ref": "default.yaml" } },
        } });
        assert_eq!(
            texts(&value),
            [
                "/properties/example/$ref example.yaml",
                "/properties/default/items/$ref default.yaml"
            ]
        );
    }

    #[test]
    fn extensions_are_uncertain() {
        let value = json!({ "x-more": { "$ref": "more.yaml" } });
        assert_eq!(texts(&value), ["/x-more/$ref more.yaml?"]);
    }
}
