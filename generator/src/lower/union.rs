//! oneOf and anyOf (JSON Schema 2020-12 core §10.2.1.2, §10.2.1.3).

use super::Lowering;
use super::compose::Part;
use super::merge::{Merged, UnionPart};
use super::node::Node;
use crate::model::{EnumValue, Enumeration, Origin, SchemaId, Shape, Union, Variant};
use crate::report::Code;

/// More variants than this are not made by distributing properties over unions; the type is widened instead.
const MOST_VARIANTS: usize = 256;

impl<'a> Lowering<'a> {
    /// Takes out the next union that says something of the type.
    pub(super) fn next_union(&mut self, merged: &mut Merged<'a>) -> Option<UnionPart<'a>> {
        while !merged.unions.is_empty() {
            let union = merged.unions.remove(0);
            if !union.members.iter().all(|member| self.only_validates(member)) {
                return Some(union);
            }
            let message = "these alternatives only demand properties: values that they forbid are accepted";
            self.report(Code::Ignored, &union.pointer, message);
        }
        None
    }

    /// Whether a member says which properties must be there and nothing else.
    fn only_validates(&mut self, member: &Node<'a>) -> bool {
        const VALIDATION: [&str; 7] = [
            "required",
            "type",
            "not",
            "description",
            "title",
            "minProperties",
            "maxProperties",
        ];
        let Some(object) = member.value.as_object() else {
            return false;
        };
        let only = object.keys().all(|key| VALIDATION.contains(&key.as_str()));
        let nested = ["anyOf", "oneOf", "allOf"].iter().any(|key| object.contains_key(*key));
        if nested {
            let mut all = member.items("anyOf");
            all.extend(member.items("oneOf"));
            all.extend(member.items("allOf"));
            let rest = object
                .keys()
                .all(|key| VALIDATION.contains(&key.as_str()) || key.ends_with("Of"));
            return rest && all.iter().all(|member| self.only_validates(member));
        }
        only && (object.contains_key("required") || object.contains_key("not"))
    }

    /// The shape of a union beside whatever else the schema says.
    pub(super) fn union(&mut self, id: SchemaId, merged: &mut Merged<'a>, union: UnionPart<'a>) -> Shape {
        let mut members = Vec::new();
        for member in &union.members {
            self.expand(member, &union, id, &mut members, merged);
        }
        match members.as_slice() {
            [] if merged.null_listed => return Shape::Null,
            [] => return self.shape(id, merged),
            [only] => return self.only_member(id, merged, &only.clone(), &union),
            [..] => {}
        }
        if merged.is_bare() {
            if let Some(shape) = self.union_of_values(merged, &members, &union) {
                return shape;
            }
            if self.members_have_type(merged, &members, union.owner) {
                return self.plain_union(&members, &union);
            }
        }
        self.distribute(id, merged, &members, &union)
    }

    /// Adds a member, or what it stands for: members of a nested union of the same kind; nothing for null, for a
    /// repetition, and for the schema itself.
    fn expand(
        &mut self,
        member: &Node<'a>,
        union: &UnionPart<'a>,
        id: SchemaId,
        members: &mut Vec<Node<'a>>,
        merged: &mut Merged<'a>,
    ) {
        if is_null(member) {
            merged.null_listed = true;
            return;
        }
        let target = member.reference().and_then(|reference| self.component(reference));
        let itself = target.is_some_and(|target| target == id || merged.distributed.contains(&target));
        if itself || members.iter().any(|seen| seen.value == member.value) {
            return;
        }
        let keyword = match union.kind {
            crate::model::UnionKind::OneOf => "oneOf",
            crate::model::UnionKind::AnyOf => "anyOf",
        };
        let nested = member.items(keyword);
        let alone = member.value.as_object().is_some_and(|object| object.len() == 1);
        if alone && !nested.is_empty() {
            for member in &nested {
                self.expand(member, union, id, members, merged);
            }
            return;
        }
        members.push(member.clone());
    }

    /// A union of one member is that member.
    fn only_member(
        &mut self,
        id: SchemaId,
        merged: &mut Merged<'a>,
        member: &Node<'a>,
        union: &UnionPart<'a>,
    ) -> Shape {
        if merged.is_bare()
            && let Some(target) = member.reference().and_then(|reference| self.component(reference))
            && self.members_have_type(merged, std::slice::from_ref(member), union.owner)
        {
            return Shape::Reference(target);
        }
        let parts = self.member_parts(member, union.owner, id);
        for part in &parts {
            self.absorb(merged, part);
        }
        self.shape(id, merged)
    }

    fn member_parts(&mut self, member: &Node<'a>, owner: SchemaId, id: SchemaId) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        self.flatten(member, owner, false, &mut vec![id], &mut parts);
        parts
    }

    /// What a member says by itself.
    fn merged_member(&mut self, member: &Node<'a>, owner: SchemaId) -> Merged<'a> {
        let parts = match member.reference().and_then(|reference| self.component(reference)) {
            Some(target) => match self.components.get(target.index()).cloned() {
                Some(component) => self.parts(&component, target),
                None => Vec::new(),
            },
            None => self.parts(member, owner),
        };
        let mut merged = Merged::default();
        for part in &parts {
            self.absorb(&mut merged, part);
        }
        merged
    }

    /// Whether the type beside the union, if any, is one that all members have.
    fn members_have_type(&mut self, merged: &Merged<'a>, members: &[Node<'a>], owner: SchemaId) -> bool {
        let Some(typ) = merged.typ().map(str::to_owned) else {
            return true;
        };
        members.iter().all(|member| {
            let member = self.merged_member(member, owner);
            match member.typ() {
                Some(other) => other == typ,
                None if typ == "object" => member.speaks_of_objects() || !member.unions.is_empty(),
                None => false,
            }
        })
    }

    /// One enumeration, if the members are lists of text; plain text, if one of them is that.
    fn union_of_values(
        &mut self,
        merged: &mut Merged<'a>,
        members: &[Node<'a>],
        union: &UnionPart<'a>,
    ) -> Option<Shape> {
        let mut values: Vec<EnumValue> = Vec::new();
        let (mut open, mut null) = (false, false);
        for member in members {
            let member = self.merged_member(member, union.owner);
            null |= member.is_nullable();
            match member.values {
                Some(listed)
                    if listed
                        .iter()
                        .all(|value| value.value.is_string() || value.value.is_null()) =>
                {
                    null |= listed.iter().any(|value| value.value.is_null());
                    for value in listed.into_iter().filter(|value| value.value.is_string()) {
                        if !values.iter().any(|seen| seen.value == value.value) {
                            values.push(value);
                        }
                    }
                }
                Some(_) => return None,
                None if member.typ() == Some("string") && is_plain(&member) => open = true,
                None => return None,
            }
        }
        if values.is_empty() {
            return None;
        }
        merged.null_listed |= null;
        Some(if open {
            super::format::string(None)
        } else {
            Shape::Enumeration(Enumeration { values })
        })
    }

    fn plain_union(&mut self, members: &[Node<'a>], union: &UnionPart<'a>) -> Shape {
        let mut ids = Vec::new();
        for (i, member) in members.iter().enumerate() {
            ids.push(self.schema(member, Origin::Variant(union.owner, i)));
        }
        let discriminator = union.discriminator.as_ref();
        let discriminator = discriminator.and_then(|node| self.discriminator(node, &ids));
        Shape::Union(Union {
            kind: union.kind,
            variants: ids.into_iter().map(|schema| Variant { schema }).collect(),
            discriminator,
        })
    }

    /// What stands beside the union holds for every member: each variant is the member merged with it.
    fn distribute(
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
        base.distributed.push(id);
        let mut ids = Vec::new();
        let mut targets = Vec::new();
        for (i, member) in members.iter().enumerate() {
            let target = member.reference().and_then(|reference| self.component(reference));
            let variant = match target {
                // It says all that the schema at hand says.
                Some(target) if self.inheritance.extends(target, id) => target,
                Some(_) | None => self.distributed_variant(id, i, &base, member, union),
            };
            targets.push((target, variant));
            ids.push(variant);
        }
        let discriminator = union.discriminator.clone();
        let original: Vec<_> = targets.iter().filter_map(|(target, _)| *target).collect();
        let mut discriminator = discriminator.and_then(|node| self.discriminator(&node, &original));
        for to in discriminator.iter_mut().flat_map(|found| found.mapping.values_mut()) {
            if let Some((_, variant)) = targets.iter().find(|(target, _)| *target == Some(*to)) {
                *to = *variant;
            }
        }
        Shape::Union(Union {
            kind: union.kind,
            variants: ids.into_iter().map(|schema| Variant { schema }).collect(),
            discriminator,
        })
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
        let says: Vec<_> = parts.last().map(|part| &part.keywords).into_iter().collect();
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

/// Whether only null is meant: `enum: [null]`, `type: "null"`, or nothing but `nullable: true`.
fn is_null(member: &Node<'_>) -> bool {
    let Some(object) = member.value.as_object() else {
        return false;
    };
    let values = member.present("enum").and_then(|list| list.as_array());
    let listed = values.is_some_and(|list| !list.is_empty() && list.iter().all(serde_json::Value::is_null));
    let typed = member.text("type").as_deref() == Some("null");
    listed || typed || (object.len() == 1 && member.flag("nullable"))
}

/// Text without further demands.
fn is_plain(member: &Merged<'_>) -> bool {
    member.constraints.is_empty() && member.unions.is_empty() && !member.never && member.format.is_none()
}
