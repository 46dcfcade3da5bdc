//! Validation keywords: exclusive bounds in either spelling, and numbers that `openapiv3` cannot hold.

use std::cmp::Ordering;

use serde_json::{Map, Number, Value, json};

use super::super::audit::whole;
use super::super::keywords;
use super::super::path::Path;
use super::super::walk::Walker;
use crate::report::Code;

/// Every keyword that bounds a value.
const CONSTRAINTS: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

/// The keywords whose values are any numbers.
const NUMERIC: &[&str] = &["minimum", "maximum", "multipleOf"];

impl Walker<'_> {
    /// Brings exclusive bounds to 3.0's spelling, and numbers that `openapiv3` would change into a key of our own.
    pub(super) fn rewrite_bounds(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let numeric = |key: &String| NUMERIC.contains(&key.as_str()) || key.starts_with("exclusiveM");
        if !map.keys().any(numeric) {
            return;
        }
        self.exclusive(map, "minimum", "exclusiveMinimum", Ordering::Greater, path);
        self.exclusive(map, "maximum", "exclusiveMaximum", Ordering::Less, path);
        if let Some(Value::Number(step)) = map.get("multipleOf")
            && step.as_f64().is_some_and(|step| step <= 0.0)
        {
            let message = format!("`multipleOf` must be greater than 0, not {step}");
            self.report(Code::InvalidValue, &path.key("multipleOf"), message, None);
            map.shift_remove("multipleOf");
        }
        let integer = map.get("type").is_some_and(|name| name == "integer");
        let mut exact = true;
        for key in NUMERIC {
            if let Some(Value::Number(number)) = map.get_mut(*key) {
                exact &= fits(number, integer);
            }
        }
        if !exact {
            set_aside(map);
        }
    }

    /// One bound, in 3.0's spelling (a flag beside the bound) or that of 2020-12 (a bound of its own).
    fn exclusive(
        &mut self,
        map: &mut Map<String, Value>,
        bound: &str,
        exclusive: &str,
        tighter: Ordering,
        path: &Path<'_>,
    ) {
        match (map.get(exclusive), map.get(bound)) {
            (Some(Value::Number(own)), inclusive) => {
                let own = own.clone();
                let counts = match inclusive {
                    Some(Value::Number(other)) => {
                        let order = compare(&own, other);
                        order == tighter || order == Ordering::Equal
                    }
                    _ => true,
                };
                map.shift_remove(exclusive);
                if counts {
                    self.moved(path.key(bound).pointer(), &path.key(exclusive).pointer());
                    map.insert(bound.to_owned(), Value::Number(own));
                    map.insert(exclusive.to_owned(), json!(true));
                }
            }
            (Some(Value::Bool(true)), None) => {
                let message = format!("`{exclusive}: true` has no effect without `{bound}`");
                self.report(Code::Ignored, &path.key(exclusive), message, None);
                map.shift_remove(exclusive);
            }
            (Some(Value::Bool(false)), _) => {
                map.shift_remove(exclusive);
            }
            _ => {}
        }
    }
}

fn compare(a: &Number, b: &Number) -> Ordering {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal),
    }
}

/// Whether `openapiv3` keeps the number as it is: as i64 in an integer schema, else as f64.
fn fits(number: &mut Number, integer: bool) -> bool {
    const EXACT: i128 = 1 << 53;
    if integer {
        if !number.is_i64()
            && let Some(whole) = number.as_f64().filter(|_| number.is_f64()).and_then(whole)
        {
            *number = whole;
        }
        return number.is_i64();
    }
    number.as_i128().is_none_or(|n| n.abs() <= EXACT)
}

/// Moves all constraints into the key of our own, exclusive bounds as numbers.
fn set_aside(map: &mut Map<String, Value>) {
    let mut aside = Map::new();
    for key in CONSTRAINTS {
        if let Some(value) = map.shift_remove(*key) {
            aside.insert((*key).to_owned(), value);
        }
    }
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        if aside.get(exclusive) == Some(&Value::Bool(true))
            && let Some(value) = aside.shift_remove(bound)
        {
            aside.insert(exclusive.to_owned(), value);
        }
    }
    map.insert(keywords::CONSTRAINTS.to_owned(), Value::Object(aside));
}
