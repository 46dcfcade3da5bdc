//! Keys that only examples show.
//!
//! Where a schema does not say `additionalProperties`, other keys may come (JSON Schema 2020-12 §10.3.2.3), and types do
//! without them: mostly there are none. A description whose own examples have some says otherwise; what is read there
//! must not get lost on its way back.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::model::{
    Additional, Annotations, Api, BodyKind, Constraints, MediaType, Object, Origin, Schema, SchemaId, Shape, Spelling,
    Union,
};
use crate::report::{Code, Diagnostic, Sink};

/// Has objects keep other keys if any example of theirs has one, and says so.
pub(crate) fn keep_shown(api: &mut Api, sink: &mut Sink) {
    let mut search = Search {
        api,
        shown: BTreeMap::new(),
        seen: HashSet::new(),
        properties: HashMap::new(),
    };
    search.api();
    for (id, key) in search.shown {
        let location = api.schemas.get(id).location.clone();
        let others = api.schemas.push(any(id, &location));
        if let Shape::Object(object) = &mut api.schemas.get_mut(id).shape {
            object.additional = Additional::Schema(others);
        }
        let message = format!("an example has `{key}`, which is not among the properties; the type keeps other keys");
        let help = "describe it under `properties`, or say `additionalProperties: false`";
        sink.push(Diagnostic::new(Code::UndescribedKey, location, message).help(help));
    }
    api.schemas.seal();
}

/// The search so far.
struct Search<'a> {
    api: &'a Api,
    /// The objects, each with the first such key.
    shown: BTreeMap<SchemaId, String>,
    /// What was tried: an example stands for many operations.
    seen: HashSet<(SchemaId, *const Value)>,
    /// The properties by name of the objects met so far.
    properties: HashMap<SchemaId, HashMap<&'a str, SchemaId>>,
}

impl<'a> Search<'a> {
    fn api(&mut self) {
        let api = self.api;
        for (id, schema) in api.schemas.iter() {
            for example in &schema.annotations.examples {
                self.value(id, example);
            }
        }
        for operation in &api.operations {
            let bodies = operation.request_body.iter().flat_map(|body| &body.content);
            let bodies = bodies.chain(operation.responses.iter().flat_map(|response| &response.content));
            for media in bodies {
                self.media(media);
            }
        }
    }

    fn media(&mut self, media: &'a MediaType) {
        let is_json = matches!(media.kind, BodyKind::Json | BodyKind::Sequence(_));
        if let Some(schema) = media.schema.filter(|_| is_json) {
            for example in &media.examples {
                self.value(schema, example);
            }
        }
    }

    fn value(&mut self, id: SchemaId, value: &'a Value) {
        let Some(id) = self.api.schemas.resolve(id) else {
            return;
        };
        if !self.seen.insert((id, std::ptr::from_ref(value))) {
            return;
        }
        match (&self.api.schemas.get(id).shape, value) {
            (Shape::Object(object), Value::Object(entries)) => self.object(id, object, entries),
            (Shape::Array(array), Value::Array(items)) => {
                for item in items {
                    self.value(array.items, item);
                }
            }
            (Shape::Tuple(tuple), Value::Array(items)) => {
                let rest = std::iter::repeat_n(tuple.rest, items.len()).flatten();
                for (schema, item) in tuple.prefix.iter().copied().chain(rest).zip(items) {
                    self.value(schema, item);
                }
            }
            (Shape::Union(union), _) => {
                if let Some(member) = self.member(union, value) {
                    self.value(member, value);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, id: SchemaId, object: &'a Object, entries: &'a Map<String, Value>) {
        if !has_required(object, entries) {
            return;
        }
        for (key, value) in entries {
            let properties = self.properties.entry(id).or_insert_with(|| {
                let each = object.properties.iter();
                each.map(|property| (property.name.as_str(), property.schema)).collect()
            });
            match (properties.get(key.as_str()).copied(), object.additional) {
                (Some(property), _) => self.value(property, value),
                (None, Additional::Schema(others)) => self.value(others, value),
                (None, Additional::Closed) => {}
                (None, Additional::Unspecified) if object.properties.is_empty() || !object.patterns.is_empty() => {}
                (None, Additional::Unspecified) => {
                    self.shown.entry(id).or_insert_with(|| key.clone());
                }
            }
        }
    }

    /// The member of a union that a value is an example of, if only one can be.
    fn member(&self, union: &Union, value: &Value) -> Option<SchemaId> {
        if let (Some(discriminator), Value::Object(entries)) = (&union.discriminator, value) {
            let tag = entries.get(&discriminator.property)?;
            let text = tag.as_str().map_or_else(|| tag.to_string(), str::to_owned);
            return discriminator.mapping.get(&text).copied();
        }
        let schemas = &self.api.schemas;
        let mut able = union.variants.iter().filter_map(|variant| {
            let id = schemas.resolve(variant.schema)?;
            let fits = match (&schemas.get(id).shape, value) {
                (Shape::Object(object), Value::Object(entries)) => has_required(object, entries),
                (Shape::Array(_) | Shape::Tuple(_), Value::Array(_)) | (Shape::Union(_) | Shape::Any, _) => true,
                _ => false,
            };
            fits.then_some(id)
        });
        let only = able.next()?;
        able.next().is_none().then_some(only)
    }
}

fn has_required(object: &Object, entries: &Map<String, Value>) -> bool {
    let mut required = object.properties.iter().filter(|property| property.required);
    required.all(|property| entries.contains_key(&property.name))
}

/// The schema of the other keys of an object: it says nothing.
pub(in crate::lower) fn any(owner: SchemaId, location: &crate::pointer::Location) -> Schema {
    Schema {
        location: location.clone(),
        origin: Origin::Values(owner),
        annotations: Annotations::default(),
        nullable: false,
        shape: Shape::Any,
        constraints: Constraints::default(),
        rules: Vec::new(),
        spelling: Spelling::default(),
    }
}
