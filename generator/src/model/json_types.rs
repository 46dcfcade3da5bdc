//! Which JSON types the values of a schema have.

use serde_json::Value;

use super::{Schemas, Shape};

/// A set of JSON types. Null is in none: it is a matter of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JsonTypes(u8);

impl JsonTypes {
    /// No type.
    pub const NONE: Self = Self(0);
    /// true and false.
    pub const BOOLEAN: Self = Self(1);
    /// Whole numbers.
    pub const INTEGER: Self = Self(2);
    /// Numbers; those that are whole are numbers too.
    pub const NUMBER: Self = Self(2 | 4);
    /// Text.
    pub const STRING: Self = Self(8);
    /// Arrays.
    pub const ARRAY: Self = Self(16);
    /// Objects.
    pub const OBJECT: Self = Self(32);
    /// Every type.
    pub const ALL: Self = Self(63);

    /// Whether a value can be of both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every type of the other is one of these.
    pub fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The types of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types that both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The types that the other has not.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is one type only; a number is two.
    pub fn is_one(self) -> bool {
        self.0.count_ones() == 1
    }

    /// The name, if it is one type.
    pub fn name(self) -> Option<&'static str> {
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

    /// The types that a shape has by itself: none for a union.
    pub(super) fn of(shape: &Shape) -> Self {
        match shape {
            Shape::Any => Self::ALL,
            Shape::Never | Shape::Null | Shape::Union(_) | Shape::Reference(_) => Self::NONE,
            Shape::Boolean => Self::BOOLEAN,
            Shape::Integer(_) => Self::INTEGER,
            Shape::Number(_) => Self::NUMBER,
            Shape::String(_) => Self::STRING,
            Shape::Enumeration(enumeration) => {
                let types = enumeration.values.iter().map(|value| Self::of_value(&value.value));
                types.fold(Self::NONE, Self::or)
            }
            Shape::Array(_) | Shape::Tuple(_) => Self::ARRAY,
            Shape::Object(_) => Self::OBJECT,
        }
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

/// The types of all schemas, by index, with those of the members of unions in unions; all types for what leads in a circle.
pub(super) fn table(schemas: &Schemas, ends: &[Option<super::SchemaId>]) -> Vec<JsonTypes> {
    let mut types: Vec<JsonTypes> = Vec::with_capacity(schemas.len());
    let mut users = vec![Vec::new(); schemas.len()];
    for ((id, schema), end) in schemas.iter().zip(ends) {
        types.push(match end {
            Some(_) => JsonTypes::of(&schema.shape),
            None => JsonTypes::ALL,
        });
        let members = match &schema.shape {
            Shape::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
            Shape::Reference(target) => vec![*target],
            _ => Vec::new(),
        };
        for member in members {
            users[member.index()].push(id);
        }
    }
    // Each schema gains each type once at most.
    let mut news: Vec<_> = schemas.iter().map(|(id, _)| id).collect();
    while let Some(id) = news.pop() {
        let own = types[id.index()];
        for user in &users[id.index()] {
            let slot = &mut types[user.index()];
            if !slot.covers(own) {
                *slot = slot.or(own);
                news.push(*user);
            }
        }
    }
    types
}
