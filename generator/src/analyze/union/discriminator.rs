//! The property that tells which member of a union a value is, declared or not.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::discriminate::{self, Member, find, property_values};
use crate::analyze::VariantTest;
use crate::analyze::walk;
use crate::model::{Api, Distinct, JsonTypes, Object, SchemaId, Shape, Union, key};

/// A property, and its values (strings, numbers, booleans) with the index of the member that each stands for.
pub(in crate::analyze) type Values = (String, Vec<(Value, usize)>);

/// The discriminator that a union declares, or could have declared.
pub(in crate::analyze) fn discriminator(api: &Api, union: &Union, members: &[Member]) -> Option<Values> {
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
    let mut seen = HashSet::new();
    for (index, member) in members.iter().enumerate() {
        for id in walk::new_alternatives(api, member.id, &mut seen) {
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
    let own: Vec<Option<Distinct>> = { listed.iter() }
        .map(|own| Some(own.as_ref()?.iter().collect()))
        .collect();
    // A mapped value that the member itself rules out is a component's name put in for want of a mapping.
    values.retain(|(value, index)| {
        let own = own.get(*index).and_then(Option::as_ref);
        own.is_none_or(|own| own.contains(value))
    });
    let mut count: HashMap<String, usize> = HashMap::new();
    for value in listed.iter().flatten().flatten() {
        *count.entry(key(value)).or_default() += 1;
    }
    let mut known: Distinct = values.iter().map(|(value, _)| value).collect();
    let mut found = Vec::new();
    for (index, own) in listed.iter().enumerate() {
        for value in own.iter().flatten().filter(|value| is_tag(value)) {
            let is_shared = count.get(&key(value)).is_some_and(|count| *count > 1);
            if !is_shared && known.insert(value) {
                found.push((value.clone(), index));
            }
        }
    }
    values.extend(found);
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
    let types = api.schemas.json_types(property.schema);
    if types.meets(JsonTypes::STRING) || types == JsonTypes::NONE {
        return Some(Value::from(text));
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let fits = match &value {
        Value::Bool(_) => types.meets(JsonTypes::BOOLEAN),
        Value::Number(number) if number.is_f64() => types == JsonTypes::NUMBER,
        Value::Number(_) => types.meets(JsonTypes::INTEGER),
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => false,
    };
    fits.then_some(value)
}

/// Whether a value can be a tag.
fn is_tag(value: &Value) -> bool {
    value.is_string() || value.is_number() || value.is_boolean()
}

/// A tag as `mapping` has it.
pub(in crate::analyze) fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The member that values of the property stand for that no other member lists.
pub(in crate::analyze) fn other(api: &Api, union: &Union, members: &[Member]) -> Option<usize> {
    let target = api.schemas.resolve(union.discriminator.as_ref()?.other?)?;
    members.iter().position(|member| member.id == target)
}

/// A property that every object among the members demands and enumerates, with no value in two of them.
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
    candidates.find_map(|property| {
        let mut values: IndexMap<String, (Value, usize)> = IndexMap::new();
        for (index, leaves) in &objects {
            for value in leaves
                .iter()
                .map(|leaf| demanded(api, *leaf, &property.name))
                .collect::<Option<Vec<_>>>()?
                .concat()
            {
                let (_, other) = values.entry(key(&value)).or_insert((value, *index));
                if other != index {
                    return None;
                }
            }
        }
        Some((property.name.clone(), values.into_values().collect::<Vec<_>>()))
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
pub(in crate::analyze) fn tests(
    api: &Api,
    members: &[Member],
    property: &str,
    values: &[(Value, usize)],
    other: Option<usize>,
) -> Vec<VariantTest> {
    let tags: HashMap<usize, &Value> = values.iter().rev().map(|(value, index)| (*index, value)).collect();
    let by_tag = |index: usize, member: &Member| {
        let value = *tags.get(&index)?;
        let demanded = |object: &Object| find(object, property).is_some_and(|property| property.required);
        let needs_tag = match member.object(api) {
            Some(object) => demanded(object),
            None => member.types == JsonTypes::OBJECT,
        };
        needs_tag.then(|| VariantTest::Constant(property.to_owned(), value.clone()))
    };
    let each = discriminate::tests(api, members).into_iter().zip(members).enumerate();
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
