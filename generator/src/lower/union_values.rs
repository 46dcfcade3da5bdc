//! Unions that come to less: lists of text to one list, and primitive types that differ in constraints to that type.

use std::rc::Rc;

use super::merge::{Merged, UnionPart};
use super::node::Node;
use super::{Lowering, format};
use crate::model::{Distinct, EnumValue, Enumeration, Shape};

impl<'a> Lowering<'a> {
    /// The primitive type that all members have, if only constraints tell them apart.
    pub(super) fn union_of_constraints(
        &mut self,
        merged: &mut Merged<'a>,
        members: &[Node<'a>],
        union: &UnionPart<'a>,
    ) -> Option<Shape> {
        let mut first: Option<Rc<Merged<'a>>> = None;
        for member in members {
            let member = self.merged_member(member, union.owner);
            let primitive = matches!(member.typ(), Some("string" | "integer" | "number"));
            if !primitive || member.values.is_some() || !member.unions.is_empty() || member.is_nullable() {
                return None;
            }
            match &first {
                Some(first) if first.typ() != member.typ() || first.format != member.format => return None,
                Some(_) => {}
                None => first = Some(member),
            }
        }
        let first = first?;
        if members
            .iter()
            .map(|member| self.merged_member(member, union.owner))
            .any(|member| !member.constraints.is_empty() || !member.rules.is_empty())
        {
            let rule = self.alternatives(union);
            merged.rules.push(rule);
        }
        let format = first.format.as_deref();
        Some(match first.typ() {
            Some("string") => format::string(format),
            Some("integer") => format::integer(format),
            Some(_) | None => format::number(format),
        })
    }

    /// One enumeration, if the members are lists of text; an open one, if one of them is any text.
    pub(super) fn union_of_values(
        &mut self,
        merged: &mut Merged<'a>,
        members: &[Node<'a>],
        union: &UnionPart<'a>,
    ) -> Option<Shape> {
        let mut values: Vec<EnumValue> = Vec::new();
        let mut seen = Distinct::default();
        let (mut open, mut null) = (false, false);
        for member in members {
            let member = self.merged_member(member, union.owner);
            null |= member.is_nullable();
            match &member.values {
                Some(listed)
                    if listed
                        .iter()
                        .all(|listed| listed.entry.value.is_string() || listed.entry.value.is_null()) =>
                {
                    null |= listed.iter().any(|listed| listed.entry.value.is_null());
                    let listed = listed.iter().map(|listed| &listed.entry);
                    let new = listed.filter(|entry| entry.value.is_string() && seen.insert(&entry.value));
                    values.extend(new.cloned());
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
        Some(Shape::Enumeration(Enumeration { values, open }))
    }
}

/// Text without further demands.
fn is_plain(member: &Merged<'_>) -> bool {
    member.constraints.is_empty()
        && member.rules.is_empty()
        && member.unions.is_empty()
        && !member.never
        && member.format.is_none()
}
