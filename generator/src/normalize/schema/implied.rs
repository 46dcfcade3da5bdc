//! The type that other keywords imply where `type` is missing.

use serde_json::{Map, Value, json};

use super::super::keywords;

/// Adds the type that is clearly meant. Unions and `enum` say it themselves.
pub(super) fn add_type(map: &mut Map<String, Value>) {
    if map.contains_key("type") {
        return;
    }
    let mut implied = None;
    for key in map.keys() {
        let by_key = match key.as_str() {
            "allOf" | "oneOf" | "anyOf" | "not" | "enum" | "$ref" => return,
            "properties" | "additionalProperties" | keywords::PATTERN_PROPERTIES => "object",
            "items" | keywords::PREFIX_ITEMS => "array",
            "minLength" | "maxLength" | "pattern" => "string",
            _ => continue,
        };
        // Keywords of several types: none is meant more than the others.
        if implied.is_some_and(|implied| implied != by_key) {
            return;
        }
        implied = Some(by_key);
    }
    if let Some(name) = implied {
        map.insert("type".to_owned(), json!(name));
        map.insert(keywords::IMPLIED_TYPE.to_owned(), json!(true));
    }
}
