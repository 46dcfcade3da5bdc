//! The audit: no keyword is lost without a word. Unknown keys and values of the wrong type are reported and removed.

use serde_json::{Map, Number, Value};

use super::fields::{Fields, Is};
use super::keywords;
use super::kind::Kind;
use super::path::Path;
use super::walk::Walker;
use crate::report::{Code, similar};

/// Fields that are for people to read: a wrong one costs nothing but itself.
const DOCUMENTATION: &[&str] = &[
    "contact",
    "description",
    "examples",
    "externalDocs",
    "license",
    "links",
    "summary",
    "termsOfService",
    "title",
    "xml",
];

/// What became of a value.
enum Verdict {
    Fine,
    /// Put right; what was wrong.
    Mended(String),
    /// Beyond repair; what is expected.
    Wrong(&'static str),
}

impl Walker<'_> {
    /// Checks every key of an object against the fields its kind has. What is not known, or of the wrong type, is
    /// removed; what is meant in spite of its type is put right.
    pub(super) fn audit(&mut self, kind: Kind, fields: Fields, map: &mut Map<String, Value>, path: &Path<'_>) {
        let mut removed = Vec::new();
        for (key, value) in map.iter_mut() {
            if !self.audit_field(kind, fields, key, value, path) {
                removed.push(key.clone());
            }
        }
        for key in removed {
            map.shift_remove(&key);
        }
    }

    /// Checks one field; false when it must go.
    fn audit_field(&mut self, kind: Kind, fields: Fields, key: &str, value: &mut Value, path: &Path<'_>) -> bool {
        // The names of security schemes may be anything; keys of our own are none of the description's.
        let extension = key.starts_with("x-") && kind != Kind::SecurityRequirement;
        let ours = extension && key.starts_with(keywords::PREFIX);
        if extension && !ours {
            return true;
        }
        let Some(is) = fields.get(key).filter(|_| !ours) else {
            self.unknown(kind, fields, key, path);
            return false;
        };
        if value.is_null() && !matches!(is, Is::Data) && is != Is::One(Kind::Schema) {
            let message = format!("`{key}` is null, which says nothing");
            self.report(Code::Tolerated, &path.key(key), message, None);
            return false;
        }
        if is == Is::Text && value.is_object() {
            self.text_elsewhere(value, path);
        }
        match check(is, value) {
            Verdict::Fine => true,
            Verdict::Mended(message) => {
                self.report(Code::Tolerated, &path.key(key), format!("`{key}` {message}"), None);
                true
            }
            Verdict::Wrong(expected) => {
                let message = format!("`{key}` must be {expected}, not {}", describe(value));
                let code = if DOCUMENTATION.contains(&key) {
                    Code::Tolerated
                } else {
                    Code::InvalidValue
                };
                self.report(code, &path.key(key), message, None);
                false
            }
        }
    }

    /// Some descriptions keep long texts in files of their own.
    fn text_elsewhere(&mut self, value: &mut Value, path: &Path<'_>) {
        let reference = value.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|reference| self.sources.resolve(&self.location(path), reference));
        let text = target.and_then(|target| self.definition(&target));
        if let Some(Value::String(text)) = text {
            *value = Value::String(text.clone());
        }
    }

    fn unknown(&mut self, kind: Kind, fields: Fields, key: &str, path: &Path<'_>) {
        let names = fields.fixed.iter().map(|(name, _)| *name);
        let help = match similar(key, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "remove it, or start its name with `x-` if a tool of yours reads it".to_owned(),
        };
        let message = format!("`{key}` is not a field of {}; it has no effect", kind.noun());
        self.report(Code::UnknownKeyword, &path.key(key), message, Some(help));
    }
}

/// A value as people see it.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.chars().count() <= 40 => format!("the text {text:?}"),
        Value::String(_) => "text".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn check(is: Is, value: &mut Value) -> Verdict {
    match is {
        Is::Data => Verdict::Fine,
        Is::Text => text(value),
        Is::Flag => flag(value),
        Is::Count => count(value),
        Is::Number => fine_if(value.is_number(), "a number"),
        Is::Bound => fine_if(value.is_number() || value.is_boolean(), "a number"),
        Is::Types => fine_if(value.is_string() || value.is_array(), "a type name or an array of them"),
        Is::Required => fine_if(value.is_array() || value.is_boolean(), "an array of property names"),
        Is::DataList | Is::List(_) => fine_if(value.is_array(), "an array"),
        Is::DataMap | Is::Map(_) => fine_if(value.is_object(), "an object"),
        Is::TextMap => map_of(value, "an object of text", text),
        Is::TextListMap => map_of(value, "an object of arrays of text", text_list),
        Is::TextList => text_list(value),
        Is::One(Kind::Schema) => fine_if(value.is_object() || value.is_boolean() || value.is_null(), "a schema"),
        Is::OneOrList(_) => fine_if(value.is_object() || value.is_boolean() || value.is_array(), "a schema"),
        Is::TextOr(_) => fine_if(value.is_object() || value.is_string(), "an object"),
        Is::One(_) => fine_if(value.is_object(), "an object"),
    }
}

fn fine_if(fine: bool, expected: &'static str) -> Verdict {
    if fine { Verdict::Fine } else { Verdict::Wrong(expected) }
}

/// YAML reads `1.10` and `yes` as it likes; authors who leave the quotes out mean text.
fn text(value: &mut Value) -> Verdict {
    let written = match value {
        Value::String(_) => return Verdict::Fine,
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return Verdict::Wrong("text"),
    };
    let message = format!("is text: `{written}` needs quotes");
    *value = Value::String(written);
    Verdict::Mended(message)
}

fn flag(value: &mut Value) -> Verdict {
    let flag = match value {
        Value::Bool(_) => return Verdict::Fine,
        Value::String(text) if text == "true" => true,
        Value::String(text) if text == "false" => false,
        _ => return Verdict::Wrong("true or false"),
    };
    *value = Value::Bool(flag);
    Verdict::Mended(format!("is `{flag}`, without quotes"))
}

/// `1.0` is a whole number (JSON Schema 2020-12 §4.2.3), though `openapiv3` refuses it.
fn count(value: &mut Value) -> Verdict {
    if value.is_u64() {
        return Verdict::Fine;
    }
    match value.as_f64().and_then(whole) {
        Some(number) if number.is_u64() => {
            *value = Value::Number(number);
            Verdict::Fine
        }
        _ => Verdict::Wrong("a whole number that is not negative"),
    }
}

/// A float without a fraction as an integer, as far as floats are exact.
pub(super) fn whole(float: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if float.fract() != 0.0 || float.abs() > EXACT {
        return None;
    }
    // Exact: the float is whole and within 2^53.
    #[allow(clippy::cast_possible_truncation)]
    Some(Number::from(float as i64))
}

fn text_list(value: &mut Value) -> Verdict {
    let Value::Array(items) = value else {
        return Verdict::Wrong("an array of text");
    };
    match first_fault(items.iter_mut().map(text)) {
        Verdict::Wrong(_) => Verdict::Wrong("an array of text"),
        verdict => verdict,
    }
}

fn map_of(value: &mut Value, expected: &'static str, check: fn(&mut Value) -> Verdict) -> Verdict {
    let Value::Object(map) = value else {
        return Verdict::Wrong(expected);
    };
    match first_fault(map.values_mut().map(check)) {
        Verdict::Wrong(_) => Verdict::Wrong(expected),
        verdict => verdict,
    }
}

/// The worst of several verdicts; the first of equally bad ones.
fn first_fault(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let mut worst = Verdict::Fine;
    for verdict in verdicts {
        match (&worst, &verdict) {
            (_, Verdict::Wrong(_)) => return verdict,
            (Verdict::Fine, Verdict::Mended(_)) => worst = verdict,
            _ => {}
        }
    }
    worst
}
