//! Which component schema extends which by allOf, directly or not.

use std::collections::{BTreeMap, BTreeSet};

use super::Lowering;
use super::node::Node;
use crate::model::SchemaId;

/// Ancestors and descendants of component schemas.
#[derive(Debug, Default)]
pub(super) struct Inheritance {
    ancestors: BTreeMap<SchemaId, BTreeSet<SchemaId>>,
}

impl Inheritance {
    /// Whether `child` has `ancestor` in its allOf, directly or not.
    pub(super) fn extends(&self, child: SchemaId, ancestor: SchemaId) -> bool {
        self.ancestors.get(&child).is_some_and(|all| all.contains(&ancestor))
    }

    /// The schemas that extend `ancestor`, in document order.
    pub(super) fn descendants(&self, ancestor: SchemaId) -> Vec<SchemaId> {
        let extending = self.ancestors.iter().filter(|(_, all)| all.contains(&ancestor));
        extending
            .map(|(child, _)| *child)
            .filter(|child| *child != ancestor)
            .collect()
    }
}

impl<'a> Lowering<'a> {
    /// Works out the inheritance; component ids must have been given out.
    pub(super) fn inheritance(&self) -> Inheritance {
        let parents: BTreeMap<_, _> = self.components().map(|(id, node)| (id, self.parents(&node))).collect();
        let ancestors = parents.keys().map(|id| (*id, reach(*id, &parents))).collect();
        Inheritance { ancestors }
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

fn reach(from: SchemaId, parents: &BTreeMap<SchemaId, Vec<SchemaId>>) -> BTreeSet<SchemaId> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for parent in parents.get(&at).into_iter().flatten() {
            if found.insert(*parent) {
                open.push(*parent);
            }
        }
    }
    found
}
