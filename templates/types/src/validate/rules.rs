//! The rules for text, arrays, maps and enumerations (JSON Schema 2020-12, validation §6).

use std::collections::BTreeSet;

use serde::Serialize;

use super::canonical::{canonical, canonical_text};
use super::checker::Checker;

impl Checker {
    /// `minLength`, in Unicode characters.
    pub fn min_length(&mut self, text: &str, min: usize) {
        let length = text.chars().count();
        if length < min {
            self.report(format!(
                "is {} long, but must have at least {min}",
                count(length, "character")
            ));
        }
    }

    /// `maxLength`, in Unicode characters.
    pub fn max_length(&mut self, text: &str, max: usize) {
        let length = text.chars().count();
        if length > max {
            self.report(format!(
                "is {} long, but must have at most {max}",
                count(length, "character")
            ));
        }
    }

    /// `minItems`.
    pub fn min_items(&mut self, length: usize, min: usize) {
        if length < min {
            self.report(format!("has {}, but must have at least {min}", count(length, "item")));
        }
    }

    /// `maxItems`.
    pub fn max_items(&mut self, length: usize, max: usize) {
        if length > max {
            self.report(format!("has {}, but must have at most {max}", count(length, "item")));
        }
    }

    /// `uniqueItems`: all items are different, as JSON.
    pub fn unique<T: Serialize>(&mut self, items: &[T]) {
        let mut seen = BTreeSet::new();
        for (index, item) in items.iter().enumerate() {
            // What cannot be JSON is for the encoder to report.
            if let Some(text) = canonical_text(item)
                && !seen.insert(text)
            {
                self.report(format!(
                    "must not have equal items, but item {index} comes a second time"
                ));
                return;
            }
        }
    }

    /// `minProperties`.
    pub fn min_properties(&mut self, length: usize, min: usize) {
        if length < min {
            self.report(format!("has {}, but must have at least {min}", properties(length)));
        }
    }

    /// `maxProperties`.
    pub fn max_properties(&mut self, length: usize, max: usize) {
        if length > max {
            self.report(format!("has {}, but must have at most {max}", properties(length)));
        }
    }

    /// `enum` of a type that keeps values it does not know.
    pub fn known(&mut self, text: &str, values: &[&str]) {
        if !values.contains(&text) {
            self.report(format!("is `{text}`, but must be one of {}", values.join(", ")));
        }
    }

    /// The same for integers.
    pub fn known_integer(&mut self, number: i64, values: &[i64]) {
        if !values.contains(&number) {
            let values: Vec<String> = values.iter().map(i64::to_string).collect();
            self.report(format!("is {number}, but must be one of {}", values.join(", ")));
        }
    }

    /// `oneOf` and `anyOf` of a type that keeps values which are none of its members.
    pub fn no_member(&mut self) {
        self.report("is none of the members that the description names");
    }

    /// `enum` of other values than strings; `values` is the JSON text of the array.
    pub fn one_of<T: Serialize>(&mut self, value: &T, values: &str) {
        let Some(text) = canonical_text(value) else { return };
        let Ok(values) = serde_json::from_str::<Vec<serde_json::Value>>(values) else {
            return;
        };
        let values: Vec<String> = values.iter().map(canonical).collect();
        if !values.contains(&text) {
            self.report(format!("is `{text}`, but must be one of {}", values.join(", ")));
        }
    }

    /// `false`, the schema of no value at all.
    pub fn never<T>(&mut self, _: &T) {
        self.report("is not allowed");
    }

    /// `dependentRequired`: a property is missing that another demands.
    pub fn depends(&mut self, property: &str, missing: &str) {
        self.report(format!("must have the property `{missing}`, as it has `{property}`"));
    }
}

/// `1 character`, `2 characters`.
fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// `1 property`, `2 properties`.
fn properties(number: usize) -> String {
    if number == 1 {
        "1 property".to_owned()
    } else {
        format!("{number} properties")
    }
}
