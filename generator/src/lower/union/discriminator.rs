//! Discriminators: which value stands for which schema (OAS 3.1.1 §4.8.25).

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use crate::lower::schema::merge::Merged;
use crate::lower::schema::node::Node;
use crate::lower::{Lowering, extension};
use crate::model::{Discriminator, Origin, SchemaId};
use crate::normalize::keywords as own;
use crate::pointer::Pointer;
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The discriminator of a schema that others extend by allOf.
    pub(in crate::lower) fn parent_discriminator(
        &mut self,
        id: SchemaId,
        merged: &Merged<'a>,
    ) -> Option<Discriminator> {
        let node = merged.discriminator.clone()?;
        let children: Vec<_> = self.inheritance.descendants(id);
        let children: Vec<_> = children
            .into_iter()
            .filter_map(|child| Some((child, self.component_node(child)?)))
            .collect();
        let mut discriminator = self.discriminator(&node, &children)?;
        // A schema that nothing extends has no choice to make.
        if discriminator.mapping.is_empty() {
            return None;
        }
        if let Origin::Component(name) = &self.api.schemas.get(id).origin
            && !discriminator.mapping.values().any(|target| *target == id)
        {
            let own = self.component_node(id).and_then(|node| self.own_value(id, &node));
            discriminator
                .mapping
                .entry(own.unwrap_or_else(|| name.clone()))
                .or_insert(id);
        }
        Some(discriminator)
    }

    /// Reads a discriminator: the mapping as written, then the members that it leaves out, by the values that they
    /// list for the property, else by name.
    pub(in crate::lower) fn discriminator(
        &mut self,
        node: &Node<'a>,
        members: &[(SchemaId, Node<'a>)],
    ) -> Option<Discriminator> {
        let read: openapiv3::Discriminator = self.read(node.copy_without(&[]), &node.pointer)?;
        let mut guessed = false;
        let is_mapped = !read.mapping.is_empty();
        let other = node.text(own::DEFAULT_MAPPING).and_then(|target| self.mapped(&target));
        let mut mapping = IndexMap::new();
        for (value, target) in read.mapping {
            match self.mapped(&target) {
                Some(id) => {
                    mapping.insert(value, id);
                }
                None => {
                    let message = format!("`{target}` is not a schema of this description; `{value}` is left out");
                    self.report(Code::Tolerated, &node.pointer.child("mapping").child(&value), message);
                }
            }
        }
        let mut mapped: HashSet<SchemaId> = mapping.values().copied().collect();
        for (id, member) in members {
            if !mapped.insert(*id) {
                continue;
            }
            let listed = match self.own_value(*id, member) {
                Some(value) => vec![value],
                None => self.listed_values(*id, member, &read.property_name),
            };
            if let (Origin::Component(name), true) = (&self.api.schemas.get(*id).origin, listed.is_empty()) {
                guessed |= !is_mapped;
                mapping.entry(name.clone()).or_insert(*id);
            }
            for value in listed {
                mapping.entry(value).or_insert(*id);
            }
        }
        Some(Discriminator {
            property: read.property_name,
            mapping,
            other,
            guessed,
        })
    }

    /// The value that a member gives itself (`x-ms-discriminator-value`).
    fn own_value(&self, id: SchemaId, member: &Node<'a>) -> Option<String> {
        let of = |node: &Node<'a>| {
            node.get(extension::DISCRIMINATOR_VALUE)
                .and_then(|value| text(value.value))
        };
        of(member).or_else(|| of(&self.component_node(id)?))
    }

    /// The values that a member which the mapping leaves out lists for the property, as a mapping would have them.
    fn listed_values(&mut self, id: SchemaId, member: &Node<'a>, property: &str) -> Vec<String> {
        let merged = self.merged_member(member, id);
        let mut values = Vec::new();
        for (node, owner) in merged.properties.get(property).into_iter().flatten() {
            let member = self.merged_member(node, *owner);
            let listed = member.values.iter().flatten();
            values.extend(listed.filter_map(|listed| text(&listed.entry.value)));
        }
        values
    }

    /// The schema that a value of `mapping` names: by reference, or by bare name.
    fn mapped(&self, target: &str) -> Option<SchemaId> {
        let by_name = |name: &str| self.api.schemas.component(name);
        self.component(target).or_else(|| by_name(target)).or_else(|| {
            let name = Pointer::root().join(target.strip_prefix("#/definitions")?).last()?;
            by_name(&name)
        })
    }
}

/// A tag as a mapping has it, where all values are text; `None` for what cannot be a tag.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
