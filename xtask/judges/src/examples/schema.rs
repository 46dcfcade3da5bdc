//! The schemas of a description as JSON Schema 2020-12, for the judge of what is valid.
//!
//! - A reference is a place in a file; what it leads to is a definition. Before 3.1 nothing counts beside a reference.
//! - `nullable` and `x-nullable` add null to `type`, as OpenAPI 3.0.3 has it: without a `type` they say nothing, and an
//!   `enum` must list null by itself. `type: file` says nothing.
//! - `exclusiveMinimum: true` makes `minimum` exclusive, and so on.
//! - Formats are asserted: those of JSON Schema, `byte`, and the ranges of `int32`, `uint8` and the like.
//! - In a request no property that is `readOnly` is required, in a response none that is `writeOnly` (3.0.3, Schema Object).

use std::collections::{HashMap, VecDeque};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};
use specwright::load::Sources;
use specwright::pointer::Location;

use super::find::Way;

/// What says whether values are valid for the schema at a place; an error if that cannot be said.
pub(super) fn validator(sources: &Sources, at: &Location, way: Option<Way>) -> Result<Validator, String> {
    let root = sources.files.first().map_or(&Value::Null, |file| &file.value);
    let version = root.get("openapi").and_then(Value::as_str).unwrap_or("2.0");
    let mut mapping = Mapping {
        sources,
        is_old: version.starts_with("2.") || version.starts_with("3.0"),
        way,
        numbers: HashMap::new(),
        todo: VecDeque::new(),
    };
    let reference = mapping.reference(at.clone());
    let mut definitions = Map::new();
    while let Some((number, at)) = mapping.todo.pop_front() {
        let schema = sources
            .value(&at)
            .ok_or_else(|| format!("#{} is not there", at.pointer))?;
        definitions.insert(number.to_string(), mapping.schema(schema, &at)?);
    }
    let schema = json!({"$ref": reference, "$defs": definitions});
    let byte = |text: &str| {
        [STANDARD, STANDARD_NO_PAD]
            .iter()
            .any(|engine| engine.decode(text).is_ok())
    };
    let base64url = |text: &str| {
        [URL_SAFE, URL_SAFE_NO_PAD]
            .iter()
            .any(|engine| engine.decode(text).is_ok())
    };
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true);
    let options = options
        .with_format("byte", byte)
        .with_format("base64", byte)
        .with_format("base64url", base64url);
    options.build(&schema).map_err(|error| error.to_string())
}

struct Mapping<'a> {
    sources: &'a Sources,
    /// Before 3.1.
    is_old: bool,
    way: Option<Way>,
    numbers: HashMap<Location, usize>,
    /// Definitions still to be made.
    todo: VecDeque<(usize, Location)>,
}

impl Mapping<'_> {
    fn reference(&mut self, at: Location) -> String {
        let next = self.numbers.len();
        let number = *self.numbers.entry(at.clone()).or_insert(next);
        if number == next {
            self.todo.push_back((number, at));
        }
        format!("#/$defs/{number}")
    }

    fn schema(&mut self, schema: &Value, at: &Location) -> Result<Value, String> {
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(_) => return Ok(schema.clone()),
            _ => return Err(format!("#{} is no schema", at.pointer)),
        };
        let mut mapped = Map::new();
        for key in ["$ref", "$dynamicRef"] {
            let Some(reference) = keywords.get(key).and_then(Value::as_str) else {
                continue;
            };
            let target = self
                .sources
                .resolve(at, reference)
                .ok_or_else(|| format!("`{reference}` is no place"))?;
            mapped.insert("$ref".to_owned(), self.reference(target).into());
            if self.is_old {
                return Ok(mapped.into());
            }
        }
        for (key, value) in keywords {
            if let Some(value) = self.keyword(key, value, keywords, at)? {
                mapped.insert(key.clone(), value);
            }
        }
        if let Some(Value::Array(first)) = mapped.get("items").cloned() {
            mapped.remove("items");
            mapped.insert("prefixItems".to_owned(), first.into());
        }
        exclusive(keywords, &mut mapped);
        nullable(keywords, &mut mapped);
        if let Some((least, most)) = range(keywords.get("format").and_then(Value::as_str)) {
            mapped.insert("allOf".to_owned(), {
                let mut all = mapped
                    .get("allOf")
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default();
                all.push(json!({"minimum": least, "maximum": most}));
                all.into()
            });
        }
        if let (Some(encoding), None) = (keywords.get("contentEncoding"), mapped.get("format")) {
            mapped.insert("format".to_owned(), encoding.clone());
        }
        Ok(mapped.into())
    }

    /// What a keyword is in JSON Schema; nothing if it says nothing about values there.
    fn keyword(
        &mut self,
        key: &str,
        value: &Value,
        keywords: &Map<String, Value>,
        at: &Location,
    ) -> Result<Option<Value>, String> {
        let place = at.child(key);
        Ok(Some(match (key, value) {
            ("properties" | "patternProperties" | "dependentSchemas", Value::Object(schemas)) => {
                let each = schemas
                    .iter()
                    .map(|(name, schema)| Ok((name.clone(), self.schema(schema, &place.child(name))?)));
                Value::Object(each.collect::<Result<_, String>>()?)
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems" | "items", Value::Array(schemas)) => {
                let each = schemas.iter().enumerate();
                let each = each.map(|(index, schema)| self.schema(schema, &place.index(index)));
                Value::Array(each.collect::<Result<_, String>>()?)
            }
            (
                "items"
                | "additionalProperties"
                | "not"
                | "contains"
                | "propertyNames"
                | "if"
                | "then"
                | "else"
                | "unevaluatedItems"
                | "unevaluatedProperties",
                schema,
            ) => self.schema(schema, &place)?,
            ("required", Value::Array(names)) => {
                let needed = names.iter().filter(|name| {
                    let property = keywords
                        .get("properties")
                        .and_then(|properties| properties.get(name.as_str().unwrap_or_default()));
                    !property.is_some_and(|property| self.is_for_the_other_way(property, at))
                });
                Value::Array(needed.cloned().collect())
            }
            ("exclusiveMinimum" | "exclusiveMaximum", Value::Bool(_)) => return Ok(None),
            ("type", Value::String(name)) if name == "file" => return Ok(None),
            (
                "type" | "enum" | "const" | "format" | "pattern" | "minLength" | "maxLength" | "minimum" | "maximum"
                | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" | "minItems" | "maxItems" | "uniqueItems"
                | "minContains" | "maxContains" | "minProperties" | "maxProperties" | "dependentRequired",
                value,
            ) => value.clone(),
            _ => return Ok(None),
        }))
    }

    /// Whether a property does not travel this way.
    fn is_for_the_other_way(&self, property: &Value, at: &Location) -> bool {
        let flag = match self.way {
            None => return false,
            Some(Way::Request) => "readOnly",
            Some(Way::Response) => "writeOnly",
        };
        let is_set = |schema: &Value| schema.get(flag) == Some(&Value::Bool(true));
        let referred = property.get("$ref").and_then(Value::as_str);
        let referred = referred.and_then(|reference| self.sources.resolve(at, reference));
        is_set(property) || referred.and_then(|at| self.sources.value(&at)).is_some_and(is_set)
    }
}

/// Bounds that a boolean makes exclusive.
fn exclusive(keywords: &Map<String, Value>, mapped: &mut Map<String, Value>) {
    for (flag, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if keywords.get(flag) == Some(&Value::Bool(true))
            && let Some(value) = mapped.remove(bound)
        {
            mapped.insert(flag.to_owned(), value);
        }
    }
}

/// Null beside the type.
fn nullable(keywords: &Map<String, Value>, mapped: &mut Map<String, Value>) {
    let is_set = |key: &str| keywords.get(key) == Some(&Value::Bool(true));
    if let (true, Some(Value::String(name))) = (is_set("nullable") || is_set("x-nullable"), mapped.get("type")) {
        let types = json!([name, "null"]);
        mapped.insert("type".to_owned(), types);
    }
}

/// The numbers that a format allows.
fn range(format: Option<&str>) -> Option<(Value, Value)> {
    Some(match format? {
        "int8" => (json!(i8::MIN), json!(i8::MAX)),
        "int16" => (json!(i16::MIN), json!(i16::MAX)),
        "int32" => (json!(i32::MIN), json!(i32::MAX)),
        "int64" => (json!(i64::MIN), json!(i64::MAX)),
        "uint8" => (json!(u8::MIN), json!(u8::MAX)),
        "uint16" => (json!(u16::MIN), json!(u16::MAX)),
        "uint32" => (json!(u32::MIN), json!(u32::MAX)),
        "uint64" => (json!(u64::MIN), json!(u64::MAX)),
        _ => return None,
    })
}
