//! The keywords of all parts of a schema taken together.

use std::collections::VecDeque;

use indexmap::IndexMap;
use serde_json::Value;

use super::compose::{Part, Slot, add};
use super::enumeration::Listed;
use super::node::Node;
use crate::lower::Lowering;
use crate::model::{Constraints, SchemaId, UnionKind};
use crate::normalize::keywords as own;
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic};

/// What all parts say together.
#[derive(Clone, Debug, Default)]
pub(in crate::lower) struct Merged<'a> {
    /// The type, and where it is said.
    typ: Option<(String, Pointer)>,
    pub(in crate::lower) format: Option<String>,
    /// Where the format is given.
    pub(in crate::lower) format_at: Pointer,
    pub(in crate::lower) properties: IndexMap<&'a str, Slot<'a>>,
    /// Required names, with where that is said.
    pub(in crate::lower) required: IndexMap<String, Pointer>,
    /// Whether some part allows no other keys.
    pub(in crate::lower) closed: bool,
    /// What other keys may hold.
    pub(in crate::lower) additional: Slot<'a>,
    pub(in crate::lower) patterns: IndexMap<&'a str, Slot<'a>>,
    pub(in crate::lower) keys: Slot<'a>,
    pub(in crate::lower) dependent_required: IndexMap<String, Vec<String>>,
    pub(in crate::lower) items: Slot<'a>,
    pub(in crate::lower) prefix: Vec<Slot<'a>>,
    /// The values allowed, null included.
    pub(in crate::lower) values: Option<Vec<Listed>>,
    pub(in crate::lower) constraints: Constraints,
    /// The constraints with where they are said.
    pub(in crate::lower) constrained: Vec<(&'static str, Pointer)>,
    pub(in crate::lower) unions: VecDeque<UnionPart<'a>>,
    /// What types and constraints cannot say, as JSON Schema.
    pub(in crate::lower) rules: Vec<Value>,
    /// Schema objects that say what nothing has evaluated.
    pub(in crate::lower) sealed: Vec<Node<'a>>,
    /// Schema objects with `patternProperties`.
    pub(in crate::lower) patterned: Vec<Node<'a>>,
    /// Schema objects with `prefixItems` or `items`.
    pub(in crate::lower) itemized: Vec<Node<'a>>,
    /// Whether rules of a schema around look at properties that it does not name.
    pub(in crate::lower) keeps_others: bool,
    /// All schema objects.
    pub(in crate::lower) parts: Vec<Node<'a>>,
    /// `discriminator` of the schema itself.
    pub(in crate::lower) discriminator: Option<Node<'a>>,
    pub(in crate::lower) never: bool,
    /// For each part that says what values look like, whether it allows null.
    nulls: Vec<bool>,
    /// Whether null is allowed by a member of a union, or the list of values.
    pub(in crate::lower) null_listed: bool,
    /// The schemas whose unions were distributed to come here.
    pub(in crate::lower) distributed: Vec<SchemaId>,
}

/// oneOf or anyOf of some part.
#[derive(Clone, Debug)]
pub(in crate::lower) struct UnionPart<'a> {
    pub(in crate::lower) kind: UnionKind,
    pub(in crate::lower) members: Vec<Node<'a>>,
    /// The schema that members belong to.
    pub(in crate::lower) owner: SchemaId,
    /// Where the keyword stands.
    pub(in crate::lower) pointer: Pointer,
    pub(in crate::lower) discriminator: Option<Node<'a>>,
}

impl<'a> Merged<'a> {
    /// The type that all parts agree on.
    pub(in crate::lower) fn typ(&self) -> Option<&str> {
        self.typ.as_ref().map(|(typ, _)| typ.as_str())
    }

    /// Where the type is said.
    pub(in crate::lower) fn type_pointer(&self) -> Option<&Pointer> {
        self.typ.as_ref().map(|(_, pointer)| pointer)
    }

    /// Whether null is a value.
    pub(in crate::lower) fn is_nullable(&self) -> bool {
        self.null_listed || (!self.nulls.is_empty() && self.nulls.iter().all(|allowed| *allowed))
    }

    /// Takes null out of the values; tells whether it was one.
    pub(in crate::lower) fn refuse_null(&mut self) -> bool {
        let nullable = self.is_nullable();
        self.null_listed = false;
        self.nulls = vec![false];
        nullable
    }

    /// Whether objects are meant, though no type is said.
    pub(in crate::lower) fn implies_object(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || self.closed
            || !self.additional.is_empty()
            || !self.patterns.is_empty()
    }

    /// Whether arrays are meant, though no type is said.
    pub(in crate::lower) fn implies_array(&self) -> bool {
        !self.items.is_empty() || !self.prefix.is_empty()
    }

    /// Whether there are keywords that only objects answer to.
    pub(in crate::lower) fn speaks_of_objects(&self) -> bool {
        let constraints = &self.constraints;
        self.implies_object()
            || !self.keys.is_empty()
            || !self.dependent_required.is_empty()
            || constraints.min_properties.is_some()
            || constraints.max_properties.is_some()
    }

    /// Whether there are keywords that only arrays answer to.
    pub(in crate::lower) fn speaks_of_arrays(&self) -> bool {
        let constraints = &self.constraints;
        self.implies_array()
            || constraints.min_items.is_some()
            || constraints.max_items.is_some()
            || constraints.unique_items
    }

    /// Whether there are keywords that only objects answer to, and others that only other values do.
    pub(in crate::lower) fn speaks_of_several_types(&self) -> bool {
        let c = &self.constraints;
        let strings = c.min_length.is_some() || c.max_length.is_some() || c.pattern.is_some();
        let numbers = [
            &c.minimum,
            &c.exclusive_minimum,
            &c.maximum,
            &c.exclusive_maximum,
            &c.multiple_of,
        ];
        let numbers = numbers.into_iter().any(Option::is_some);
        let several = [self.speaks_of_objects(), self.speaks_of_arrays(), strings, numbers];
        several.into_iter().filter(|speaks| *speaks).count() > 1
    }

    /// Whether nothing is said of values but, perhaps, their type.
    pub(in crate::lower) fn is_bare(&self) -> bool {
        self.is_bare_but_for_bounds() && self.constraints.is_empty()
    }

    /// Whether nothing is said of values but, perhaps, their type, and the constraints of texts or numbers.
    pub(in crate::lower) fn is_bare_but_for_bounds(&self) -> bool {
        !self.speaks_of_objects()
            && !self.speaks_of_arrays()
            && self.values.is_none()
            && self.format.is_none()
            && self.unions.is_empty()
    }
}

impl<'a> Lowering<'a> {
    /// Adds what one more part says.
    pub(in crate::lower) fn absorb(&mut self, merged: &mut Merged<'a>, part: &Part<'a>) {
        let keywords = &part.keywords;
        merged.never |= keywords.is_never();
        // What only puts others together leaves null to them.
        let is_silent = keywords.typ.is_none() && keywords.says_nothing_but(&["allOf"]);
        if !is_silent {
            merged.nulls.push(keywords.data.nullable);
        }
        self.absorb_type(merged, part);
        self.absorb_values(merged, &keywords.node);
        self.absorb_constraints(merged, keywords);
        self.absorb_rules(merged, &keywords.node);
        merged.parts.push(keywords.node.clone());
        absorb_object(merged, part);
        absorb_array(merged, part);
        self.absorb_unions(merged, part);
    }

    fn absorb_type(&mut self, merged: &mut Merged<'a>, part: &Part<'a>) {
        let keywords = &part.keywords;
        if let Some(format) = &keywords.format {
            merged.format = Some(format.clone());
            merged.format_at = keywords.node.pointer.child("format");
        }
        let Some(typ) = &keywords.typ else { return };
        let pointer = keywords.node.pointer.child("type");
        if let Some((other, other_pointer)) = &merged.typ {
            match (other.as_str(), typ.as_str()) {
                (a, b) if a == b => return,
                // Whole numbers are numbers.
                ("integer", "number") => return,
                ("number", "integer") => {}
                (a, b) => {
                    let message = format!("the members of allOf contradict each other: {a} and {b}");
                    let first = self.locate(other_pointer);
                    let at = self.locate(&pointer);
                    let finding = Diagnostic::new(Code::AllOfConflict, at, message)
                        .related(first, "first given here")
                        .help("the last one counts");
                    self.sink.push(finding);
                }
            }
        }
        merged.typ = Some((typ.clone(), pointer));
    }

    fn absorb_unions(&mut self, merged: &mut Merged<'a>, part: &Part<'a>) {
        let node = &part.keywords.node;
        let discriminator = node.get("discriminator").filter(|found| found.value.is_object());
        let mut unions = Vec::new();
        for (keyword, kind) in [("oneOf", UnionKind::OneOf), ("anyOf", UnionKind::AnyOf)] {
            let members = node.items(keyword);
            // A child of this schema is a choice already made.
            if members.is_empty() || part.inherited && self.has_descendant(&members, part.owner) {
                continue;
            }
            unions.push(UnionPart {
                kind,
                members,
                owner: part.owner,
                pointer: node.pointer.child(keyword),
                discriminator: discriminator.clone(),
            });
        }
        if unions.is_empty() && !part.inherited && discriminator.is_some() {
            merged.discriminator = discriminator;
        }
        merged.unions.extend(unions);
    }

    fn has_descendant(&self, members: &[Node<'a>], parent: SchemaId) -> bool {
        members.iter().any(|member| {
            let id = member.reference().and_then(|reference| self.component(reference));
            id.is_some_and(|id| self.inheritance.extends(id, parent))
        })
    }
}

fn absorb_object<'a>(merged: &mut Merged<'a>, part: &Part<'a>) {
    let (keywords, owner) = (&part.keywords, part.owner);
    let node = &keywords.node;
    for (name, property) in node.members("properties") {
        add(merged.properties.entry(name).or_default(), property, owner);
    }
    for name in &keywords.required {
        merged
            .required
            .entry(name.clone())
            .or_insert_with(|| node.pointer.child("required"));
    }
    if let Some(additional) = node.get("additionalProperties") {
        match keywords.additional {
            Some(false) => merged.closed = true,
            Some(true) => add(&mut merged.additional, additional, owner),
            None if additional.value.is_object() => add(&mut merged.additional, additional, owner),
            None => {}
        }
    }
    if node.get(own::PATTERN_PROPERTIES).is_some() {
        merged.patterned.push(node.clone());
    }
    for (pattern, schema) in node.members(own::PATTERN_PROPERTIES) {
        add(merged.patterns.entry(pattern).or_default(), schema, owner);
    }
    if let Some(names) = node.get(own::PROPERTY_NAMES) {
        add(&mut merged.keys, names, owner);
    }
    for (name, needed) in node.members(own::DEPENDENT_REQUIRED) {
        let needed = needed
            .value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str());
        let all = merged.dependent_required.entry(name.clone()).or_default();
        for name in needed {
            if !all.iter().any(|there| there == name) {
                all.push(name.to_owned());
            }
        }
    }
}

fn absorb_array<'a>(merged: &mut Merged<'a>, part: &Part<'a>) {
    let node = &part.keywords.node;
    if let Some(items) = node.get("items").filter(|items| !items.value.is_null()) {
        add(&mut merged.items, items, part.owner);
    }
    if node.get(own::PREFIX_ITEMS).is_some() || node.get("items").is_some() {
        merged.itemized.push(node.clone());
    }
    for (i, item) in node.items(own::PREFIX_ITEMS).into_iter().enumerate() {
        if merged.prefix.len() <= i {
            merged.prefix.push(Vec::new());
        }
        if let Some(slot) = merged.prefix.get_mut(i) {
            add(slot, item, part.owner);
        }
    }
}
