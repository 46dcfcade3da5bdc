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
    names: &'static [&'static str],
    /// The index of the property being read; the number of names when it has none of them.
    index: usize,
    /// The key of the last property that has none of the names.
    unknown: String,
    /// The required names that came, as bits: enough to say which did not.
    seen: u128,
    error: Option<A::Error>,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, A: MapAccess<'de>> Reader<'de, A> {
    /// Starts before the first property.
    pub(super) fn new(map: A, names: &'static [&'static str]) -> Self {
        Self {
            map,
            names,
            // So that the search for the first key starts at the first name.
            index: names.len(),
            unknown: String::new(),
            seen: 0,
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
        // Properties mostly come in the order of the names, so the search starts after the last one.
        let from = if self.index < self.names.len() {
            self.index + 1
        } else {
            0
        };
        let key = Key {
            names: self.names,
            from,
            unknown: &mut self.unknown,
        };
        match self.map.next_key_seed(key) {
            Ok(Some(index)) => {
                self.index = index;
                Some(index)
            }
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

    /// Takes the value of a property that has none of the names, and keeps it under its key.
    pub fn other<T: Deserialize<'de>>(&mut self, others: &mut impl Extend<(String, T)>) {
        match self.map.next_value() {
            Ok(value) => others.extend([(std::mem::take(&mut self.unknown), value)]),
            Err(error) => self.refused(error),
        }
    }

    /// The same through an adapter.
    pub fn with<B>(&mut self) -> Through<'_, 'de, A, B> {
        Through(self, PhantomData)
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
            (None, None) => Err(A::Error::custom(missing(self.names, required, self.seen))),
        }
    }

    fn pass_over(&mut self, refused_in: Mode) {
        if at_least(refused_in) {
            let error = A::Error::custom(format_args!("unknown property `{}`", self.unknown));
            self.error = Some(error);
        } else if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.refused(error);
        }
    }

    fn saw(&mut self) {
        if let Some(bit) = u32::try_from(self.index)
            .ok()
            .and_then(|index| 1_u128.checked_shl(index))
        {
            self.seen |= bit;
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
        let name = self.names.get(self.index).copied().unwrap_or(&self.unknown);
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

    /// [`Reader::other`].
    pub fn other<T>(self, others: &mut impl Extend<(String, T)>)
    where
        B: Adapter<T>,
    {
        match self.0.map.next_value::<As<T, B>>() {
            Ok(value) => others.extend([(std::mem::take(&mut self.0.unknown), value.into_inner())]),
            Err(error) => self.0.refused(error),
        }
    }
}

/// Says which of the required names did not come.
fn missing(names: &[&str], required: &[bool], seen: u128) -> String {
    let missing: Vec<String> = (0_u32..)
        .zip(names.iter().zip(required))
        .filter(|(index, (_, required))| **required && 1_u128.checked_shl(*index).is_some_and(|bit| seen & bit == 0))
        .map(|(_, (name, _))| format!("`{name}`"))
        .collect();
    match missing.as_slice() {
        [] => "a required property is missing".to_owned(),
        [one] => format!("missing required property {one}"),
        more => format!("missing required properties {}", more.join(", ")),
    }
}

/// Decodes a key to its index among the names, or keeps it.
struct Key<'a> {
    names: &'static [&'static str],
    from: usize,
    unknown: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        if self.names.get(self.from).is_some_and(|name| *name == key) {
            return Ok(self.from);
        }
        let (before, after) = self.names.split_at_checked(self.from).unwrap_or((self.names, &[]));
        let found = match after.iter().position(|name| *name == key) {
            Some(index) => Some(index + before.len()),
            None => before.iter().position(|name| *name == key),
        };
        Ok(found.unwrap_or_else(|| {
            self.unknown.clear();
            self.unknown.push_str(key);
            self.names.len()
        }))
    }
}
