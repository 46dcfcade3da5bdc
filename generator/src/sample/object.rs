//! Values of objects.

use serde_json::{Map, Value};

use super::value::Maker;
use super::{Form, Way};
use crate::model::{Additional, Constraints, Discriminator, Object, Property, SchemaId, Shape};

/// How many further properties are tried where some must be there.
const MANY: u64 = 64;

impl Maker<'_, '_> {
    pub(super) fn object(&mut self, id: SchemaId, object: &Object, constraints: &Constraints) -> Value {
        if let Some(child) = object.discriminator.as_ref().and_then(|one| self.child(id, one)) {
            return self.make(child);
        }
        let mut members = Map::new();
        for property in &object.properties {
            if self.is_wanted(property) && (property.required || !self.is_full(&members, constraints)) {
                let value = self.make(property.schema);
                members.insert(property.name.clone(), value);
            }
        }
        self.depend(object, &mut members);
        self.others(object, constraints, &mut members);
        if let Some((name, value)) = self.samples.tag(id) {
            let tag = self.tag_value(object, name, value);
            members.extend(tag.map(|tag| (name.to_owned(), tag)));
        }
        Value::Object(members)
    }

    /// A tag, which is text in the description, in the JSON type that the property has; `None` if no value is written so.
    fn tag_value(&self, object: &Object, name: &str, text: &str) -> Option<Value> {
        let property = object.properties.iter().find(|property| property.name == name);
        let schemas = &self.samples.api.schemas;
        let shape = property.and_then(|property| Some(&schemas.get(schemas.resolve(property.schema)?).shape));
        let is_text = match shape {
            Some(Shape::Integer(_) | Shape::Number(_) | Shape::Boolean) => false,
            Some(Shape::Enumeration(listed)) => listed.values.iter().any(|listed| listed.value == text),
            _ => true,
        };
        if is_text {
            return Some(Value::from(text));
        }
        serde_json::from_str(text).ok()
    }

    /// The schema that a value extending this one has; `None` if it is this one itself.
    fn child(&mut self, id: SchemaId, discriminator: &Discriminator) -> Option<SchemaId> {
        let schemas = &self.samples.api.schemas;
        let targets: Vec<SchemaId> = discriminator.mapping.values().copied().collect();
        let child = self.random.pick(&targets)?;
        let child = schemas.resolve(*child)?;
        (child != id && !self.is_open(child)).then_some(child)
    }

    /// Whether there are as many as may be.
    fn is_full(&self, members: &Map<String, Value>, constraints: &Constraints) -> bool {
        constraints
            .max_properties
            .is_some_and(|most| members.len() as u64 >= most)
    }

    /// Whether a property is to be there. Attempts after the first leave out what is optional, each something else.
    fn is_wanted(&mut self, property: &Property) -> bool {
        if !self.travels(property.schema) {
            return false;
        }
        if property.required {
            return true;
        }
        if self.is_never(property.schema) {
            return false;
        }
        match self.form {
            Form::Example | Form::Full if self.attempt == 0 => !self.is_small() && !self.is_open_array(property.schema),
            Form::Example | Form::Full => !self.is_small() && self.random.below(3) > 0,
            Form::Minimal => self.attempt > 0 && !self.is_small_by_depth() && self.random.below(4) == 0,
        }
    }

    /// Whether a property goes this way (`readOnly`, `writeOnly`), by itself or by what it refers to.
    fn travels(&self, id: SchemaId) -> bool {
        let schema = self.schema(id);
        let stays = match self.way {
            Way::Request => schema.annotations.read_only,
            Way::Response => schema.annotations.write_only,
        };
        match schema.shape {
            _ if stays => false,
            Shape::Reference(target) if target != id => {
                let target = self.schema(target);
                !match self.way {
                    Way::Request => target.annotations.read_only,
                    Way::Response => target.annotations.write_only,
                }
            }
            _ => true,
        }
    }

    fn is_never(&self, id: SchemaId) -> bool {
        let resolved = self.samples.api.schemas.resolve(id);
        resolved.is_none_or(|id| matches!(self.schema(id).shape, Shape::Never))
    }

    /// Whether a property is an array of what is being made: it adds nothing.
    fn is_open_array(&self, id: SchemaId) -> bool {
        let schemas = &self.samples.api.schemas;
        let Some(id) = schemas.resolve(id) else { return true };
        match &self.schema(id).shape {
            Shape::Array(array) => schemas.resolve(array.items).is_none_or(|items| self.is_open(items)),
            _ => self.is_open(id),
        }
    }

    /// Adds what must be there when something else is (`dependentRequired`).
    fn depend(&mut self, object: &Object, members: &mut Map<String, Value>) {
        for (name, needed) in &object.dependent_required {
            if !members.contains_key(name) {
                continue;
            }
            for needed in needed
                .iter()
                .filter(|needed| !members.contains_key(*needed))
                .collect::<Vec<_>>()
            {
                let property = object.properties.iter().find(|property| property.name == *needed);
                let value = property.map_or(Value::Null, |property| self.make(property.schema));
                members.insert(needed.clone(), value);
            }
        }
    }

    /// Adds properties without a schema of their own: one where they may come, and as many as must.
    fn others(&mut self, object: &Object, constraints: &Constraints, members: &mut Map<String, Value>) {
        let least = constraints.min_properties.unwrap_or_default();
        let optional: Vec<&Property> = object.properties.iter().collect();
        for property in optional {
            if members.len() as u64 >= least {
                break;
            }
            if !members.contains_key(&property.name) && self.travels(property.schema) && !self.is_never(property.schema)
            {
                let value = self.make(property.schema);
                members.insert(property.name.clone(), value);
            }
        }
        let values = match object.additional {
            Additional::Schema(values) => Some(values),
            Additional::Unspecified | Additional::Closed => None,
        };
        let values = values.filter(|values| !self.is_never(*values));
        let is_map = values.is_some() && !self.is_small() && !values.is_some_and(|values| self.is_open_array(values));
        let patterns = object.patterns.iter().filter(|_| !self.is_small());
        for (pattern, schema) in patterns.collect::<Vec<_>>() {
            if self.is_full(members, constraints) || self.is_never(*schema) {
                continue;
            }
            if let Some(key) = self.matching(pattern, 0, None) {
                let value = self.make(*schema);
                members.insert(key, value);
            }
        }
        if is_map && !self.is_full(members, constraints) {
            self.other(object, values, members);
        }
        let can_grow = object.additional != Additional::Closed || !object.patterns.is_empty();
        let mut tries = if can_grow { MANY } else { 0 };
        while (members.len() as u64) < least && tries > 0 {
            tries -= 1;
            self.other(object, values, members);
        }
    }

    fn other(&mut self, object: &Object, values: Option<SchemaId>, members: &mut Map<String, Value>) {
        let by_pattern = object.patterns.first();
        let key = match (object.keys, by_pattern, object.additional) {
            (Some(keys), _, _) => self.make(keys).as_str().map(str::to_owned),
            (None, Some((pattern, _)), Additional::Closed) => self.matching(pattern, 0, None),
            _ => Some(format!("key{}", members.len() + 1)),
        };
        let Some(key) = key.filter(|key| !members.contains_key(key)) else {
            self.attempt += 1;
            return;
        };
        let schema = values.or_else(|| by_pattern.map(|(_, schema)| *schema));
        let value = schema.map_or(Value::Bool(true), |schema| self.make(schema));
        members.insert(key, value);
    }
}
