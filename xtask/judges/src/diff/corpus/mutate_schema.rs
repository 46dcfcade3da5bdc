//! Mutations of schemas that change or take away what is there already.

use serde_json::{Map, Value, json};

use super::mutate::{Mutation, What, is, properties, set, shift, values};

/// Takes a keyword away.
fn unset(object: &mut Map<String, Value>, key: &str) -> bool {
    !object.contains_key("$ref") && object.shift_remove(key).is_some()
}

/// Gives a keyword that is there another value.
fn change(object: &mut Map<String, Value>, key: &str, value: Value) -> bool {
    let there = object.get(key).is_some_and(|old| *old != value) && !object.contains_key("$ref");
    there && object.insert(key.to_owned(), value).is_some()
}

/// A property that is only described, by name.
fn property(
    object: &mut Map<String, Value>,
    is_wanted: fn(&Map<String, Value>) -> bool,
) -> Option<&mut Map<String, Value>> {
    let all = properties(object)?.values_mut().filter_map(Value::as_object_mut);
    { all }.find(|property| !property.contains_key("$ref") && is_wanted(property))
}

/// All of them.
pub(in crate::diff) const ALL: &[Mutation] = &[
    Mutation {
        name: "maximum raised",
        ids: &["-max-increased"],
        what: What::Schema(|o| shift(o, "maximum", 1)),
    },
    Mutation {
        name: "maximum dropped",
        ids: &["-max-unset"],
        what: What::Schema(|o| !o.contains_key("exclusiveMaximum") && is(o, "integer") && unset(o, "maximum")),
    },
    Mutation {
        name: "minimum lowered",
        ids: &["-min-decreased"],
        what: What::Schema(|o| shift(o, "minimum", -1)),
    },
    Mutation {
        name: "minimum dropped",
        ids: &["-min-unset"],
        what: What::Schema(|o| !o.contains_key("exclusiveMinimum") && is(o, "integer") && unset(o, "minimum")),
    },
    Mutation {
        name: "minimum set",
        ids: &["-min-set"],
        what: What::Schema(|o| is(o, "integer") && set(o, "minimum", json!(-9))),
    },
    Mutation {
        name: "maxLength dropped",
        ids: &["-max-length-unset"],
        what: What::Schema(|o| is(o, "string") && unset(o, "maxLength")),
    },
    Mutation {
        name: "minLength lowered",
        ids: &["-min-length-decreased"],
        what: What::Schema(|o| is(o, "string") && shift(o, "minLength", -1)),
    },
    Mutation {
        name: "minLength dropped",
        ids: &["-min-length-unset"],
        what: What::Schema(|o| is(o, "string") && o.get("minLength") != Some(&json!(0)) && unset(o, "minLength")),
    },
    Mutation {
        name: "maxItems raised",
        ids: &["-max-items-increased"],
        what: What::Schema(|o| is(o, "array") && shift(o, "maxItems", 1)),
    },
    Mutation {
        name: "maxItems lowered",
        ids: &["-max-items-decreased"],
        what: What::Schema(|o| is(o, "array") && shift(o, "maxItems", -1)),
    },
    Mutation {
        name: "maxItems dropped",
        ids: &["-max-items-unset"],
        what: What::Schema(|o| is(o, "array") && unset(o, "maxItems")),
    },
    Mutation {
        name: "minItems raised",
        ids: &["-min-items-increased"],
        what: What::Schema(|o| is(o, "array") && shift(o, "minItems", 1)),
    },
    Mutation {
        name: "uniqueItems dropped",
        ids: &["-unique-items-unset"],
        what: What::Schema(|o| is(o, "array") && o.get("uniqueItems") == Some(&json!(true)) && unset(o, "uniqueItems")),
    },
    Mutation {
        name: "minProperties set",
        ids: &["-min-properties-set"],
        what: What::Schema(|o| is(o, "object") && properties(o).is_some() && set(o, "minProperties", json!(1))),
    },
    Mutation {
        name: "pattern changed",
        ids: &["-pattern-changed"],
        what: What::Schema(|o| is(o, "string") && change(o, "pattern", json!("^zz+$"))),
    },
    Mutation {
        name: "pattern dropped",
        ids: &["-pattern-removed"],
        what: What::Schema(|o| is(o, "string") && unset(o, "pattern")),
    },
    Mutation {
        name: "boolean to array",
        ids: &["-type-changed", "-type-specialized"],
        what: What::Schema(|o| {
            is(o, "boolean") && set(o, "items", json!({"type": "boolean"})) && change(o, "type", json!("array"))
        }),
    },
    Mutation {
        name: "number to integer",
        ids: &["-type-changed", "-type-specialized"],
        what: What::Schema(|o| is(o, "number") && change(o, "type", json!("integer"))),
    },
    Mutation {
        name: "type dropped",
        ids: &["-type-generalized"],
        what: What::Schema(|o| is(o, "boolean") && unset(o, "type")),
    },
    Mutation {
        name: "null refused",
        ids: &["-became-not-nullable"],
        what: What::Schema(|o| {
            let typed = ["string", "integer", "boolean"].iter().any(|typ| is(o, typ));
            typed && o.get("nullable") == Some(&json!(true)) && unset(o, "nullable")
        }),
    },
    Mutation {
        name: "default changed",
        ids: &["-default-value-changed"],
        what: What::Schema(|o| {
            o.get("type") == Some(&json!("boolean")) && {
                let other = o.get("default").and_then(Value::as_bool).map(|old| !old);
                other.is_some_and(|other| change(o, "default", json!(other)))
            }
        }),
    },
    Mutation {
        name: "default dropped",
        ids: &["-default-value-removed"],
        what: What::Schema(|o| o.get("type") == Some(&json!("boolean")) && unset(o, "default")),
    },
    Mutation {
        name: "not deprecated",
        ids: &["-reactivated"],
        what: What::Schema(|o| {
            let typed = ["string", "integer", "boolean"].iter().any(|typ| is(o, typ));
            typed && o.get("deprecated") == Some(&json!(true)) && unset(o, "deprecated")
        }),
    },
    Mutation {
        name: "enum value added in front",
        ids: &["-enum-value-added"],
        what: What::Schema(|o| values(o).map(|list| list.insert(0, json!("zz-new"))).is_some()),
    },
    Mutation {
        name: "object opened",
        ids: &["-additional-properties-opened"],
        what: What::Schema(|o| {
            let closed = o.get("additionalProperties") == Some(&json!(false));
            closed && is(o, "object") && properties(o).is_some() && unset(o, "additionalProperties")
        }),
    },
    Mutation {
        name: "required property added",
        ids: &[
            "new-required-request-property",
            "-required-property-added",
            "-property-added",
            "-parameter-property",
        ],
        what: What::Schema(|o| {
            let added =
                is(o, "object") && properties(o).is_some_and(|all| set(all, "zzNewOne", json!({"type": "boolean"})));
            added
                && match o.entry("required").or_insert_with(|| json!([])) {
                    Value::Array(names) => {
                        names.push(json!("zzNewOne"));
                        true
                    }
                    _ => false,
                }
        }),
    },
    Mutation {
        name: "property read-only",
        ids: &["-became-read-only", "-direction-changed"],
        what: What::Schema(|o| {
            let plain = property(o, |property| {
                is(property, "string") && !property.contains_key("writeOnly")
            });
            plain.is_some_and(|property| set(property, "readOnly", json!(true)))
        }),
    },
    Mutation {
        name: "property write-only",
        ids: &["-became-write-only", "-direction-changed"],
        what: What::Schema(|o| {
            let plain = property(o, |property| {
                is(property, "string") && !property.contains_key("readOnly")
            });
            plain.is_some_and(|property| set(property, "writeOnly", json!(true)))
        }),
    },
];
