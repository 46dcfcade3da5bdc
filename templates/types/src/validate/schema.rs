//! What types and single rules cannot say, as JSON Schema: `not`, `if`, `contains`, how many alternatives fit, and what
//! depends on them (JSON Schema 2020-12, core §10, §11).
//!
//! The schemas are those of the description, so far as types do not say the same, in one spelling. A `$ref` is the name
//! of one of the `$defs` of the whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Map, Value};

use super::super::budget;
use super::canonical::canonical;
use super::checker::Checker;

/// The schemas in use, read. `None`: it is not JSON, which the generator does not write.
static SCHEMAS: Mutex<BTreeMap<&'static str, Option<Arc<Value>>>> = Mutex::new(BTreeMap::new());

/// References on one value nest no deeper than this; those that lead to themselves end here.
const MAX_DEPTH: usize = 128;

impl Checker {
    /// Checks a value, in its JSON form, against a schema.
    pub fn fits<T: Serialize>(&mut self, value: &T, schema: &'static str) {
        // What cannot be JSON is for the encoder to report.
        let Ok(value) = serde_json::to_value(value) else {
            return;
        };
        let mut schemas = SCHEMAS.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || serde_json::from_str(schema).ok().map(Arc::new);
        let schema = schemas.entry(schema).or_insert_with(read).clone();
        drop(schemas);
        if let Some(schema) = schema {
            let definitions = schema.get("$defs");
            let evaluation = Evaluation { definitions, depth: 0 };
            budget::scope(&value, || {
                evaluation.check(&schema, &value, self);
                if !budget::spend() {
                    self.report("has too many parts to be checked");
                }
            });
        }
    }
}

/// The properties and items of a value that some keyword has looked at.
#[derive(Default)]
struct Seen<'v> {
    properties: BTreeSet<&'v str>,
    items: BTreeSet<usize>,
}

impl Seen<'_> {
    fn add(&mut self, other: Self) {
        self.properties.extend(other.properties);
        self.items.extend(other.items);
    }
}

#[derive(Clone, Copy)]
struct Evaluation<'s> {
    definitions: Option<&'s Value>,
    depth: usize,
}

impl<'s> Evaluation<'s> {
    /// Reports what a schema has against a value.
    fn check<'v>(self, schema: &'s Value, value: &'v Value, c: &mut Checker) -> Seen<'v> {
        let mut seen = Seen::default();
        let here = Self {
            depth: self.depth + 1,
            ..self
        };
        match schema {
            _ if here.depth > MAX_DEPTH || !budget::spend() => {}
            Value::Bool(false) => c.never(value),
            Value::Object(keywords) => {
                here.assertions(keywords, value, c);
                here.combined(keywords, value, c, &mut seen);
                match value {
                    Value::Object(object) => here.object(keywords, object, c, &mut seen),
                    Value::Array(items) => here.array(keywords, items, c, &mut seen),
                    Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
                }
            }
            Value::Bool(true) | Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) => {}
        }
        seen
    }

    /// What a schema sees of a value that fits it; `None` for one that does not.
    fn matches<'v>(self, schema: &'s Value, value: &'v Value) -> Option<Seen<'v>> {
        let mut c = Checker::new();
        let seen = self.check(schema, value, &mut c);
        c.finish().is_ok().then_some(seen)
    }

    /// The keywords that look at the value as a whole.
    fn assertions(self, keywords: &Map<String, Value>, value: &Value, c: &mut Checker) {
        for (keyword, wanted) in keywords {
            match (keyword.as_str(), wanted, value) {
                ("type", _, _) if !has_type(value, wanted) => {
                    c.report(format!("is of another type than {}", types(wanted)));
                }
                ("const", _, _) => c.one_of_values(value, std::slice::from_ref(wanted)),
                ("enum", Value::Array(values), _) => c.one_of_values(value, values),
                (_, Value::Number(bound), Value::Number(number)) => c.bound(keyword, number, bound),
                (_, Value::Number(limit), _) => {
                    if let Some(limit) = limit.as_u64().and_then(|limit| usize::try_from(limit).ok()) {
                        length(keyword, limit, value, c);
                    }
                }
                ("pattern", Value::String(pattern), Value::String(text)) => c.pattern(text, pattern),
                ("uniqueItems", Value::Bool(true), Value::Array(items)) => c.unique(items),
                _ => {}
            }
        }
    }

    /// The keywords that combine schemas.
    fn combined<'v>(self, keywords: &'s Map<String, Value>, value: &'v Value, c: &mut Checker, seen: &mut Seen<'v>) {
        let list = |keyword: &str| keywords.get(keyword).and_then(Value::as_array);
        if let Some(name) = keywords.get("$ref").and_then(Value::as_str)
            && let Some(definition) = self.definitions.and_then(|all| all.get(name))
        {
            seen.add(self.check(definition, value, c));
        }
        for schema in list("allOf").into_iter().flatten() {
            seen.add(self.check(schema, value, c));
        }
        for (keyword, most) in [("anyOf", usize::MAX), ("oneOf", 1)] {
            let Some(schemas) = list(keyword) else { continue };
            let fitting: Vec<_> = schemas
                .iter()
                .filter_map(|schema| self.matches(schema, value))
                .collect();
            if fitting.is_empty() {
                c.report(format!("fits none of the alternatives of `{keyword}`"));
            } else if fitting.len() > most {
                c.report(format!(
                    "fits {} of the alternatives, but must fit one only",
                    fitting.len()
                ));
            }
            fitting.into_iter().for_each(|fitting| seen.add(fitting));
        }
        if let Some(schema) = keywords.get("not")
            && self.matches(schema, value).is_some()
        {
            c.report("is what `not` excludes");
        }
        if let Some(condition) = keywords.get("if") {
            let branch = match self.matches(condition, value) {
                Some(fitting) => {
                    seen.add(fitting);
                    "then"
                }
                None => "else",
            };
            if let Some(schema) = keywords.get(branch) {
                seen.add(self.check(schema, value, c));
            }
        }
        for (name, schema) in members(keywords, "dependentSchemas") {
            if value.get(name).is_some() {
                seen.add(self.check(schema, value, c));
            }
        }
    }

    fn object<'v>(
        self,
        keywords: &'s Map<String, Value>,
        object: &'v Map<String, Value>,
        c: &mut Checker,
        seen: &mut Seen<'v>,
    ) {
        for name in keywords.get("required").and_then(Value::as_array).into_iter().flatten() {
            if let Some(name) = name.as_str().filter(|name| !object.contains_key(*name)) {
                c.report(format!("must have the property `{name}`"));
            }
        }
        for (name, needed) in members(keywords, "dependentRequired") {
            let needed = needed.as_array().into_iter().flatten().filter_map(Value::as_str);
            for missing in needed.filter(|needed| object.contains_key(name) && !object.contains_key(*needed)) {
                c.depends(name, missing);
            }
        }
        for (key, value) in object {
            c.key(key);
            if let Some(schema) = keywords.get("propertyNames") {
                let name = Value::from(key.as_str());
                if self.matches(schema, &name).is_none() {
                    c.report("has a name that is not allowed");
                }
            }
            let by_name = members(keywords, "properties").filter(|(name, _)| *name == key);
            let by_pattern = members(keywords, "patternProperties").filter(|(pattern, _)| c.found(key, pattern));
            let mut schemas: Vec<&Value> = by_name.chain(by_pattern).map(|(_, schema)| schema).collect();
            if schemas.is_empty() {
                schemas.extend(keywords.get("additionalProperties"));
            }
            if schemas.is_empty() && !seen.properties.contains(key.as_str()) {
                schemas.extend(keywords.get("unevaluatedProperties"));
            }
            if !schemas.is_empty() {
                seen.properties.insert(key);
            }
            for schema in schemas {
                self.check(schema, value, c);
            }
            c.leave();
        }
    }

    fn array<'v>(self, keywords: &'s Map<String, Value>, items: &'v [Value], c: &mut Checker, seen: &mut Seen<'v>) {
        let prefix = keywords.get("prefixItems").and_then(Value::as_array);
        let contained = keywords.get("contains").map(|schema| {
            let fitting = |(_, item): &(usize, &Value)| self.matches(schema, item).is_some();
            items
                .iter()
                .enumerate()
                .filter(fitting)
                .map(|(index, _)| index)
                .collect::<BTreeSet<_>>()
        });
        if let Some(contained) = &contained {
            let count = |keyword: &str| keywords.get(keyword).and_then(Value::as_f64);
            contains(contained.len() as f64, count("minContains"), count("maxContains"), c);
        }
        seen.items.extend(contained.into_iter().flatten());
        for (index, item) in items.iter().enumerate() {
            let schema = prefix
                .and_then(|prefix| prefix.get(index))
                .or_else(|| keywords.get("items"))
                .or_else(|| {
                    keywords
                        .get("unevaluatedItems")
                        .filter(|_| !seen.items.contains(&index))
                });
            if let Some(schema) = schema {
                seen.items.insert(index);
                c.item(index);
                self.check(schema, item, c);
                c.leave();
            }
        }
    }
}

/// The entries of a keyword that holds an object.
fn members<'s>(keywords: &'s Map<String, Value>, keyword: &str) -> impl Iterator<Item = (&'s String, &'s Value)> {
    keywords.get(keyword).and_then(Value::as_object).into_iter().flatten()
}

fn length(keyword: &str, limit: usize, value: &Value, c: &mut Checker) {
    match (keyword, value) {
        ("minLength", Value::String(text)) => c.min_length(text, limit),
        ("maxLength", Value::String(text)) => c.max_length(text, limit),
        ("minItems", Value::Array(items)) => c.min_items(items.len(), limit),
        ("maxItems", Value::Array(items)) => c.max_items(items.len(), limit),
        ("minProperties", Value::Object(object)) => c.min_properties(object.len(), limit),
        ("maxProperties", Value::Object(object)) => c.max_properties(object.len(), limit),
        _ => {}
    }
}

fn contains(found: f64, min: Option<f64>, max: Option<f64>, c: &mut Checker) {
    let min = min.unwrap_or(1.0);
    if found < min {
        c.report(format!(
            "has {found} of the items that it must have, but must have at least {min}"
        ));
    }
    if let Some(max) = max.filter(|max| found > *max) {
        c.report(format!(
            "has {found} of the items that it must have, but must have at most {max}"
        ));
    }
}

/// Whether a value is of a type, or of one of several.
fn has_type(value: &Value, wanted: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some(_) | None => true,
    };
    match wanted.as_array() {
        Some(several) => several.iter().any(is),
        None => is(wanted),
    }
}

fn types(wanted: &Value) -> String {
    let name = |name: &Value| name.as_str().unwrap_or_default().to_owned();
    match wanted.as_array() {
        Some(several) => several.iter().map(name).collect::<Vec<_>>().join(" or "),
        None => name(wanted),
    }
}

impl Checker {
    /// `enum` and `const`.
    fn one_of_values(&mut self, value: &Value, values: &[Value]) {
        let text = canonical(value);
        let values: Vec<String> = values.iter().map(canonical).collect();
        if !values.contains(&text) {
            self.report(format!("is `{text}`, but must be one of {}", values.join(", ")));
        }
    }

    /// The bounds of numbers: as integers where both are, so that they are exact.
    fn bound(&mut self, keyword: &str, number: &serde_json::Number, bound: &serde_json::Number) {
        if let (Some(number), Some(bound)) = (number.as_i128(), bound.as_i128()) {
            self.bound_as(keyword, number, bound);
        } else if let (Some(number), Some(bound)) = (number.as_f64(), bound.as_f64()) {
            self.bound_as(keyword, number, bound);
        }
    }

    fn bound_as<T: PartialOrd + std::fmt::Display + std::fmt::LowerExp>(&mut self, keyword: &str, number: T, bound: T) {
        match keyword {
            "minimum" => self.at_least(number, bound),
            "maximum" => self.at_most(number, bound),
            "exclusiveMinimum" => self.above(number, bound),
            "exclusiveMaximum" => self.below(number, bound),
            "multipleOf" => self.multiple_of(number, bound),
            _ => {}
        }
    }
}
