//! Files in forms (OAS 3.1.1 §4.8.15.3): binary properties and items in `multipart`, and arrays of them.

use std::collections::HashSet;

use crate::lower::Lowering;
use crate::model::{BodyKind, ITEMS, MediaRange, MediaType, Origin, Schema, SchemaId, Shape, StringFormat};

impl Lowering<'_> {
    /// Makes files of what is binary in the forms of all operations.
    pub(in crate::lower) fn files(&mut self) {
        let operations = self.api.operations.iter();
        let bodies = operations.filter_map(|operation| operation.request_body.as_ref());
        let forms = bodies.flat_map(|body| &body.content);
        let forms: Vec<MediaType> = forms
            .filter(|media| media.kind == BodyKind::Multipart)
            .cloned()
            .collect();
        for media in &forms {
            if let Some(schema) = media.schema {
                self.files_in(schema, media, &mut HashSet::new());
            }
        }
    }

    fn files_in(&mut self, form: SchemaId, media: &MediaType, seen: &mut HashSet<SchemaId>) {
        let Some(form) = self.api.schemas.resolve(form).filter(|form| seen.insert(*form)) else {
            return;
        };
        let members: Vec<SchemaId> = match &self.api.schemas.get(form).shape {
            Shape::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
            Shape::Object(object) => {
                let properties = object.properties.iter();
                let properties: Vec<_> = properties
                    .map(|property| (property.name.clone(), property.schema))
                    .collect();
                for (index, (name, schema)) in properties.into_iter().enumerate() {
                    let is_labelled = is_labelled(media, &name);
                    let origin = Origin::Property(form, name);
                    if let Some(file) = self.file(schema, is_labelled, origin)
                        && let Shape::Object(object) = &mut self.api.schemas.get_mut(form).shape
                        && let Some(property) = object.properties.get_mut(index)
                    {
                        property.schema = file;
                    }
                }
                return;
            }
            Shape::Array(array) => return self.file_items(form, vec![(ITEMS.to_owned(), array.items)], media),
            Shape::Tuple(tuple) => {
                let items = tuple.prefix.iter().enumerate();
                let items = items.map(|(index, schema)| (index.to_string(), *schema)).collect();
                return self.file_items(form, items, media);
            }
            _ => return,
        };
        for member in members {
            self.files_in(member, media, seen);
        }
    }

    /// Makes files of the items of an array, by the names of their encodings.
    fn file_items(&mut self, form: SchemaId, items: Vec<(String, SchemaId)>, media: &MediaType) {
        for (index, (name, schema)) in items.into_iter().enumerate() {
            // An array in an array is one part.
            if matches!(self.shape_of(Some(schema)), Some(Shape::Array(_))) {
                continue;
            }
            let origin = match name.as_str() {
                ITEMS => Origin::Items(form),
                _ => Origin::TupleItem(form, index),
            };
            let Some(file) = self.file(schema, is_labelled(media, &name), origin) else {
                continue;
            };
            match &mut self.api.schemas.get_mut(form).shape {
                Shape::Array(array) => array.items = file,
                Shape::Tuple(tuple) => {
                    if let Some(item) = tuple.prefix.get_mut(index) {
                        *item = file;
                    }
                }
                _ => {}
            }
        }
    }

    /// The schema of a file, or of an array of files, in place of one that is binary. Other places that refer to the same
    /// component keep what they have.
    fn file(&mut self, schema: SchemaId, is_labelled: bool, origin: Origin) -> Option<SchemaId> {
        let target = self.api.schemas.resolve(schema)?;
        let shape = match &self.api.schemas.get(target).shape {
            Shape::String(StringFormat::Binary) => Shape::String(StringFormat::File),
            Shape::String(StringFormat::Unspecified) | Shape::Any if is_labelled => Shape::String(StringFormat::File),
            Shape::Array(array) => {
                let items = array.items;
                let file = self.file(items, is_labelled, Origin::Items(schema))?;
                Shape::Array(crate::model::Array { items: file })
            }
            _ => return None,
        };
        let (own, target) = (self.api.schemas.get(schema), self.api.schemas.get(target));
        if matches!(own.origin, Origin::Component(_)) || matches!(own.shape, Shape::Reference(_)) {
            let copy = Schema {
                origin,
                nullable: own.nullable || target.nullable,
                constraints: target.constraints.clone(),
                shape,
                ..own.clone()
            };
            return Some(self.api.schemas.push(copy));
        }
        self.api.schemas.get_mut(schema).shape = shape;
        Some(schema)
    }
}

/// Whether an encoding says that values are files.
fn is_labelled(media: &MediaType, name: &str) -> bool {
    media.encoding(name).is_some_and(|encoding| {
        let media = encoding.content_type.as_deref();
        media.is_some_and(is_binary) && encoding.layout.is_none()
    })
}

/// Whether a `contentType` speaks of neither text nor JSON.
fn is_binary(content_type: &str) -> bool {
    content_type.split(',').all(|media| {
        let media = MediaRange::new(media.trim());
        let essence = media.essence();
        !media.is_json() && !essence.starts_with("text/") && !essence.ends_with("xml") && essence != "*/*"
    })
}
