//! Enumerations: `enum`, and `const` as an enum of one (JSON Schema 2020-12 validation §6.1.2, §6.1.3).

use serde_json::Value;

use super::merge::Merged;
use super::node::Node;
use super::{Lowering, extension};
use crate::model::{EnumValue, Enumeration, Shape};
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// Adds the values of one more part: those that all parts list.
    pub(super) fn absorb_values(&mut self, merged: &mut Merged<'a>, node: &Node<'a>) {
        let Some(list) = node.get("enum").filter(|list| list.value.is_array()) else {
            return;
        };
        let values = self.values(node, &list);
        merged.values = Some(match merged.values.take() {
            None => values,
            Some(before) => {
                let both: Vec<_> = values
                    .iter()
                    .filter(|v| before.iter().any(|b| b.value == v.value))
                    .cloned()
                    .collect();
                if both.is_empty() {
                    let message = "the members of allOf contradict each other: they have no value in common";
                    self.report_with_help(Code::AllOfConflict, &list.pointer, message, "the last one counts");
                    values
                } else {
                    both
                }
            }
        });
        merged.values_at = list.pointer;
    }

    fn values(&mut self, node: &Node<'a>, list: &Node<'a>) -> Vec<EnumValue> {
        let names = extension::ENUM_NAMES.iter().find_map(|key| node.get(key));
        let descriptions = extension::ENUM_DESCRIPTIONS.iter().find_map(|key| node.get(key));
        let mut values: Vec<EnumValue> = Vec::new();
        for (i, value) in list.value.as_array().into_iter().flatten().enumerate() {
            if values.iter().any(|seen| seen.value == *value) {
                let message = format!("the value {value} is listed twice");
                self.report(Code::Tolerated, &list.pointer.index(i), message);
                continue;
            }
            values.push(EnumValue {
                value: value.clone(),
                name: names.as_ref().and_then(|names| entry(names, i, value)),
                description: descriptions.as_ref().and_then(|texts| entry(texts, i, value)),
            });
        }
        values
    }

    /// The shape of listed values; `None` if none are listed, or none that the type allows.
    pub(super) fn enumeration(&mut self, merged: &mut Merged<'a>) -> Option<Shape> {
        let listed = merged.values.take()?;
        let typ = merged.typ().map(str::to_owned);
        let mut values: Vec<EnumValue> = Vec::new();
        let mut null = false;
        for mut listed in listed {
            if listed.value.is_null() {
                null = true;
                continue;
            }
            if !typ
                .as_deref()
                .is_none_or(|typ| self.fit(&mut listed.value, typ, merged))
            {
                continue;
            }
            if !values.iter().any(|seen| seen.value == listed.value) {
                values.push(listed);
            }
        }
        if values.is_empty() {
            return self.no_values(merged, null);
        }
        merged.null_listed |= null;
        let all_booleans = values.len() == 2 && values.iter().all(|value| value.value.is_boolean());
        if all_booleans {
            return Some(Shape::Boolean);
        }
        Some(Shape::Enumeration(Enumeration { values }))
    }

    fn no_values(&mut self, merged: &mut Merged<'a>, null: bool) -> Option<Shape> {
        if null {
            return Some(Shape::Null);
        }
        let message = "no value is left that this type allows: the list is taken as not there";
        self.report(Code::Tolerated, &merged.values_at.clone(), message);
        None
    }

    /// Whether the value is of the type; one that YAML has read as another type is put right.
    fn fit(&mut self, value: &mut Value, typ: &str, merged: &Merged<'a>) -> bool {
        if is_of(value, typ) {
            return true;
        }
        let put_right = match (typ, &*value) {
            ("string", Value::Number(number)) => Some(Value::String(number.to_string())),
            ("string", Value::Bool(flag)) => Some(Value::String(flag.to_string())),
            ("integer" | "number" | "boolean", Value::String(text)) => serde_json::from_str(text).ok(),
            _ => None,
        };
        match put_right.filter(|value| is_of(value, typ)) {
            Some(right) => {
                let message = format!("the value {value} is not of type {typ}: taken as {right}");
                self.report(Code::Tolerated, &merged.values_at, message);
                *value = right;
                true
            }
            None => {
                let message = format!("the value {value} is not of type {typ}: left out");
                self.report(Code::Tolerated, &merged.values_at, message);
                false
            }
        }
    }
}

fn is_of(value: &Value, typ: &str) -> bool {
    match typ {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => true,
    }
}

/// What a list in the order of the values, or an object by value, says of one.
fn entry(of: &Node<'_>, index: usize, value: &Value) -> Option<String> {
    let found = match of.value {
        Value::Array(items) => items.get(index)?,
        Value::Object(map) => match value {
            Value::String(text) => map.get(text)?,
            other => map.get(&other.to_string())?,
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
    };
    found.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}
