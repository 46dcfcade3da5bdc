//! Objects, arrays and tuples from merged keywords (JSON Schema 2020-12 core §10.3).

use super::Lowering;
use super::merge::Merged;
use crate::model::{Additional, Array, Object, Origin, Property, SchemaId, Shape, Tuple};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The shape of `type: object`.
    pub(super) fn object(&mut self, id: SchemaId, merged: &Merged<'a>) -> Shape {
        let mut properties = Vec::new();
        for (name, slot) in &merged.properties {
            let schema = self.slot(id, slot.clone(), |owner| Origin::Property(owner, (*name).to_owned()));
            properties.push(Property {
                name: (*name).to_owned(),
                schema,
                required: merged.required.contains_key(*name),
            });
        }
        let additional = self.additional(id, merged);
        for (name, pointer) in &merged.required {
            if !merged.properties.contains_key(name.as_str()) {
                properties.push(self.undescribed(id, name, pointer, additional));
            }
        }
        let mut patterns = Vec::new();
        for (pattern, slot) in &merged.patterns {
            let schema = self.slot(id, slot.clone(), Origin::Values);
            patterns.push(((*pattern).to_owned(), schema));
        }
        let keys = (!merged.keys.is_empty()).then(|| self.slot(id, merged.keys.clone(), Origin::Keys));
        Shape::Object(Object {
            properties,
            additional,
            patterns,
            keys,
            dependent_required: merged.dependent_required.clone(),
            discriminator: self.parent_discriminator(id, merged),
        })
    }

    fn additional(&mut self, id: SchemaId, merged: &Merged<'a>) -> Additional {
        if merged.closed {
            Additional::Closed
        } else if merged.additional.is_empty() {
            Additional::Unspecified
        } else {
            Additional::Schema(self.slot(id, merged.additional.clone(), Origin::Values))
        }
    }

    /// A required name that no schema describes: it holds what other keys hold.
    fn undescribed(&mut self, id: SchemaId, name: &str, pointer: &Pointer, additional: Additional) -> Property {
        let schema = match additional {
            Additional::Schema(schema) => schema,
            Additional::Unspecified | Additional::Closed => {
                self.reserve(pointer, Origin::Property(id, name.to_owned()))
            }
        };
        Property {
            name: name.to_owned(),
            schema,
            required: true,
        }
    }

    /// The shape of `type: array`.
    pub(super) fn array(&mut self, id: SchemaId, merged: &Merged<'a>) -> Shape {
        if !merged.prefix.is_empty() {
            return self.tuple(id, merged);
        }
        Shape::Array(Array {
            items: self.items(id, merged),
        })
    }

    /// The items' schema; any value where the description is silent.
    fn items(&mut self, id: SchemaId, merged: &Merged<'a>) -> SchemaId {
        if merged.items.is_empty() {
            let pointer = merged.type_pointer().and_then(Pointer::parent).unwrap_or_default();
            return self.reserve(&pointer, Origin::Items(id));
        }
        self.slot(id, merged.items.clone(), Origin::Items)
    }

    fn tuple(&mut self, id: SchemaId, merged: &Merged<'a>) -> Shape {
        let mut prefix = Vec::new();
        for (i, slot) in merged.prefix.iter().enumerate() {
            prefix.push(self.slot(id, slot.clone(), |owner| Origin::TupleItem(owner, i)));
        }
        let rest = self.items(id, merged);
        let none = matches!(self.api.schemas.get(rest).shape, Shape::Never);
        Shape::Tuple(Tuple {
            prefix,
            rest: (!none).then_some(rest),
        })
    }
}
