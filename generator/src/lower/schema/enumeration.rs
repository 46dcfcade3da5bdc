//! Enumerations: `enum`, and `const` as an enum of one (JSON Schema 2020-12 validation §6.1.2, §6.1.3).

use serde_json::Value;

use super::merge::Merged;
use super::node::Node;
use crate::lower::{Lowering, extension};
use crate::model::{Distinct, EnumValue, Enumeration, Shape};
use crate::pointer::Pointer;
use crate::report::Code;

/// A value with where it is listed.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Listed {
    pub(in crate::lower) entry: EnumValue,
    pointer: Pointer,
}

impl<'a> Lowering<'a> {
    /// Adds the values of one more part: those that all parts list.
    pub(in crate::lower) fn absorb_values(&mut self, merged: &mut Merged<'a>, node: &Node<'a>) {
        let Some(list) = node.get("enum").filter(|list| list.value.is_array()) else {
            return;
        };
        let values = self.values(node, &list);
        let Some(before) = merged.values.take() else {
            merged.values = Some(values);
            return;
        };
        let before: Distinct = before.iter().map(|known| &known.entry.value).collect();
        let known = |value: &Listed| before.contains(&value.entry.value);
        let both: Vec<_> = values.iter().filter(|value| known(value)).cloned().collect();
        if both.is_empty() {
            let message = "the members of allOf contradict each other: they have no value in common";
            self.report_with_help(Code::AllOfConflict, &list.pointer, message, "the last one counts");
        }
        merged.values = Some(if both.is_empty() { values } else { both });
    }

    fn values(&mut self, node: &Node<'a>, list: &Node<'a>) -> Vec<Listed> {
        let names = extension::ENUM_NAMES.iter().find_map(|key| node.get(key));
        let descriptions = extension::ENUM_DESCRIPTIONS.iter().find_map(|key| node.get(key));
        let mut values: Vec<Listed> = Vec::new();
        let mut seen = Distinct::default();
        for (i, item) in node.items("enum").into_iter().enumerate() {
            if !seen.insert(item.value) {
                let message = format!("the value {} is listed twice", item.value);
                self.report(Code::Tolerated, &list.pointer.index(i), message);
                continue;
            }
            let entry = EnumValue {
                location: self.locate(&item.pointer),
                value: item.value.clone(),
                name: names.as_ref().and_then(|names| said_of(names, i, item.value)),
                description: descriptions.as_ref().and_then(|texts| said_of(texts, i, item.value)),
            };
            let pointer = item.pointer;
            values.push(Listed { entry, pointer });
        }
        values
    }

    /// The shape of listed values; `None` if none are listed, or none that the type allows.
    pub(in crate::lower) fn enumeration(&mut self, merged: &mut Merged<'a>) -> Option<Shape> {
        let listed = merged.values.take()?;
        let (nulls, listed): (Vec<_>, Vec<_>) = listed.into_iter().partition(|listed| listed.entry.value.is_null());
        merged.null_listed |= !nulls.is_empty();
        if listed.is_empty() {
            return (!nulls.is_empty()).then_some(Shape::Null);
        }
        let values = match merged.typ() {
            Some(typ) => self.fitting(listed, typ),
            None => listed.into_iter().map(|listed| listed.entry).collect(),
        };
        match values.as_slice() {
            [] => None,
            [one, other] if one.value.is_boolean() && other.value.is_boolean() => Some(Shape::Boolean),
            [..] => Some(Shape::Enumeration(Enumeration { values, open: false })),
        }
    }

    /// The values of the type; those that YAML has read as another type are put right.
    fn fitting(&mut self, listed: Vec<Listed>, typ: &str) -> Vec<EnumValue> {
        if let Some(first) = listed.first()
            && listed.iter().all(|listed| as_type(&listed.entry.value, typ).is_none())
        {
            let list = first.pointer.parent().unwrap_or_default();
            let message = format!("no value is of type {typ}: the list is taken as not there");
            self.report(Code::Tolerated, &list, message);
            return Vec::new();
        }
        let mut values: Vec<EnumValue> = Vec::new();
        let mut seen = Distinct::default();
        for Listed { mut entry, pointer } in listed {
            let value = &entry.value;
            match as_type(value, typ) {
                Some(right) if right == *value => {}
                Some(right) => {
                    let message = format!("the value {value} is not of type {typ}: taken as {right}");
                    self.report(Code::Tolerated, &pointer, message);
                    entry.value = right;
                }
                None => {
                    let message = format!("the value {value} is not of type {typ}: left out");
                    self.report(Code::Tolerated, &pointer, message);
                    continue;
                }
            }
            if seen.insert(&entry.value) {
                values.push(entry);
            }
        }
        values
    }
}

/// The value as one of that type, if that is what can be meant.
fn as_type(value: &Value, typ: &str) -> Option<Value> {
    if is_of(value, typ) {
        return Some(value.clone());
    }
    let right = match (typ, value) {
        ("string", Value::Number(number)) => Value::String(number.to_string()),
        ("string", Value::Bool(flag)) => Value::String(flag.to_string()),
        ("integer" | "number" | "boolean", Value::String(text)) => serde_json::from_str(text).ok()?,
        _ => return None,
    };
    is_of(&right, typ).then_some(right)
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
fn said_of(of: &Node<'_>, index: usize, value: &Value) -> Option<String> {
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
