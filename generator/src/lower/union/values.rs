//! Unions that come to less: lists of text or integers to one list, and primitive types that differ in constraints to that type.

use std::rc::Rc;

use crate::lower::Lowering;
use crate::lower::schema::format;
use crate::lower::schema::merge::{Merged, UnionPart};
use crate::lower::schema::node::Node;
use crate::model::{Distinct, EnumValue, Enumeration, Shape};

impl<'a> Lowering<'a> {
    /// The primitive type that all members have, if only constraints tell them apart.
    pub(in crate::lower) fn union_of_constraints(
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
    pub(in crate::lower) fn union_of_values(
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

    /// One enumeration, if the members are integers that are listed. A title names the only value of its member: that is
    /// how JSON Schema gives names to numbers.
    pub(in crate::lower) fn union_of_integers(
        &mut self,
        merged: &mut Merged<'a>,
        members: &[Node<'a>],
        union: &UnionPart<'a>,
    ) -> Option<Shape> {
        if !is_bare_integer(merged) {
            return None;
        }
        let mut values: Vec<EnumValue> = Vec::new();
        let mut seen = Distinct::default();
        let mut null = false;
        for node in members {
            let member = self.merged_member(node, union.owner);
            null |= member.is_nullable();
            let listed = member.values.as_ref().filter(|_| member.unions.is_empty())?;
            let is_single = listed.len() == 1;
            for listed in listed {
                let mut value = listed.entry.clone();
                if value.value.is_null() {
                    null = true;
                    continue;
                }
                if !value.value.is_i64() {
                    return None;
                }
                if is_single {
                    describe(&mut value, node);
                }
                if seen.insert(&value.value) {
                    values.push(value);
                }
            }
        }
        if values.is_empty() {
            return None;
        }
        merged.null_listed |= null;
        Some(Shape::Enumeration(Enumeration { values, open: false }))
    }
}

/// Whether nothing but a type is said, which integers are of.
fn is_bare_integer(merged: &Merged<'_>) -> bool {
    !merged.speaks_of_objects()
        && !merged.speaks_of_arrays()
        && merged.values.is_none()
        && merged.unions.is_empty()
        && matches!(merged.typ(), None | Some("integer" | "number"))
}

/// The members' title and description are those of its only value, which may have been given others.
fn describe(value: &mut EnumValue, member: &Node<'_>) {
    value.name = value.name.take().or_else(|| member.text("title"));
    value.description = value.description.take().or_else(|| member.text("description"));
}

/// Text without further demands.
fn is_plain(member: &Merged<'_>) -> bool {
    member.constraints.is_empty()
        && member.rules.is_empty()
        && member.unions.is_empty()
        && !member.never
        && member.format.is_none()
}
