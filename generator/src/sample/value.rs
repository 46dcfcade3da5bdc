//! Values by shape.

use serde_json::{Map, Value};

use super::random::Random;
use super::{Form, Samples, Way};
use crate::model::{Array, Constraints, Schema, SchemaId, Shape, Tuple};

/// Schemas in schemas deeper than this get their smallest values.
const DEEP: usize = 12;

/// Schemas in schemas end here: only those that hold themselves without a way out reach it.
const DEEPEST: usize = 48;

/// A value with more parts than this gets no optional ones any more.
const MANY: usize = 600;

/// Arrays are no longer than this, whatever is demanded.
const LONGEST: u64 = 1_000;

/// Makes one value.
#[derive(Debug)]
pub(super) struct Maker<'s, 'a> {
    pub(super) samples: &'s Samples<'a>,
    pub(super) way: Way,
    pub(super) form: Form,
    pub(super) random: Random,
    /// How often it was tried before: later attempts make other choices.
    pub(super) attempt: u64,
    stack: Vec<SchemaId>,
    parts: usize,
}

impl<'s, 'a> Maker<'s, 'a> {
    pub(super) fn new(samples: &'s Samples<'a>, way: Way, form: Form, random: Random, attempt: u64) -> Self {
        Self {
            samples,
            way,
            form,
            random,
            attempt,
            stack: Vec::new(),
            parts: 0,
        }
    }

    /// A value of a schema, which may break rules that look at several parts of it.
    pub(super) fn make(&mut self, id: SchemaId) -> Value {
        self.parts += 1;
        if self.stack.len() >= DEEPEST {
            return Value::Null;
        }
        let schema = self.schema(id);
        if let Some(example) = self.example(id, schema) {
            return example;
        }
        if schema.nullable && self.is_small() && self.stack.contains(&id) {
            return Value::Null;
        }
        if let Some(value) = self.hinted(schema) {
            return value;
        }
        self.stack.push(id);
        let value = self.of_shape(id, schema);
        self.stack.pop();
        value
    }

    /// The schema of an id.
    pub(super) fn schema(&self, id: SchemaId) -> &'a Schema {
        self.samples.api.schemas.get(id)
    }

    /// Whether only what must be there is wanted, here.
    pub(super) fn is_small(&self) -> bool {
        self.form == Form::Minimal || self.is_small_by_depth()
    }

    /// Whether more would be too much, whatever is wanted.
    pub(super) fn is_small_by_depth(&self) -> bool {
        self.stack.len() > DEEP || self.parts > MANY || self.is_within_itself()
    }

    /// Whether the schema at hand is being made further up too.
    fn is_within_itself(&self) -> bool {
        match self.stack.split_last() {
            Some((last, above)) => above.contains(last),
            None => false,
        }
    }

    /// Whether a schema is being made, here or further up.
    pub(super) fn is_open(&self, id: SchemaId) -> bool {
        self.stack.contains(&id)
    }

    /// An example that fits. Those of objects leave out what is optional.
    fn example(&mut self, id: SchemaId, schema: &Schema) -> Option<Value> {
        if self.attempt > 0 || self.is_within_itself() {
            return None;
        }
        let examples = schema.annotations.examples.iter().filter(|example| match example {
            Value::Object(_) | Value::Array(_) => self.form == Form::Example,
            Value::Null => false,
            Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
        });
        { examples }
            .find(|example| self.samples.fits(id, self.way, example))
            .cloned()
    }

    fn of_shape(&mut self, id: SchemaId, schema: &'a Schema) -> Value {
        let constraints = &schema.constraints;
        match &schema.shape {
            Shape::Any => self.any(schema),
            Shape::Never | Shape::Null => Value::Null,
            Shape::Boolean => Value::Bool(self.random.below(2) == 0),
            Shape::Integer(format) => self.integer(format, constraints),
            Shape::Number(format) => self.number(format, constraints),
            Shape::String(format) => Value::String(self.text(format, constraints)),
            Shape::Enumeration(enumeration) => {
                let picked = self.random.pick(&enumeration.values);
                picked.map_or(Value::Null, |picked| picked.value.clone())
            }
            Shape::Array(array) => self.array(array, schema),
            Shape::Tuple(tuple) => self.tuple(tuple, constraints),
            Shape::Object(object) => self.object(id, object, constraints),
            Shape::Union(union) => self.union(id, union),
            Shape::Reference(target) => self.make(*target),
        }
    }

    /// Any value will do; what rules demand of it is tried.
    fn any(&mut self, schema: &Schema) -> Value {
        if schema.rules.is_empty() || self.attempt == 0 {
            return Value::Object(Map::new());
        }
        match self.attempt % 6 {
            1 => Value::from("text"),
            2 => Value::from(1),
            3 => Value::Bool(true),
            4 => Value::Array(Vec::new()),
            5 => Value::Null,
            _ => Value::from(1.5),
        }
    }

    fn array(&mut self, array: &Array, schema: &Schema) -> Value {
        let constraints = &schema.constraints;
        let mut count = self.count(constraints);
        if !schema.rules.is_empty() {
            // Some items may be asked for.
            count = count
                .max(self.attempt % 5)
                .min(constraints.max_items.unwrap_or(LONGEST));
        }
        Value::Array(self.items(Vec::new(), array.items, count, constraints))
    }

    fn tuple(&mut self, tuple: &Tuple, constraints: &Constraints) -> Value {
        let items: Vec<Value> = tuple.prefix.iter().map(|item| self.make(*item)).collect();
        let count = constraints.min_items.unwrap_or_default().min(LONGEST);
        match tuple.rest {
            Some(rest) => Value::Array(self.items(items, rest, count, constraints)),
            None => Value::Array(items),
        }
    }

    /// How many items: what is demanded, and one where anything may be there.
    fn count(&mut self, constraints: &Constraints) -> u64 {
        let least = constraints.min_items.unwrap_or_default();
        let usual = if self.is_small() { 0 } else { 1 + self.attempt % 3 };
        let most = constraints.max_items.unwrap_or(LONGEST);
        usual.max(least).min(most).min(LONGEST)
    }

    /// Adds items until there are so many; those that must differ are made anew where they do not.
    fn items(&mut self, mut items: Vec<Value>, schema: SchemaId, count: u64, constraints: &Constraints) -> Vec<Value> {
        let mut tries = count.saturating_mul(20);
        while (items.len() as u64) < count && tries > 0 {
            tries -= 1;
            let item = self.make(schema);
            if constraints.unique_items && items.contains(&item) {
                // Examples would come again and again.
                self.attempt += 1;
                continue;
            }
            items.push(item);
        }
        items
    }
}
