//! Where in a description the items of the types crate come from.

use std::collections::HashMap;

use super::Side;
use crate::analyze::{Ident, SchemaFacts};
use crate::model::{Additional, SchemaId, Shape};
use crate::pointer::Location;

/// What an item was made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    /// The places, the nearest first.
    pub(super) places: Vec<Location>,
    /// The schemas from which to look further, if nothing changed at the places.
    pub(super) schemas: Vec<SchemaId>,
}

impl Origin {
    /// Adds what another was made of.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.places.extend(other.places);
        self.schemas.extend(other.schemas);
        self
    }
}

/// The origins of types and their parts, by path.
#[derive(Debug)]
pub(super) struct Places {
    by_path: HashMap<String, Origin>,
}

impl Places {
    /// Works them out. A schema that another's type serves has the same items.
    pub(super) fn new(side: Side<'_>) -> Self {
        let mut places = Self {
            by_path: HashMap::new(),
        };
        for (id, _) in side.api.schemas.iter() {
            let canonical = side.facts.schema(id).canonical;
            if let Some(item) = &side.facts.schema(canonical).item {
                let path = match item.exported {
                    true => text(&item.name).to_owned(),
                    false => format!("{}::{}", text(&item.module), text(&item.name)),
                };
                places.item(side, id, canonical, &path);
            }
        }
        places
    }

    /// The origin of an item; of what it is part of, if it has none of its own.
    pub(super) fn of(&self, path: &str) -> Option<&Origin> {
        let whole = || path.rsplit_once("::").and_then(|(whole, _)| self.by_path.get(whole));
        self.by_path.get(path).or_else(whole)
    }

    fn item(&mut self, side: Side<'_>, id: SchemaId, canonical: SchemaId, path: &str) {
        let schema = side.api.schemas.get(id);
        self.add(side, path, id, &schema.location);
        let facts = side.facts.schema(canonical);
        match (&schema.shape, &side.api.schemas.get(canonical).shape) {
            (Shape::Object(object), Shape::Object(served_by)) => {
                for (property, field) in served_by.properties.iter().zip(&facts.fields) {
                    let own = object.properties.iter().find(|own| own.name == property.name);
                    if let Some(own) = own {
                        let path = format!("{path}::{}", text(&field.name));
                        self.add(side, &path, own.schema, &side.api.schemas.get(own.schema).location);
                    }
                }
                if let (Some(field), Additional::Schema(values)) = (&facts.additional_field, object.additional) {
                    let path = format!("{path}::{}", text(field));
                    self.add(side, &path, values, &side.api.schemas.get(values).location);
                }
            }
            (Shape::Enumeration(listed), _) => {
                for (variant, listed) in variants(facts).zip(&listed.values) {
                    self.add(side, &format!("{path}::{}", text(variant)), id, &listed.location);
                }
            }
            (Shape::Union(union), _) => {
                let names = facts.union.iter().flat_map(|union| &union.variants);
                for ((name, ..), variant) in names.zip(&union.variants) {
                    let path = format!("{path}::{}", text(name));
                    let location = &side.api.schemas.get(variant.schema).location;
                    self.add(side, &path, variant.schema, location);
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, side: Side<'_>, path: &str, id: SchemaId, location: &Location) {
        let origin = self.by_path.entry(path.to_owned()).or_default();
        // What the item is named for comes first.
        let is_own = side.facts.schema(id).canonical == id;
        let at = if is_own { 0 } else { origin.places.len() };
        origin.places.insert(at, location.clone());
        origin.schemas.push(id);
    }
}

fn variants(facts: &SchemaFacts) -> impl Iterator<Item = &Ident> {
    facts.enumeration.iter().flat_map(|facts| &facts.variants)
}

/// A name as paths of items have it.
pub(super) fn text(ident: &Ident) -> &str {
    ident.0.trim_start_matches("r#")
}
