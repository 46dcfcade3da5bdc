//! Edits of descriptions: one small change at a place that a seed chooses. Most leave a description that can be read.

use serde_json::{Map, Value, json};
use specwright::pointer::Pointer;

use super::super::corpus::seed::Seed;

/// A kind of edit.
pub(super) struct Edit {
    pub(super) name: &'static str,
    /// Edits the description at a place; false if that is no place for it.
    apply: fn(&mut Value, &Pointer, &mut Seed) -> bool,
}

/// How many places are tried.
const TRIES: usize = 200;

/// All kinds of edits.
pub(super) const ALL: &[Edit] = &[
    Edit {
        name: "text changed",
        apply: |root, at, _| {
            let is_text = at
                .last()
                .is_some_and(|key| ["description", "summary", "title"].contains(&key.as_str()));
            let text = node(root, at).filter(|node| is_text && node.is_string());
            text.map(|text| *text = json!(format!("{} More.", text.as_str().unwrap_or_default())))
                .is_some()
        },
    },
    Edit {
        name: "description added",
        apply: |root, at, _| {
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                let can_have_one = ["type", "schema", "responses", "content", "url", "in"].iter();
                let can_have_one =
                    { can_have_one }.any(|key| object.get(*key).is_some_and(|value| !value.is_boolean()));
                can_have_one && !object.contains_key("$ref") && set(object, "description", json!("It is new."))
            })
        },
    },
    Edit {
        name: "description removed",
        apply: |root, at, _| {
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                let is_text = object.get("description").is_some_and(Value::is_string);
                is_text
                    && !object.contains_key("description_")
                    && object.len() > 2
                    && !is_response(object)
                    && object.shift_remove("description").is_some()
            })
        },
    },
    Edit {
        name: "example changed",
        apply: |root, at, _| {
            let inside = at
                .tokens()
                .any(|key| ["example", "examples", "default"].contains(&key.as_str()));
            node(root, at).is_some_and(|node| inside && other(node))
        },
    },
    Edit {
        name: "example with another key",
        apply: |root, at, _| {
            let inside = at.tokens().any(|key| ["example", "examples"].contains(&key.as_str()));
            let object = node(root, at).and_then(Value::as_object_mut).filter(|_| inside);
            object.is_some_and(|object| set(object, "zzNew", json!("a")))
        },
    },
    Edit {
        name: "example added",
        apply: |root, at, _| {
            let is_media = at.last().is_some_and(|key| key.contains('/'));
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                is_media && object.contains_key("schema") && set(object, "example", json!({"zzNew": 1}))
            })
        },
    },
    Edit {
        name: "example of a schema added",
        apply: |root, at, _| {
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                object.get("type") == Some(&json!("string")) && set(object, "example", json!("An example."))
            })
        },
    },
    Edit {
        name: "order reversed",
        apply: |root, at, _| match node(root, at) {
            Some(Value::Object(map)) if map.len() > 1 => {
                *map = std::mem::take(map).into_iter().rev().collect();
                true
            }
            Some(Value::Array(items)) if items.len() > 1 => {
                items.reverse();
                true
            }
            _ => false,
        },
    },
    Edit {
        name: "component renamed",
        apply: |root, at, _| {
            let tokens: Vec<String> = at.tokens().collect();
            let [.., kind, name] = tokens.as_slice() else {
                return false;
            };
            let is_component = tokens.len() == 3 && tokens.first().is_some_and(|first| first == "components");
            (is_component && kind != "securitySchemes") && rename(root, at, &format!("{name}Zz"))
        },
    },
    Edit {
        name: "property renamed",
        apply: |root, at, _| {
            let is_property = at
                .parent()
                .and_then(|parent| parent.last())
                .is_some_and(|key| key == "properties");
            let name = at.last().unwrap_or_default();
            is_property && rename(root, at, &format!("{name}Zz"))
        },
    },
    Edit {
        name: "id, name or tag changed",
        apply: |root, at, _| {
            let is_name = at
                .last()
                .is_some_and(|key| ["operationId", "name"].contains(&key.as_str()));
            let is_tag = at
                .parent()
                .and_then(|parent| parent.last())
                .is_some_and(|key| key == "tags");
            let text = node(root, at).filter(|node| (is_name || is_tag) && node.is_string());
            text.map(|text| *text = json!(format!("{}Zz", text.as_str().unwrap_or_default())))
                .is_some()
        },
    },
    Edit {
        name: "default set",
        apply: |root, at, _| {
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                let value = match object.get("type").and_then(Value::as_str) {
                    Some("string") if !object.contains_key("enum") => json!("zz"),
                    Some("boolean") => json!(true),
                    Some("integer" | "number") => json!(7),
                    _ => return false,
                };
                object.insert("default".to_owned(), value.clone()) != Some(value)
            })
        },
    },
    Edit {
        name: "format changed",
        apply: |root, at, seed| {
            const TEXTS: &[&str] = &["date", "date-time", "uuid", "byte", "uri", "zz"];
            const NUMBERS: &[&str] = &["int32", "int64", "uint8", "float", "double", "zz"];
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                let formats = match object.get("type").and_then(Value::as_str) {
                    Some("string") if !object.contains_key("enum") => TEXTS,
                    Some("integer" | "number") => NUMBERS,
                    _ => return false,
                };
                let format = seed.choose(formats).map(|format| json!(format)).unwrap_or_default();
                object.insert("format".to_owned(), format.clone()) != Some(format)
            })
        },
    },
    Edit {
        name: "format removed",
        apply: |root, at, _| {
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                object.get("format").is_some_and(Value::is_string) && object.shift_remove("format").is_some()
            })
        },
    },
    Edit {
        name: "deprecated",
        apply: |root, at, _| {
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                let can_be = ["responses", "schema", "type"].iter();
                let can_be = { can_be }.any(|key| object.get(*key).is_some_and(|value| !value.is_boolean()));
                can_be && set(object, "deprecated", json!(true))
            })
        },
    },
    Edit {
        name: "extension added",
        apply: |root, at, seed| {
            const NAMES: &[&str] = &["x-zz", "x-enum-varnames", "x-nullable", "x-codegen-name"];
            let object = node(root, at).and_then(Value::as_object_mut);
            object.is_some_and(|object| {
                let is_open = ["type", "responses", "schema", "openapi"].iter();
                let is_open = { is_open }.any(|key| object.get(*key).is_some_and(|value| !value.is_boolean()));
                let name = seed.choose(NAMES).copied().unwrap_or("x-zz");
                let value = match name {
                    "x-enum-varnames" => json!(["ZzA", "ZzB", "ZzC"]),
                    "x-nullable" => json!(true),
                    _ => json!("zz"),
                };
                is_open && set(object, name, value)
            })
        },
    },
    Edit {
        name: "value changed",
        apply: |root, at, _| {
            let is_version = ["openapi", "swagger"]
                .iter()
                .any(|key| at.last().is_some_and(|last| last == *key));
            !is_version && node(root, at).is_some_and(other)
        },
    },
    Edit {
        name: "member removed",
        apply: |root, at, _| {
            let (Some(parent), Some(last)) = (at.parent(), at.last()) else {
                return false;
            };
            match node(root, &parent) {
                Some(Value::Object(map)) => {
                    !["openapi", "swagger", "info", "paths"].contains(&last.as_str())
                        && map.shift_remove(&last).is_some()
                }
                Some(Value::Array(items)) => last.parse::<usize>().is_ok_and(|index| {
                    index < items.len() && items.len() > 1 && {
                        items.remove(index);
                        true
                    }
                }),
                _ => false,
            }
        },
    },
    Edit {
        name: "member replaced",
        apply: |root, at, seed| {
            // By another that has the same name elsewhere.
            let Some(last) = at.last().filter(|last| last != "openapi" && last != "swagger") else {
                return false;
            };
            let alike: Vec<Pointer> = { places(root).into_iter() }
                .filter(|place| place != at && place.last().as_ref() == Some(&last))
                .collect();
            let Some(new) = seed
                .choose(&alike)
                .and_then(|place| root.pointer(place.as_str()).cloned())
            else {
                return false;
            };
            node(root, at).is_some_and(|node| {
                *node != new && {
                    *node = new;
                    true
                }
            })
        },
    },
    Edit {
        name: "member moved to the end",
        apply: |root, at, _| {
            let (Some(parent), Some(last)) = (at.parent(), at.last()) else {
                return false;
            };
            let Some(Value::Object(map)) = node(root, &parent) else {
                return false;
            };
            let is_last = map.keys().next_back() == Some(&last);
            match map.shift_remove(&last).filter(|_| !is_last) {
                Some(value) => map.insert(last, value).is_none(),
                None => false,
            }
        },
    },
];

/// The edited description, and where it was edited; `None` if no place was found for it.
pub(super) fn apply(edit: &Edit, value: &Value, places: &[Pointer], seed: &mut Seed) -> Option<(Value, String)> {
    let mut edited = value.clone();
    for _ in 0..TRIES {
        let at = seed.choose(places)?;
        // As text: another order of the keys is an edit too.
        let text = |value: &Value| serde_json::to_vec(value).ok();
        if (edit.apply)(&mut edited, at, seed) && text(&edited) != text(value) {
            return Some((edited, at.to_string()));
        }
        // What is no place for an edit is left as it was; a removal that was taken back is not.
        if edited != *value {
            edited = value.clone();
        }
    }
    None
}

/// The places of all values of a description but the description itself.
pub(super) fn places(root: &Value) -> Vec<Pointer> {
    let mut places = Vec::new();
    let mut open = vec![(Pointer::root(), root)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(map.iter().map(|(key, value)| (at.child(key), value))),
            Value::Array(items) => open.extend(items.iter().enumerate().map(|(i, value)| (at.index(i), value))),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        places.push(at);
    }
    // The first is the description itself.
    places.remove(0);
    places
}

fn node<'a>(root: &'a mut Value, at: &Pointer) -> Option<&'a mut Value> {
    root.pointer_mut(at.as_str())
}

/// Sets a member that is not there.
fn set(object: &mut Map<String, Value>, key: &str, value: Value) -> bool {
    !object.contains_key(key) && object.insert(key.to_owned(), value).is_none()
}

/// Responses must have a description.
fn is_response(object: &Map<String, Value>) -> bool {
    !["type", "in", "url", "responses", "properties"]
        .iter()
        .any(|key| object.contains_key(*key))
}

/// Another value of the same type.
fn other(value: &mut Value) -> bool {
    *value = match value {
        Value::Bool(flag) => json!(!*flag),
        Value::Number(number) => match number.as_i64() {
            Some(number) => json!(number.wrapping_add(1)),
            None => json!(number.as_f64().unwrap_or_default() + 0.5),
        },
        Value::String(text) if !text.starts_with('#') => json!(format!("{text}Zz")),
        Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_) => return false,
    };
    true
}

/// Gives a member another name, in its place, and has references lead to it.
fn rename(root: &mut Value, at: &Pointer, name: &str) -> bool {
    let (Some(parent), Some(last)) = (at.parent(), at.last()) else {
        return false;
    };
    let Some(Value::Object(map)) = node(root, &parent) else {
        return false;
    };
    if !map.contains_key(&last) || map.contains_key(name) {
        return false;
    }
    let entries = std::mem::take(map).into_iter();
    *map = { entries }
        .map(|(key, value)| (if key == last { name.to_owned() } else { key }, value))
        .collect();
    let (old, new) = (format!("#{}", at.as_str()), format!("#{}", parent.child(name).as_str()));
    redirect(root, &old, &new);
    true
}

fn redirect(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::Object(map) => map.values_mut().for_each(|value| redirect(value, old, new)),
        Value::Array(items) => items.iter_mut().for_each(|value| redirect(value, old, new)),
        Value::String(text) => {
            if let Some(rest) = text
                .strip_prefix(old)
                .filter(|rest| rest.is_empty() || rest.starts_with('/'))
            {
                *text = format!("{new}{rest}");
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
