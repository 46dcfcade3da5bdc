//! oneOf and anyOf (JSON Schema 2020-12 core §10.2.1.2, §10.2.1.3).

pub(in crate::lower) mod discriminator;
pub(in crate::lower) mod objects;
pub(in crate::lower) mod values;

use std::rc::Rc;

use super::Lowering;
use super::schema::compose::{Line, Part};
use super::schema::constraints::is_constraint;
use super::schema::merge::{Merged, UnionPart};
use super::schema::node::Node;
use crate::model::{Distinct, Origin, SchemaId, Shape, Union, UnionKind, Variant};

impl<'a> Lowering<'a> {
    /// Takes out the next union that says something of the type.
    pub(super) fn next_union(&mut self, merged: &mut Merged<'a>) -> Option<UnionPart<'a>> {
        while let Some(union) = merged.unions.pop_front() {
            let of_objects = merged.typ() == Some("object") || merged.speaks_of_objects();
            if !union.members.iter().all(|member| only_validates(member, of_objects)) {
                return Some(union);
            }
            let rule = self.alternatives(&union);
            merged.rules.push(rule);
        }
        None
    }

    /// The union as a rule.
    pub(super) fn alternatives(&self, union: &UnionPart<'a>) -> serde_json::Value {
        let members = union.members.iter().map(|member| self.assertion(member, 0));
        let members: Vec<_> = members.collect();
        match union.kind {
            UnionKind::OneOf => serde_json::json!({"oneOf": members}),
            UnionKind::AnyOf => serde_json::json!({"anyOf": members}),
        }
    }

    /// The shape of a union beside whatever else the schema says.
    pub(super) fn union(&mut self, id: SchemaId, merged: &mut Merged<'a>, union: UnionPart<'a>) -> Shape {
        let mut members = Vec::new();
        let mut seen = Distinct::default();
        for member in &union.members {
            self.expand(member, &union, id, (&mut members, &mut seen), merged);
        }
        let members = self.possible(merged, members, union.owner);
        match members.as_slice() {
            [] if merged.null_listed => return Shape::Null,
            [] => return self.shape(id, merged),
            [only] => return self.only_member(id, merged, &only.clone(), &union),
            [..] => {}
        }
        if merged.is_bare_but_for_bounds() {
            if let Some(shape) = self.union_of_values(merged, &members, &union) {
                return shape;
            }
            if let Some(shape) = self.union_of_constraints(merged, &members, &union) {
                return shape;
            }
        }
        if let Some(shape) = self.union_of_integers(merged, &members, &union) {
            return shape;
        }
        if let Some(shape) = self.merge_objects(id, merged, &members, &union) {
            return shape;
        }
        if merged.is_bare() && self.members_have_type(merged, &members, union.owner) {
            return self.plain_union(merged, &members, &union);
        }
        self.distribute(id, merged, &members, &union)
    }

    /// Adds a member, or what it stands for: members of a nested union of the same kind; nothing for null, for what
    /// no value is, for a repetition, and for the schema itself.
    fn expand(
        &mut self,
        member: &Node<'a>,
        union: &UnionPart<'a>,
        id: SchemaId,
        (members, seen): (&mut Vec<Node<'a>>, &mut Distinct),
        merged: &mut Merged<'a>,
    ) {
        if is_null(member) {
            merged.null_listed = true;
            return;
        }
        if member.get("not").is_some_and(|not| not.says_nothing()) {
            return;
        }
        let target = member.reference().and_then(|reference| self.component(reference));
        let itself = target.is_some_and(|target| target == id || merged.distributed.contains(&target));
        if itself || seen.contains(member.value) {
            return;
        }
        let keyword = match union.kind {
            UnionKind::OneOf => "oneOf",
            UnionKind::AnyOf => "anyOf",
        };
        let nested = member.items(keyword);
        let alone = member.value.as_object().is_some_and(|object| object.len() == 1);
        if alone && !nested.is_empty() {
            for member in &nested {
                self.expand(member, union, id, (members, seen), merged);
            }
            return;
        }
        seen.insert(member.value);
        members.push(member.clone());
    }

    /// The members that some value of the type beside the union can be: others are no choice. All, if there is none.
    fn possible(&mut self, merged: &Merged<'a>, members: Vec<Node<'a>>, owner: SchemaId) -> Vec<Node<'a>> {
        let Some(typ) = merged.typ() else { return members };
        let mut possible = members.clone();
        possible.retain(|member| {
            let member = self.merged_member(member, owner);
            match (typ, member.typ()) {
                ("number", Some("integer")) | ("integer", Some("number")) | (_, None) => true,
                (one, Some(other)) => one == other,
            }
        });
        if possible.is_empty() { members } else { possible }
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
        self.annotate_beside(id, &parts);
        self.shape(id, merged)
    }

    pub(super) fn member_parts(&mut self, member: &Node<'a>, owner: SchemaId, id: SchemaId) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        self.flatten(member, owner, false, &mut Line::of(id), &mut parts);
        parts
    }

    /// What a member says by itself.
    pub(super) fn merged_member(&mut self, member: &Node<'a>, owner: SchemaId) -> Rc<Merged<'a>> {
        let key = (member.pointer.clone(), owner);
        if let Some(known) = self.members.get(&key) {
            return Rc::clone(known);
        }
        let merged = Rc::new(self.merge_member(member, owner));
        self.members.insert(key, Rc::clone(&merged));
        merged
    }

    fn merge_member(&mut self, member: &Node<'a>, owner: SchemaId) -> Merged<'a> {
        let parts = match member.reference().and_then(|reference| self.component(reference)) {
            Some(target) => match self.component_node(target) {
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

    fn plain_union(&mut self, merged: &mut Merged<'a>, members: &[Node<'a>], union: &UnionPart<'a>) -> Shape {
        let mut ids = Vec::new();
        for (i, member) in members.iter().enumerate() {
            let id = self.schema(member, Origin::Variant(union.owner, i));
            // Null is the union's, not an inline variant's.
            if member.reference().is_none() {
                merged.null_listed |= std::mem::take(&mut self.api.schemas.get_mut(id).nullable);
            }
            ids.push(id);
        }
        let named: Vec<_> = ids.iter().copied().zip(members.iter().cloned()).collect();
        let discriminator = union.discriminator.as_ref();
        let discriminator = discriminator.and_then(|node| self.discriminator(node, &named));
        Shape::Union(Union {
            kind: union.kind,
            variants: ids.into_iter().map(|schema| Variant { schema }).collect(),
            discriminator,
        })
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

/// Whether a member only narrows what is said beside the union: it demands properties, or sets bounds.
fn only_validates(member: &Node<'_>, of_objects: bool) -> bool {
    let Some(object) = member.value.as_object() else {
        return false;
    };
    let nested: Vec<_> = NESTED.iter().flat_map(|key| member.items(key)).collect();
    let narrows = |key: &str| ["required", "not"].contains(&key) || NESTED.contains(&key) || is_constraint(key);
    let neutral = |key: &str| match key {
        "description" | "title" => true,
        "type" => of_objects && member.text("type").as_deref() == Some("object"),
        _ => false,
    };
    object.keys().any(|key| narrows(key))
        && object.keys().all(|key| narrows(key) || neutral(key))
        && nested.iter().all(|member| only_validates(member, of_objects))
}

const NESTED: [&str; 3] = ["anyOf", "oneOf", "allOf"];
