//! Reads the properties of an object.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::super::strict::{Mode, at_least};
use super::adapter::{Adapter, As};

/// The properties of an object as they come. The first error is kept inside and ends the reading, so that the types
/// need no `?` for each property: branches are what takes long to compile.
pub struct Reader<'de, A: MapAccess<'de>> {
    map: A,
    keys: Keys,
    /// The required names that came, as bits: enough to say which did not.
    seen: [u64; 2],
    error: Option<A::Error>,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Reader<'de, A> {
    /// Starts before the first property.
    pub(super) fn new(map: A, names: &'static [&'static str]) -> Self {
        Self {
            map,
            keys: Keys {
                names,
                // So that the search for the first key starts at the first name.
                index: usize::MAX,
                unknown: String::new(),
            },
            seen: [0; 2],
            error: None,
            lifetime: PhantomData,
        }
    }

    /// The next property as an index into the names; the number of names for a key that is none of them. `None` at the
    /// end, and after an error. One of the other methods must then take the value.
    #[allow(clippy::should_implement_trait, reason = "the value must be taken in between")]
    pub fn next(&mut self) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        match self.map.next_key_seed(Key(&mut self.keys)) {
            Ok(Some(())) => Some(self.keys.index),
            Ok(None) => None,
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Takes the value of a required property.
    pub fn required<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        match self.map.next_value() {
            Ok(value) => {
                *slot = Some(value);
                self.saw();
            }
            Err(error) => self.refused(error),
        }
    }

    /// Takes the value of an optional property that cannot be null: null is the same as no property, but refused in
    /// strict decoding.
    pub fn optional<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        match self.map.next_value() {
            Ok(value) => {
                *slot = value;
                if slot.is_none() {
                    self.refuse_null();
                }
            }
            Err(error) => self.refused(error),
        }
    }

    /// Takes the value of an optional property of which null is a value.
    pub fn nullable<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        match self.map.next_value() {
            Ok(value) => *slot = Some(value),
            Err(error) => self.refused(error),
        }
    }

    /// Takes the value of an optional property of which null is a value that is the same as no property.
    pub fn collapsed<T: Deserialize<'de>>(&mut self, slot: &mut Option<T>) {
        match self.map.next_value() {
            Ok(value) => *slot = value,
            Err(error) => self.refused(error),
        }
    }

    /// Takes the value of a property that has none of the names, and keeps it under its key.
    pub fn other<T: Deserialize<'de>>(&mut self, others: &mut impl Extend<(String, T)>) {
        match self.map.next_value() {
            Ok(value) => others.extend([(std::mem::take(&mut self.keys.unknown), value)]),
            Err(error) => self.refused(error),
        }
    }

    /// The same through an adapter.
    pub fn with<B>(&mut self) -> Through<'_, 'de, A, B> {
        Through(self, PhantomData)
    }

    /// Passes over the value of the property by which a union tells the object from its other members.
    pub fn tag(&mut self) {
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.refused(error);
        }
    }

    /// Passes over the value of a property that has none of the names.
    pub fn skip(&mut self) {
        self.pass_over(Mode::Exact);
    }

    /// The same in a closed object: refuses the property in strict decoding.
    pub fn refuse(&mut self) {
        self.pass_over(Mode::Strict);
    }

    /// The object, or the first error.
    pub(super) fn end<T>(self, object: Option<T>, required: &[bool]) -> Result<T, A::Error> {
        match (self.error, object) {
            (Some(error), _) => Err(error),
            (None, Some(object)) => Ok(object),
            (None, None) => Err(A::Error::custom(missing(self.keys.names, required, self.seen))),
        }
    }

    fn pass_over(&mut self, refused_in: Mode) {
        if at_least(refused_in) {
            let error = A::Error::custom(format_args!("unknown property `{}`", self.keys.unknown));
            self.error = Some(error);
        } else if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.refused(error);
        }
    }

    fn saw(&mut self) {
        if let Some(bits) = self.seen.get_mut(self.keys.index / 64) {
            *bits |= bit(self.keys.index);
        }
    }

    #[cold]
    fn refuse_null(&mut self) {
        if at_least(Mode::Strict) {
            self.refused(A::Error::custom("must not be null"));
        }
    }

    /// Keeps an error in the value of the current property, with the name of the property.
    #[cold]
    fn refused(&mut self, error: A::Error) {
        let Keys { names, index, unknown } = &self.keys;
        let name = names.get(*index).copied().unwrap_or(unknown);
        let error = error.to_string();
        let message = match error.strip_prefix("property `") {
            Some(inner) => format!("property `{name}.{inner}"),
            None => format!("property `{name}`: {error}"),
        };
        self.error = Some(A::Error::custom(message));
    }
}

/// A [`Reader`] whose values come through the adapter `B`.
pub struct Through<'a, 'de, A: MapAccess<'de>, B>(&'a mut Reader<'de, A>, PhantomData<B>);

impl<'de, A: MapAccess<'de>, B> Through<'_, 'de, A, B> {
    /// [`Reader::required`].
    pub fn required<T>(self, slot: &mut Option<T>)
    where
        B: Adapter<T>,
    {
        let mut adapted: Option<As<T, B>> = None;
        self.0.required(&mut adapted);
        *slot = adapted.map(As::into_inner);
    }

    /// [`Reader::optional`].
    pub fn optional<T>(self, slot: &mut Option<T>)
    where
        B: Adapter<T>,
    {
        let mut adapted: Option<As<T, B>> = None;
        self.0.optional(&mut adapted);
        *slot = adapted.map(As::into_inner);
    }

    /// [`Reader::nullable`].
    pub fn nullable<T>(self, slot: &mut Option<T>)
    where
        B: Adapter<T>,
    {
        let mut adapted: Option<As<T, B>> = None;
        self.0.nullable(&mut adapted);
        *slot = adapted.map(As::into_inner);
    }

    /// [`Reader::collapsed`].
    pub fn collapsed<T>(self, slot: &mut Option<T>)
    where
        B: Adapter<T>,
    {
        let mut adapted: Option<As<T, B>> = None;
        self.0.collapsed(&mut adapted);
        *slot = adapted.map(As::into_inner);
    }

    /// [`Reader::other`].
    pub fn other<T>(self, others: &mut impl Extend<(String, T)>)
    where
        B: Adapter<T>,
    {
        match self.0.map.next_value::<As<T, B>>() {
            Ok(value) => others.extend([(std::mem::take(&mut self.0.keys.unknown), value.into_inner())]),
            Err(error) => self.0.refused(error),
        }
    }
}

/// Says which of the required names did not come.
fn missing(names: &[&str], required: &[bool], seen: [u64; 2]) -> String {
    let is_missing = |index: usize| seen.get(index / 64).is_some_and(|bits| bits & bit(index) == 0);
    let missing: Vec<String> = { names.iter().zip(required).enumerate() }
        .filter(|(index, (_, required))| **required && is_missing(*index))
        .map(|(_, (name, _))| format!("`{name}`"))
        .collect();
    match missing.as_slice() {
        [] => "a required property is missing".to_owned(),
        [one] => format!("missing required property {one}"),
        more => format!("missing required properties {}", more.join(", ")),
    }
}

/// The bit of an index, in its word.
fn bit(index: usize) -> u64 {
    1 << (index % 64)
}

/// The names of properties, and which of them the last key is.
struct Keys {
    names: &'static [&'static str],
    /// The index of the property being read; the number of names when it has none of them.
    index: usize,
    /// The key of the last property that has none of the names.
    unknown: String,
}

impl Keys {
    fn find(&mut self, key: &str) {
        // Properties mostly come in the order of the names.
        let next = self.index.wrapping_add(1);
        if self.names.get(next).is_some_and(|name| *name == key) {
            self.index = next;
        } else {
            self.search(next, key);
        }
    }

    /// Looks at the names from the next one on, then at those before. Not part of its caller, which is fast without it.
    #[inline(never)]
    fn search(&mut self, next: usize, key: &str) {
        let (before, after) = self.names.split_at_checked(next).unwrap_or((self.names, &[]));
        let found = match after.iter().position(|name| *name == key) {
            Some(index) => Some(index + before.len()),
            None => before.iter().position(|name| *name == key),
        };
        self.index = found.unwrap_or_else(|| {
            self.unknown.clear();
            self.unknown.push_str(key);
            self.names.len()
        });
    }
}

/// Decodes a key to its index among the names, or keeps it.
struct Key<'a>(&'a mut Keys);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        self.0.find(key);
        Ok(())
    }
}
