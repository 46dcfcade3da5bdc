//! From JSON to XML.

use quick_xml::escape::escape;
use serde::Serialize;
use serde_json::Value;

use super::{Form, Place, Property, Xml};

/// Writes a value as a document.
///
/// # Errors
///
/// When the value cannot be written.
pub fn write<T: Serialize + ?Sized>(body: &T, xml: &Xml) -> serde_json::Result<String> {
    // By way of the text: serde_json's own values would make 0.10000000149011612 of the f32 0.1.
    let value: Value = serde_json::from_slice(&serde_json::to_vec(body)?)?;
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned();
    match xml.form() {
        // A document has one root.
        Form::List(item) => element(
            &mut out,
            &Xml {
                form: Form::Wrapped(item),
                ..*xml
            },
            &value,
        ),
        _ => element(&mut out, xml, &value),
    }
    Ok(out)
}

/// Null is no element.
fn element(out: &mut String, xml: &Xml, value: &Value) {
    if value.is_null() {
        return;
    }
    if let (Form::List(item), Value::Array(items)) = (xml.form(), value) {
        items.iter().for_each(|value| element(out, item, value));
        return;
    }
    let name = xml.qualified();
    out.push_str(&format!("<{name}"));
    if let Some(namespace) = xml.namespace {
        let colon = if xml.prefix.is_some() { ":" } else { "" };
        let prefix = xml.prefix.unwrap_or_default();
        out.push_str(&format!(" xmlns{colon}{prefix}=\"{}\"", escape(namespace)));
    }
    content(out, xml, value);
    out.push_str(&format!("</{name}>"));
}

/// The attributes, the end of the tag, and what is inside.
fn content(out: &mut String, xml: &Xml, value: &Value) {
    match (xml.form(), value) {
        (Form::Object(properties, others), Value::Object(members)) => {
            let find = |key: &str| properties.iter().find(|property| property.key == key);
            let known = || members.iter().filter_map(|(key, value)| Some((find(key)?, value)));
            for (property, value) in known().filter(|(property, _)| property.place == Place::Attribute) {
                attribute(out, property, value);
            }
            out.push('>');
            for (property, value) in known() {
                match property.place {
                    Place::Attribute => {}
                    Place::Text => out.push_str(&escape(text(value))),
                    Place::Element => element(out, &property.xml, value),
                }
            }
            if let Some(others) = others {
                for (key, value) in members.iter().filter(|(key, _)| find(key).is_none()) {
                    free(out, key, others, value);
                }
            }
        }
        (Form::OneOf(variants), value) => match variants.iter().find(|variant| fits(variant, value)) {
            Some(variant) => content(out, variant, value),
            None => any(out, value),
        },
        (Form::Wrapped(item), Value::Array(items)) => {
            out.push('>');
            items.iter().for_each(|value| element(out, item, value));
        }
        (_, value) => any(out, value),
    }
}

/// Whether a value is of a member of a union: its kind, and for objects every key and what must be there.
fn fits(xml: &Xml, value: &Value) -> bool {
    match (xml.form(), value) {
        (Form::Object(properties, others), Value::Object(members)) => {
            let known = |key: &str| properties.iter().any(|property| property.key == key);
            members.keys().all(|key| others.is_some() || known(key))
                && properties
                    .iter()
                    .all(|property| !property.required || members.contains_key(property.key))
        }
        (Form::List(_) | Form::Wrapped(_), value) => value.is_array(),
        (Form::Integer | Form::Number, value) => value.is_number(),
        (Form::Boolean, value) => value.is_boolean(),
        (Form::Text, value) => value.is_string(),
        (Form::OneOf(variants), value) => variants.iter().any(|variant| fits(variant, value)),
        (Form::Any, _) => true,
        (Form::Object(..) | Form::Type(_), _) => false,
    }
}

fn attribute(out: &mut String, property: &Property, value: &Value) {
    if !value.is_null() {
        out.push_str(&format!(" {}=\"{}\"", property.xml.qualified(), escape(text(value))));
    }
}

/// A property that has no name of its own but its key.
fn free(out: &mut String, key: &str, xml: &Xml, value: &Value) {
    let values = match value {
        Value::Array(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    };
    for value in values.iter().filter(|value| !value.is_null()) {
        let name = name(key);
        out.push_str(&format!("<{name}"));
        content(out, xml, value);
        out.push_str(&format!("</{name}>"));
    }
}

/// A value that nothing is known of.
fn any(out: &mut String, value: &Value) {
    const ANY: &Xml = &Xml::new("", Form::Any);
    out.push('>');
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| free(out, key, ANY, value)),
        Value::Array(items) => items.iter().for_each(|value| free(out, "item", ANY, value)),
        value => out.push_str(&escape(text(value))),
    }
}

/// The text of a value that has no parts; of others, JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

/// A key as the name of an element: what no name can hold becomes `_`.
fn name(key: &str) -> String {
    let fits = |(index, c): (usize, char)| {
        c == '_' || c.is_alphabetic() || (index > 0 && (c.is_alphanumeric() || matches!(c, '-' | '.')))
    };
    let name: String = key
        .chars()
        .enumerate()
        .map(|(i, c)| if fits((i, c)) { c } else { '_' })
        .collect();
    if name.is_empty() { "_".to_owned() } else { name }
}

impl Xml {
    /// `prefix:name`.
    fn qualified(&self) -> String {
        match self.prefix {
            Some(prefix) => format!("{prefix}:{}", self.name),
            None => self.name.to_owned(),
        }
    }
}
