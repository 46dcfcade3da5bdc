//! What tells the members of a union apart.

use std::cmp::Reverse;

use serde_json::Value;

use super::{Scalar, VariantTest};
use crate::model::{Api, JsonTypes, Object, Property, SchemaId, Shape, Union};

/// A member as far as telling it apart goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    /// The schema, references followed.
    pub(super) id: SchemaId,
    /// The JSON types of its values.
    pub(super) types: JsonTypes,
}

impl Member {
    /// Looks at a member.
    pub(super) fn new(api: &Api, id: SchemaId) -> Self {
        Self {
            id: api.schemas.resolve(id).unwrap_or(id),
            types: api.schemas.json_types(id),
        }
    }

    /// The object that it is.
    pub(super) fn object(self, api: &Api) -> Option<&Object> {
        let Shape::Object(object) = &api.schemas.get(self.id).shape else {
            return None;
        };
        Some(object)
    }

    fn values(self, api: &Api) -> Option<Vec<Value>> {
        let Shape::Enumeration(enumeration) = &api.schemas.get(self.id).shape else {
            return None;
        };
        // Any other text is a value of an open one.
        if enumeration.open {
            return None;
        }
        Some(enumeration.values.iter().map(|value| value.value.clone()).collect())
    }

    /// How much a member takes that is meant for others: the narrow are tried first, and of objects those first that
    /// demand most.
    pub(super) fn breadth(self, api: &Api, scalars: &[Option<Scalar>]) -> (usize, Reverse<usize>) {
        let scalar = scalars.get(self.id.index()).copied().flatten();
        let class = match &api.schemas.get(self.id).shape {
            Shape::String(_) if scalar.is_some_and(Scalar::is_checked) => 0,
            Shape::Boolean | Shape::Array(_) | Shape::Tuple(_) | Shape::Union(_) | Shape::Enumeration(_) => 0,
            Shape::Integer(_) => 0,
            Shape::Number(_) | Shape::Object(_) => 1,
            Shape::String(_) => 2,
            Shape::Any | Shape::Never | Shape::Null | Shape::Reference(_) => 3,
        };
        let demands = self
            .object(api)
            .map_or(0, |object| object.properties.iter().filter(|p| p.required).count());
        (class, Reverse(demands))
    }
}

/// A property by name.
pub(super) fn find<'a>(object: &'a Object, name: &str) -> Option<&'a Property> {
    object.properties.iter().find(|property| property.name == name)
}

/// The values that a property may have, if they are enumerated.
pub(super) fn property_values(api: &Api, property: &Property) -> Option<Vec<Value>> {
    Member::new(api, property.schema).values(api)
}

/// A property's value, if it can have one only.
fn constant(api: &Api, property: &Property) -> Option<Value> {
    match property_values(api, property)?.as_slice() {
        [value] => Some(value.clone()),
        _ => None,
    }
}

/// The text of a member's constant property: the discriminator's, else the first of any.
pub(super) fn constant_text(api: &Api, union: &Union, member: SchemaId) -> Option<String> {
    let object = Member::new(api, member).object(api)?;
    let named = union
        .discriminator
        .as_ref()
        .and_then(|discriminator| find(object, &discriminator.property));
    let value = named.and_then(|property| constant(api, property));
    let value = value.or_else(|| object.properties.iter().find_map(|property| constant(api, property)))?;
    value.as_str().map(str::to_owned)
}

/// The test of each member, in order.
pub(super) fn tests(api: &Api, members: &[Member]) -> Vec<VariantTest> {
    let each = members.iter().enumerate().map(|(index, member)| {
        let others: Vec<Member> = members
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != index)
            .map(|(_, m)| *m)
            .collect();
        by_type(*member, &others)
            .or_else(|| by_values(api, *member, &others))
            .or_else(|| by_constant(api, *member, &others, true))
            .or_else(|| by_key(api, *member, &others))
            .or_else(|| by_constant(api, *member, &others, false))
            .unwrap_or(VariantTest::Try)
    });
    each.collect()
}

/// No other member has values of its JSON type.
fn by_type(member: Member, others: &[Member]) -> Option<VariantTest> {
    let name = member.types.name()?;
    (!others.iter().any(|other| other.types.meets(member.types))).then_some(VariantTest::Type(name))
}

/// It is enumerated, and no other member enumerates one of its values.
fn by_values(api: &Api, member: Member, others: &[Member]) -> Option<VariantTest> {
    let values = member.values(api)?;
    let repeated = others
        .iter()
        .filter_map(|other| other.values(api))
        .flatten()
        .any(|value| values.contains(&value));
    (!repeated).then_some(VariantTest::Values(values))
}

/// A property of it has a constant that the property has in no other member.
fn by_constant(api: &Api, member: Member, others: &[Member], required: bool) -> Option<VariantTest> {
    let objects = objects(api, others)?;
    let found = member
        .object(api)?
        .properties
        .iter()
        .filter(|p| !required || p.required)
        .find_map(|property| {
            let value = constant(api, property)?;
            let differs = |other: &&Object| match find(other, &property.name) {
                None => required,
                Some(theirs) => property_values(api, theirs).is_some_and(|values| !values.contains(&value)),
            };
            objects.iter().all(differs).then(|| (property.name.clone(), value))
        });
    found.map(|(name, value)| VariantTest::Constant(name, value))
}

/// It demands a key that no other member declares.
fn by_key(api: &Api, member: Member, others: &[Member]) -> Option<VariantTest> {
    let objects = objects(api, others)?;
    let required = member
        .object(api)?
        .properties
        .iter()
        .filter(|property| property.required);
    let mut telling = required.filter(|property| objects.iter().all(|other| find(other, &property.name).is_none()));
    telling.next().map(|property| VariantTest::Key(property.name.clone()))
}

/// Those of the other members that are objects; `None` where one may be an object of which nothing is known.
fn objects<'a>(api: &'a Api, others: &[Member]) -> Option<Vec<&'a Object>> {
    let rivals = others
        .iter()
        .filter(|other| other.types.meets(JsonTypes::OBJECT) && other.types != JsonTypes::ALL);
    rivals.map(|other| other.object(api)).collect()
}
