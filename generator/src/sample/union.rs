//! Values of unions: one of the members.

use serde_json::Value;

use super::value::Maker;
use crate::model::{SchemaId, Union};

impl Maker<'_, '_> {
    /// A value of a member that is not being made already; attempts after the first take the members in turn.
    pub(super) fn union(&mut self, _: SchemaId, union: &Union) -> Value {
        let schemas = &self.samples.api.schemas;
        let members: Vec<SchemaId> = union.variants.iter().map(|variant| variant.schema).collect();
        let known: Vec<SchemaId> = match &union.discriminator {
            Some(discriminator) => discriminator.mapping.values().copied().collect(),
            None => Vec::new(),
        };
        let choice = if known.is_empty() { members } else { known };
        let is_free = |id: &SchemaId| schemas.resolve(*id).is_some_and(|id| !self.is_open(id));
        let free: Vec<SchemaId> = choice.iter().copied().filter(is_free).collect();
        let choice = if free.is_empty() { choice } else { free };
        let member = match (self.is_small_by_depth(), self.attempt) {
            (true, _) => choice.iter().min_by_key(|id| self.weight(**id)).copied(),
            (false, 0) => choice.first().copied(),
            (false, _) => self.random.pick(&choice).copied(),
        };
        member.map_or(Value::Null, |member| self.make(member))
    }

    /// About how much a value of a schema holds.
    fn weight(&self, id: SchemaId) -> usize {
        use crate::model::Shape;
        let schemas = &self.samples.api.schemas;
        let Some(id) = schemas.resolve(id) else {
            return usize::MAX;
        };
        match &self.schema(id).shape {
            Shape::Object(object) => 2 + object.properties.iter().filter(|property| property.required).count(),
            Shape::Array(_) | Shape::Tuple(_) => 1,
            Shape::Union(_) => 100,
            _ => 0,
        }
    }
}
