//! Circles of schemas that nothing with a name of its own breaks: an array of itself, say, or a map of arrays of itself.
//!
//! JSON Schema allows them, but they would become type aliases that never end. Where a circle closes, the type is
//! widened to any value.

use crate::lower::Lowering;
use crate::model::{
    Additional, Annotations, Array, Constraints, Object, Origin, Schema, SchemaId, Shape, Spelling, closing_edges,
};
use crate::report::{Code, Diagnostic};

impl Lowering<'_> {
    /// Widens where circles close, in the order of the description.
    pub(in crate::lower) fn cut_circles(&mut self) {
        let schemas = &self.api.schemas;
        let roots = schemas.iter().map(|(id, _)| id);
        let edges = |id| self.transparent(id).into_iter().map(|part| ((), part)).collect();
        for (id, (), part) in closing_edges(schemas.len(), roots, edges) {
            self.widen(id, part);
        }
    }

    /// What the type of a schema is made of, where it has no name of its own that could break a circle.
    fn transparent(&self, id: SchemaId) -> Vec<SchemaId> {
        match &self.api.schemas.get(id).shape {
            Shape::Array(array) => vec![array.items],
            Shape::Object(object) if object.properties.is_empty() => values(object),
            Shape::Reference(target) => vec![*target],
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Enumeration(_)
            | Shape::Tuple(_)
            | Shape::Object(_)
            | Shape::Union(_) => Vec::new(),
        }
    }

    /// Makes `part` any value where `id` holds it.
    fn widen(&mut self, id: SchemaId, part: SchemaId) {
        let schema = self.api.schemas.get(id);
        let location = schema.location.clone();
        let origin = match &schema.shape {
            Shape::Array(_) => Origin::Items(id),
            _ => Origin::Values(id),
        };
        let any = self.api.schemas.push(Schema {
            location: location.clone(),
            origin,
            annotations: Annotations::default(),
            nullable: false,
            shape: Shape::Any,
            constraints: Constraints::default(),
            rules: Vec::new(),
            spelling: Spelling::default(),
        });
        let instead = |id: SchemaId| if id == part { any } else { id };
        match &mut self.api.schemas.get_mut(id).shape {
            Shape::Array(Array { items }) => *items = any,
            Shape::Object(object) => {
                if let Additional::Schema(values) = &mut object.additional {
                    *values = instead(*values);
                }
                for (_, values) in &mut object.patterns {
                    *values = instead(*values);
                }
            }
            shape => *shape = Shape::Any,
        }
        let message = "this schema holds itself, and no object on the way has a name: what is inside is any value";
        self.sink.push(Diagnostic::new(Code::Widened, location, message));
    }
}

/// The schemas of a map's values.
fn values(object: &Object) -> Vec<SchemaId> {
    let additional = match object.additional {
        Additional::Schema(id) => Some(id),
        Additional::Unspecified | Additional::Closed => None,
    };
    object.patterns.iter().map(|(_, id)| *id).chain(additional).collect()
}
