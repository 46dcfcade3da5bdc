//! Mutations: one change at one place, and the kind of change that it must be found as.

use serde_json::{Map, Value, json};

use super::place::{operations, schemas};
use super::seed::Seed;

/// One kind of mutation.
pub(in crate::diff) struct Mutation {
    pub(in crate::diff) name: &'static str,
    /// What the id of the rule ends with, or is.
    pub(in crate::diff) ids: &'static [&'static str],
    pub(in crate::diff) what: What,
}

/// What is mutated.
pub(in crate::diff) enum What {
    /// A schema that no other schema is merged with; false if it has no place for the mutation.
    Schema(fn(&mut Map<String, Value>) -> bool),
    /// An operation.
    Operation(fn(&mut Map<String, Value>) -> bool),
    /// The path item that an operation stands in, with the operation's method.
    Item(fn(&mut Map<String, Value>, &str) -> bool),
}

impl Mutation {
    pub(in crate::diff) fn is_found_as(&self, id: &str) -> bool {
        self.ids.iter().any(|wanted| id.ends_with(wanted))
    }
}

pub(in crate::diff) fn is(object: &Map<String, Value>, typ: &str) -> bool {
    let plain = [
        "enum", "const", "oneOf", "anyOf", "allOf", "$ref", "not", "format", "example", "default",
    ];
    object.get("type") == Some(&json!(typ)) && !plain.iter().any(|key| object.contains_key(*key))
}

/// Sets a keyword that is not there.
pub(in crate::diff) fn set(object: &mut Map<String, Value>, key: &str, value: Value) -> bool {
    if object.contains_key(key) {
        return false;
    }
    object.insert(key.to_owned(), value);
    true
}

/// Changes a number that is there.
pub(in crate::diff) fn shift(object: &mut Map<String, Value>, key: &str, by: i64) -> bool {
    let Some(number) = object.get(key).and_then(Value::as_i64) else {
        return false;
    };
    if number + by < 1 || object.contains_key("enum") {
        return false;
    }
    object.insert(key.to_owned(), json!(number + by));
    true
}

pub(in crate::diff) fn properties(object: &mut Map<String, Value>) -> Option<&mut Map<String, Value>> {
    let known = [
        "type",
        "properties",
        "required",
        "description",
        "title",
        "additionalProperties",
    ];
    if !object.keys().all(|key| known.contains(&key.as_str())) {
        return None;
    }
    object
        .get_mut("properties")?
        .as_object_mut()
        .filter(|properties| properties.len() > 1)
}

fn first(properties: &Map<String, Value>) -> Option<String> {
    properties.keys().next().cloned()
}

pub(in crate::diff) fn values(object: &mut Map<String, Value>) -> Option<&mut Vec<Value>> {
    if ["oneOf", "anyOf", "allOf", "default", "example"]
        .iter()
        .any(|key| object.contains_key(*key))
    {
        return None;
    }
    let typed = object.get("type") == Some(&json!("string"));
    let list = object.get_mut("enum")?.as_array_mut()?;
    (typed && list.len() > 2 && list.iter().all(Value::is_string)).then_some(list)
}

/// All mutations.
pub(in crate::diff) const ALL: &[Mutation] = &[
    Mutation {
        name: "maxLength set",
        ids: &["-max-length-set"],
        what: What::Schema(|o| is(o, "string") && set(o, "maxLength", json!(77))),
    },
    Mutation {
        name: "minLength set",
        ids: &["-min-length-set"],
        what: What::Schema(|o| is(o, "string") && set(o, "minLength", json!(2))),
    },
    Mutation {
        name: "maxLength raised",
        ids: &["-max-length-increased"],
        what: What::Schema(|o| shift(o, "maxLength", 3)),
    },
    Mutation {
        name: "maxLength lowered",
        ids: &["-max-length-decreased"],
        what: What::Schema(|o| shift(o, "maxLength", -3)),
    },
    Mutation {
        name: "minLength raised",
        ids: &["-min-length-increased", "-min-length-set"],
        what: What::Schema(|o| shift(o, "minLength", 1)),
    },
    Mutation {
        name: "pattern added",
        ids: &["-pattern-added"],
        what: What::Schema(|o| is(o, "string") && set(o, "pattern", json!("^z+$"))),
    },
    Mutation {
        name: "format added",
        ids: &["-type-changed", "-type-specialized"],
        what: What::Schema(|o| is(o, "string") && !o.contains_key("pattern") && set(o, "format", json!("uuid"))),
    },
    Mutation {
        name: "maximum set",
        ids: &["-max-set"],
        what: What::Schema(|o| is(o, "integer") && set(o, "maximum", json!(123_456))),
    },
    Mutation {
        name: "maximum lowered",
        ids: &["-max-decreased"],
        what: What::Schema(|o| shift(o, "maximum", -1)),
    },
    Mutation {
        name: "minimum raised",
        ids: &["-min-increased"],
        what: What::Schema(|o| shift(o, "minimum", 1)),
    },
    Mutation {
        name: "multipleOf set",
        ids: &["-multiple-of-set"],
        what: What::Schema(|o| is(o, "integer") && set(o, "multipleOf", json!(7))),
    },
    Mutation {
        name: "integer to number",
        ids: &["-type-generalized"],
        what: What::Schema(|o| is(o, "integer") && o.insert("type".to_owned(), json!("number")).is_some()),
    },
    Mutation {
        name: "string to boolean",
        ids: &["-type-changed", "-type-specialized"],
        what: What::Schema(|o| {
            is(o, "string")
                && ["pattern", "maxLength", "minLength"]
                    .iter()
                    .all(|key| !o.contains_key(*key))
                && o.insert("type".to_owned(), json!("boolean")).is_some()
        }),
    },
    Mutation {
        name: "maxItems set",
        ids: &["-max-items-set"],
        what: What::Schema(|o| is(o, "array") && set(o, "maxItems", json!(4321))),
    },
    Mutation {
        name: "minItems set",
        ids: &["-min-items-set"],
        what: What::Schema(|o| is(o, "array") && set(o, "minItems", json!(3))),
    },
    Mutation {
        name: "uniqueItems set",
        ids: &["-unique-items-set"],
        what: What::Schema(|o| is(o, "array") && set(o, "uniqueItems", json!(true))),
    },
    Mutation {
        name: "null allowed",
        ids: &["-became-nullable"],
        what: What::Schema(|o| is(o, "string") && set(o, "nullable", json!(true))),
    },
    Mutation {
        name: "default added",
        ids: &["-default-value-added"],
        what: What::Schema(|o| is(o, "string") && set(o, "default", json!("zz"))),
    },
    Mutation {
        name: "deprecated",
        ids: &["-deprecated"],
        what: What::Schema(|o| is(o, "string") && set(o, "deprecated", json!(true))),
    },
    Mutation {
        name: "enum value added",
        ids: &["-enum-value-added"],
        what: What::Schema(|o| values(o).map(|list| list.push(json!("zz-new"))).is_some()),
    },
    Mutation {
        name: "enum value removed",
        ids: &["-enum-value-removed"],
        what: What::Schema(|o| values(o).map(Vec::pop).is_some()),
    },
    Mutation {
        name: "enum dropped",
        ids: &["-became-not-enum"],
        what: What::Schema(|o| values(o).is_some() && o.shift_remove("enum").is_some()),
    },
    Mutation {
        name: "enum made",
        ids: &["-became-enum"],
        what: What::Schema(|o| is(o, "string") && !o.contains_key("pattern") && set(o, "enum", json!(["a", "b"]))),
    },
    Mutation {
        name: "object closed",
        ids: &["-additional-properties-closed"],
        what: What::Schema(|o| {
            is(o, "object") && properties(o).is_some() && set(o, "additionalProperties", json!(false))
        }),
    },
    Mutation {
        name: "maxProperties set",
        ids: &["-max-properties-set"],
        what: What::Schema(|o| is(o, "object") && properties(o).is_some() && set(o, "maxProperties", json!(99))),
    },
    Mutation {
        name: "property added",
        ids: &[
            "-optional-request-property",
            "-property-added",
            "-optional-request-parameter-property",
        ],
        what: What::Schema(|o| {
            is(o, "object") && properties(o).is_some_and(|all| set(all, "zzNewOne", json!({"type": "boolean"})))
        }),
    },
    Mutation {
        name: "property removed",
        ids: &["-property-removed"],
        what: What::Schema(|o| {
            let required = o.get("required").cloned().unwrap_or_default();
            let Some(all) = properties(o).filter(|_| required.as_array().is_none_or(Vec::is_empty)) else {
                return false;
            };
            first(all).is_some_and(|name| all.shift_remove(&name).is_some())
        }),
    },
    Mutation {
        name: "property required",
        ids: &["-became-required", "-became-required-with-default"],
        what: What::Schema(|o| {
            let Some(name) = properties(o).and_then(|all| first(all)) else {
                return false;
            };
            !o.contains_key("required") && set(o, "required", json!([name]))
        }),
    },
    Mutation {
        name: "property optional",
        ids: &["-became-optional"],
        what: What::Schema(|o| {
            let Some(names) = properties(o).map(|all| all.keys().cloned().collect::<Vec<_>>()) else {
                return false;
            };
            let Some(Value::Array(required)) = o.get_mut("required") else {
                return false;
            };
            required
                .last()
                .and_then(Value::as_str)
                .is_some_and(|name| names.iter().any(|known| known == name))
                && required.pop().is_some()
        }),
    },
    Mutation {
        name: "operation removed",
        ids: &["removed-without-deprecation", "removed-with-deprecation"],
        what: What::Item(|item, method| item.shift_remove(method).is_some()),
    },
    Mutation {
        name: "operation deprecated",
        ids: &["endpoint-deprecated"],
        what: What::Operation(|o| set(o, "deprecated", json!(true))),
    },
    Mutation {
        name: "operationId changed",
        ids: &["api-operation-id-changed"],
        what: What::Operation(|o| {
            o.contains_key("operationId") && o.insert("operationId".to_owned(), json!("zzAnother")).is_some()
        }),
    },
    Mutation {
        name: "tag added",
        ids: &["api-tag-added"],
        what: What::Operation(|o| {
            o.get_mut("tags")
                .and_then(Value::as_array_mut)
                .map(|tags| tags.push(json!("zz")))
                .is_some()
        }),
    },
    Mutation {
        name: "parameter added",
        ids: &["new-optional-request-parameter"],
        what: What::Operation(|o| add_parameter(o, false)),
    },
    Mutation {
        name: "required parameter added",
        ids: &["new-required-request-parameter"],
        what: What::Operation(|o| add_parameter(o, true)),
    },
    Mutation {
        name: "parameter removed",
        ids: &[
            "request-parameter-removed",
            "request-parameter-removed-with-deprecation",
        ],
        what: What::Operation(|o| {
            let Some(Value::Array(all)) = o.get_mut("parameters") else {
                return false;
            };
            let at = all.iter().position(|one| one.get("in") == Some(&json!("query")));
            at.map(|i| all.remove(i)).is_some()
        }),
    },
    Mutation {
        name: "status added",
        ids: &["-status-added"],
        what: What::Operation(|o| {
            o.get_mut("responses")
                .and_then(Value::as_object_mut)
                .is_some_and(|all| set(all, "418", json!({"description": "new"})))
        }),
    },
    Mutation {
        name: "status removed",
        ids: &["-status-removed"],
        what: What::Operation(|o| {
            let Some(Value::Object(all)) = o.get_mut("responses") else {
                return false;
            };
            let name = all
                .keys()
                .next_back()
                .filter(|name| !name.starts_with("x-") && all.len() > 1)
                .cloned();
            name.and_then(|name| all.shift_remove(&name)).is_some()
        }),
    },
];

fn add_parameter(operation: &mut Map<String, Value>, required: bool) -> bool {
    let Some(Value::Array(all)) = operation.get_mut("parameters") else {
        return false;
    };
    // 2.0 and later versions both read a type or a schema where it stands.
    let typed = all.iter().any(|one| one.get("type").is_some());
    let mut parameter = json!({"name": "zz-new", "in": "query", "required": required});
    if typed {
        parameter["type"] = json!("boolean");
    } else {
        parameter["schema"] = json!({"type": "boolean"});
    }
    all.push(parameter);
    true
}

/// The mutated description, and where it was mutated; `None` if it has no place for it.
pub(in crate::diff) fn apply(mutation: &Mutation, value: &Value, seed: &mut Seed) -> Option<(Value, String)> {
    let places: Vec<_> = match mutation.what {
        What::Schema(_) => schemas(value)
            .into_iter()
            .filter(|place| !place.merged)
            .map(|place| place.pointer)
            .collect(),
        // What an operation overrides comes to light when it goes.
        What::Operation(_) | What::Item(_) => operations(value)
            .into_iter()
            .map(|(pointer, _)| pointer)
            .filter(|pointer| {
                let item = pointer.parent().and_then(|item| value.pointer(item.as_str()));
                item.is_some_and(|item| item.get("parameters").is_none())
            })
            .collect(),
    };
    // Most schemas have no place for most mutations.
    for _ in 0..400 {
        let pointer = seed.choose(&places)?;
        let mut new = value.clone();
        let done = match mutation.what {
            What::Schema(change) | What::Operation(change) => {
                new.pointer_mut(pointer.as_str())?.as_object_mut().is_some_and(change)
            }
            What::Item(change) => {
                let method = pointer.last()?;
                let item = new.pointer_mut(pointer.parent()?.as_str())?.as_object_mut();
                item.is_some_and(|item| change(item, &method))
            }
        };
        if done {
            return Some((new, pointer.to_string()));
        }
    }
    None
}
