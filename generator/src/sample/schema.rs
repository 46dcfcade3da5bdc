//! Schemas of the model as JSON Schema (2020-12), with formats as what generated types take.

use serde_json::{Map, Value, json};

use super::Way;
use super::number::range;
use crate::model::{
    Additional, Api, Constraints, IntegerFormat, Object, Schema, SchemaId, Shape, StringFormat, UnionKind,
};

/// What of the schemas is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// Patterns, which the reader of the schema may not take as they are.
    pub(super) patterns: bool,
    /// That a value fits one member only, where `oneOf` says so. Of many unions nothing does that a type can hold.
    pub(super) one_only: bool,
}

/// A schema and all that it refers to, for values that travel one way; and whether `oneOf` is among it.
pub(super) fn json_schema(api: &Api, id: SchemaId, way: Way, choice: Choice) -> (Value, bool) {
    let mut writer = Writer {
        api,
        way,
        choice,
        wanted: vec![id],
        has_one_of: false,
    };
    let mut definitions = Map::new();
    while let Some(next) = writer.wanted.pop() {
        let name = name(next);
        if !definitions.contains_key(&name) {
            let schema = writer.schema(api.schemas.get(next));
            definitions.insert(name, schema);
        }
    }
    let mut named: Vec<String> = Vec::new();
    definitions.values().for_each(|schema| references(schema, &mut named));
    while let Some(name) = named.pop() {
        if let Some(definition) = api
            .schemas
            .definition(&name)
            .filter(|_| !definitions.contains_key(&name))
        {
            references(definition, &mut named);
            definitions.insert(name, definition.clone());
        }
    }
    definitions.values_mut().for_each(point);
    let whole = json!({"$ref": format!("#/$defs/{}", escaped(&name(id))), "$defs": definitions});
    (whole, writer.has_one_of)
}

/// The key of a schema of the model, which no component has.
fn name(id: SchemaId) -> String {
    format!("schema:{}", id.index())
}

/// The names that rules refer to.
fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(keywords) => {
            for (key, value) in keywords {
                match (key.as_str(), value) {
                    ("enum" | "const", _) => {}
                    ("$ref", Value::String(name)) => found.push(name.clone()),
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Makes pointers of names.
fn point(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            for (key, value) in keywords {
                match (key.as_str(), &mut *value) {
                    ("enum" | "const", _) => {}
                    ("$ref", Value::String(name)) => {
                        let escaped = escaped(name);
                        *name = format!("#/$defs/{escaped}");
                    }
                    _ => point(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(point),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

struct Writer<'a> {
    api: &'a Api,
    way: Way,
    choice: Choice,
    wanted: Vec<SchemaId>,
    has_one_of: bool,
}

impl Writer<'_> {
    fn reference(&mut self, id: SchemaId) -> Value {
        self.wanted.push(id);
        json!({"$ref": name(id)})
    }

    fn schema(&mut self, schema: &Schema) -> Value {
        let mut parts = vec![self.shape(schema)];
        if !schema.constraints.is_empty() {
            parts.push(self.constraints(&schema.constraints));
        }
        let mut whole = json!({ "allOf": parts });
        if schema.nullable {
            whole = json!({"anyOf": [{"type": "null"}, whole]});
        }
        let mut all = vec![whole];
        all.extend(schema.rules.iter().cloned());
        json!({ "allOf": all })
    }

    fn shape(&mut self, schema: &Schema) -> Value {
        match &schema.shape {
            Shape::Any => json!(true),
            Shape::Never => json!(false),
            Shape::Null => json!({"type": "null"}),
            Shape::Boolean => json!({"type": "boolean"}),
            Shape::Integer(format) => integer(format),
            Shape::Number(_) => json!({"type": "number"}),
            Shape::String(format) => self.string(format),
            Shape::Enumeration(enumeration) if enumeration.open => json!({"type": "string"}),
            Shape::Enumeration(enumeration) => {
                let values: Vec<&Value> = enumeration.values.iter().map(|value| &value.value).collect();
                json!({ "enum": values })
            }
            Shape::Array(array) => json!({"type": "array", "items": self.reference(array.items)}),
            Shape::Tuple(tuple) => {
                let prefix: Vec<Value> = tuple.prefix.iter().map(|item| self.reference(*item)).collect();
                let rest = tuple.rest.map_or(json!(false), |rest| self.reference(rest));
                let least = if tuple.exact { prefix.len() } else { 0 };
                json!({"type": "array", "prefixItems": prefix, "items": rest, "minItems": least})
            }
            Shape::Object(object) => self.object(object),
            Shape::Union(union) => {
                let members: Vec<Value> = union.variants.iter().map(|one| self.reference(one.schema)).collect();
                self.has_one_of |= union.kind == UnionKind::OneOf;
                match union.kind {
                    UnionKind::OneOf if self.choice.one_only => json!({ "oneOf": members }),
                    UnionKind::OneOf | UnionKind::AnyOf => json!({ "anyOf": members }),
                }
            }
            Shape::Reference(target) => self.reference(*target),
        }
    }

    fn object(&mut self, object: &Object) -> Value {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for property in &object.properties {
            let annotations = &self.api.schemas.get(property.schema).annotations;
            let stays = match self.way {
                Way::Request => annotations.read_only,
                Way::Response => annotations.write_only,
            };
            if property.required && !stays {
                required.push(property.name.as_str());
            }
            let schema = if stays {
                json!(false)
            } else {
                self.reference(property.schema)
            };
            properties.insert(property.name.clone(), schema);
        }
        let mut whole = json!({"type": "object", "properties": properties, "required": required});
        match object.additional {
            Additional::Unspecified => {}
            Additional::Closed => whole["additionalProperties"] = json!(false),
            Additional::Schema(values) => whole["additionalProperties"] = self.reference(values),
        }
        if self.choice.patterns && !object.patterns.is_empty() {
            let patterns = object
                .patterns
                .iter()
                .map(|(pattern, schema)| (pattern.clone(), self.reference(*schema)));
            whole["patternProperties"] = Value::Object(patterns.collect());
        }
        if let Some(keys) = object.keys {
            whole["propertyNames"] = self.reference(keys);
        }
        if !object.dependent_required.is_empty() {
            whole["dependentRequired"] = json!(object.dependent_required);
        }
        whole
    }

    fn string(&self, format: &StringFormat) -> Value {
        let pattern = match format {
            StringFormat::Uuid => "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
            StringFormat::Date => "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            StringFormat::DateTime => {
                "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
            }
            StringFormat::Time => {
                "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
            }
            StringFormat::Duration => "^P([0-9]+[YMWD])*(T([0-9]+[HMS])+)?$",
            StringFormat::Byte => "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}(==)?|[A-Za-z0-9+/]{3}=?)?$",
            StringFormat::Base64Url => "^([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{2}(==)?|[A-Za-z0-9_-]{3}=?)?$",
            StringFormat::Decimal => "^-?[0-9]+([.][0-9]+)?$",
            StringFormat::Ipv4 => "^((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.|$)){4}$",
            StringFormat::Ipv6 => "^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$",
            StringFormat::Email => "^[^@ ]+@[^@ ]+$",
            StringFormat::Uri => "^[A-Za-z][A-Za-z0-9+.-]*:[^ ]*$",
            StringFormat::Unspecified
            | StringFormat::Binary
            | StringFormat::File
            | StringFormat::UriReference
            | StringFormat::Hostname
            | StringFormat::Password
            | StringFormat::Other(_) => return json!({"type": "string"}),
        };
        json!({"type": "string", "pattern": pattern})
    }

    fn constraints(&self, constraints: &Constraints) -> Value {
        let mut keywords = Map::new();
        let pattern = constraints.pattern.as_ref().filter(|_| self.choice.patterns);
        for (name, value) in [
            ("minLength", constraints.min_length.map(Value::from)),
            ("maxLength", constraints.max_length.map(Value::from)),
            ("pattern", pattern.map(|pattern| Value::from(pattern.as_str()))),
            ("minimum", constraints.minimum.clone().map(Value::Number)),
            (
                "exclusiveMinimum",
                constraints.exclusive_minimum.clone().map(Value::Number),
            ),
            ("maximum", constraints.maximum.clone().map(Value::Number)),
            (
                "exclusiveMaximum",
                constraints.exclusive_maximum.clone().map(Value::Number),
            ),
            ("multipleOf", constraints.multiple_of.clone().map(Value::Number)),
            ("minItems", constraints.min_items.map(Value::from)),
            ("maxItems", constraints.max_items.map(Value::from)),
            ("uniqueItems", constraints.unique_items.then_some(Value::Bool(true))),
            ("minProperties", constraints.min_properties.map(Value::from)),
            ("maxProperties", constraints.max_properties.map(Value::from)),
        ] {
            keywords.extend(value.map(|value| (name.to_owned(), value)));
        }
        Value::Object(keywords)
    }
}

fn integer(format: &IntegerFormat) -> Value {
    let (least, most) = range(format);
    let least = i64::try_from(least).unwrap_or(i64::MIN);
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    json!({"type": "integer", "minimum": least, "maximum": most})
}

/// A key as part of a pointer in a fragment (RFC 6901 §6).
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'~' => out.push_str("~0"),
            b'/' => out.push_str("~1"),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' | b':' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
