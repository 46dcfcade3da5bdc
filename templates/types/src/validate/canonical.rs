//! One text for each JSON value, however it is written.

use serde::Serialize;
use serde_json::Value;

/// The text of a value: the same for values that JSON Schema calls equal (core §4.2.2). `None` for what JSON does not
/// have.
pub(super) fn canonical_text<T: Serialize>(value: &T) -> Option<String> {
    serde_json::to_value(value).ok().as_ref().map(canonical)
}

/// The text of a JSON value: keys in order, whole numbers without a fraction.
pub(super) fn canonical(value: &Value) -> String {
    match value {
        Value::Number(number) => match number.as_f64() {
            // Adding zero takes the sign off a zero.
            Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{:.0}", float + 0.0),
            Some(_) | None => number.to_string(),
        },
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(object) => {
            let mut entries: Vec<(&String, &Value)> = object.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            let entries: Vec<String> = entries
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        Value::Null | Value::Bool(_) | Value::String(_) => value.to_string(),
    }
}
