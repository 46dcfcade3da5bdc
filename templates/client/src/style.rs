//! Values as text, by style (OAS 3.1.1 §4.8.12.3; RFC 6570 for the cases that its table leaves open).

use serde_json::{Map, Value};

use super::parameter::Style;

/// A value, flattened as far as styles can say it.
pub(super) enum Flat {
    /// Nothing to send: null.
    Absent,
    /// One value.
    One(String),
    /// Items of an array.
    Items(Vec<String>),
    /// Members of an object.
    Members(Vec<(String, String)>),
}

/// Flattens a value. As in RFC 6570 (§2.3), nulls inside arrays and objects are left out, and an array or object without
/// members is as good as none. Arrays and objects inside others, of which no style but deepObject speaks (OAS 3.1.1
/// §4.8.12.3), are JSON where `encode` tells its commas from those between values.
///
/// # Errors
///
/// When an array or object stands inside another, and it does not.
pub(super) fn flatten(value: &Value, encode: fn(&str) -> String) -> Result<Flat, String> {
    let is_escaped = encode(",") != ",";
    let nested_scalar = |value: &Value| match scalar(value) {
        Some(text) => Ok(text),
        None if is_escaped => Ok(value.to_string()),
        None => Err("arrays and objects inside a value cannot be sent in this style".to_owned()),
    };
    let flat = match value {
        Value::Null => Flat::Absent,
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Flat::One(scalar(value).unwrap_or_default()),
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null()).map(nested_scalar);
            Flat::Items(items.collect::<Result<_, _>>()?)
        }
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            Flat::Members(
                members
                    .map(|(key, value)| Ok((key.clone(), nested_scalar(value)?)))
                    .collect::<Result<_, String>>()?,
            )
        }
    };
    Ok(match flat {
        Flat::Items(items) if items.is_empty() => Flat::Absent,
        Flat::Members(members) if members.is_empty() => Flat::Absent,
        flat => flat,
    })
}

/// The text of a string, number or boolean. Whole numbers have no fraction, whatever their type.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(match number.as_f64() {
            // Up to 2^53 floats count every integer.
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0 => {
                format!("{float:.0}")
            }
            _ => number.to_string(),
        }),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The text of a path or header value; `None` when there is nothing to send.
pub(super) fn joined(
    flat: &Flat,
    style: Style,
    explode: bool,
    name: &str,
    encode: fn(&str) -> String,
) -> Option<String> {
    let (prefix, separator) = match style {
        Style::Label if explode => (".", ".".to_owned()),
        Style::Matrix => return matrix(flat, explode, name, encode),
        Style::Label => (".", separator(style, encode)),
        _ => ("", separator(style, encode)),
    };
    let text = match flat {
        Flat::Absent => return None,
        Flat::One(value) => encode(value),
        Flat::Items(items) => join(items.iter().map(|item| encode(item)), &separator),
        Flat::Members(members) => {
            let between = if explode { "=" } else { &separator };
            let members = members
                .iter()
                .map(|(key, value)| [encode(key), encode(value)].join(between));
            join(members, &separator)
        }
    };
    Some(format!("{prefix}{text}"))
}

/// `;color=blue`: a name without value has no `=` (RFC 6570 §3.2.7).
fn matrix(flat: &Flat, explode: bool, name: &str, encode: fn(&str) -> String) -> Option<String> {
    let pair = |name: &str, value: &str| match value {
        "" => format!(";{}", encode(name)),
        value => format!(";{}={}", encode(name), encode(value)),
    };
    Some(match flat {
        Flat::Absent => return None,
        Flat::One(value) => pair(name, value),
        Flat::Items(items) if explode => items.iter().map(|item| pair(name, item)).collect(),
        Flat::Members(members) if explode => members.iter().map(|(key, value)| pair(key, value)).collect(),
        Flat::Items(_) | Flat::Members(_) => {
            let list = joined(flat, Style::Simple, false, name, encode)?;
            format!(";{}={list}", encode(name))
        }
    })
}

/// The `name=value` pairs of a query or cookie parameter, encoded.
fn pairs(flat: Flat, style: Style, explode: bool, name: &str, escape: Escape) -> Vec<(String, String)> {
    let encode = escape.value;
    let separator = separator(style, encode);
    let named = |value: String| ((escape.name)(name), value);
    match flat {
        Flat::Absent => Vec::new(),
        Flat::One(value) => vec![named(encode(&value))],
        Flat::Items(items) if explode => items.iter().map(|item| named(encode(item))).collect(),
        Flat::Items(items) => vec![named(join(items.iter().map(|item| encode(item)), &separator))],
        Flat::Members(members) if explode => members
            .iter()
            .map(|(key, value)| ((escape.name)(key), encode(value)))
            .collect(),
        Flat::Members(members) => {
            let parts = members.iter().flat_map(|(key, value)| [encode(key), encode(value)]);
            vec![named(join(parts, &separator))]
        }
    }
}

/// The pairs of a deepObject parameter: `name[key]=value`. Deeper levels, which the specification leaves undefined, get
/// a bracket each, array items their index.
fn deep(value: &Value, name: &str, escape: Escape) -> Vec<(String, String)> {
    match value {
        Value::Null => Vec::new(),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let text = scalar(value).unwrap_or_default();
            vec![((escape.name)(name), (escape.value)(&text))]
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| deep(item, &format!("{name}[{index}]"), escape))
            .collect(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, member)| deep(member, &format!("{name}[{key}]"), escape))
            .collect(),
    }
}

/// What stands between the items of a list. A comma stands as it is.
fn separator(style: Style, encode: fn(&str) -> String) -> String {
    match style.delimiter() {
        "," => ",".to_owned(),
        delimiter => encode(delimiter),
    }
}

/// How names and values are made safe for where they go.
#[derive(Clone, Copy)]
pub(super) struct Escape {
    pub(super) name: fn(&str) -> String,
    pub(super) value: fn(&str) -> String,
}

/// The pairs of a query parameter, a cookie, or a property of a form.
///
/// # Errors
///
/// When the style cannot say the value.
pub(super) fn field(
    value: &Value,
    (style, explode): (Style, bool),
    name: &str,
    escape: Escape,
) -> Result<Vec<(String, String)>, String> {
    if style == Style::DeepObject {
        return Ok(deep(value, name, escape));
    }
    match value {
        // An array is its items' pairs there, too, as it is when it is all of the value.
        Value::Object(members) if style == Style::Form && explode => {
            let each = members.iter().map(|(key, member)| match member {
                Value::Array(_) => Ok(pairs(flatten(member, escape.value)?, style, explode, key, escape)),
                member => {
                    let member = Value::Object(Map::from_iter([(key.clone(), member.clone())]));
                    Ok(pairs(flatten(&member, escape.value)?, style, explode, name, escape))
                }
            });
            Ok(each.collect::<Result<Vec<_>, String>>()?.concat())
        }
        value => Ok(pairs(flatten(value, escape.value)?, style, explode, name, escape)),
    }
}

fn join(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}
