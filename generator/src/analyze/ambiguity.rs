//! Whether two members of a union can both take a value when they are tried in order.

use super::json_type::{self, Types};
use super::telling::{Member, find, property_values};
use crate::model::{Api, IntegerFormat, Object, Property, SchemaId, Shape, StringFormat, Union};

/// How deep members are looked into; deeper ones count as ambiguous.
const MAX_DEPTH: usize = 8;

/// Whether the first member, tried first, may take what was meant for the second.
pub(super) fn takes(api: &Api, earlier: Member, later: Member) -> bool {
    takes_within(api, earlier, later, false, MAX_DEPTH)
}

/// As [`takes`]; `nested`: the first is a member of a union itself, which knows it by its constants.
fn takes_within(api: &Api, earlier: Member, later: Member, nested: bool, depth: usize) -> bool {
    if !earlier.types.meets(later.types) || later.types == Types::ALL {
        return false;
    }
    let Some(depth) = depth.checked_sub(1) else {
        return true;
    };
    let members = |union: &Union| {
        union
            .variants
            .iter()
            .map(|v| Member::new(api, v.schema))
            .collect::<Vec<_>>()
    };
    match (&api.schemas.get(earlier.id).shape, &api.schemas.get(later.id).shape) {
        (Shape::Union(union), _) => members(union)
            .into_iter()
            .any(|m| takes_within(api, m, later, true, depth)),
        (_, Shape::Union(union)) => members(union)
            .into_iter()
            .any(|m| takes_within(api, earlier, m, nested, depth)),
        (Shape::Object(a), Shape::Object(b)) => !a
            .properties
            .iter()
            .any(|p| p.required && (refuses(api, p, b) || (nested && has_other_values(api, p, b)))),
        (Shape::Array(a), Shape::Array(b)) => {
            let item = |id: SchemaId| Member::new(api, id);
            takes_within(api, item(a.items), item(b.items), nested, depth)
        }
        (Shape::String(a), Shape::String(b)) => !is_checked(a) || a == b,
        (Shape::Integer(a), Shape::Integer(b)) => *a == IntegerFormat::Unspecified || a == b,
        (Shape::Integer(_), Shape::Number(_)) => false,
        _ => true,
    }
}

/// Whether decoding a required property fails on the values of another object, which lacks or types it differently.
fn refuses(api: &Api, required: &Property, other: &Object) -> bool {
    match find(other, &required.name) {
        None => true,
        Some(theirs) => {
            let types = json_type::types(api, required.schema);
            types != Types::NONE && !types.meets(json_type::types(api, theirs.schema))
        }
    }
}

/// Whether a property and that of another object enumerate different values.
fn has_other_values(api: &Api, property: &Property, other: &Object) -> bool {
    let theirs = find(other, &property.name).and_then(|theirs| property_values(api, theirs));
    match (property_values(api, property), theirs) {
        (Some(ours), Some(theirs)) => !ours.iter().any(|value| theirs.contains(value)),
        (Some(_) | None, _) => false,
    }
}

/// Formats whose Rust type refuses other text.
pub(super) fn is_checked(format: &StringFormat) -> bool {
    match format {
        StringFormat::Uuid
        | StringFormat::Date
        | StringFormat::DateTime
        | StringFormat::Byte
        | StringFormat::Ipv4
        | StringFormat::Ipv6 => true,
        StringFormat::Unspecified
        | StringFormat::Time
        | StringFormat::Duration
        | StringFormat::Binary
        | StringFormat::Decimal
        | StringFormat::Uri
        | StringFormat::UriReference
        | StringFormat::Hostname
        | StringFormat::Email
        | StringFormat::Password
        | StringFormat::Other(_) => false,
    }
}
