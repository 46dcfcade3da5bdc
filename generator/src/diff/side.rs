//! One of the two models, with what comparing schemas asks of it.

use super::print;
use crate::model::{Api, JsonTypes, Origin, Schema, SchemaId};

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
        // Lowering leaves no circle of references.
        let end = self.api.schemas.resolve(id).unwrap_or(id);
        View {
            place: self.schema(id),
            schema: self.schema(end),
            id: end,
            nullable: self.api.schemas.allows_null(id),
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
    pub(super) fn types(&self, id: SchemaId) -> JsonTypes {
        self.api.schemas.json_types(id)
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
