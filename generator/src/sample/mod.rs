//! Values that a description allows: its examples, else made up from a seed.
//!
//! The same description, seed and place give the same value on every machine.

mod check;
mod compare;
mod hint;
mod number;
mod object;
mod pattern;
mod random;
mod schema;
#[cfg(test)]
mod tests;
mod text;
mod union;
mod value;

use std::cell::RefCell;
use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::Value;

use self::check::Check;
pub use self::compare::difference;
use self::random::Random;
use self::value::Maker;
use crate::model::{Api, BodyKind, MediaType, Parameter, SchemaId, Shape};

/// Which of the values that fit is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// An example of the description where one fits, else as [`Form::Full`].
    Example,
    /// Every optional property is there.
    Full,
    /// Only what must be there.
    Minimal,
}

/// Which way a value travels (OAS 3.1.1 §4.8.24: `readOnly`, `writeOnly`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// To the server: without what is `readOnly`.
    Request,
    /// From the server: without what is `writeOnly`.
    Response,
}

/// Makes values for the schemas of a description.
#[derive(Debug)]
pub struct Samples<'a> {
    api: &'a Api,
    seed: u64,
    /// By schema, the property that tells it from others, and its value for this one.
    tags: HashMap<SchemaId, (&'a str, &'a str)>,
    checks: RefCell<HashMap<(SchemaId, Way), Check>>,
}

/// How often a value is made up anew that does not fit.
const ATTEMPTS: u64 = 40;

/// How many that fit are looked at for one that fits one member only of every `oneOf`.
const FITTING: usize = 12;

impl<'a> Samples<'a> {
    /// For a description; another seed gives other values.
    pub fn new(api: &'a Api, seed: u64) -> Self {
        Self {
            api,
            seed,
            tags: tags(api),
            checks: RefCell::default(),
        }
    }

    /// A value of a schema; `None` if none was found that fits.
    pub fn schema(&self, id: SchemaId, way: Way, form: Form) -> Option<Value> {
        self.first(&[], id, way, form)
    }

    /// The value of a parameter, which no request sends as null; `None` if none was found.
    pub fn parameter(&self, parameter: &Parameter, form: Form) -> Option<Value> {
        let value = |form| self.first(&parameter.examples, parameter.schema, Way::Request, form);
        // Nothing is sent of an empty list, which then is missing where it must be there.
        let is_sent = |value: &Value| match value {
            Value::Array(items) => !items.is_empty(),
            Value::Object(entries) => !entries.is_empty(),
            value => !value.is_null(),
        };
        let value = value(form).filter(is_sent).or_else(|| value(Form::Full))?;
        is_sent(&value).then_some(value)
    }

    /// A body of a media type, in its JSON form; `None` if nothing is known of it, or nothing was found.
    pub fn media(&self, media: &MediaType, way: Way, form: Form) -> Option<Value> {
        let Some(schema) = media.schema else {
            return media.examples.first().cloned();
        };
        let mut value = self.first(&media.examples, schema, way, form)?;
        if matches!(media.kind, BodyKind::Form | BodyKind::Multipart) {
            self.fill(&mut value, schema, way);
        }
        Some(value)
    }

    /// Puts items into the empty lists of a form: nothing is sent of them, and then what must be there would be missing.
    fn fill(&self, value: &mut Value, schema: SchemaId, way: Way) {
        let is_empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
        if !value.as_object().is_some_and(|fields| fields.values().any(is_empty)) {
            return;
        }
        let mut filled = value.clone();
        let full = self.first(&[], schema, way, Form::Full);
        for (name, field) in filled.as_object_mut().into_iter().flatten() {
            if let Some(items) = full
                .as_ref()
                .and_then(|full| full.get(name))
                .filter(|_| is_empty(field))
            {
                *field = items.clone();
            }
        }
        if self.fits(schema, way, &filled) {
            *value = filled;
        }
    }

    /// The examples of a body that have names, by these; those that do not fit are left out.
    pub fn named(&self, media: &MediaType, way: Way) -> serde_json::Map<String, Value> {
        let fits = |value: &Value| media.schema.is_none_or(|schema| self.fits(schema, way, value));
        let named = { media.named_examples.iter() }.filter(|(_, value)| fits(value));
        named.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// Whether a value fits a schema, as far as can be told.
    pub fn fits(&self, id: SchemaId, way: Way, value: &Value) -> bool {
        self.check(id, way, |check| check.fits(value))
    }

    fn check(&self, id: SchemaId, way: Way, judge: impl Fn(&Check) -> bool) -> bool {
        let mut checks = self.checks.borrow_mut();
        judge(checks.entry((id, way)).or_insert_with(|| Check::new(self.api, id, way)))
    }

    /// The first of `examples` that fits, if examples are wanted, else a value made up.
    fn first(&self, examples: &[Value], id: SchemaId, way: Way, form: Form) -> Option<Value> {
        let example = examples.iter().find(|example| self.fits(id, way, example));
        if let Some(example) = example.filter(|example| form == Form::Example || !example.is_object()) {
            return Some(example.clone());
        }
        let made = (0..ATTEMPTS).map(|attempt| {
            let random = Random::new(self.seed ^ attempt.rotate_left(32) ^ id.index() as u64);
            Maker::new(self, way, form, random, attempt).make(id)
        });
        let mut fitting = made.filter(|value| self.fits(id, way, value)).take(FITTING).peekable();
        let first = fitting.peek().cloned();
        { fitting }
            .find(|value| self.check(id, way, |check| check.is_exact(value)))
            .or(first)
    }

    /// What tells a schema from others.
    fn tag(&self, id: SchemaId) -> Option<(&'a str, &'a str)> {
        self.tags.get(&id).copied()
    }
}

/// The values that discriminators have for schemas; the first where there are several.
fn tags(api: &Api) -> HashMap<SchemaId, (&str, &str)> {
    let mut tags = HashMap::new();
    let discriminators = api.schemas.iter().filter_map(|(_, schema)| match &schema.shape {
        Shape::Object(object) => object.discriminator.as_ref(),
        Shape::Union(union) => union.discriminator.as_ref(),
        _ => None,
    });
    for discriminator in discriminators {
        let mapping: &IndexMap<String, SchemaId> = &discriminator.mapping;
        for (value, target) in mapping {
            let target = api.schemas.resolve(*target).unwrap_or(*target);
            let tag = (discriminator.property.as_str(), value.as_str());
            tags.entry(target).or_insert(tag);
        }
    }
    tags
}
