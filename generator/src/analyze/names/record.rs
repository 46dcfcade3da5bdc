//! The names that were given, as they go into `names.lock`.

use std::collections::{BTreeMap, HashSet};

use super::ident::{Kind, finish};
use super::locked::{path, type_text};
use super::place::{self, Places};
use super::{enumeration, object};
use crate::analyze::operation::tag;
use crate::analyze::{Facts, Ident, TypeName, operation, walk};
use crate::lock::{Lock, Names, OperationNames};
use crate::model::{Api, SchemaId, Shape};

/// Writes down what everything is called, to be kept the next time. What the description does not have any more is not
/// among it.
pub(crate) fn record(api: &Api, facts: &Facts) -> Lock {
    let places = Places::new(api);
    let mut lock = Lock {
        modules: texts(facts.modules.iter().map(|(place, module)| (place.clone(), module))),
        tags: tags(facts),
        security: texts(
            facts
                .schemes
                .iter()
                .map(|(name, scheme)| (name.clone(), &scheme.method)),
        ),
        ..Lock::default()
    };
    for (server, facts) in api.servers.iter().zip(&facts.servers) {
        let variant = || facts.variant.0.clone();
        lock.servers.entry(server.url.clone()).or_insert_with(variant);
    }
    operations(api, facts, &places, &mut lock);
    let (mut stack, mut seen) = (Vec::new(), HashSet::new());
    for (id, schema) in api.schemas.iter() {
        let canonical = facts.schema(id).canonical;
        if let Some(item) = &facts.schema(id).item {
            lock.types.insert(places.schema(id).to_owned(), type_text(item));
            members(api, facts, id, item, &mut lock);
        } else if canonical != id && !matches!(schema.shape, Shape::Reference(_)) {
            stack.push((id, canonical));
            served(api, facts, &places, &mut stack, &mut seen, &mut lock.types);
        }
    }
    lock
}

/// The groups of operations, each with its module and its type.
fn tags(facts: &Facts) -> BTreeMap<String, String> {
    let pair = |module: &Ident, type_name: &Ident| format!("{}::{}", module.0, type_name.0);
    let called = facts.tags.iter().filter(|tag| !tag.direction.is_outbound());
    let called = called.map(|tag| (tag.name.clone(), pair(&tag.module, &tag.type_name)));
    let sent = facts.outbound.iter();
    let sent = sent.map(|(direction, names)| (tag::sent_key(*direction), pair(&names.module, &names.type_name)));
    called.chain(sent).collect()
}

fn texts<'a>(names: impl Iterator<Item = (String, &'a Ident)>) -> BTreeMap<String, String> {
    names.map(|(key, name)| (key, name.0.clone())).collect()
}

fn operations(api: &Api, facts: &Facts, places: &Places, lock: &mut Lock) {
    for ((id, operation), facts_of) in api.operations().zip(&facts.operations) {
        let module = match facts.outbound.get(&operation.direction) {
            Some(names) => Some(&names.module),
            None => facts.tags.get(facts_of.tag).map(|tag| &tag.module),
        };
        let tag = module.map_or("", |module| module.0.as_str());
        let names = OperationNames {
            method: format!("{tag}::{}", facts_of.method.0),
            stem: facts_of.stem.0.clone(),
        };
        let place = places.operation(id);
        lock.operations.insert(place.to_owned(), names);
        let parameters = operation.parameters.iter().zip(&facts_of.parameters);
        let parameters = parameters.map(|(parameter, ident)| {
            let [name, _] = operation::argument_names(parameter);
            let key = place::parameter(parameter.place, &parameter.name);
            (key, finish(name, Kind::Value), ident)
        });
        colliding(parameters.collect(), place, &mut lock.parameters);
    }
}

/// Fields and variants.
fn members(api: &Api, facts: &Facts, id: SchemaId, item: &TypeName, lock: &mut Lock) {
    let facts = facts.schema(id);
    if let Shape::Object(object) = &api.schemas.get(id).shape {
        let fields = object.properties.iter().zip(&facts.fields).map(|(property, field)| {
            let natural = finish(object::field_name(&property.name), Kind::Value);
            (property.name.clone(), natural, &field.name)
        });
        colliding(fields.collect(), &path(item), &mut lock.fields);
    }
    if let (Shape::Enumeration(enumeration), Some(names)) = (&api.schemas.get(id).shape, &facts.enumeration) {
        let values = enumeration::variants_of(enumeration).zip(&names.variants);
        let values = values.map(|((_, value, text), variant)| {
            let natural = enumeration::names(value, &text).into_iter().next().unwrap_or_default();
            (text, finish(natural, Kind::Type), variant)
        });
        colliding(values.collect(), &path(item), &mut lock.variants);
    }
}

/// Writes down names that are not what each would be by itself, and those that others would be.
fn colliding(names: Vec<(String, Ident, &Ident)>, of: &str, into: &mut Names) {
    let mut count: BTreeMap<&Ident, usize> = BTreeMap::new();
    for (_, natural, _) in &names {
        *count.entry(natural).or_default() += 1;
    }
    let special: BTreeMap<String, String> = names
        .iter()
        .filter(|(_, natural, given)| natural != *given || count.get(natural).is_some_and(|count| *count > 1))
        .map(|(key, _, given)| (key.clone(), given.0.clone()))
        .collect();
    if !special.is_empty() {
        into.insert(of.to_owned(), special);
    }
}

/// Writes down places that equal schemas serve, and all places in them: should the other go away or change, these keep
/// the names of both. A schema can be part of several, and of itself; it is gone into once.
fn served(
    api: &Api,
    facts: &Facts,
    places: &Places,
    stack: &mut Vec<(SchemaId, SchemaId)>,
    seen: &mut HashSet<SchemaId>,
    types: &mut BTreeMap<String, String>,
) {
    while let Some((id, by)) = stack.pop() {
        let schema = api.schemas.get(id);
        if walk::is_component(schema) || matches!(schema.shape, Shape::Reference(_)) || !seen.insert(id) {
            continue;
        }
        let by = facts.schema(by).canonical;
        if let (true, None, Some(item)) = (walk::is_item(schema), &facts.schema(id).item, &facts.schema(by).item) {
            types.insert(places.schema(id).to_owned(), type_text(item));
        }
        // Equal schemas have equal parts, in the same order.
        stack.extend(walk::parts(schema).into_iter().zip(walk::parts(api.schemas.get(by))));
    }
}
