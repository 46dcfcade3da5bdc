//! Which component schema extends which by allOf, directly or not.

use std::collections::{BTreeSet, HashMap};

use indexmap::IndexSet;

use super::node::Node;
use super::open_by_example::any;
use crate::lower::Lowering;
use crate::model::{Additional, Annotations, Constraints, Origin, Schema, SchemaId, Shape, Union, UnionKind, Variant};

/// Ancestors and descendants of component schemas: all of either would be too many to be kept.
#[derive(Debug, Default)]
pub(in crate::lower) struct Inheritance {
    parents: HashMap<SchemaId, Vec<SchemaId>>,
    children: HashMap<SchemaId, Vec<SchemaId>>,
}

impl Inheritance {
    /// Whether `child` has `ancestor` in its allOf, directly or not.
    pub(in crate::lower) fn extends(&self, child: SchemaId, ancestor: SchemaId) -> bool {
        // Most schemas extend none, and most are extended by none.
        self.children.contains_key(&ancestor) && reach(child, &self.parents).contains(&ancestor)
    }

    /// The schemas that extend `ancestor`, in document order.
    pub(in crate::lower) fn descendants(&self, ancestor: SchemaId) -> Vec<SchemaId> {
        let found = reach(ancestor, &self.children);
        found.into_iter().filter(|child| *child != ancestor).collect()
    }
}

impl<'a> Lowering<'a> {
    /// Works out the inheritance; component ids must have been given out.
    pub(in crate::lower) fn inheritance(&self) -> Inheritance {
        let mut all = Inheritance::default();
        for (id, node) in self.components() {
            let parents = self.parents(&node);
            for parent in &parents {
                all.children.entry(*parent).or_default().push(id);
            }
            if !parents.is_empty() {
                all.parents.insert(id, parents);
            }
        }
        all
    }

    fn components(&self) -> impl Iterator<Item = (SchemaId, Node<'a>)> {
        self.api
            .schemas
            .iter()
            .map(|(id, _)| id)
            .zip(self.components.iter().cloned())
    }

    /// The components in allOf; inline members are looked through.
    fn parents(&self, node: &Node<'a>) -> Vec<SchemaId> {
        let mut parents = Vec::new();
        for member in node.items("allOf") {
            match member.reference() {
                Some(reference) => parents.extend(self.component(reference)),
                None => parents.extend(self.parents(&member)),
            }
        }
        parents
    }
}

impl Lowering<'_> {
    /// Makes every parent with a discriminator the union of what extends it and itself: whoever refers to it may get
    /// any of them (OAS 3.0.4 §4.7.25). What it says itself becomes a member; values that no child is known for are
    /// that, and keep all their properties.
    pub(in crate::lower) fn split_parents(&mut self) {
        let ids: Vec<_> = self.api.schemas.iter().map(|(id, _)| id).collect();
        for id in ids {
            let parent = self.api.schemas.get_mut(id);
            let Origin::Component(name) = parent.origin.clone() else {
                continue;
            };
            let Shape::Object(object) = &mut parent.shape else {
                continue;
            };
            let Some(mut discriminator) = object.discriminator.take() else {
                continue;
            };
            let mut base = parent.clone();
            parent.constraints = Constraints::default();
            parent.rules.clear();
            let targets = discriminator.mapping.values().copied();
            let members: IndexSet<SchemaId> = targets.filter(|target| *target != id).collect();
            let mut members: Vec<SchemaId> = members.into_iter().collect();
            base.origin = Origin::Variant(id, members.len());
            base.nullable = false;
            base.annotations = Annotations {
                title: Some(format!("{name}Base")),
                description: Some(format!("A `{name}` of no kind that the description names.")),
                ..Annotations::default()
            };
            let base = self.keep_others(base);
            members.push(base);
            for target in discriminator.mapping.values_mut().filter(|target| **target == id) {
                *target = base;
            }
            discriminator.other.get_or_insert(base);
            self.api.schemas.get_mut(id).shape = Shape::Union(Union {
                kind: UnionKind::AnyOf,
                variants: members.into_iter().map(|schema| Variant { schema }).collect(),
                discriminator: Some(discriminator),
            });
        }
    }
}

impl Lowering<'_> {
    /// Adds a schema whose objects keep other properties, unless it says what becomes of these. A child that is not known
    /// yet has properties of its own, which must not get lost.
    fn keep_others(&mut self, base: Schema) -> SchemaId {
        let location = base.location.clone();
        let id = self.api.schemas.push(base);
        let additional = match &self.api.schemas.get(id).shape {
            Shape::Object(object) => object.additional,
            _ => return id,
        };
        if additional == Additional::Unspecified {
            let others = self.api.schemas.push(any(id, &location));
            if let Shape::Object(object) = &mut self.api.schemas.get_mut(id).shape {
                object.additional = Additional::Schema(others);
            }
        }
        id
    }
}

/// What one leads to, in document order.
fn reach(from: SchemaId, next: &HashMap<SchemaId, Vec<SchemaId>>) -> BTreeSet<SchemaId> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for one in next.get(&at).into_iter().flatten() {
            if found.insert(*one) {
                open.push(*one);
            }
        }
    }
    found
}
