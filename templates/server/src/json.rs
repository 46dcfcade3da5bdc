//! Decodes JSON, and finds the value that cannot be. Until then nothing is kept of where decoding is but the numbers of
//! elements and members, so that it costs next to nothing; only then are the names of the members looked up.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// Decodes a JSON text.
///
/// # Errors
///
/// What is wrong, and the JSON Pointer (RFC 6901) of the value that it is about.
pub fn decode<T: DeserializeOwned>(text: &[u8]) -> Result<T, (String, serde_json::Error)> {
    let trail = Trail::default();
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    match T::deserialize(Tracked(&mut deserializer, &trail)) {
        Ok(value) => match deserializer.end() {
            Ok(()) => Ok(value),
            Err(error) => Err((String::new(), error)),
        },
        Err(error) => Err((trail.pointer(text), error)),
    }
}

/// The numbers of the elements and members that an error went through, the innermost first.
#[derive(Default)]
struct Trail(RefCell<Vec<usize>>);

impl Trail {
    #[cold]
    fn add(&self, number: usize) {
        self.0.borrow_mut().push(number);
    }

    fn pointer(self, text: &[u8]) -> String {
        let mut pointer = String::new();
        let mut numbers = self.0.into_inner();
        let mut deserializer = serde_json::Deserializer::from_slice(text);
        let walk = Walk {
            numbers: &mut numbers,
            pointer: &mut pointer,
        };
        // Fails where decoding did, at the latest.
        let _ = walk.deserialize(&mut deserializer);
        pointer
    }
}

/// Goes where the numbers lead, and tells the names on the way.
struct Walk<'w> {
    numbers: &'w mut Vec<usize>,
    pointer: &'w mut String,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.numbers.is_empty() {
            true => Ok(()),
            false => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        let number = self.numbers.pop().unwrap_or_default();
        self.pointer.push_str(&format!("/{number}"));
        for _ in 0..number {
            array.next_element::<IgnoredAny>()?;
        }
        array.next_element_seed(self).map(Option::unwrap_or_default)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        for _ in 0..self.numbers.pop().unwrap_or_default() {
            object.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if let Some(name) = object.next_key::<Cow<'_, str>>()? {
            self.pointer.push('/');
            self.pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
            object.next_value_seed(self)?;
        }
        Ok(())
    }
}

/// A deserializer or visitor that leaves a trail.
struct Tracked<'t, X>(X, &'t Trail);

/// Methods of a deserializer whose values have nothing in them.
macro_rules! scalars {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(visitor)
        })*
    };
}

/// Methods of a deserializer whose values may have others in them.
macro_rules! composites {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Tracked(visitor, self.1))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Tracked<'_, D> {
    type Error = D::Error;

    scalars! {
        deserialize_bool
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_identifier
        deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_ignored_any
    }

    composites! {
        deserialize_any()
        deserialize_option()
        deserialize_seq()
        deserialize_map()
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_newtype_struct(name: &'static str)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit_struct(name, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }
}

/// Methods of a visitor of what has nothing in it.
macro_rules! visits {
    ($($method:ident: $type:ty)*) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Tracked<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    visits! {
        visit_bool: bool
        visit_i64: i64
        visit_i128: i128
        visit_u64: u64
        visit_u128: u128
        visit_f64: f64
        visit_str: &str
        visit_borrowed_str: &'de str
        visit_string: String
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Tracked(deserializer, self.1))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Tracked(deserializer, self.1))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Counted::new(elements, self.1))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Counted::new(members, self.1))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(variant)
    }
}

/// The elements of an array or members of an object, counted.
struct Counted<'t, A> {
    inner: A,
    trail: &'t Trail,
    number: usize,
}

impl<'t, A> Counted<'t, A> {
    fn new(inner: A, trail: &'t Trail) -> Self {
        let number = 0;
        Self { inner, trail, number }
    }

    /// What decodes the next element or value.
    fn next<S>(&mut self, seed: S) -> Numbered<'t, S> {
        let (trail, number) = (self.trail, self.number);
        self.number += 1;
        Numbered { seed, trail, number }
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Counted<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let seed = self.next(seed);
        self.inner.next_element_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Counted<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let key = self.inner.next_key_seed(seed);
        if key.is_err() {
            self.trail.add(self.number);
        }
        key
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let seed = self.next(seed);
        self.inner.next_value_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

/// Decodes one element or value.
struct Numbered<'t, S> {
    seed: S,
    trail: &'t Trail,
    number: usize,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Numbered<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        let value = self.seed.deserialize(Tracked(deserializer, self.trail));
        if value.is_err() {
            self.trail.add(self.number);
        }
        value
    }
}
