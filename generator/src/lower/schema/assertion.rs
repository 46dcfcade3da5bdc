//! What types and constraints cannot say, as JSON Schema 2020-12 in one spelling (core §10, §11): `not`, `if`,
//! `contains`, `dependentSchemas`, alternatives that only constrain, and what nothing has evaluated.

use serde_json::{Map, Value, json};

use super::merge::Merged;
use super::node::Node;
use crate::lower::Lowering;
use crate::model::{Constraints, Origin, SchemaId};
use crate::normalize::keywords as own;
use crate::pointer::Pointer;

/// Schemas nested deeper than this allow any value.
const DEEPEST: usize = 64;

/// Keywords that types cannot say, with the name that JSON Schema has for them, in groups that belong together.
const BEYOND: [&[(&str, &str)]; 4] = [
    &[("not", "not")],
    &[(own::IF, "if"), (own::THEN, "then"), (own::ELSE, "else")],
    &[
        (own::CONTAINS, "contains"),
        (own::MIN_CONTAINS, "minContains"),
        (own::MAX_CONTAINS, "maxContains"),
    ],
    &[(own::DEPENDENT_SCHEMAS, "dependentSchemas")],
];

/// Keywords that only their own name is different of.
const RENAMED: [(&str, &str); 7] = [
    (own::PREFIX_ITEMS, "prefixItems"),
    (own::PATTERN_PROPERTIES, "patternProperties"),
    (own::PROPERTY_NAMES, "propertyNames"),
    (own::DEPENDENT_REQUIRED, "dependentRequired"),
    (own::DEPENDENT_SCHEMAS, "dependentSchemas"),
    (own::UNEVALUATED_PROPERTIES, "unevaluatedProperties"),
    (own::UNEVALUATED_ITEMS, "unevaluatedItems"),
];

impl<'a> Lowering<'a> {
    /// Adds what a schema object says that types cannot.
    pub(in crate::lower) fn absorb_rules(&self, merged: &mut Merged<'a>, node: &Node<'a>) {
        for group in BEYOND {
            let said: Map<String, Value> = group
                .iter()
                .filter_map(|(key, name)| Some(((*name).to_owned(), self.keyword(name, &node.get(key)?, 0))))
                .collect();
            // `then` without `if`, and `minContains` without `contains`, say nothing; `not: {}` is a shape.
            let says = match group.first() {
                Some(("not", _)) => node.get("not").is_some_and(|not| !not.says_nothing()),
                Some((key, _)) => node.get(key).is_some(),
                None => false,
            };
            if says {
                merged.rules.push(Value::Object(said));
            }
        }
        let unevaluated = [own::UNEVALUATED_PROPERTIES, own::UNEVALUATED_ITEMS].map(|key| node.get(key));
        if unevaluated.into_iter().flatten().any(|schema| !schema.says_nothing()) {
            merged.sealed.push(node.clone());
        }
    }

    /// Schemas that say what nothing has evaluated, as rules.
    pub(in crate::lower) fn unevaluated(&self, merged: &mut Merged<'a>) {
        let rules = std::mem::take(&mut merged.sealed);
        merged.rules.extend(rules.iter().map(|node| self.assertion(node, 0)));
    }

    /// Closes an object where that is all that `unevaluatedProperties: false` says: where all that could evaluate a
    /// property is named in the parts of the schema itself.
    pub(in crate::lower) fn close(&self, merged: &mut Merged<'a>) {
        let own = merged.parts.last().map(|part| &part.pointer);
        let others = merged.parts.iter().filter(|part| Some(&part.pointer) != own);
        let all = others
            .filter(|part| part.get(own::UNEVALUATED_PROPERTIES).is_some())
            .count()
            > 0;
        let known = merged.additional.is_empty() && merged.patterns.is_empty() && !all;
        if let ([node], true) = (merged.sealed.as_slice(), known)
            && own == Some(&node.pointer)
            && node
                .get(own::UNEVALUATED_PROPERTIES)
                .is_some_and(|schema| is_never(&schema))
        {
            merged.sealed.clear();
            merged.closed = true;
        }
    }

    /// A schema in its one spelling, without what it says to people. `$ref` is the name of a component.
    pub(in crate::lower) fn assertion(&self, node: &Node<'a>, depth: usize) -> Value {
        let Value::Object(object) = node.value else {
            return Value::Bool(node.value != &Value::Bool(false));
        };
        if depth > DEEPEST || object.is_empty() {
            return Value::Bool(true);
        }
        if let Some(id) = node.reference().and_then(|reference| self.component(reference)) {
            return match &self.api.schemas.get(id).origin {
                Origin::Component(name) => json!({"$ref": name}),
                _ => Value::Bool(true),
            };
        }
        if node.get("not").is_some_and(|not| not.says_nothing()) {
            return Value::Bool(false);
        }
        let mut all = Map::new();
        for (key, member) in node.entries() {
            match key.as_str() {
                "type" if node.flag(own::IMPLIED_TYPE) => {}
                "nullable" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {}
                own::CONSTRAINTS => all.extend(member.value.as_object().cloned().unwrap_or_default()),
                key => {
                    if let Some(name) = asserts(key) {
                        all.insert(name.to_owned(), self.keyword(name, &member, depth));
                    }
                }
            }
        }
        bounds(node, &mut all);
        nullable(node, all)
    }

    /// The value of a keyword, by what it holds.
    pub(in crate::lower) fn keyword(&self, name: &str, member: &Node<'a>, depth: usize) -> Value {
        let schema = |node: &Node<'a>| self.assertion(node, depth + 1);
        match name {
            "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "items"
            | "propertyNames"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "unevaluatedItems" => schema(member),
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => member.list().iter().map(schema).collect(),
            "properties" | "patternProperties" | "dependentSchemas" => {
                let entries = member.entries().map(|(key, node)| (key.clone(), schema(&node)));
                Value::Object(entries.collect())
            }
            _ => member.value.clone(),
        }
    }

    /// Looks up the components that rules refer to, and those that these refer to.
    pub(in crate::lower) fn definitions(&mut self) {
        let mut wanted: Vec<String> = Vec::new();
        for (_, schema) in self.api.schemas.iter() {
            schema.rules.iter().for_each(|rule| references(rule, &mut wanted));
        }
        while let Some(name) = wanted.pop() {
            if self.api.schemas.definition(&name).is_some() {
                continue;
            }
            let node = self.api.schemas.component(&name).and_then(|id| self.component_node(id));
            let definition = node.map_or(Value::Bool(true), |node| self.assertion(&node, 0));
            references(&definition, &mut wanted);
            self.api.schemas.define(name, definition);
        }
    }

    /// A place for what keys hold that the schema does not name.
    pub(in crate::lower) fn any(&mut self, id: SchemaId) -> SchemaId {
        self.reserve(&Pointer::root(), Origin::Values(id))
    }
}

/// Whether no value fits.
pub(in crate::lower) fn is_never(node: &Node<'_>) -> bool {
    node.get("not").is_some_and(|not| not.says_nothing())
}

/// The name that a keyword has in JSON Schema, if it demands something of values.
fn asserts(key: &str) -> Option<&str> {
    const PLAIN: [&str; 20] = [
        "type",
        "enum",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "minLength",
        "maxLength",
        "pattern",
        "multipleOf",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minProperties",
        "maxProperties",
        "const",
    ];
    if PLAIN.contains(&key) {
        return Some(key);
    }
    let beyond = BEYOND.iter().flat_map(|group| group.iter()).chain(&RENAMED);
    beyond.filter(|(own, _)| *own == key).map(|(_, name)| *name).next()
}

/// `minimum` and `maximum`, with 3.0's flags as bounds of their own.
fn bounds(node: &Node<'_>, all: &mut Map<String, Value>) {
    for (inclusive, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        let Some(bound) = node.present(inclusive) else { continue };
        let name = if node.flag(exclusive) { exclusive } else { inclusive };
        all.insert(name.to_owned(), bound.clone());
    }
}

/// The assertions, or null where that is a value besides.
fn nullable(node: &Node<'_>, mut all: Map<String, Value>) -> Value {
    if !node.flag("nullable") {
        return Value::Object(all);
    }
    if all.is_empty() {
        return json!({"type": "null"});
    }
    if all.len() == 1
        && let Some(Value::String(name)) = all.get("type")
    {
        let both = json!([name, "null"]);
        all.insert("type".to_owned(), both);
        return Value::Object(all);
    }
    json!({"anyOf": [all, {"type": "null"}]})
}

/// The names that a rule refers to.
fn references(rule: &Value, names: &mut Vec<String>) {
    match rule {
        Value::Object(keywords) => {
            for (key, value) in keywords {
                match (key.as_str(), value) {
                    ("$ref", Value::String(name)) => names.push(name.clone()),
                    ("enum" | "const", _) => {}
                    _ => references(value, names),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The constraints as a schema.
pub(in crate::lower) fn of_constraints(c: &Constraints) -> Value {
    let count = |count: Option<u64>| count.map(Value::from);
    let number = |number: &Option<serde_json::Number>| number.clone().map(Value::Number);
    let all = [
        ("minLength", count(c.min_length)),
        ("maxLength", count(c.max_length)),
        ("pattern", c.pattern.clone().map(Value::String)),
        ("minimum", number(&c.minimum)),
        ("exclusiveMinimum", number(&c.exclusive_minimum)),
        ("maximum", number(&c.maximum)),
        ("exclusiveMaximum", number(&c.exclusive_maximum)),
        ("multipleOf", number(&c.multiple_of)),
        ("minItems", count(c.min_items)),
        ("maxItems", count(c.max_items)),
        ("uniqueItems", c.unique_items.then_some(Value::Bool(true))),
        ("minProperties", count(c.min_properties)),
        ("maxProperties", count(c.max_properties)),
    ];
    let said = all
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(said.collect())
}

/// Whether a rule looks at other properties than those of these names.
pub(in crate::lower) fn speaks_of_others(rule: &Value, named: &dyn Fn(&str) -> bool) -> bool {
    let Value::Object(keywords) = rule else {
        return false;
    };
    keywords.iter().any(|(key, value)| {
        let named_in = |names: &Value| {
            let names = names.as_array().into_iter().flatten();
            names.filter_map(Value::as_str).any(|name| !named(name))
        };
        let entries = || value.as_object().into_iter().flatten();
        match key.as_str() {
            "properties" => entries().any(|(name, _)| !named(name)),
            "required" => named_in(value),
            "dependentRequired" => entries().any(|(name, needed)| !named(name) || named_in(needed)),
            "dependentSchemas" => entries().any(|(name, rule)| !named(name) || speaks_of_others(rule, named)),
            "allOf" | "anyOf" | "oneOf" => {
                let mut rules = value.as_array().into_iter().flatten();
                rules.any(|rule| speaks_of_others(rule, named))
            }
            "not" | "if" | "then" | "else" => speaks_of_others(value, named),
            "$ref"
            | "propertyNames"
            | "patternProperties"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "minProperties"
            | "maxProperties"
            | "enum" => true,
            _ => false,
        }
    })
}
