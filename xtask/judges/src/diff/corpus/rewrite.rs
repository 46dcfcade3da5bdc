//! Rewrites that mean the same.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::place::{operations, schemas};
use super::seed::Seed;

/// A rewritten description.
pub(in crate::diff) enum Text {
    Json(String),
    Yaml(String),
}

impl Text {
    pub(in crate::diff) fn name(&self) -> &'static str {
        match self {
            Self::Json(_) => "spec.json",
            Self::Yaml(_) => "spec.yaml",
        }
    }

    pub(in crate::diff) fn text(&self) -> &str {
        match self {
            Self::Json(text) | Self::Yaml(text) => text,
        }
    }
}

type Rewrite = fn(&Value, &mut Seed) -> Option<Text>;

/// All rewrites; each gives nothing for a description that has no place for it.
pub(in crate::diff) const ALL: [(&str, Rewrite); 12] = [
    ("nothing", |value, _| Some(Text::Json(value.to_string()))),
    ("key order", |value, _| json_text(reversed(value))),
    ("as YAML", |value, _| serde_yaml::to_string(value).ok().map(Text::Yaml)),
    ("schema inlined", inlined),
    ("schema named", named),
    ("allOf split", split),
    ("allOf around a reference", wrapped),
    ("null as a type", null_as_type),
    ("null as a flag", null_as_flag),
    ("parameters of the path", hoisted),
    ("parameters of operations", lowered),
    ("2.0 as 3.0", super::convert::converted),
];

#[allow(clippy::unnecessary_wraps, reason = "what rewrites return")]
fn json_text(value: Value) -> Option<Text> {
    Some(Text::Json(value.to_string()))
}

/// All keys in the reverse order, and lists whose order says nothing.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let entries = map.iter().rev().map(|(key, value)| {
                let mut value = reversed(value);
                if key == "required"
                    && let Value::Array(names) = &mut value
                {
                    names.reverse();
                }
                (key.clone(), value)
            });
            Value::Object(entries.collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(reversed).collect()),
        other => other.clone(),
    }
}

fn folder(value: &Value) -> &'static str {
    if value.get("swagger").is_some() {
        "/definitions"
    } else {
        "/components/schemas"
    }
}

/// Some references replaced by what they refer to.
fn inlined(value: &Value, seed: &mut Seed) -> Option<Text> {
    let mut new = value.clone();
    let mut done = 0;
    for place in schemas(value).iter().filter(|place| !place.named) {
        let schema = value.pointer(place.pointer.as_str())?;
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            continue;
        };
        let alone = schema.as_object().is_some_and(|object| object.len() == 1);
        let Some(name) = reference.strip_prefix(&format!("#{}/", folder(value))) else {
            continue;
        };
        let Some(target) = value.pointer(&format!("{}/{name}", folder(value))) else {
            continue;
        };
        // What a discriminator hangs on has its name.
        let text = target.to_string();
        if !alone || name.contains(['/', '~', '%']) || target.get("$ref").is_some() || text.contains("discriminator") {
            continue;
        }
        if is_recursive(value, name) || extended(value, reference) || !seed.percent(30) {
            continue;
        }
        *new.pointer_mut(place.pointer.as_str())? = target.clone();
        done += 1;
    }
    if done > 0 { json_text(new) } else { None }
}

/// Whether a schema is a member of some allOf, which a parent with a discriminator counts.
fn extended(value: &Value, reference: &str) -> bool {
    schemas(value).iter().any(|place| {
        place.named
            && value
                .pointer(place.pointer.as_str())
                .and_then(|schema| schema.get("$ref"))
                == Some(&json!(reference))
    })
}

fn is_recursive(value: &Value, name: &str) -> bool {
    let prefix = format!("#{}/", folder(value));
    let mut open = vec![name.to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(at) = open.pop() {
        let mut names = Vec::new();
        if let Some(schema) = value.pointer(&format!("{}/{at}", folder(value))) {
            references(schema, &prefix, &mut names);
        }
        for found in names {
            if found == name {
                return true;
            }
            if seen.insert(found.clone()) {
                open.push(found);
            }
        }
    }
    false
}

fn references(value: &Value, prefix: &str, names: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let reference = map.get("$ref").and_then(Value::as_str);
            names.extend(reference.and_then(|text| text.strip_prefix(prefix)).map(str::to_owned));
            map.values().for_each(|value| references(value, prefix, names));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, prefix, names)),
        _ => {}
    }
}

/// Some inline schemas moved to the components.
fn named(value: &Value, seed: &mut Seed) -> Option<Text> {
    let mut new = value.clone();
    let folder = folder(value);
    let mut moved: Vec<(String, Value)> = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for place in schemas(value).iter().filter(|place| !place.named && !place.merged) {
        let pointer = place.pointer.as_str();
        let depth = pointer.matches('/').count();
        let schema = value.pointer(pointer)?;
        let component = pointer
            .strip_prefix(folder)
            .is_some_and(|rest| rest.matches('/').count() == 1);
        let inside = taken.iter().any(|outer| pointer.starts_with(outer.as_str()));
        if component || inside || depth < 3 || schema.get("$ref").is_some() || !schema.is_object() || !seed.percent(20)
        {
            continue;
        }
        let name = format!("Named{}", moved.len());
        *new.pointer_mut(pointer)? = json!({"$ref": format!("#{folder}/{name}")});
        taken.push(format!("{pointer}/"));
        moved.push((name, schema.clone()));
    }
    if moved.is_empty() {
        return None;
    }
    let mut at = &mut new;
    for key in folder.split('/').skip(1) {
        at = at.as_object_mut()?.entry(key).or_insert_with(|| json!({}));
    }
    at.as_object_mut()?.extend(moved);
    json_text(new)
}

/// Some objects split in two by allOf, unless a reference leads to a property.
fn split(value: &Value, seed: &mut Seed) -> Option<Text> {
    let mut names = Vec::new();
    references(value, "#", &mut names);
    if names.iter().any(|name| name.contains("/properties/")) {
        return None;
    }
    const KEPT: [&str; 6] = ["type", "properties", "required", "description", "title", "example"];
    let mut new = value.clone();
    let mut done = 0;
    // From the inside out, so that places stay where they are.
    for place in schemas(value).iter().rev().filter(|place| !place.merged) {
        let Some(Value::Object(object)) = new.pointer_mut(place.pointer.as_str()) else {
            continue;
        };
        let plain =
            object.get("type") == Some(&json!("object")) && object.keys().all(|key| KEPT.contains(&key.as_str()));
        let Some(Value::Object(properties)) = object.get("properties") else {
            continue;
        };
        if !plain || properties.len() < 2 || !seed.percent(30) {
            continue;
        }
        let half = properties.len() / 2;
        let part = |from: &mut dyn Iterator<Item = (&String, &Value)>| -> Map<String, Value> {
            from.map(|(key, value)| (key.clone(), value.clone())).collect()
        };
        let first = part(&mut properties.iter().take(half));
        let second = part(&mut properties.iter().skip(half));
        let member = json!({"type": "object", "properties": first});
        object.insert("properties".to_owned(), Value::Object(second));
        object.insert("allOf".to_owned(), json!([member]));
        done += 1;
    }
    if done > 0 { json_text(new) } else { None }
}

/// Some references as the only member of allOf.
fn wrapped(value: &Value, seed: &mut Seed) -> Option<Text> {
    let mut new = value.clone();
    let mut done = 0;
    for place in schemas(value).iter().rev().filter(|place| !place.named) {
        let Some(schema) = new.pointer_mut(place.pointer.as_str()) else {
            continue;
        };
        let alone = schema.as_object().is_some_and(|object| object.len() == 1) && schema.get("$ref").is_some();
        if alone && seed.percent(30) {
            *schema = json!({"allOf": [schema.take()]});
            done += 1;
        }
    }
    if done > 0 { json_text(new) } else { None }
}

/// 3.0's `nullable` as 3.1's type.
fn null_as_type(value: &Value, _: &mut Seed) -> Option<Text> {
    let mut new = value.clone();
    value.get("openapi")?;
    let mut done = 0;
    for place in schemas(value) {
        let Some(Value::Object(object)) = new.pointer_mut(place.pointer.as_str()) else {
            continue;
        };
        let plain = !["enum", "oneOf", "anyOf", "allOf", "$ref"]
            .iter()
            .any(|key| object.contains_key(*key));
        if !plain || object.get("nullable") != Some(&json!(true)) {
            continue;
        }
        let Some(Value::String(typ)) = object.get("type").cloned() else {
            continue;
        };
        object.shift_remove("nullable");
        object.insert("type".to_owned(), json!([typ, "null"]));
        done += 1;
    }
    new["openapi"] = json!("3.1.0");
    if done > 0 { json_text(new) } else { None }
}

/// 3.1's null among types as 3.0's `nullable`.
fn null_as_flag(value: &Value, _: &mut Seed) -> Option<Text> {
    let mut new = value.clone();
    let mut done = 0;
    for place in schemas(value) {
        let Some(Value::Object(object)) = new.pointer_mut(place.pointer.as_str()) else {
            continue;
        };
        let plain = !["enum", "const", "oneOf", "anyOf", "allOf"]
            .iter()
            .any(|key| object.contains_key(*key));
        let Some(Value::Array(types)) = object.get("type").cloned() else {
            continue;
        };
        let [Value::String(one), Value::String(other)] = types.as_slice() else {
            continue;
        };
        let typ = match (one.as_str(), other.as_str()) {
            ("null", typ) | (typ, "null") => typ.to_owned(),
            _ => continue,
        };
        if plain {
            object.insert("type".to_owned(), json!(typ));
            object.insert("nullable".to_owned(), json!(true));
            done += 1;
        }
    }
    if done > 0 { json_text(new) } else { None }
}

/// Parameters of the only operation of a path as the path's.
fn hoisted(value: &Value, _: &mut Seed) -> Option<Text> {
    let mut new = value.clone();
    let mut done = 0;
    for (pointer, operation) in operations(value) {
        let item = pointer.parent()?;
        let alone = operations(value)
            .iter()
            .filter(|(other, _)| other.parent() == Some(item.clone()))
            .count()
            == 1;
        let path_item = value.pointer(item.as_str())?;
        let bodies = operation.get("parameters").and_then(Value::as_array)?.iter();
        let plain = bodies
            .clone()
            .all(|parameter| !matches!(parameter.get("in").and_then(Value::as_str), Some("body" | "formData")));
        if !alone || path_item.get("parameters").is_some() || path_item.get("$ref").is_some() || !plain {
            continue;
        }
        let parameters = new
            .pointer_mut(pointer.as_str())?
            .as_object_mut()?
            .shift_remove("parameters")?;
        new.pointer_mut(item.as_str())?
            .as_object_mut()?
            .insert("parameters".to_owned(), parameters);
        done += 1;
    }
    if done > 0 { json_text(new) } else { None }
}

/// Parameters of a path as those of its operations.
fn lowered(value: &Value, _: &mut Seed) -> Option<Text> {
    let mut new = value.clone();
    let mut done = 0;
    let paths = value.get("paths").and_then(Value::as_object)?;
    for (path, item) in paths {
        let Some(Value::Array(shared)) = item.get("parameters") else {
            continue;
        };
        let own: Vec<_> = operations(value)
            .into_iter()
            .filter(|(pointer, _)| pointer.tokens().nth(1).as_ref() == Some(path))
            .collect();
        if own.iter().any(|(_, operation)| operation.get("parameters").is_some()) {
            continue;
        }
        for (pointer, _) in own {
            new.pointer_mut(pointer.as_str())?["parameters"] = Value::Array(shared.clone());
        }
        new["paths"][path].as_object_mut()?.shift_remove("parameters");
        done += 1;
    }
    if done > 0 { json_text(new) } else { None }
}
