//! JSON values as a set.

use std::collections::HashSet;

use serde_json::Value;

/// Values, each once, as [`Value`] compares them: the order of an object's keys makes no difference.
#[derive(Clone, Debug, Default)]
pub struct Distinct(HashSet<String>);

impl Distinct {
    /// Adds a value. False if it was there.
    pub fn insert(&mut self, value: &Value) -> bool {
        self.0.insert(key(value))
    }

    /// Whether a value is there.
    pub fn contains(&self, value: &Value) -> bool {
        self.0.contains(&key(value))
    }
}

impl<'a> FromIterator<&'a Value> for Distinct {
    fn from_iter<I: IntoIterator<Item = &'a Value>>(values: I) -> Self {
        Self(values.into_iter().map(key).collect())
    }
}

/// A text that only equal values have.
pub fn key(value: &Value) -> String {
    match value {
        Value::Object(_) | Value::Array(_) => {
            let mut sorted = value.clone();
            sorted.sort_all_objects();
            sorted.to_string()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn equal_values_are_one() {
        let mut seen = Distinct::default();
        assert!(seen.insert(&json!({"a": 1, "b": [{"c": 2, "d": 3}]})));
        assert!(!seen.insert(&json!({"b": [{"d": 3, "c": 2}], "a": 1})));
        assert!(seen.insert(&json!("1")) && seen.insert(&json!(1)) && seen.insert(&json!(1.0)));
        assert!(seen.contains(&json!(1)) && !seen.contains(&json!(null)));
    }
}
