//! Properties beside oneOf or anyOf: they hold for every member, so that each variant is the member merged with them.

use super::assertion::speaks_of_others;
use super::merge::{Merged, UnionPart};
use super::node::Node;
use crate::lower::Lowering;
use crate::model::{Discriminator, Origin, SchemaId, Shape, Union, Variant};
use crate::report::Code;

/// More variants than this are not made for one schema; its type is widened instead.
const MOST_VARIANTS: usize = 256;

impl<'a> Lowering<'a> {
    /// The union of members that what stands beside holds for.
    pub(in crate::lower) fn distribute(
        &mut self,
        id: SchemaId,
        merged: &mut Merged<'a>,
        members: &[Node<'a>],
        union: &UnionPart<'a>,
    ) -> Shape {
        self.distributed += members.len();
        if self.distributed > MOST_VARIANTS {
            let message = "too many combinations of alternatives: read as any value";
            self.report(Code::Widened, &union.pointer, message);
            return Shape::Any;
        }
        let mut base = std::mem::take(merged);
        // Null is the union's, not its variants'.
        merged.null_listed = base.refuse_null();
        merged.rules = std::mem::take(&mut base.rules);
        let named = |name: &str| base.properties.contains_key(name) || base.required.contains_key(name);
        base.keeps_others |= merged.rules.iter().any(|rule| speaks_of_others(rule, &named));
        base.distributed.push(id);
        let mut made = Vec::new();
        for (i, member) in members.iter().enumerate() {
            let target = member.reference().and_then(|reference| self.component(reference));
            let variant = match target {
                // It says all that the schema at hand says.
                Some(target) if self.inheritance.extends(target, id) => target,
                Some(_) | None => self.distributed_variant(id, i, &base, member, union),
            };
            made.push((target.unwrap_or(variant), variant, member.clone()));
        }
        Shape::Union(Union {
            kind: union.kind,
            discriminator: self.distributed_discriminator(&made, union),
            variants: made.into_iter().map(|(_, schema, _)| Variant { schema }).collect(),
        })
    }

    /// The discriminator, with the variants made in place of the members that it names.
    fn distributed_discriminator(
        &mut self,
        made: &[(SchemaId, SchemaId, Node<'a>)],
        union: &UnionPart<'a>,
    ) -> Option<Discriminator> {
        let named: Vec<_> = made.iter().map(|(member, _, node)| (*member, node.clone())).collect();
        let mut discriminator = self.discriminator(union.discriminator.as_ref()?, &named)?;
        for to in discriminator.mapping.values_mut().chain(&mut discriminator.other) {
            if let Some((_, variant, _)) = made.iter().find(|(member, ..)| member == to) {
                *to = *variant;
            }
        }
        Some(discriminator)
    }

    fn distributed_variant(
        &mut self,
        id: SchemaId,
        index: usize,
        base: &Merged<'a>,
        member: &Node<'a>,
        union: &UnionPart<'a>,
    ) -> SchemaId {
        let variant = self.reserve(&member.pointer, Origin::Variant(id, index));
        let parts = self.member_parts(member, union.owner, id);
        let mut merged = base.clone();
        merged
            .distributed
            .extend(member.reference().and_then(|reference| self.component(reference)));
        for part in &parts {
            self.absorb(&mut merged, part);
        }
        let says: Vec<_> = parts.last().map(|part| part.keywords.as_ref()).into_iter().collect();
        self.annotate(variant, &says);
        self.finish_merged(variant, merged);
        let title = member.reference().and_then(|reference| self.component(reference));
        if let Some(Origin::Component(name)) = title.map(|target| self.api.schemas.get(target).origin.clone()) {
            let annotations = &mut self.api.schemas.get_mut(variant).annotations;
            annotations.title.get_or_insert(name);
        }
        variant
    }
}
