//! Objects, arrays and tuples from merged keywords (JSON Schema 2020-12 core §10.3).

use super::assertion::{is_never, speaks_of_others};
use super::constraints::is_constraint;
use super::merge::Merged;
use super::node::Node;
use crate::lower::Lowering;
use crate::model::{Additional, Array, Object, Origin, Property, SchemaId, Shape, Tuple};
use crate::normalize::keywords as own;
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The shape of `type: object`.
    pub(in crate::lower) fn object(&mut self, id: SchemaId, merged: &mut Merged<'a>) -> Shape {
        let mut properties = Vec::new();
        for (name, slot) in &merged.properties {
            let schema = self.slot(id, slot.clone(), |owner| Origin::Property(owner, (*name).to_owned()));
            properties.push(Property {
                name: (*name).to_owned(),
                schema,
                required: merged.required.contains_key(*name),
            });
        }
        self.close(merged);
        self.unevaluated(merged);
        self.object_rules(merged);
        let additional = self.additional(id, merged);
        for (name, pointer) in &merged.required {
            if !merged.properties.contains_key(name.as_str()) {
                properties.push(self.undescribed(id, name, pointer, additional));
            }
        }
        let mut patterns = Vec::new();
        for (pattern, slot) in &merged.patterns {
            let schema = self.slot(id, slot.clone(), Origin::Values);
            patterns.push(((*pattern).to_owned(), schema));
        }
        let keys = (!merged.keys.is_empty()).then(|| self.slot(id, merged.keys.clone(), Origin::Keys));
        Shape::Object(Object {
            properties,
            additional,
            patterns,
            keys,
            dependent_required: merged.dependent_required.clone(),
            discriminator: self.parent_discriminator(id, merged),
        })
    }

    /// Rules for what properties and one map cannot say: patterns beside other things, dependencies in a map, names.
    fn object_rules(&mut self, merged: &mut Merged<'a>) {
        let only_pattern = merged.properties.is_empty() && merged.patterns.len() == 1 && merged.additional.is_empty();
        let keywords = ["properties", own::PATTERN_PROPERTIES, "additionalProperties"];
        for node in std::mem::take(&mut merged.patterned).iter().filter(|_| !only_pattern) {
            let mut rule = serde_json::Map::new();
            for key in keywords {
                let Some(member) = node.get(key) else { continue };
                let (name, value) = match key {
                    // The types of fields say what these hold.
                    "properties" => {
                        let names = member.entries().map(|(name, _)| (name.clone(), true.into()));
                        ("properties", serde_json::Value::Object(names.collect()))
                    }
                    "additionalProperties" => {
                        ("additionalProperties", self.keyword("additionalProperties", &member, 0))
                    }
                    _ => ("patternProperties", self.keyword("patternProperties", &member, 0)),
                };
                rule.insert(name.to_owned(), value);
            }
            merged.rules.push(rule.into());
        }
        if merged.properties.is_empty() && merged.required.is_empty() && !merged.dependent_required.is_empty() {
            merged
                .rules
                .push(serde_json::json!({"dependentRequired": merged.dependent_required}));
        }
        // In a map, rules for text do for its keys.
        let simple = merged.properties.is_empty()
            && merged.required.is_empty()
            && merged.keys.len() == 1
            && merged.keys.iter().all(|(node, _)| is_text(node));
        if !simple {
            for (node, _) in &merged.keys {
                merged
                    .rules
                    .push(serde_json::json!({"propertyNames": self.assertion(node, 0)}));
            }
        }
    }

    fn additional(&mut self, id: SchemaId, merged: &Merged<'a>) -> Additional {
        if merged.closed {
            Additional::Closed
        } else if merged.additional.is_empty() {
            // Rules about other keys need them.
            let named = |name: &str| merged.properties.contains_key(name) || merged.required.contains_key(name);
            let needed = |names: &Vec<String>| names.iter().any(|name| !named(name));
            let depends = merged
                .dependent_required
                .iter()
                .any(|(name, names)| !named(name) || needed(names));
            if depends || merged.keeps_others || merged.rules.iter().any(|rule| speaks_of_others(rule, &named)) {
                return Additional::Schema(self.any(id));
            }
            Additional::Unspecified
        } else {
            Additional::Schema(self.slot(id, merged.additional.clone(), Origin::Values))
        }
    }

    /// A required name that no schema describes: it holds what other keys hold.
    fn undescribed(&mut self, id: SchemaId, name: &str, pointer: &Pointer, additional: Additional) -> Property {
        let schema = match additional {
            Additional::Schema(schema) => schema,
            Additional::Unspecified | Additional::Closed => {
                self.reserve(pointer, Origin::Property(id, name.to_owned()))
            }
        };
        Property {
            name: name.to_owned(),
            schema,
            required: true,
        }
    }

    /// The shape of `type: array`.
    pub(in crate::lower) fn array(&mut self, id: SchemaId, merged: &mut Merged<'a>) -> Shape {
        if !merged.prefix.is_empty() {
            return self.tuple(id, merged);
        }
        Shape::Array(Array {
            items: self.items(id, merged),
        })
    }

    /// The items' schema; any value where the description is silent.
    fn items(&mut self, id: SchemaId, merged: &Merged<'a>) -> SchemaId {
        if merged.items.is_empty() {
            let pointer = merged.type_pointer().and_then(Pointer::parent).unwrap_or_default();
            return self.reserve(&pointer, Origin::Items(id));
        }
        self.slot(id, merged.items.clone(), Origin::Items)
    }

    fn tuple(&mut self, id: SchemaId, merged: &mut Merged<'a>) -> Shape {
        let exact = is_exact(merged);
        if exact {
            // The type says as much.
            (merged.constraints.min_items, merged.constraints.max_items) = (None, None);
            if std::mem::take(&mut merged.constraints.unique_items) {
                merged.rules.push(serde_json::json!({"uniqueItems": true}));
            }
        }
        let mut prefix = Vec::new();
        for (i, slot) in merged.prefix.iter().enumerate() {
            prefix.push(self.slot(id, slot.clone(), |owner| Origin::TupleItem(owner, i)));
        }
        for node in std::mem::take(&mut merged.itemized).iter().filter(|_| !exact) {
            let keywords = [(own::PREFIX_ITEMS, "prefixItems"), ("items", "items")];
            let said = keywords
                .into_iter()
                .filter_map(|(key, name)| Some((name.to_owned(), self.keyword(name, &node.get(key)?, 0))));
            merged.rules.push(serde_json::Value::Object(said.collect()));
        }
        let rest = self.items(id, merged);
        let none = matches!(self.api.schemas.get(rest).shape, Shape::Never);
        Shape::Tuple(Tuple {
            prefix,
            rest: (!none).then_some(rest),
            exact,
        })
    }
}

/// Whether just the items by position come, and they are few.
fn is_exact(merged: &Merged<'_>) -> bool {
    let [node] = merged.itemized.as_slice() else {
        return false;
    };
    let count = u64::try_from(merged.prefix.len()).ok();
    let none_follow = node.get("items").is_some_and(|items| is_never(&items));
    merged.prefix.len() <= Tuple::MOST
        && merged.constraints.min_items == count
        && (none_follow || merged.constraints.max_items == count)
}

/// Whether a schema of keys is nothing but rules for text.
fn is_text(node: &Node<'_>) -> bool {
    let text = |key: &String| is_constraint(key) || ["type", "description", own::IMPLIED_TYPE].contains(&key.as_str());
    let object = node.value.as_object();
    object.is_some_and(|object| object.keys().all(text)) && node.text("type").is_none_or(|typ| typ == "string")
}
