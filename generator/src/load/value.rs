//! Builds a JSON value from any serde format, with guards on the way.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::guard::{Limit, MAX_DEPTH, MAX_NODES};

/// The key by which serde_json hands over numbers where some crate of the build turned on `arbitrary_precision`.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// What building a value found out.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// How many values there are.
    pub(super) nodes: usize,
    /// Whether a key stands twice in an object; the last one counts.
    pub(super) duplicate: bool,
    /// Which limit ended the reading.
    pub(super) limit: Option<Limit>,
}

/// Reads one value.
pub(super) struct ValueSeed<'a> {
    /// Where findings go.
    pub(super) findings: &'a mut Findings,
    /// How many containers the value stands in.
    pub(super) depth: usize,
    /// Whether `<<` merges, as in YAML.
    pub(super) merge: bool,
}

impl ValueSeed<'_> {
    /// The seed of a value inside this one.
    fn inner(&mut self) -> ValueSeed<'_> {
        ValueSeed {
            findings: self.findings,
            depth: self.depth + 1,
            merge: self.merge,
        }
    }

    /// Stops at the first value that is too much.
    fn enter<E: Error>(&mut self) -> Result<(), E> {
        self.findings.nodes += 1;
        if self.findings.nodes > MAX_NODES {
            self.findings.limit = Some(Limit::Nodes);
        }
        match self.findings.limit {
            Some(limit) => Err(E::custom(limit.message())),
            None => Ok(()),
        }
    }

    /// Stops at the first container that is too deep.
    fn descend<E: Error>(&mut self) -> Result<(), E> {
        if self.depth >= MAX_DEPTH {
            self.findings.limit = Some(Limit::Depth);
            return Err(E::custom(Limit::Depth.message()));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<Value, D::Error> {
        self.enter()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    /// Integers that no 64 bits hold become floating point numbers, as serde_json has it for JSON text.
    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::from(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::from(value as f64))
    }

    /// JSON has no infinities and no NaN: YAML's `.inf` and `.nan` become null.
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// A YAML value with a tag of its author's: the tag says nothing that OpenAPI knows.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (_, variant) = data.variant::<String>()?;
        variant.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Value, A::Error> {
        self.descend()?;
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(self.inner())? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<Value, A::Error> {
        self.descend()?;
        let mut object = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == NUMBER_TOKEN {
                let text = entries.next_value::<String>()?;
                return text.parse().map(Value::Number).map_err(A::Error::custom);
            }
            let value = entries.next_value_seed(self.inner())?;
            if self.merge && key == "<<" && is_mergeable(&value) {
                merged.push(value);
                continue;
            }
            match object.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    self.findings.duplicate = true;
                    entry.insert(value);
                }
            }
        }
        for value in merged {
            merge(&mut object, value);
        }
        Ok(Value::Object(object))
    }
}

/// Whether the value of `<<` is what a merge takes: a mapping, or a sequence of them.
fn is_mergeable(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().all(Value::is_object),
        _ => false,
    }
}

/// Adds the entries whose keys are not there yet.
fn merge(object: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                object.entry(key).or_insert(value);
            }
        }
        Value::Array(items) => items.into_iter().for_each(|item| merge(object, item)),
        _ => {}
    }
}
