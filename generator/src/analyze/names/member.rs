//! The names of fields and variants: those that the user chose, those that they had, else those that they make.

use std::collections::BTreeMap;

use super::ident::Kind;
use super::locked::LockedNames;
use super::rename::{self, Renames};
use super::{enumeration, object};
use crate::analyze::{EnumFacts, FieldFacts, Ident, TypeName, walk};
use crate::model::{Api, Enumeration, Object, Origin, Property, Schema};
use crate::report::Sink;

/// Names what is in types.
#[derive(Debug)]
pub(in crate::analyze) struct Members<'a, 'r> {
    pub(in crate::analyze) api: &'a Api,
    kept: &'a LockedNames<'a>,
    renames: &'a mut Renames<'r>,
}

impl<'a, 'r> Members<'a, 'r> {
    /// Names chosen and kept.
    pub(in crate::analyze) fn new(api: &'a Api, kept: &'a LockedNames<'a>, renames: &'a mut Renames<'r>) -> Self {
        Self { api, kept, renames }
    }

    /// The fields of an object, and the one that keeps other keys. One that is no item has no names to keep.
    pub(in crate::analyze) fn fields(
        &mut self,
        schema: &Schema,
        object: &Object,
        item: Option<&TypeName>,
        sink: &mut Sink,
    ) -> (Vec<FieldFacts>, Option<Ident>) {
        let Some(item) = item else {
            return object::fields(schema, object, &BTreeMap::new(), sink);
        };
        let mut names = self.kept.fields(item, sink);
        let chosen: Vec<_> = object
            .properties
            .iter()
            .map(|property| self.chosen_field(schema, property))
            .collect();
        for (property, name) in object.properties.iter().zip(&chosen) {
            names.extend(name.as_ref().map(|name| (property.name.as_str(), name.clone())));
        }
        let (fields, additional) = object::fields(schema, object, &names, sink);
        for (property, (chosen, given)) in object.properties.iter().zip(chosen.iter().zip(&fields)) {
            if let Some(chosen) = chosen.as_ref().filter(|chosen| **chosen != given.name) {
                let place = schema.location.child("properties").child(&property.name);
                rename::report_taken(&place, "field", chosen, sink);
            }
        }
        (fields, additional)
    }

    /// A property goes by where it is written, or by the type that has it from another.
    fn chosen_field(&mut self, schema: &Schema, property: &Property) -> Option<Ident> {
        let of = self.api.schemas.get(property.schema);
        let is_inline = matches!(of.origin, Origin::Property(..));
        let is_type = is_inline && walk::is_item(of);
        let written = is_inline
            .then(|| self.renames.find_field(&of.location, is_type))
            .flatten();
        let place = schema.location.child("properties").child(&property.name);
        let named = self.renames.find_field(&place, is_type);
        named.or(written)
    }

    /// The variants of an enumeration.
    pub(in crate::analyze) fn variants(
        &mut self,
        schema: &Schema,
        enumeration: &Enumeration,
        item: Option<&TypeName>,
        sink: &mut Sink,
    ) -> EnumFacts {
        let Some(item) = item else {
            return enumeration::variants(schema, enumeration, &BTreeMap::new(), sink);
        };
        let values: Vec<_> = enumeration::variants_of(enumeration).collect();
        let mut names = self.kept.variants(item, sink);
        let mut chosen = Vec::new();
        for (index, value, text) in &values {
            let name = self.renames.find_member(&value.location, Kind::Type);
            names.extend(name.clone().map(|name| (text.as_str(), name)));
            chosen.extend(name.map(|name| (*index, &value.location, name)));
        }
        let facts = enumeration::variants(schema, enumeration, &names, sink);
        for (index, place, chosen) in chosen {
            if facts.variants.get(index) != Some(&chosen) {
                rename::report_taken(place, "variant", &chosen, sink);
            }
        }
        facts
    }
}
