//! Every spelling of "or null" becomes `nullable: true` on the schema it is meant for; no `enum` holds null beside others.
//!
//! What is left with `enum: [null]` admits null alone.

use serde_json::{Map, Value, json};

use super::super::fields;
use super::super::kind::Kind;
use super::super::path::Path;
use super::super::walk::Walker;
use crate::pointer::Location;

impl Walker<'_> {
    /// Rewrites `x-nullable`, null in `enum`, and a null member of `anyOf` or `oneOf`.
    pub(super) fn rewrite_nullable(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        null_value(map);
        for keyword in ["anyOf", "oneOf"] {
            self.null_member(map, keyword, path);
        }
    }

    /// Takes null out of `anyOf` or `oneOf`. One member alone then needs no union.
    fn null_member(&mut self, map: &mut Map<String, Value>, keyword: &str, path: &Path<'_>) {
        let Some(Value::Array(members)) = map.get_mut(keyword) else {
            return;
        };
        if !members.iter().any(is_null) {
            return;
        }
        let at = path.key(keyword);
        let kept: Vec<usize> = (0..members.len())
            .filter(|i| !members.get(*i).is_some_and(is_null))
            .collect();
        let origins: Vec<_> = kept.iter().map(|i| self.location(&at.index(*i))).collect();
        members.retain(|member| !is_null(member));
        if members.is_empty() {
            map.shift_remove(keyword);
            map.insert("enum".to_owned(), json!([null]));
            map.insert("nullable".to_owned(), json!(true));
            return;
        }
        let only = if members.len() == 1 { members.pop() } else { None };
        map.insert("nullable".to_owned(), json!(true));
        match (only, origins.into_iter().enumerate()) {
            (Some(member), mut origins) => {
                map.shift_remove(keyword);
                if let (Some((_, origin)), Some(index)) = (origins.next(), kept.first()) {
                    self.merge(map, member, &at.index(*index), origin, path);
                }
            }
            (None, origins) => {
                for (i, origin) in origins {
                    self.origins.moved(at.index(i).pointer(), origin);
                }
            }
        }
    }

    /// Says what the only member of a union says in the schema itself, or by `allOf` where both say something.
    fn merge(&mut self, map: &mut Map<String, Value>, member: Value, at: &Path<'_>, origin: Location, path: &Path<'_>) {
        match member {
            Value::Object(mut member)
                if !member.contains_key("$ref") && member.keys().all(|key| !map.contains_key(key)) =>
            {
                self.audit(Kind::Schema, fields::of(Kind::Schema), &mut member, at);
                for (key, value) in member {
                    self.origins.moved(path.key(&key).pointer(), origin.child(&key));
                    map.insert(key, value);
                }
                // The member may have spellings of its own.
                self.rewrite_draft(map, path);
                self.rewrite_types(map, path);
                null_value(map);
            }
            member => {
                self.prepend_all_of(map, member, path);
                self.origins.moved(path.key("allOf").index(0).pointer(), origin);
            }
        }
    }
}

/// `x-nullable`, and `enum` with null beside other values.
fn null_value(map: &mut Map<String, Value>) {
    if let Some(flag) = map.get("x-nullable").and_then(Value::as_bool) {
        map.shift_remove("x-nullable");
        if flag {
            map.insert("nullable".to_owned(), json!(true));
        }
    }
    let Some(Value::Array(values)) = map.get_mut("enum") else {
        return;
    };
    if !values.iter().any(Value::is_null) {
        return;
    }
    if values.iter().all(Value::is_null) {
        values.truncate(1);
    } else {
        values.retain(|value| !value.is_null());
    }
    map.insert("nullable".to_owned(), json!(true));
}

/// Whether a schema admits null and nothing else, before it is rewritten.
fn is_null(schema: &Value) -> bool {
    let Some(map) = schema.as_object() else {
        return false;
    };
    let only_null = |value: &Value| match value {
        Value::Null => true,
        Value::Array(values) => !values.is_empty() && values.iter().all(Value::is_null),
        _ => false,
    };
    match (map.get("type"), map.get("enum"), map.get("const")) {
        (Some(Value::String(name)), _, _) if name == "null" => true,
        (Some(Value::Array(types)), _, _) => matches!(types.as_slice(), [Value::String(name)] if name == "null"),
        (_, Some(values @ Value::Array(_)), _) => only_null(values),
        (_, _, Some(Value::Null)) => true,
        _ => false,
    }
}
