//! Whether two members of a union can both take a value when they are tried in order.

use std::collections::HashMap;
use std::rc::Rc;

use super::discriminate::{Member, find, property_values};
use crate::analyze::{Scalar, Width, walk};
use crate::model::{Api, Distinct, JsonTypes, Object, Property, SchemaId, Shape};

/// How many pairs of schemas are compared for one pair of members; what takes more counts as ambiguous.
const MAX_PAIRS: usize = 10_000;

/// How deep lists in lists are looked into; deeper ones count as ambiguous.
const MAX_DEPTH: usize = 8;

/// How many pairs of schemas are compared for one union; after that, nothing is said of it.
const MAX_IN_UNION: usize = 1_000_000;

/// Compares the members of a union.
pub(in crate::analyze) struct Comparison<'a> {
    api: &'a Api,
    scalars: &'a [Option<Scalar>],
    /// How many were compared for the pair of members at hand.
    pairs: usize,
    /// How many were compared for the pairs before.
    before: usize,
    /// What members may be by way of unions in them.
    leaves: HashMap<SchemaId, Rc<[Member]>>,
}

impl<'a> Comparison<'a> {
    pub(in crate::analyze) fn new(api: &'a Api, scalars: &'a [Option<Scalar>]) -> Self {
        Self {
            api,
            scalars,
            pairs: 0,
            before: 0,
            leaves: HashMap::new(),
        }
    }

    /// Whether more was compared than is worth a warning.
    pub(in crate::analyze) fn is_long(&self) -> bool {
        self.before + self.pairs > MAX_IN_UNION
    }

    /// Whether the first member, tried first, may take what was meant for the second.
    pub(in crate::analyze) fn takes(&mut self, earlier: Member, later: Member) -> bool {
        self.before += std::mem::take(&mut self.pairs) + 1;
        self.any_takes(earlier, later, false, MAX_DEPTH)
    }

    /// Compares all that the members may be by way of unions in them; `inside`: a union that knows its members by
    /// their constants.
    fn any_takes(&mut self, earlier: Member, later: Member, inside: bool, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return true;
        };
        let inside = inside || matches!(self.api.schemas.get(earlier.id).shape, Shape::Union(_));
        let (ours, theirs) = (self.leaves(earlier), self.leaves(later));
        let mut pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
        pairs.any(|(a, b)| self.leaf_takes(a, b, inside, depth))
    }

    fn scalar(&self, member: Member) -> Option<Scalar> {
        self.scalars.get(member.id.index()).copied().flatten()
    }

    fn leaves(&mut self, member: Member) -> Rc<[Member]> {
        let api = self.api;
        let leaves = self.leaves.entry(member.id).or_insert_with(|| {
            let all = walk::alternatives(api, member.id).into_iter();
            let leaves = all.filter(|id| !matches!(api.schemas.get(*id).shape, Shape::Union(_)));
            leaves.map(|id| Member::new(api, id)).collect()
        });
        Rc::clone(leaves)
    }

    fn leaf_takes(&mut self, earlier: Member, later: Member, inside: bool, depth: usize) -> bool {
        self.pairs += 1;
        if self.pairs > MAX_PAIRS {
            return true;
        }
        if !earlier.types.meets(later.types) || later.types == JsonTypes::ALL {
            return false;
        }
        let api = self.api;
        match (&api.schemas.get(earlier.id).shape, &api.schemas.get(later.id).shape) {
            (Shape::Object(a), Shape::Object(b)) => !a.properties.iter().any(|property| {
                let differs = || refuses(api, property, b) || (inside && has_other_values(api, property, b));
                property.required && differs()
            }),
            (Shape::Array(a), Shape::Array(b)) => {
                self.any_takes(Member::new(api, a.items), Member::new(api, b.items), inside, depth)
            }
            (Shape::String(_), Shape::String(_)) => {
                let (ours, theirs) = (self.scalar(earlier), self.scalar(later));
                !ours.is_some_and(Scalar::is_checked) || ours == theirs
            }
            (Shape::Integer(_), Shape::Integer(_)) => match (self.scalar(earlier), self.scalar(later)) {
                (Some(Scalar::Integer(ours)), Some(Scalar::Integer(theirs))) => ours == theirs || ours == Width::I64,
                (ours, theirs) => ours == theirs,
            },
            (Shape::Integer(_), Shape::Number(_)) => false,
            _ => true,
        }
    }
}

/// Whether decoding a required property fails on the values of another object, which lacks or types it differently.
fn refuses(api: &Api, required: &Property, other: &Object) -> bool {
    match find(other, &required.name) {
        None => true,
        Some(theirs) => {
            let types = api.schemas.json_types(required.schema);
            types != JsonTypes::NONE && !types.meets(api.schemas.json_types(theirs.schema))
        }
    }
}

/// Whether a property and that of another object enumerate different values.
fn has_other_values(api: &Api, property: &Property, other: &Object) -> bool {
    let theirs = find(other, &property.name).and_then(|theirs| property_values(api, theirs));
    match (property_values(api, property), theirs) {
        (Some(ours), Some(theirs)) => {
            let theirs: Distinct = theirs.iter().collect();
            !ours.iter().any(|value| theirs.contains(value))
        }
        (Some(_) | None, _) => false,
    }
}
