//! Which unions keep values that are none of their members: those that clients read, as enumerations keep values that
//! the description does not know. Servers refuse such values in requests.

use crate::analyze::names::Scope;
use crate::analyze::names::ident::Kind;
use crate::analyze::{Facts, Ident, UnionFacts, VariantTest};
use crate::model::{Api, JsonTypes, Shape, Union};

/// Sets the `unknown` of unions. Directions must be known.
pub(in crate::analyze) fn mark(api: &Api, facts: &mut Facts) {
    for (id, schema) in api.schemas.iter() {
        let Shape::Union(union) = &schema.shape else { continue };
        let Some(own) = facts.schemas.get_mut(id.index()) else {
            continue;
        };
        // Of a type that no operation uses, nothing is known.
        let is_read = own.in_response || !own.in_request;
        if let Some(facts) = own.union.as_mut().filter(|_| is_read) {
            facts.unknown = (!takes_all(api, union, facts)).then(|| name(facts));
        }
    }
}

/// Whether every value is one of a member: some member takes them all, or those whose tag is of no other member, or the
/// members have one JSON type each, and all types together.
fn takes_all(api: &Api, union: &Union, facts: &UnionFacts) -> bool {
    let types = union
        .variants
        .iter()
        .map(|variant| api.schemas.json_types(variant.schema));
    let types: Vec<_> = types.collect();
    let by_type = facts
        .variants
        .iter()
        .all(|(_, _, test)| matches!(test, VariantTest::Type(_)));
    facts.other.is_some()
        || types.contains(&JsonTypes::ALL)
        || (by_type && types.iter().copied().fold(JsonTypes::NONE, JsonTypes::or) == JsonTypes::ALL)
}

/// `Unknown`, or another name where a member has that one.
fn name(facts: &UnionFacts) -> Ident {
    let mut scope = Scope::default();
    for (name, ..) in &facts.variants {
        scope.take(name);
    }
    let names = ["Unknown", "UnknownValue", "UnrecognizedValue"].map(str::to_owned);
    scope.claim(&names, Kind::Type).ident
}
