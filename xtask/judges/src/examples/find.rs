//! Every example of a description, with the place of the schema that it is for.

use std::collections::HashSet;

use serde_json::{Map, Value};
use specwright::load::Sources;
use specwright::pointer::Location;

/// Which way the values of a place travel; schemas by themselves do not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Way {
    Request,
    Response,
}

/// An example.
#[derive(Clone, Debug)]
pub(super) struct Example<'a> {
    /// Where it stands.
    pub(super) at: Location,
    pub(super) value: &'a Value,
    /// Where its schema stands.
    pub(super) schema: Location,
    pub(super) way: Option<Way>,
}

/// A value and its place.
#[derive(Clone, Debug)]
struct Node<'a> {
    value: &'a Value,
    at: Location,
}

/// The examples of a description, in its order: schemas, parameters, header fields and media types, wherever a request or
/// response uses them or a component has them. Links have no types, and callbacks are left out.
pub(super) fn examples(sources: &Sources) -> Vec<Example<'_>> {
    let Some(file) = sources.files.first() else {
        return Vec::new();
    };
    let mut search = Search {
        sources,
        found: Vec::new(),
        seen: HashSet::new(),
    };
    let root = Node {
        value: &file.value,
        at: Location::default(),
    };
    search.document(&root);
    search.found
}

struct Search<'a> {
    sources: &'a Sources,
    found: Vec<Example<'a>>,
    seen: HashSet<(Location, Option<Way>)>,
}

/// Keywords whose value is a schema, a list of schemas, or a map of them.
const ONE: [&str; 9] = [
    "items",
    "additionalProperties",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
];
const SEVERAL: [&str; 5] = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
const NAMED: [&str; 4] = ["properties", "patternProperties", "dependentSchemas", "$defs"];

impl<'a> Search<'a> {
    fn document(&mut self, root: &Node<'a>) {
        for key in ["paths", "webhooks"] {
            for item in root.entries(key) {
                self.path_item(&item);
            }
        }
        let components = root.get("components");
        for holder in components.iter().chain([root]) {
            for key in ["schemas", "definitions"] {
                holder.entries(key).iter().for_each(|schema| self.schema(schema));
            }
            for parameter in holder.entries("parameters") {
                self.parameter(&parameter, Way::Request);
            }
            for header in holder.entries("headers") {
                self.parameter(&header, Way::Response);
            }
            for body in holder.entries("requestBodies") {
                self.body(&body, Way::Request);
            }
            for response in holder.entries("responses") {
                self.response(&response);
            }
        }
    }

    fn path_item(&mut self, item: &Node<'a>) {
        let Some(item) = self.follow(item) else { return };
        for parameter in item.list("parameters") {
            self.parameter(&parameter, Way::Request);
        }
        for operation in item.members() {
            if !operation.value.get("responses").is_some_and(Value::is_object) {
                continue;
            }
            for parameter in operation.list("parameters") {
                self.parameter(&parameter, Way::Request);
            }
            if let Some(body) = operation.get("requestBody") {
                self.body(&body, Way::Request);
            }
            for response in operation.entries("responses") {
                self.response(&response);
            }
        }
    }

    fn response(&mut self, response: &Node<'a>) {
        let Some(response) = self.follow(response) else { return };
        self.body(&response, Way::Response);
        for header in response.entries("headers") {
            self.parameter(&header, Way::Response);
        }
        // 2.0
        if let Some(schema) = response.get("schema") {
            self.schema(&schema);
            for example in response.entries("examples") {
                self.add(&example, &schema, Some(Way::Response));
            }
        }
    }

    fn body(&mut self, body: &Node<'a>, way: Way) {
        let Some(body) = self.follow(body) else { return };
        for media_type in body.entries("content") {
            self.described(&media_type, way);
        }
    }

    fn parameter(&mut self, parameter: &Node<'a>, way: Way) {
        let Some(parameter) = self.follow(parameter) else {
            return;
        };
        for media_type in parameter.entries("content") {
            self.described(&media_type, way);
        }
        match parameter.get("schema") {
            Some(_) => self.described(&parameter, way),
            // In 2.0 a parameter has the keywords itself.
            None => self.schema(&parameter),
        }
    }

    /// What has a schema, and examples beside it.
    fn described(&mut self, node: &Node<'a>, way: Way) {
        let Some(schema) = node.get("schema") else { return };
        self.schema(&schema);
        if !self.seen.insert((node.at.clone(), Some(way))) {
            return;
        }
        if let Some(example) = node.get("example") {
            self.add(&example, &schema, Some(way));
        }
        for example in node.entries("examples") {
            let Some(example) = self.follow(&example) else { continue };
            let values = ["value", "dataValue"].into_iter();
            for value in values.filter_map(|key| example.get(key)) {
                self.add(&value, &schema, Some(way));
            }
        }
    }

    fn schema(&mut self, schema: &Node<'a>) {
        if !self.seen.insert((schema.at.clone(), None)) {
            return;
        }
        if let Some(example) = schema.get("example") {
            self.add(&example, schema, None);
        }
        for example in schema.list("examples") {
            self.add(&example, schema, None);
        }
        if schema.value.get("$ref").is_some_and(Value::is_string)
            && let Some(target) = self.follow(schema)
        {
            self.schema(&target);
        }
        for inner in ONE.iter().filter_map(|key| schema.get(key)) {
            self.schema(&inner);
        }
        for inner in SEVERAL.iter().flat_map(|key| schema.list(key)) {
            self.schema(&inner);
        }
        for inner in NAMED.iter().flat_map(|key| schema.entries(key)) {
            self.schema(&inner);
        }
    }

    fn add(&mut self, example: &Node<'a>, schema: &Node<'a>, way: Option<Way>) {
        self.found.push(Example {
            at: example.at.clone(),
            value: example.value,
            schema: schema.at.clone(),
            way,
        });
    }

    /// The target of a reference; anything else is its own.
    fn follow(&self, node: &Node<'a>) -> Option<Node<'a>> {
        let mut node = node.clone();
        for _ in 0..32 {
            let Some(reference) = node.value.get("$ref").and_then(Value::as_str) else {
                return Some(node);
            };
            let at = self.sources.resolve(&node.at, reference)?;
            let value = self.sources.value(&at)?;
            node = Node { value, at };
        }
        None
    }
}

impl<'a> Node<'a> {
    fn get(&self, key: &str) -> Option<Self> {
        Some(Self {
            value: self.value.as_object()?.get(key)?,
            at: self.at.child(key),
        })
    }

    /// The members of an object.
    fn members(&self) -> Vec<Self> {
        let members = self.value.as_object().into_iter().flat_map(Map::iter);
        members
            .map(|(key, value)| Self {
                value,
                at: self.at.child(key),
            })
            .collect()
    }

    fn entries(&self, key: &str) -> Vec<Self> {
        self.get(key).map_or_else(Vec::new, |map| map.members())
    }

    fn list(&self, key: &str) -> Vec<Self> {
        let Some(list) = self.get(key) else { return Vec::new() };
        let items = list.value.as_array().into_iter().flatten().enumerate();
        items
            .map(|(index, value)| Self {
                value,
                at: list.at.index(index),
            })
            .collect()
    }
}
