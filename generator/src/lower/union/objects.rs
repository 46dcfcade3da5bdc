//! anyOf of objects: a value may fit several members at once, so that one object keeps what each of them names (JSON Schema
//! 2020-12 core §10.2.1.2).

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::Value;

use crate::lower::Lowering;
use crate::lower::schema::compose::{Slot, add};
use crate::lower::schema::merge::{Merged, UnionPart};
use crate::lower::schema::node::Node;
use crate::model::{SchemaId, Shape, UnionKind};

/// References inside references are followed so far.
const DEEPEST: usize = 64;

/// The comparison of two schemas.
#[derive(Default)]
struct Pairs {
    /// What was found where references led, by where schemas are in memory.
    known: HashMap<(*const Value, *const Value), bool>,
    /// How many references deep the comparison is.
    depth: usize,
}

impl<'a> Lowering<'a> {
    /// The object of all properties that members of an anyOf name, those of all members required; `None` unless all are
    /// objects that agree on the properties that they share. A rule says that some member must fit.
    pub(in crate::lower) fn merge_objects(
        &mut self,
        id: SchemaId,
        merged: &mut Merged<'a>,
        members: &[Node<'a>],
        union: &UnionPart<'a>,
    ) -> Option<Shape> {
        if union.kind != UnionKind::AnyOf || union.discriminator.is_some() || !merged.unions.is_empty() {
            return None;
        }
        if merged.closed || merged.typ().is_some_and(|typ| typ != "object") {
            return None;
        }
        let mut each = Vec::new();
        for member in members {
            each.push(self.merged_member(member, union.owner));
        }
        if !each.iter().all(|member| is_plain_object(member)) {
            return None;
        }
        let mut properties: IndexMap<&'a str, Slot<'a>> = merged.properties.clone();
        for member in &each {
            for (name, slot) in &member.properties {
                let all = properties.entry(name).or_default();
                let before = all.len();
                for (node, owner) in slot {
                    add(all, node.clone(), *owner);
                }
                let one = all.first().map(|(node, _)| node.clone());
                if let (Some(one), Some((other, _))) = (one, all.get(before.max(1))) {
                    if !self.mean_the_same(one.value, other.value, &mut Pairs::default()) {
                        // They speak of different things.
                        return None;
                    }
                    all.truncate(before);
                }
            }
        }
        merged.properties = properties;
        if let Some((first, others)) = each.split_first() {
            let always = first
                .required
                .iter()
                .filter(|(name, _)| others.iter().all(|m| m.required.contains_key(*name)));
            for (name, pointer) in always {
                merged.required.entry(name.clone()).or_insert_with(|| pointer.clone());
            }
        }
        // What the rule looks at is named, unless a member has rules of its own.
        let named = |name: &String| merged.properties.contains_key(name.as_str());
        let known = each
            .iter()
            .all(|member| member.rules.is_empty() && member.required.keys().all(named));
        let rule = self.alternatives(union);
        if known {
            let shape = self.object(id, merged);
            merged.rules.push(rule);
            return Some(shape);
        }
        merged.rules.push(rule);
        Some(self.object(id, merged))
    }

    /// Whether two schemas are the same once references are followed; those that hold themselves, or go deeper, are taken
    /// for different ones.
    fn mean_the_same(&self, one: &'a Value, other: &'a Value, pairs: &mut Pairs) -> bool {
        let reference = |value: &Value| value.get("$ref").and_then(Value::as_str).map(str::to_owned);
        match (reference(one), reference(other)) {
            (None, None) => match (one, other) {
                (Value::Object(a), Value::Object(b)) => {
                    let said = |(key, value): &(&String, &Value)| !is_said_to_people(key, value);
                    let same = |(key, a): (&'a String, &'a Value)| {
                        let b = b.get(key);
                        b.is_some_and(|b| self.mean_the_same(a, b, pairs))
                    };
                    a.iter().filter(said).all(same) && b.iter().filter(said).all(|(key, _)| a.contains_key(key))
                }
                (Value::Array(a), Value::Array(b)) => {
                    let mut items = a.iter().zip(b);
                    a.len() == b.len() && items.all(|(a, b)| self.mean_the_same(a, b, pairs))
                }
                _ => one == other,
            },
            (Some(one), Some(other)) if one == other => true,
            (to, or) => {
                let target = |reference: Option<String>, itself| match reference {
                    Some(reference) => self.target(&reference).map(|target| target.value),
                    None => Some(itself),
                };
                let (Some(one), Some(other)) = (target(to, one), target(or, other)) else {
                    return false;
                };
                let pair = (std::ptr::from_ref(one), std::ptr::from_ref(other));
                if let Some(known) = pairs.known.get(&pair) {
                    return *known;
                }
                pairs.known.insert(pair, false);
                pairs.depth += 1;
                let same = pairs.depth <= DEEPEST && self.mean_the_same(one, other, pairs);
                pairs.depth -= 1;
                pairs.known.insert(pair, same);
                same
            }
        }
    }
}

/// Whether a keyword is a text for people; a property of that name is an object.
fn is_said_to_people(key: &str, value: &Value) -> bool {
    matches!(key, "description" | "title") && value.is_string()
}

/// An object that says nothing but what its properties hold, and which are required.
fn is_plain_object(member: &Merged<'_>) -> bool {
    let typed = member
        .typ()
        .map_or_else(|| member.implies_object(), |typ| typ == "object");
    typed
        && !member.properties.is_empty()
        && !member.closed
        && member.additional.is_empty()
        && member.patterns.is_empty()
        && member.keys.is_empty()
        && member.dependent_required.is_empty()
        && member.values.is_none()
        && member.unions.is_empty()
        && !member.is_nullable()
        && !member.never
}
