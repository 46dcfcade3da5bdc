//! Keywords of JSON Schema 2020-12 that 3.0 does not have.

use serde_json::{Map, Value, json};

use super::super::keywords as own;
use super::super::path::Path;
use super::super::walk::Walker;

/// Keywords that only need another name.
const RENAMED: &[(&str, &str)] = &[
    ("prefixItems", own::PREFIX_ITEMS),
    ("patternProperties", own::PATTERN_PROPERTIES),
    ("propertyNames", own::PROPERTY_NAMES),
    ("dependentRequired", own::DEPENDENT_REQUIRED),
    ("dependentSchemas", own::DEPENDENT_SCHEMAS),
    ("contains", own::CONTAINS),
    ("minContains", own::MIN_CONTAINS),
    ("maxContains", own::MAX_CONTAINS),
    ("if", own::IF),
    ("then", own::THEN),
    ("else", own::ELSE),
    ("contentSchema", own::CONTENT_SCHEMA),
];

impl Walker<'_> {
    /// Gives what 3.0 cannot say a key of our own.
    pub(super) fn rewrite_beyond(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let beyond = |key: &str| {
            key.starts_with("unevaluated")
                || key.starts_with("content")
                || RENAMED.iter().any(|(known, _)| *known == key)
        };
        let found: Vec<String> = map.keys().filter(|key| beyond(key)).cloned().collect();
        if found.is_empty() {
            return;
        }
        for (from, to) in RENAMED {
            if map.contains_key(*from) {
                self.rename(map, from, to, path);
            }
        }
        self.unevaluated(map, "unevaluatedProperties", "additionalProperties", path);
        self.unevaluated(map, "unevaluatedItems", "items", path);
        self.content(map, path);
    }

    /// Without other applicators `unevaluatedProperties` is `additionalProperties`, and `unevaluatedItems` is `items`.
    fn unevaluated(&mut self, map: &mut Map<String, Value>, from: &str, to: &str, path: &Path<'_>) {
        let applicators = [
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            own::IF,
            own::DEPENDENT_SCHEMAS,
            own::CONTAINS,
        ];
        let own = if to == "items" {
            own::UNEVALUATED_ITEMS
        } else {
            own::UNEVALUATED_PROPERTIES
        };
        match map.get(from) {
            None => {}
            // It evaluates everything: that counts where a schema around asks for it.
            Some(Value::Bool(true)) => self.rename(map, from, own, path),
            // The nearer keyword evaluates everything.
            Some(_) if map.contains_key(to) => {
                map.shift_remove(from);
            }
            Some(_) if applicators.iter().any(|key| map.contains_key(*key)) => {
                self.rename(map, from, own, path);
            }
            Some(_) => self.rename(map, from, to, path),
        }
    }

    /// `contentEncoding` and `contentMediaType` are formats where 3.0 has one (OAS 3.1.1 §4.8.14.4).
    fn content(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let text = |map: &Map<String, Value>, key| map.get(key).and_then(Value::as_str).map(str::to_ascii_lowercase);
        let encoding = text(map, "contentEncoding");
        let media_type = text(map, "contentMediaType");
        let free = !map.contains_key("format");
        let string = map.get("type").is_none_or(|name| name == "string");
        match (encoding.as_deref(), media_type.as_deref()) {
            (Some(encoding @ ("base64" | "base64url")), _) if free && string => {
                let format = if encoding == "base64" { "byte" } else { "base64url" };
                map.shift_remove("contentEncoding");
                map.insert("type".to_owned(), json!("string"));
                map.insert("format".to_owned(), json!(format));
            }
            (None, Some("application/octet-stream")) if free && string => {
                map.shift_remove("contentMediaType");
                map.insert("type".to_owned(), json!("string"));
                map.insert("format".to_owned(), json!("binary"));
            }
            _ => {}
        }
        self.rename(map, "contentEncoding", own::CONTENT_ENCODING, path);
        self.rename(map, "contentMediaType", own::CONTENT_MEDIA_TYPE, path);
    }
}
