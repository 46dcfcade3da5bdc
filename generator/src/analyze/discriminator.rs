//! The property that tells which member of a union a value is, declared or not.

use std::collections::HashMap;

use serde_json::Value;

use super::VariantTest;
use super::json_type::{self, Types};
use super::telling::{self, Member, find, property_values};
use super::walk;
use crate::model::{Api, Object, SchemaId, Shape, Union};

/// A property, and its values (strings, numbers, booleans) with the index of the member that each stands for.
pub(super) type Values = (String, Vec<(Value, usize)>);

/// The discriminator that a union declares, or could have declared.
pub(super) fn discriminator(api: &Api, union: &Union, members: &[Member]) -> Option<Values> {
    declared(api, union, members).or_else(|| implied(api, members))
}

/// The discriminator's property, and its values with the members that they stand for: as mapped, and as the members
/// themselves enumerate them.
fn declared(api: &Api, union: &Union, members: &[Member]) -> Option<Values> {
    let discriminator = union.discriminator.as_ref()?;
    let name = &discriminator.property;
    let mut values: Vec<(Value, usize)> = Vec::new();
    // A mapped schema may be a member of a member; the members themselves come first.
    let mut places: HashMap<SchemaId, usize> = members.iter().enumerate().rev().map(|(n, m)| (m.id, n)).collect();
    for (index, member) in members.iter().enumerate() {
        for id in walk::alternatives(api, member.id) {
            places.entry(id).or_insert(index);
        }
    }
    for (text, target) in &discriminator.mapping {
        let index = api.schemas.resolve(*target).and_then(|target| places.get(&target));
        let Some((index, member)) = index.and_then(|index| Some((*index, members.get(*index)?))) else {
            continue;
        };
        let value = typed(api, *member, name, text);
        values.extend(value.map(|value| (value, index)));
    }
    let listed: Vec<_> = members.iter().map(|member| own_values(api, *member, name)).collect();
    for (index, own) in listed.iter().enumerate() {
        let Some(own) = own else { continue };
        // A mapped value that the member itself rules out is a component's name put in for want of a mapping.
        values.retain(|(value, known)| *known != index || own.contains(value));
        for value in own.iter().filter(|value| is_tag(value)) {
            let mut others = listed.iter().enumerate().filter(|(other, _)| *other != index);
            let is_shared = others.any(|(_, other)| other.as_ref().is_some_and(|other| other.contains(value)));
            if !is_shared && !values.iter().any(|(known, _)| known == value) {
                values.push((value.clone(), index));
            }
        }
    }
    (!values.is_empty()).then(|| (name.clone(), values))
}

/// The values that a member lists for a property.
fn own_values(api: &Api, member: Member, name: &str) -> Option<Vec<Value>> {
    property_values(api, find(member.object(api)?, name)?)
}

/// A value of `mapping`, which is text in any description, in the JSON type that the property has in the member: one of the
/// values listed there, else a value of the type. `None`: no value of the property is written like that.
fn typed(api: &Api, member: Member, name: &str, text: &str) -> Option<Value> {
    let leaves = walk::alternatives(api, member.id).into_iter();
    let objects = leaves.filter_map(|id| Member::new(api, id).object(api));
    let Some(property) = { objects }.find_map(|object| find(object, name)) else {
        return Some(Value::from(text));
    };
    let listed = property_values(api, property).unwrap_or_default();
    if let Some(value) = listed.into_iter().find(|value| is_tag(value) && text_of(value) == text) {
        return Some(value);
    }
    let types = json_type::types(api, property.schema);
    if types.meets(Types::STRING) || types == Types::NONE {
        return Some(Value::from(text));
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let fits = match &value {
        Value::Bool(_) => types.meets(Types::BOOLEAN),
        Value::Number(number) if number.is_f64() => types == Types::NUMBER,
        Value::Number(_) => types.meets(Types::INTEGER),
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => false,
    };
    fits.then_some(value)
}

/// Whether a value can be a tag.
fn is_tag(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_boolean()
}

/// A tag as `mapping` has it.
pub(super) fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The member that values of the property stand for that no other member lists.
pub(super) fn other(api: &Api, union: &Union, members: &[Member]) -> Option<usize> {
    let target = api.schemas.resolve(union.discriminator.as_ref()?.other?)?;
    members.iter().position(|member| member.id == target)
}

/// A property that every object among the members demands and enumerates, with no value in two of them.
fn implied(api: &Api, members: &[Member]) -> Option<Values> {
    let objects: Vec<(usize, Vec<Member>)> = members
        .iter()
        .enumerate()
        .filter(|(_, member)| member.types.meets(Types::OBJECT))
        .map(|(index, member)| Some((index, leaves(api, *member)?)))
        .collect::<Option<_>>()?;
    let (_, first) = objects.first().filter(|_| objects.len() > 1)?;
    let candidates = &first.first()?.object(api)?.properties;
    candidates.iter().find_map(|property| {
        let mut values: Vec<(Value, usize)> = Vec::new();
        for (index, leaves) in &objects {
            for value in leaves
                .iter()
                .map(|leaf| demanded(api, *leaf, &property.name))
                .collect::<Option<Vec<_>>>()?
                .concat()
            {
                match values.iter().find(|(known, _)| *known == value) {
                    Some((_, other)) if other != index => return None,
                    Some(_) => {}
                    None => values.push((value, *index)),
                }
            }
        }
        Some((property.name.clone(), values))
    })
}

/// The objects that a member is, if it is nothing else.
fn leaves(api: &Api, member: Member) -> Option<Vec<Member>> {
    let all = walk::alternatives(api, member.id)
        .into_iter()
        .map(|id| Member::new(api, id));
    let leaves = all.filter(|member| !matches!(api.schemas.get(member.id).shape, Shape::Union(_)));
    leaves.map(|leaf| leaf.object(api).map(|_| leaf)).collect()
}

/// The values that a property of an object must be one of, if these can be tags.
fn demanded(api: &Api, object: Member, name: &str) -> Option<Vec<Value>> {
    let property = find(object.object(api)?, name).filter(|property| property.required)?;
    property_values(api, property).filter(|values| values.iter().all(is_tag))
}

/// The tests where a discriminator decides: its values, and for members that it leaves out, what else tells them. So too
/// for members that it names and that can do without the property: it should be there, but real values lack it.
pub(super) fn tests(
    api: &Api,
    members: &[Member],
    property: &str,
    values: &[(Value, usize)],
    other: Option<usize>,
) -> Vec<VariantTest> {
    let by_tag = |index: usize, member: &Member| {
        let (value, _) = values.iter().find(|(_, known)| *known == index)?;
        let demanded = |object: &Object| find(object, property).is_some_and(|property| property.required);
        let needs_tag = match member.object(api) {
            Some(object) => demanded(object),
            None => member.types == Types::OBJECT,
        };
        needs_tag.then(|| VariantTest::Constant(property.to_owned(), value.clone()))
    };
    let each = telling::tests(api, members).into_iter().zip(members).enumerate();
    let each = each.map(|(index, (test, member))| match (other, test) {
        // Values of all kinds may be meant.
        (Some(other), _) if other == index => VariantTest::Try,
        (_, test) => by_tag(index, member).unwrap_or(match test {
            // A value that has it is told by it, and never tested.
            VariantTest::Constant(name, _) if name == property => VariantTest::Try,
            test => test,
        }),
    });
    each.collect()
}
