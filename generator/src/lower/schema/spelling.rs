//! How something is written, and how long it can be relied on: what only a comparison of two descriptions asks for.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::node::Node;
use crate::lower::{Lowering, extension};
use crate::model::{Lifecycle, SchemaId, Spelling, UnionKind};
use crate::normalize::keywords as own;

impl<'a> Lowering<'a> {
    /// How a schema object is written.
    pub(in crate::lower) fn spelling(&self, id: SchemaId, node: &Node<'a>) -> Spelling {
        let one_of = node.items("oneOf");
        let any_of = node.items("anyOf");
        let union = match (one_of.is_empty(), any_of.is_empty()) {
            (false, _) => Some(UnionKind::OneOf),
            (true, false) => Some(UnionKind::AnyOf),
            (true, true) => None,
        };
        // Members that normalization made of a list of types stand where the schema itself does.
        let here = &self.api.schemas.get(id).location;
        let types = any_of.iter().any(|member| self.locate(&member.pointer) == *here);
        let constant = node.items("enum").first().is_some_and(|value| {
            let written = self.locate(&value.pointer).pointer.last();
            written.as_deref() == Some("const")
        });
        let written = |key: &str| node.get(key).and_then(|node| self.locate(&node.pointer).pointer.last());
        Spelling {
            unevaluated_properties: written("additionalProperties").as_deref() == Some("unevaluatedProperties"),
            unevaluated_items: written("items").as_deref() == Some("unevaluatedItems"),
            beside: match node.get("allOf") {
                Some(_) => self.assertion(node, 0).as_object().map_or(Value::Null, without_all_of),
                None => Value::Null,
            },
            stated: None,
            idle: self.idle(node),
            all_of: node
                .items("allOf")
                .iter()
                .map(|member| self.assertion(member, 0))
                .collect(),
            union: union.filter(|_| !types),
            types,
            constant,
            discriminator: node.get("discriminator").and_then(|node| {
                let mapping = node.members("mapping");
                let target = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                let mapping = mapping.map(|(name, node)| (name.clone(), target(node.value)));
                Some((node.text("propertyName")?, mapping.collect()))
            }),
            extensible: node
                .items(extension::EXTENSIBLE_ENUM)
                .iter()
                .map(|item| item.value.clone())
                .collect(),
            content_encoding: node.text(own::CONTENT_ENCODING),
            content_media_type: node.text(own::CONTENT_MEDIA_TYPE),
            content_schema: node
                .get(own::CONTENT_SCHEMA)
                .map(|schema| self.keyword("not", &schema, 0)),
        }
    }
}

fn without_all_of(object: &Map<String, Value>) -> Value {
    let rest = object.iter().filter(|(key, _)| *key != "allOf");
    rest.map(|(key, value)| (key.clone(), value.clone())).collect()
}

impl<'a> Lowering<'a> {
    /// Keywords about values of another type than the one that is said.
    fn idle(&self, node: &Node<'a>) -> IndexMap<String, Value> {
        const KEYWORDS: [(&str, &str, &str); 6] = [
            ("array", own::PREFIX_ITEMS, "prefixItems"),
            ("array", own::UNEVALUATED_ITEMS, "unevaluatedItems"),
            ("array", "items", "unevaluatedItems"),
            ("object", own::UNEVALUATED_PROPERTIES, "unevaluatedProperties"),
            ("object", "additionalProperties", "unevaluatedProperties"),
            ("object", own::PATTERN_PROPERTIES, "patternProperties"),
        ];
        let Some(typ) = node.text("type").filter(|_| !node.flag(own::IMPLIED_TYPE)) else {
            return IndexMap::new();
        };
        let other = KEYWORDS.into_iter().filter(|(about, ..)| *about != typ);
        let said = other.filter_map(|(_, key, name)| {
            let member = node.get(key)?;
            // The plain keywords may have been the author's own.
            let own = key.starts_with(own::PREFIX) || self.locate(&member.pointer).pointer.last()? == name;
            own.then(|| (name.to_owned(), self.keyword(name, &member, 0)))
        });
        said.collect()
    }
}

/// How long an operation, a parameter or what a schema stands for can be relied on.
pub(in crate::lower) fn lifecycle(node: &Node<'_>) -> Lifecycle {
    let text = |key: &str| {
        let value = node.present(key)?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    Lifecycle {
        sunset: text(extension::SUNSET),
        stability: text(extension::STABILITY),
    }
}
