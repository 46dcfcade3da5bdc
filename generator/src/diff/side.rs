//! One of the two models, with what comparing schemas asks of it.

use std::collections::BTreeSet;

use super::print;
use crate::model::{Api, Origin, Schema, SchemaId, Shape};

/// One of the two models.
pub(super) struct Side<'a> {
    pub(super) api: &'a Api,
    /// A number for what each schema says, equal for equal ones.
    prints: Vec<u64>,
}

/// A schema at its place, references looked through.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// The schema at the place.
    pub(super) place: &'a Schema,
    /// The schema that has a shape of its own.
    pub(super) schema: &'a Schema,
    /// Its id.
    pub(super) id: SchemaId,
    /// Whether null is a value, by the place or on the way.
    pub(super) nullable: bool,
}

/// The types of JSON, as bits.
pub(super) type Types = u8;
pub(super) const NULL: Types = 1;
pub(super) const BOOLEAN: Types = 2;
pub(super) const INTEGER: Types = 4;
pub(super) const NUMBER: Types = 8 | INTEGER;
pub(super) const STRING: Types = 16;
pub(super) const ARRAY: Types = 32;
pub(super) const OBJECT: Types = 64;
pub(super) const ALL: Types = 127;

impl<'a> Side<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self {
            api,
            prints: print::prints(api),
        }
    }

    pub(super) fn schema(&self, id: SchemaId) -> &'a Schema {
        self.api.schemas.get(id)
    }

    /// A schema with references looked through.
    pub(super) fn view(&self, id: SchemaId) -> View<'a> {
        let place = self.schema(id);
        let (mut schema, mut at, mut nullable) = (place, id, place.nullable);
        // Lowering leaves no circle of references.
        for _ in 0..self.api.schemas.len() {
            let Shape::Reference(target) = schema.shape else { break };
            (schema, at) = (self.schema(target), target);
            nullable |= schema.nullable;
        }
        View {
            place,
            schema,
            id: at,
            nullable,
        }
    }

    /// A number for what a schema says, equal for equal ones.
    pub(super) fn print(&self, id: SchemaId) -> u64 {
        let end = self.view(id).id;
        self.prints.get(end.index()).copied().unwrap_or_default()
    }

    /// The name of a component; `None` for an inline schema.
    pub(super) fn name(&self, id: SchemaId) -> Option<&'a str> {
        match &self.view(id).schema.origin {
            Origin::Component(name) => Some(name),
            _ => None,
        }
    }

    /// The types that values of a schema have, null apart.
    pub(super) fn types(&self, id: SchemaId) -> Types {
        self.types_within(id, &mut BTreeSet::new()) & !NULL
    }

    fn types_within(&self, id: SchemaId, seen: &mut BTreeSet<SchemaId>) -> Types {
        let view = self.view(id);
        if !seen.insert(view.id) {
            return 0;
        }
        match &view.schema.shape {
            Shape::Any | Shape::Reference(_) => ALL,
            Shape::Never => 0,
            Shape::Null => NULL,
            Shape::Boolean => BOOLEAN,
            Shape::Integer(_) => INTEGER,
            Shape::Number(_) => NUMBER,
            Shape::String(_) => STRING,
            Shape::Array(_) | Shape::Tuple(_) => ARRAY,
            Shape::Object(_) => OBJECT,
            Shape::Enumeration(listed) => listed.values.iter().fold(0, |all, listed| all | type_of(&listed.value)),
            Shape::Union(union) => {
                let variants = union.variants.iter();
                variants.fold(0, |all, variant| all | self.types_within(variant.schema, seen))
            }
        }
    }

    /// A schema as people call it: `Pet.owner.name`.
    pub(super) fn call(&self, id: SchemaId) -> String {
        let mut tail = String::new();
        let mut at = id;
        // Schemas are inside each other as deep as documents are.
        for _ in 0..256 {
            let (owner, step) = match &self.schema(at).origin {
                Origin::Component(name) => return format!("{name}{tail}"),
                Origin::Property(owner, name) | Origin::Part(owner, name) => (*owner, format!(".{name}")),
                Origin::PartHeaders(owner) => (*owner, " headers".to_owned()),
                Origin::Items(owner) => (*owner, "[]".to_owned()),
                Origin::TupleItem(owner, i) => (*owner, format!("[{i}]")),
                Origin::Values(owner) => (*owner, ".*".to_owned()),
                Origin::Keys(owner) => (*owner, " (keys)".to_owned()),
                Origin::Variant(owner, _) => (*owner, String::new()),
                Origin::Parameter(_, name) | Origin::ComponentParameter(name) => return format!("{name}{tail}"),
                Origin::ResponseHeader(_, _, name) | Origin::ComponentResponseHeader(_, name) => {
                    return format!("{name}{tail}");
                }
                Origin::RequestBody(_) | Origin::ComponentRequestBody(_) => return format!("request body{tail}"),
                Origin::ResponseBody(..) | Origin::ComponentResponse(_) => return format!("response body{tail}"),
                Origin::ResponseHeaders(..) | Origin::ComponentResponseHeaders(_) => return format!("headers{tail}"),
            };
            tail.insert_str(0, &step);
            at = owner;
        }
        tail
    }
}

/// The type of a JSON value.
fn type_of(value: &serde_json::Value) -> Types {
    match value {
        serde_json::Value::Null => NULL,
        serde_json::Value::Bool(_) => BOOLEAN,
        serde_json::Value::Number(number) if number.is_f64() => NUMBER,
        serde_json::Value::Number(_) => INTEGER,
        serde_json::Value::String(_) => STRING,
        serde_json::Value::Array(_) => ARRAY,
        serde_json::Value::Object(_) => OBJECT,
    }
}
