//! Bodies in `application/x-www-form-urlencoded` (OAS 3.1.1 §4.8.15).

use serde::Serialize;
use serde_json::{Map, Value};

use super::call::Call;
use super::error::EncodeError;
use super::field::Field;
use super::media::is_json;
use super::style::Escape;
use super::{percent, style};

impl Call<'_> {
    /// Gives the call the properties of an object as a body.
    pub fn form<T: Serialize + ?Sized>(&mut self, body: &T, media: &'static str, fields: &[Field]) {
        // By way of the text, as parameters.
        let value = serde_json::to_vec(body).and_then(|json| serde_json::from_slice(&json));
        let text = match value {
            Ok(value) => members(value).and_then(|members| encode(&members, fields)),
            Err(error) => return self.fail(EncodeError::with_source("the body", "it cannot be written", error)),
        };
        match text {
            Ok(text) => self.text(text, media),
            Err(reason) => self.fail(EncodeError {
                subject: "the body".to_owned(),
                reason,
                source: None,
            }),
        }
    }
}

/// The members of an object; null has none.
///
/// # Errors
///
/// When the value is neither.
pub(super) fn members(value: Value) -> Result<Map<String, Value>, String> {
    match value {
        Value::Object(members) => Ok(members),
        Value::Null => Ok(Map::new()),
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err("only an object can be sent as a form".to_owned())
        }
    }
}

fn encode(members: &Map<String, Value>, fields: &[Field]) -> Result<String, String> {
    let mut pairs = Vec::new();
    for (name, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        let field = fields.iter().find(|field| field.name == name);
        let found = match field.and_then(|field| Some((field.style?, field.allow_reserved))) {
            Some(((layout, explode), reserved)) => {
                let escape = Escape {
                    name: percent::strict,
                    value: if reserved {
                        percent::reserved_query
                    } else {
                        percent::strict
                    },
                };
                style::field(value, (layout, explode), name, escape).map_err(|reason| format!("`{name}`: {reason}"))?
            }
            None => {
                let is_json = field.and_then(|field| field.content_type).is_some_and(is_json);
                let texts = items(value).map(|item| text(item, is_json));
                texts.map(|text| (plus(name), plus(&text))).collect()
            }
        };
        pairs.extend(found.into_iter().map(|(name, value)| format!("{name}={value}")));
    }
    Ok(pairs.join("&"))
}

/// Encodes a name or value, in which a space is a plus sign.
fn plus(text: &str) -> String {
    percent::strict(text).replace("%20", "+")
}

/// The items of an array without nulls, or the value itself.
pub(super) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            std::slice::from_ref(value)
        }
    };
    items.iter().filter(|item| !item.is_null())
}

/// The text of a value: as it is, or as JSON where it cannot be or must not.
pub(super) fn text(value: &Value, is_json: bool) -> String {
    let plain = if is_json { None } else { style::scalar(value) };
    plain.unwrap_or_else(|| value.to_string())
}
