//! Which JSON types the values of a schema have.

use serde_json::Value;

use super::walk;
use crate::model::{Api, SchemaId, Shape};

/// A set of JSON types. Null is in none: it is a matter of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Types(u8);

impl Types {
    pub(super) const NONE: Self = Self(0);
    pub(super) const BOOLEAN: Self = Self(1);
    pub(super) const INTEGER: Self = Self(2);
    /// Numbers that are whole are numbers too.
    pub(super) const NUMBER: Self = Self(2 | 4);
    pub(super) const STRING: Self = Self(8);
    pub(super) const ARRAY: Self = Self(16);
    pub(super) const OBJECT: Self = Self(32);
    pub(super) const ALL: Self = Self(63);

    /// Whether a value can be of both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The name, if it is one type.
    pub(super) fn name(self) -> Option<&'static str> {
        let names = [
            (Self::BOOLEAN, "boolean"),
            (Self::INTEGER, "integer"),
            (Self::NUMBER, "number"),
            (Self::STRING, "string"),
            (Self::ARRAY, "array"),
            (Self::OBJECT, "object"),
        ];
        names.iter().find(|(types, _)| *types == self).map(|(_, name)| *name)
    }

    fn of_value(value: &Value) -> Self {
        match value {
            Value::Null => Self::NONE,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.is_f64() => Self::NUMBER,
            Value::Number(_) => Self::INTEGER,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }
}

/// The types of all.
pub(super) fn together(all: &[Types]) -> Types {
    all.iter().copied().fold(Types::NONE, Types::or)
}

/// The JSON types of a schema's values.
pub(super) fn types(api: &Api, id: SchemaId) -> Types {
    if api.schemas.resolve(id).is_none() {
        return Types::ALL;
    }
    walk::alternatives(api, id)
        .into_iter()
        .map(|id| own_types(api, id))
        .fold(Types::NONE, Types::or)
}

/// The types of one alternative.
fn own_types(api: &Api, id: SchemaId) -> Types {
    match &api.schemas.get(id).shape {
        Shape::Any | Shape::Reference(_) => Types::ALL,
        Shape::Never | Shape::Null | Shape::Union(_) => Types::NONE,
        Shape::Boolean => Types::BOOLEAN,
        Shape::Integer(_) => Types::INTEGER,
        Shape::Number(_) => Types::NUMBER,
        Shape::String(_) => Types::STRING,
        Shape::Enumeration(enumeration) => {
            let types = enumeration.values.iter().map(|value| Types::of_value(&value.value));
            types.fold(Types::NONE, Types::or)
        }
        Shape::Array(_) | Shape::Tuple(_) => Types::ARRAY,
        Shape::Object(_) => Types::OBJECT,
    }
}
