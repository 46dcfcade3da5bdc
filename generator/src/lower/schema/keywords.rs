//! The keywords of one schema object, as `openapiv3` reads them, without those of the schemas inside it.

use std::rc::Rc;

use openapiv3::{AdditionalProperties, AnySchema, Schema, SchemaData, SchemaKind, Type, VariantOrUnknownOrEmpty};
use serde_json::{Map, Value, json};

use super::node::Node;
use crate::lower::Lowering;
use crate::normalize::keywords as own;
use crate::report::Code;

/// One schema object.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Keywords<'a> {
    /// Where it stands; subschemas and exact values are read from here.
    pub(in crate::lower) node: Node<'a>,
    /// Annotations.
    pub(in crate::lower) data: SchemaData,
    /// `type`, one that JSON knows.
    pub(in crate::lower) typ: Option<String>,
    /// `format`.
    pub(in crate::lower) format: Option<String>,
    /// `required`.
    pub(in crate::lower) required: Vec<String>,
    /// `additionalProperties`, where it is a boolean.
    pub(in crate::lower) additional: Option<bool>,
}

/// Keywords that hold a schema, or an object of them.
const SCHEMA: [&str; 4] = ["items", "not", "additionalProperties", "properties"];
/// Keywords that hold schemas, or values that are read exactly from the source.
const LISTS: [&str; 4] = ["allOf", "oneOf", "anyOf", "enum"];
/// Keywords that count.
const COUNTS: [&str; 6] = [
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];
/// Keywords that hold any value.
const VALUES: [&str; 3] = ["default", "example", "examples"];
/// The types of JSON Schema.
const TYPES: [&str; 7] = ["string", "number", "integer", "boolean", "object", "array", "null"];

impl<'a> Lowering<'a> {
    /// Reads a schema object, once; `None` if it is none (reported).
    pub(in crate::lower) fn keywords(&mut self, node: &Node<'a>) -> Option<Rc<Keywords<'a>>> {
        if let Some(known) = self.keywords.get(&node.pointer) {
            return known.clone();
        }
        let read = self.read_keywords(node).map(Rc::new);
        self.keywords.insert(node.pointer.clone(), read.clone());
        read
    }

    fn read_keywords(&mut self, node: &Node<'a>) -> Option<Keywords<'a>> {
        if !node.value.is_object() {
            let message = "a schema must be an object".to_owned();
            self.report(Code::InvalidValue, &node.pointer, message);
            return None;
        }
        let schema: Schema = self.read(shallow(node), &node.pointer)?;
        let any = any(schema.schema_kind);
        let mut keywords = Keywords {
            node: node.clone(),
            data: schema.schema_data,
            typ: any.typ,
            format: any.format,
            required: any.required,
            additional: match any.additional_properties {
                Some(AdditionalProperties::Any(allowed)) => Some(allowed),
                Some(AdditionalProperties::Schema(_)) | None => None,
            },
        };
        if let Some(unknown) = keywords.typ.take_if(|typ| !TYPES.contains(&typ.as_str())) {
            let message = format!("`{unknown}` is not a type");
            let help = format!("the types are {}", TYPES.join(", "));
            self.report_with_help(Code::InvalidValue, &node.pointer.child("type"), message, help);
        }
        Some(keywords)
    }
}

impl<'a> Keywords<'a> {
    /// Whether nothing but annotations (and `nullable`) is said.
    pub(in crate::lower) fn is_annotation_only(&self) -> bool {
        self.typ.is_none() && self.says_nothing_but(&[])
    }

    /// Whether nothing but annotations, `type` and these keywords is said.
    pub(in crate::lower) fn says_nothing_but(&self, also: &[&str]) -> bool {
        let Some(object) = self.node.value.as_object() else {
            return true;
        };
        object
            .iter()
            .filter(|(key, value)| !value.is_null() && !also.contains(&key.as_str()))
            .all(|(key, _)| ANNOTATIONS.contains(&key.as_str()) || is_foreign(key))
    }

    /// Whether it is `{not: {}}`, which no value meets.
    pub(in crate::lower) fn is_never(&self) -> bool {
        self.node.get("not").is_some_and(|not| not.says_nothing())
    }
}

/// Keywords that say nothing of what values look like, `type` apart.
const ANNOTATIONS: [&str; 14] = [
    "type",
    "title",
    "description",
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "default",
    "example",
    "examples",
    "externalDocs",
    "xml",
    "discriminator",
    "$comment",
];

const OWN_ANNOTATIONS: [&str; 5] = [own::XML, own::EXAMPLES, own::DEFAULT, own::ABSENT, own::IMPLIED_TYPE];

fn is_foreign(key: &str) -> bool {
    match key.strip_prefix(own::PREFIX) {
        Some(_) => OWN_ANNOTATIONS.contains(&key),
        None => key.starts_with("x-"),
    }
}

/// The schema object with placeholders for what `openapiv3` need not see; wrong kinds of value stay, to be found.
fn shallow(node: &Node<'_>) -> Map<String, Value> {
    let entries = node.value.as_object().into_iter().flatten();
    entries
        .filter(|(key, _)| !key.starts_with("x-") && !VALUES.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), placeholder(key, value)))
        .collect()
}

fn placeholder(key: &str, value: &Value) -> Value {
    match value {
        Value::Object(_) if SCHEMA.contains(&key) => json!({}),
        Value::Array(_) if LISTS.contains(&key) => json!([]),
        Value::Number(_) if COUNTS.contains(&key) => whole(value).map_or_else(|| value.clone(), Value::from),
        other => other.clone(),
    }
}

/// A count written with a fraction of zero is a count (JSON Schema 2020-12 §4.2.3).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked"
)]
pub(in crate::lower) fn whole(value: &Value) -> Option<u64> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && (0.0..9e15).contains(&number)).then_some(number as u64)
}

/// Any kind as the catch-all kind.
fn any(kind: SchemaKind) -> AnySchema {
    match kind {
        SchemaKind::Any(any) => any,
        SchemaKind::Type(typ) => any_of_type(typ),
        // Members are read from the source.
        SchemaKind::OneOf { .. } | SchemaKind::AllOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. } => {
            AnySchema::default()
        }
    }
}

fn any_of_type(typ: Type) -> AnySchema {
    let any = |typ: &str| AnySchema {
        typ: Some(typ.to_owned()),
        ..AnySchema::default()
    };
    match typ {
        Type::String(string) => AnySchema {
            format: format_name(string.format, |format| match format {
                openapiv3::StringFormat::Date => "date",
                openapiv3::StringFormat::DateTime => "date-time",
                openapiv3::StringFormat::Password => "password",
                openapiv3::StringFormat::Byte => "byte",
                openapiv3::StringFormat::Binary => "binary",
            }),
            ..any("string")
        },
        Type::Number(number) => AnySchema {
            format: format_name(number.format, |format| match format {
                openapiv3::NumberFormat::Float => "float",
                openapiv3::NumberFormat::Double => "double",
            }),
            ..any("number")
        },
        Type::Integer(integer) => AnySchema {
            format: format_name(integer.format, |format| match format {
                openapiv3::IntegerFormat::Int32 => "int32",
                openapiv3::IntegerFormat::Int64 => "int64",
            }),
            ..any("integer")
        },
        Type::Object(object) => AnySchema {
            required: object.required,
            additional_properties: object.additional_properties,
            ..any("object")
        },
        Type::Array(_) => any("array"),
        Type::Boolean(_) => any("boolean"),
    }
}

fn format_name<T>(format: VariantOrUnknownOrEmpty<T>, name: impl Fn(T) -> &'static str) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => Some(name(known).to_owned()),
        VariantOrUnknownOrEmpty::Unknown(other) => Some(other),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
