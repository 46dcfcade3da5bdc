//! Discriminators: which value stands for which schema (OAS 3.1.1 §4.8.25).

use indexmap::IndexMap;

use super::Lowering;
use super::merge::Merged;
use super::node::Node;
use crate::model::{Discriminator, Origin, SchemaId};
use crate::pointer::Pointer;
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The discriminator of a schema that others extend by allOf.
    pub(super) fn parent_discriminator(&mut self, id: SchemaId, merged: &Merged<'a>) -> Option<Discriminator> {
        let node = merged.discriminator.clone()?;
        let children = self.inheritance.descendants(id);
        let mut discriminator = self.discriminator(&node, &children)?;
        // A schema that nothing extends has no choice to make.
        if discriminator.mapping.is_empty() {
            return None;
        }
        if let Origin::Component(name) = &self.api.schemas.get(id).origin
            && !discriminator.mapping.values().any(|target| *target == id)
        {
            discriminator.mapping.entry(name.clone()).or_insert(id);
        }
        Some(discriminator)
    }

    /// Reads a discriminator: the mapping as written, then the names of `members` that it leaves out.
    pub(super) fn discriminator(&mut self, node: &Node<'a>, members: &[SchemaId]) -> Option<Discriminator> {
        let read: openapiv3::Discriminator = self.read(node.copy_without(&[]), &node.pointer)?;
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
        for member in members {
            if let Origin::Component(name) = &self.api.schemas.get(*member).origin
                && !mapping.values().any(|id| id == member)
            {
                mapping.entry(name.clone()).or_insert(*member);
            }
        }
        Some(Discriminator {
            property: read.property_name,
            mapping,
        })
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
