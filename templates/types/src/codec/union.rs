//! Unions: values that fit one of several types.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

use super::super::budget;
use super::super::strict::{Mode, at_least, scope};
use super::adapter::{Adapter, As};
use super::tag::Tag;

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
    const DISCRIMINATOR: Option<(&'static str, &'static [(Tag, usize)])> = None;

    /// The member that other values of that property stand for.
    const OTHER: Option<usize> = None;

    /// Whether those values are guessed: others are told as if there were no such property.
    const GUESSED: bool = false;

    /// How each member is known, in order.
    const TESTS: &'static [Test];

    /// The indexes of all members in the order in which their tests are made; empty: as they stand. The first test
    /// that holds decides; members that are tried come when none holds.
    const ORDER: &'static [usize] = &[];

    /// Whether a value must fit one member only, where it may fit several by what the tests say (`oneOf`).
    const ONE_ONLY: bool = false;

    /// Whether the value keeps all rules, which may tell members apart.
    fn is_valid(&self) -> bool {
        true
    }

    /// Keeps a value that is none of the members. `None`: the union has no variant for that.
    fn unknown(_: Value) -> Option<Self> {
        None
    }

    /// Decodes the member of an index.
    ///
    /// # Errors
    /// When the value does not fit.
    fn member(index: usize, value: &Value) -> serde_json::Result<Self>;
}

/// Decodes a union. A value that is none of the members is kept, unless decoding is strict or the union has no variant
/// for it.
///
/// # Errors
/// When the value fits no member and is not kept, or does not fit the one that the discriminator or a test says it is.
pub fn read_union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    match budget::scope(&value, || choose(&value)) {
        Ok(member) => Ok(member),
        Err(Refusal::Unknown(message)) if !at_least(Mode::Known) => {
            T::unknown(value).ok_or_else(|| D::Error::custom(message))
        }
        Err(Refusal::Unknown(message) | Refusal::Invalid(message)) => Err(D::Error::custom(message)),
    }
}

/// Why a value is refused.
enum Refusal {
    /// Nothing says that it is one of the members.
    Unknown(String),
    /// It is a member that it does not fit.
    Invalid(String),
}

/// Decodes the value of a member through an adapter.
///
/// # Errors
/// When the value does not fit.
pub fn read_member<B: Adapter<T>, T>(value: &Value) -> serde_json::Result<T> {
    As::<T, B>::deserialize(value).map(As::into_inner)
}

/// What a table says of an index that no member has.
///
/// # Errors
/// Always.
pub fn no_member<T>() -> serde_json::Result<T> {
    Err(serde::de::Error::custom("there is no such member"))
}

fn choose<T: Union>(value: &Value) -> Result<T, Refusal> {
    if let Some((property, members)) = T::DISCRIMINATOR
        && let Some(tag) = value.get(property)
    {
        let known = members.iter().find(|(name, _)| name.is(tag)).map(|(_, index)| *index);
        match known.or(T::OTHER) {
            Some(index) => return attempt(index, value).map_err(Refusal::Invalid),
            None if T::GUESSED => {}
            None => return Err(Refusal::Unknown(unknown_tag(property, tag, members))),
        }
    }
    if T::ONE_ONLY && at_least(Mode::Strict) {
        let all = tests::<T>().filter_map(|(index, _)| attempt(index, value).ok().filter(T::is_valid));
        let mut fitting: Vec<T> = all.collect();
        match (fitting.pop(), fitting.len()) {
            (None, _) => {}
            (Some(only), 0) => return Ok(only),
            (Some(_), others) => {
                let message = format!("fits {} members of the union, but must fit one only", others + 1);
                return Err(Refusal::Invalid(message));
            }
        }
    }
    let mut errors = Vec::new();
    let mut invalid = None;
    for (index, test) in tests::<T>().filter(|(_, test)| holds(*test, value)) {
        match (attempt::<T>(index, value), test) {
            // Its key does not keep it from being another member.
            (Ok(member), Test::Key(_)) if !member.is_valid() => invalid = invalid.or(Some(member)),
            (Ok(member), _) => return Ok(member),
            (Err(error), Test::Key(_)) => errors.push(error),
            (Err(error), _) => return Err(Refusal::Invalid(error)),
        }
    }
    match (invalid, errors.as_mut_slice()) {
        (Some(member), _) => Ok(try_all(value, errors).unwrap_or(member)),
        // The key says well enough which member is meant.
        (None, [error]) if !T::TESTS.contains(&Test::Try) => Err(Refusal::Invalid(std::mem::take(error))),
        (None, []) => try_all(value, errors).map_err(Refusal::Unknown),
        (None, _) => try_all(value, errors).map_err(Refusal::Invalid),
    }
}

/// The members in the order in which they are tested.
fn tests<T: Union>() -> impl Iterator<Item = (usize, Test)> {
    let order = (0..T::TESTS.len()).map(|place| T::ORDER.get(place).copied().unwrap_or(place));
    order.filter_map(|index| Some((index, *T::TESTS.get(index)?)))
}

/// Decodes a member, while there are attempts left.
fn attempt<T: Union>(index: usize, value: &Value) -> Result<T, String> {
    if !budget::spend() {
        return Err("has too many ways to be read".to_owned());
    }
    T::member(index, value).map_err(|error| error.to_string())
}

/// Tries the members that nothing tells: the first that keeps everything of the value and all rules, else the first
/// that keeps all rules, else the first that fits; a member with unions in it that know their parts before one with parts
/// that are only kept.
fn try_all<T: Union>(value: &Value, mut errors: Vec<String>) -> Result<T, String> {
    let tried = || {
        let tried = tests::<T>().filter(|(_, test)| *test == Test::Try);
        tried.map(|(index, _)| index)
    };
    for mode in [Mode::Exact, Mode::Known] {
        let valid = |index| attempt(index, value).ok().filter(T::is_valid);
        if !at_least(mode)
            && let Some(member) = scope(mode, || tried().find_map(valid))
        {
            return Ok(member);
        }
    }
    let mut invalid = None;
    for index in tried() {
        match attempt::<T>(index, value) {
            Ok(member) if member.is_valid() => return Ok(member),
            Ok(member) => invalid = invalid.or(Some(member)),
            Err(error) => errors.push(error),
        }
    }
    if let Some(member) = invalid {
        return Ok(member);
    }
    errors.dedup();
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

fn unknown_tag(property: &str, tag: &Value, members: &[(Tag, usize)]) -> String {
    let names: Vec<String> = members.iter().map(|(tag, _)| tag.to_string()).collect();
    let tag = tag.as_str().map_or_else(|| tag.to_string(), str::to_owned);
    format!("property `{property}`: `{tag}` is not one of {}", names.join(", "))
}
