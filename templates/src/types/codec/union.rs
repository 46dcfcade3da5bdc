//! Unions: values that fit one of several types.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

use super::super::strict::{Mode, scope};
use super::adapter::{Adapter, As};

/// How a value is known to be a member of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// It has this JSON type.
    Type(&'static str),
    /// It is an object that has this property with this value, which is given as JSON text.
    Constant(&'static str, &'static str),
    /// It is one of these values, given as the JSON text of an array.
    Values(&'static str),
    /// It is an object that has this property.
    Key(&'static str),
    /// Nothing tells: it is, if it decodes.
    Try,
}

/// A union: each member is a variant.
pub trait Union: Sized {
    /// The property that tells the member, and its values with the index of the member that each stands for.
    const DISCRIMINATOR: Option<(&'static str, &'static [(&'static str, usize)])> = None;

    /// How each member is known, in order. The first test that holds decides.
    const TESTS: &'static [Test];

    /// Decodes the member of an index.
    ///
    /// # Errors
    /// When the value does not fit.
    fn member(index: usize, value: &Value) -> serde_json::Result<Self>;
}

/// Decodes a union.
///
/// # Errors
/// When the value fits no member, or not the one that the discriminator or a test says it is.
pub fn read_union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    choose(&value).map_err(D::Error::custom)
}

/// Decodes the value of a member through an adapter.
///
/// # Errors
/// When the value does not fit.
pub fn read_member<B: Adapter<T>, T>(value: &Value) -> serde_json::Result<T> {
    As::<T, B>::deserialize(value).map(As::into_inner)
}

fn choose<T: Union>(value: &Value) -> Result<T, String> {
    if let Some((property, members)) = T::DISCRIMINATOR
        && let Some(tag) = value.get(property)
    {
        return match members.iter().find(|(name, _)| tag == name) {
            Some((_, index)) => T::member(*index, value).map_err(|error| error.to_string()),
            None => Err(unknown_tag(property, tag, members)),
        };
    }
    for (index, test) in T::TESTS.iter().enumerate() {
        if holds(*test, value) {
            return T::member(index, value).map_err(|error| error.to_string());
        }
    }
    try_all(value)
}

/// Tries the members that nothing tells: the first that keeps everything of the value, else the first that fits.
fn try_all<T: Union>(value: &Value) -> Result<T, String> {
    let tried = || {
        let members = T::TESTS.iter().enumerate();
        members.filter(|(_, test)| **test == Test::Try).map(|(index, _)| index)
    };
    let exact = scope(Mode::Exact, || tried().find_map(|index| T::member(index, value).ok()));
    if let Some(member) = exact {
        return Ok(member);
    }
    let mut errors = Vec::new();
    for index in tried() {
        match T::member(index, value) {
            Ok(member) => return Ok(member),
            Err(error) => errors.push(error.to_string()),
        }
    }
    match errors.as_slice() {
        [] => Err(format!("{} fits no member of the union", kind(value))),
        errors => Err(format!("fits no member of the union: {}", errors.join("; "))),
    }
}

fn holds(test: Test, value: &Value) -> bool {
    match test {
        Test::Type("number") => value.is_number(),
        Test::Type("integer") => is_integer(value),
        Test::Type(name) => kind(value) == name,
        Test::Constant(property, constant) => value.get(property).is_some_and(|value| {
            let constant: serde_json::Result<Value> = serde_json::from_str(constant);
            constant.is_ok_and(|constant| constant == *value)
        }),
        Test::Values(values) => {
            let values: serde_json::Result<Vec<Value>> = serde_json::from_str(values);
            values.is_ok_and(|values| values.contains(value))
        }
        Test::Key(property) => value.as_object().is_some_and(|object| object.contains_key(property)),
        Test::Try => false,
    }
}

fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
}

/// The JSON type of a value.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn unknown_tag(property: &str, tag: &Value, members: &[(&str, usize)]) -> String {
    let names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    let tag = tag.as_str().map_or_else(|| tag.to_string(), str::to_owned);
    format!("property `{property}`: `{tag}` is not one of {}", names.join(", "))
}
