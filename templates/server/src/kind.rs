//! From text to JSON: what a schema makes of the text of a parameter.

use serde_json::{Number, Value};

/// What text stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Itself.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null` or nothing at all.
    Null,
    /// JSON text: a `content` parameter, or a value deeper than any style reaches.
    Json,
    /// The content of a file, which is none of the text.
    File,
    /// Items of one kind; its layout is the style's.
    Array(&'static Kind),
    /// Named properties, and the kind of others where they are kept; its layout is the style's.
    Object(&'static [(&'static str, Kind)], Option<&'static Kind>),
    /// The first of these that the text fits.
    OneOf(&'static [Kind]),
}

impl Kind {
    /// Reads the text of a single value.
    ///
    /// # Errors
    ///
    /// What was expected instead, to follow the word "expected".
    pub fn read(&self, text: &str) -> Result<Value, String> {
        match self {
            Self::String => Ok(Value::String(text.to_owned())),
            Self::Integer => integer(text).ok_or_else(|| unexpected("a whole number", text)),
            Self::Number => number(text).ok_or_else(|| unexpected("a number", text)),
            Self::Boolean => match text {
                "true" => Ok(Value::Bool(true)),
                "false" => Ok(Value::Bool(false)),
                _ => Err(unexpected("`true` or `false`", text)),
            },
            Self::Null if text.is_empty() || text == "null" => Ok(Value::Null),
            Self::Null => Err(unexpected("nothing", text)),
            Self::Json | Self::Array(_) | Self::Object(..) => {
                serde_json::from_str(text).map_err(|error| format!("JSON ({error})"))
            }
            Self::File => Err("a file".to_owned()),
            Self::OneOf(kinds) => kinds
                .iter()
                .find_map(|kind| kind.read(text).ok())
                .ok_or_else(|| unexpected("another value", text)),
        }
    }

    /// The array or object among the alternatives: its layout must be known before its texts can be read.
    pub(super) fn composite(&self) -> &Self {
        match self {
            Self::OneOf(kinds) => kinds
                .iter()
                .find(|kind| matches!(kind, Self::Array(_) | Self::Object(..)))
                .unwrap_or(self),
            _ => self,
        }
    }

    /// The kind of a property.
    pub(super) fn property(&self, name: &str) -> Option<&Self> {
        let Self::Object(properties, other) = self else {
            return None;
        };
        let known = properties.iter().find(|(property, _)| *property == name);
        known.map(|(_, kind)| kind).or(*other)
    }
}

/// The grammar of JSON, which leaves out what Rust would also read: `+1`, `inf`, `1.`.
fn number(text: &str) -> Option<Value> {
    if !text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) || !text.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    serde_json::from_str::<Number>(text).ok().map(Value::Number)
}

/// A number without fraction: `5`, and `5.0` as JSON Schema has it.
fn integer(text: &str) -> Option<Value> {
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    number(whole).filter(|value| value.is_i64() || value.is_u64())
}

fn unexpected(expected: &str, got: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = got.chars().take(SHOWN).collect();
    if shown.len() < got.len() {
        shown.push('…');
    }
    format!("{expected}, not `{shown}`")
}
