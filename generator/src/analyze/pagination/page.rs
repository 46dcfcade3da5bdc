//! What the answer of an operation has of a page: its items, and what it says of the pages that follow.

use super::words::{self, plain};
use crate::model::{Api, Operation, PathSegment, Schema, SchemaId, Shape};

/// A property of a page, by the names that lead to it.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub(super) path: Vec<String>,
    /// The last of them.
    pub(super) own_name: &'a str,
    /// Its name, and those of the objects that it is in, without case and punctuation.
    pub(super) plain: Vec<String>,
    /// What it holds, references followed.
    pub(super) schema: &'a Schema,
    /// What is said of it in its place.
    pub(super) place: &'a Schema,
}

impl Found<'_> {
    /// Its own name.
    pub(super) fn name(&self) -> &str {
        self.plain.last().map_or("", String::as_str)
    }

    /// Whether it is in an object of one of these names.
    pub(super) fn is_in(&self, containers: &[&str]) -> bool {
        let own = self.plain.len().saturating_sub(1);
        { self.plain.iter().take(own) }.any(|name| containers.contains(&name.as_str()))
    }

    /// Whether it is text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.schema.shape, Shape::String(_))
    }

    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        matches!(self.schema.shape, Shape::Integer(_) | Shape::Number(_))
    }

    /// Whether what is written of it has one of some words.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        says(self.place, words) || says(self.schema, words)
    }
}

/// Whether the description of a schema has one of some words.
pub(super) fn says(schema: &Schema, words: &[&str]) -> bool {
    let text = schema.annotations.description.as_deref().unwrap_or_default();
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// The properties of an object; none of anything else.
fn properties(api: &Api, id: SchemaId) -> Vec<(&str, SchemaId, &Schema)> {
    let Some(Shape::Object(object)) = api.schemas.resolve(id).map(|id| &api.schemas.get(id).shape) else {
        return Vec::new();
    };
    let each = object.properties.iter().filter_map(|property| {
        let id = api.schemas.resolve(property.schema)?;
        Some((property.name.as_str(), property.schema, api.schemas.get(id)))
    });
    each.collect()
}

/// What a page says: its properties, and those of the objects in it that are about pages.
pub(super) fn notes<'a>(api: &'a Api, page: SchemaId) -> Vec<Found<'a>> {
    const DEPTH: usize = 3;
    let mut found = Vec::new();
    let mut left = vec![(page, Vec::new(), Vec::new())];
    while let Some((id, path, plains)) = left.pop() {
        for (own_name, id, schema) in properties(api, id) {
            let mut path: Vec<String> = path.clone();
            let mut plains: Vec<String> = plains.clone();
            path.push(own_name.to_owned());
            plains.push(plain(own_name));
            let name = plains.last().map_or("", String::as_str);
            let is_link = plains.len() > 1 && name == "next" || words::CONTAINERS.contains(&name);
            if is_link && path.len() < DEPTH {
                left.push((id, path.clone(), plains.clone()));
            }
            let place = api.schemas.get(id);
            found.push(Found {
                path,
                own_name,
                plain: plains,
                schema,
                place,
            });
        }
    }
    found.sort_by_key(|one| one.path.len());
    found
}

/// Where the items of a page are.
pub(super) enum Items {
    /// At the end of some names, each being of this schema.
    At(Vec<String>, SchemaId),
    /// There are several arrays, and none is called as items are.
    Several,
    /// There is no array.
    Nowhere,
}

/// Finds the items of a page.
pub(super) fn items(api: &Api, operation: &Operation, page: SchemaId) -> Items {
    if let Some(Shape::Array(array)) = api.schemas.resolve(page).map(|id| &api.schemas.get(id).shape) {
        return Items::At(Vec::new(), array.items);
    }
    let wrappers = properties(api, page).into_iter();
    let wrappers = wrappers.filter(|(name, ..)| words::WRAPPERS.contains(&plain(name).as_str()));
    let objects = wrappers.map(|(name, id, _)| (vec![name.to_owned()], id));
    let mut found = Items::Nowhere;
    for (path, object) in std::iter::once((Vec::new(), page)).chain(objects) {
        match array_of(api, operation, object) {
            Items::At(name, item) => return Items::At([path, name].concat(), item),
            Items::Several => found = Items::Several,
            Items::Nowhere => {}
        }
    }
    found
}

/// The array among the properties of an object that has its items: the only one, or one whose name says so.
fn array_of(api: &Api, operation: &Operation, object: SchemaId) -> Items {
    let arrays = properties(api, object)
        .into_iter()
        .filter_map(|(name, _, schema)| match &schema.shape {
            Shape::Array(array) if !words::BESIDES.contains(&plain(name).as_str()) => Some((name, array.items)),
            _ => None,
        });
    let arrays: Vec<(&str, SchemaId)> = arrays.collect();
    let called = |wanted: &str| arrays.iter().find(|(name, _)| plain(name) == wanted);
    let mut segments = operation.path.segments.iter().rev();
    let last = segments.find_map(|segment| match segment.as_slice() {
        [PathSegment::Literal(text)] => Some(plain(text)),
        _ => None,
    });
    let found = match arrays.as_slice() {
        [] => return Items::Nowhere,
        [only] => Some(only),
        _ => (last.as_deref().and_then(called)).or_else(|| words::ITEMS.iter().find_map(|name| called(name))),
    };
    found.map_or(Items::Several, |(name, item)| {
        Items::At(vec![(*name).to_owned()], *item)
    })
}

/// The schema at the end of some names, where every one is a property.
pub(super) fn at(api: &Api, page: SchemaId, path: &[String]) -> Option<SchemaId> {
    let mut id = page;
    for name in path {
        let (_, next, _) = properties(api, id).into_iter().find(|(known, ..)| known == name)?;
        id = next;
    }
    Some(id)
}
