//! The property that tells which member of a union a value is, declared or not.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::VariantTest;
use super::telling::{self, Member, find, property_values};
use super::walk;
use crate::model::{Api, JsonTypes, Object, SchemaId, Shape, Union};

/// A property, and its values with the index of the member that each stands for.
pub(super) type Values = (String, Vec<(String, usize)>);

/// The discriminator that a union declares, or could have declared.
pub(super) fn discriminator(api: &Api, union: &Union, members: &[Member]) -> Option<Values> {
    declared(api, union, members).or_else(|| implied(api, members))
}

/// The discriminator's property, and its values with the members that they stand for: as mapped, and as the members
/// themselves enumerate them.
fn declared(api: &Api, union: &Union, members: &[Member]) -> Option<Values> {
    let discriminator = union.discriminator.as_ref()?;
    let mut values: Vec<(String, usize)> = Vec::new();
    // A mapped schema may be a member of a member; the members themselves come first.
    let mut places: HashMap<SchemaId, usize> = members.iter().enumerate().rev().map(|(n, m)| (m.id, n)).collect();
    let mut seen = HashSet::new();
    for (index, member) in members.iter().enumerate() {
        for id in walk::new_alternatives(api, member.id, &mut seen) {
            places.entry(id).or_insert(index);
        }
    }
    for (value, target) in &discriminator.mapping {
        let index = api.schemas.resolve(*target).and_then(|target| places.get(&target));
        values.extend(index.map(|index| (value.clone(), *index)));
    }
    let listed = |member: &Member| {
        let object = member.object(api)?;
        let values = property_values(api, find(object, &discriminator.property)?)?;
        let texts = values.iter().filter_map(Value::as_str).map(str::to_owned);
        Some(texts.collect::<IndexSet<String>>())
    };
    let listed: Vec<Option<IndexSet<String>>> = members.iter().map(listed).collect();
    // A mapped value that the member itself rules out is a component's name put in for want of a mapping.
    values.retain(|(value, index)| {
        let own = listed.get(*index).and_then(Option::as_ref);
        own.is_none_or(|own| own.contains(value))
    });
    let mut known: HashSet<String> = values.iter().map(|(value, _)| value.clone()).collect();
    for (index, own) in listed.into_iter().enumerate() {
        let new = own.into_iter().flatten().filter(|value| known.insert(value.clone()));
        values.extend(new.map(|value| (value, index)));
    }
    (!values.is_empty()).then(|| (discriminator.property.clone(), values))
}

/// The member that values of the property stand for that no other member lists.
pub(super) fn other(api: &Api, union: &Union, members: &[Member]) -> Option<usize> {
    let target = api.schemas.resolve(union.discriminator.as_ref()?.other?)?;
    members.iter().position(|member| member.id == target)
}

/// A property that every object among the members demands and enumerates, with no value in two of them. Only where a
/// member has several such values: one a member is told by its constant.
fn implied(api: &Api, members: &[Member]) -> Option<Values> {
    let objects: Vec<(usize, Vec<Member>)> = members
        .iter()
        .enumerate()
        .filter(|(_, member)| member.types.meets(JsonTypes::OBJECT))
        .map(|(index, member)| Some((index, leaves(api, *member)?)))
        .collect::<Option<_>>()?;
    let (_, first) = objects.first().filter(|_| objects.len() > 1)?;
    let candidates = &first.first()?.object(api)?.properties;
    let mut count: HashMap<&str, usize> = candidates.iter().map(|property| (property.name.as_str(), 0)).collect();
    let all = || objects.iter().flat_map(|(_, leaves)| leaves);
    for property in all()
        .filter_map(|leaf| leaf.object(api))
        .flat_map(|object| &object.properties)
    {
        if let Some(count) = count.get_mut(property.name.as_str()).filter(|_| property.required) {
            *count += 1;
        }
    }
    let everywhere = all().count();
    let mut candidates =
        { candidates.iter() }.filter(|property| count.get(property.name.as_str()) == Some(&everywhere));
    let found = candidates.find_map(|property| {
        let mut values: IndexMap<String, usize> = IndexMap::new();
        for (index, leaves) in &objects {
            for value in leaves
                .iter()
                .map(|leaf| demanded(api, *leaf, &property.name))
                .collect::<Option<Vec<_>>>()?
                .concat()
            {
                if *values.entry(value).or_insert(*index) != *index {
                    return None;
                }
            }
        }
        Some((property.name.clone(), values.into_iter().collect::<Vec<_>>()))
    });
    found.filter(|(_, values)| values.len() > objects.len())
}

/// The objects that a member is, if it is nothing else.
fn leaves(api: &Api, member: Member) -> Option<Vec<Member>> {
    let all = walk::alternatives(api, member.id)
        .into_iter()
        .map(|id| Member::new(api, id));
    let leaves = all.filter(|member| !matches!(api.schemas.get(member.id).shape, Shape::Union(_)));
    leaves.map(|leaf| leaf.object(api).map(|_| leaf)).collect()
}

/// The strings that a property of an object must be one of.
fn demanded(api: &Api, object: Member, name: &str) -> Option<Vec<String>> {
    let property = find(object.object(api)?, name).filter(|property| property.required)?;
    property_values(api, property)?
        .into_iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect()
}

/// The tests where a discriminator decides: its values, and for members that it leaves out, what else tells them. So too
/// for members that it names and that can do without the property: it should be there, but real values lack it.
pub(super) fn tests(
    api: &Api,
    members: &[Member],
    property: &str,
    values: &[(String, usize)],
    other: Option<usize>,
) -> Vec<VariantTest> {
    let tags: HashMap<usize, &String> = values.iter().rev().map(|(value, index)| (*index, value)).collect();
    let by_tag = |index: usize, member: &Member| {
        let value = *tags.get(&index)?;
        let demanded = |object: &Object| find(object, property).is_some_and(|property| property.required);
        let needs_tag = match member.object(api) {
            Some(object) => demanded(object),
            None => member.types == JsonTypes::OBJECT,
        };
        needs_tag.then(|| VariantTest::Constant(property.to_owned(), Value::String(value.clone())))
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
