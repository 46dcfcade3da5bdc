//! Files in forms (OAS 3.1.1 §4.8.15.3): binary properties of `multipart/form-data`, and arrays of them.

use super::Lowering;
use crate::model::{BodyKind, MediaRange, MediaType, Origin, Schema, SchemaId, Shape, StringFormat};

impl Lowering<'_> {
    /// Makes files of what is binary in the forms of all operations.
    pub(super) fn files(&mut self) {
        let operations = self.api.requests();
        let bodies = operations.filter_map(|operation| operation.request_body.as_ref());
        let forms = bodies.flat_map(|body| &body.content);
        let forms: Vec<MediaType> = forms
            .filter(|media| media.kind == BodyKind::Multipart)
            .cloned()
            .collect();
        for media in &forms {
            if let Some(schema) = media.schema {
                self.files_in(schema, media, 0);
            }
        }
    }

    fn files_in(&mut self, form: SchemaId, media: &MediaType, depth: usize) {
        const MAX_DEPTH: usize = 4;
        let Some(form) = self.api.schemas.resolve(form) else {
            return;
        };
        let members: Vec<SchemaId> = match &self.api.schemas.get(form).shape {
            Shape::Union(union) if depth < MAX_DEPTH => union.variants.iter().map(|variant| variant.schema).collect(),
            Shape::Object(object) => {
                let properties = object.properties.iter();
                let properties: Vec<_> = properties
                    .map(|property| (property.name.clone(), property.schema))
                    .collect();
                for (index, (name, schema)) in properties.into_iter().enumerate() {
                    let is_labelled = media.encoding(&name).is_some_and(|encoding| {
                        let media = encoding.content_type.as_deref();
                        media.is_some_and(is_binary) && encoding.layout.is_none()
                    });
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
            _ => return,
        };
        for member in members {
            self.files_in(member, media, depth + 1);
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

/// Whether a `contentType` speaks of neither text nor JSON.
fn is_binary(content_type: &str) -> bool {
    content_type.split(',').all(|media| {
        let media = MediaRange::new(media.trim());
        let essence = media.essence();
        !media.is_json() && !essence.starts_with("text/") && !essence.ends_with("xml") && essence != "*/*"
    })
}
