//! `type` and `const`: arrays of types, the type null, names that are no types.

use serde_json::{Map, Value, json};

use super::super::path::Path;
use super::super::walk::Walker;
use crate::report::{Code, similar};

/// The types that 3.0 knows. `null` is not among them.
const TYPES: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];

/// The keywords that say something about values of one type only.
const SPECIFIC: &[(&str, &[&str])] = &[
    (
        "string",
        &[
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
        ],
    ),
    ("number", NUMERIC),
    ("integer", NUMERIC),
    (
        "array",
        &[
            "items",
            "prefixItems",
            "x-specwright-prefix-items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "minContains",
            "maxContains",
            "unevaluatedItems",
        ],
    ),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedProperties",
        ],
    ),
];

const NUMERIC: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "format",
];

impl Walker<'_> {
    /// Leaves `type` a single type of 3.0 or nothing; null among the types becomes `nullable`, several become `anyOf`.
    pub(super) fn rewrite_types(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        if let Some(value) = map.shift_remove("const") {
            self.moved(path.key("enum").index(0).pointer(), &path.key("const").pointer());
            map.insert("enum".to_owned(), json!([value]));
        }
        let at = path.key("type");
        match map.get_mut("type") {
            None => {}
            Some(Value::String(name)) if TYPES.contains(&name.as_str()) => {}
            Some(Value::String(name)) => match name.as_str() {
                "null" => {
                    map.shift_remove("type");
                    map.insert("enum".to_owned(), json!([null]));
                }
                "any" => {
                    map.shift_remove("type");
                    self.report(
                        Code::Tolerated,
                        &at,
                        "`any` is no type; leave `type` out to allow any value",
                        None,
                    );
                }
                "file" => {
                    map.insert("type".to_owned(), json!("string"));
                    map.insert("format".to_owned(), json!("binary"));
                }
                _ => {
                    let name = name.clone();
                    map.shift_remove("type");
                    self.not_a_type(&name, &at);
                }
            },
            Some(Value::Array(types)) => {
                let types = std::mem::take(types);
                map.shift_remove("type");
                self.several_types(map, types, path);
            }
            Some(_) => {
                map.shift_remove("type");
            }
        }
    }

    fn not_a_type(&mut self, name: &str, at: &Path<'_>) {
        let help = match similar(name, TYPES.iter().copied()) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("the types are {}", TYPES.join(", ")),
        };
        self.report(Code::InvalidValue, at, format!("`{name}` is not a type"), Some(help));
    }

    /// `type` as an array (3.1).
    fn several_types(&mut self, map: &mut Map<String, Value>, types: Vec<Value>, path: &Path<'_>) {
        let at = path.key("type");
        let mut names: Vec<&'static str> = Vec::new();
        let mut null = false;
        for (i, value) in types.iter().enumerate() {
            match value.as_str() {
                Some("null") => null = true,
                Some(name) => match TYPES.iter().find(|known| **known == name) {
                    Some(known) if !names.contains(known) => names.push(known),
                    Some(_) => {}
                    None => self.not_a_type(name, &at.index(i)),
                },
                None => self.not_a_type(&value.to_string(), &at.index(i)),
            }
        }
        // Every integer is a number.
        if names.contains(&"number") {
            names.retain(|name| *name != "integer");
        }
        match names.as_slice() {
            [] if null => {
                map.insert("enum".to_owned(), json!([null]));
                return;
            }
            [] => return,
            [one] => {
                map.insert("type".to_owned(), json!(one));
            }
            // All that JSON has.
            ["array" | "boolean" | "number" | "object" | "string", _, _, _, _] if null => return,
            // The values decide.
            _ if map.contains_key("enum") => keep_values_of(map, &names, null),
            several => self.split(map, several, path),
        }
        if null {
            map.insert("nullable".to_owned(), json!(true));
        }
    }

    /// One member of `anyOf` a type, each with the keywords that are about it.
    fn split(&mut self, map: &mut Map<String, Value>, names: &[&'static str], path: &Path<'_>) {
        let specific = SPECIFIC.iter().flat_map(|(_, keywords)| keywords.iter());
        let taken: Map<String, Value> = specific
            .filter_map(|key| map.shift_remove(*key).map(|value| ((*key).to_owned(), value)))
            .collect();
        let members: Vec<Value> = names.iter().map(|name| member(name, &taken)).collect();
        let (pointer, any_of) = (path.pointer(), path.key("anyOf"));
        if map.contains_key("anyOf") {
            let first = path.key("allOf").index(0).key("anyOf").pointer();
            self.prepend_all_of(map, json!({"anyOf": members}), path);
            for i in 0..names.len() {
                self.moved(first.index(i), &pointer);
            }
            return;
        }
        for i in 0..names.len() {
            self.moved(any_of.index(i).pointer(), &pointer);
        }
        map.insert("anyOf".to_owned(), Value::Array(members));
    }
}

/// A schema of one type.
fn member(name: &str, taken: &Map<String, Value>) -> Value {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!(name));
    let keywords = SPECIFIC
        .iter()
        .find(|(kind, _)| *kind == name)
        .map_or(&[][..], |(_, keywords)| *keywords);
    for (key, value) in taken.iter().filter(|(key, _)| keywords.contains(&key.as_str())) {
        if key != "format" || suits(value, name) {
            schema.insert(key.clone(), value.clone());
        }
    }
    Value::Object(schema)
}

/// Whether a `format` is one of this type's.
fn suits(format: &Value, name: &str) -> bool {
    let numeric = match format.as_str() {
        Some("float" | "double" | "decimal") => return name == "number" || name == "string" && format == "decimal",
        Some(text) => text.starts_with("int") || text.starts_with("uint") || text == "unix-time" || text == "unixtime",
        None => false,
    };
    numeric == (name != "string")
}

/// Leaves the values of an `enum` that are of one of these types.
fn keep_values_of(map: &mut Map<String, Value>, names: &[&str], null: bool) {
    if let Some(Value::Array(values)) = map.get_mut("enum") {
        values.retain(|value| match value {
            Value::Null => null,
            Value::Bool(_) => names.contains(&"boolean"),
            Value::Number(number) => {
                names.contains(&"number")
                    || names.contains(&"integer") && number.as_f64().is_some_and(|n| n.fract() == 0.0)
            }
            Value::String(_) => names.contains(&"string"),
            Value::Array(_) => names.contains(&"array"),
            Value::Object(_) => names.contains(&"object"),
        });
    }
}
