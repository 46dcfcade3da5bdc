//! Writes the properties of an object.

use std::marker::PhantomData;

use serde::ser::{Serialize, SerializeMap};

use super::adapter::{Adapter, As};
use super::tag::Tag;

/// The properties of an object as they are written. The first error is kept inside, and nothing is written after it.
pub struct Writer<S: SerializeMap> {
    map: S,
    names: &'static [&'static str],
    /// The property that the union around the object decides on.
    tag: Option<&'static str>,
    /// What becomes of a field of the object for that property.
    field: TagField,
    error: Option<S::Error>,
}

/// What becomes of a member's own field for the property that tells it from the other members of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagField {
    /// It is left out: the union has written the tag.
    LeftOut,
    /// It gives the tag, but has not done so yet.
    Awaited,
    /// It has given the tag.
    Written,
}

impl<S: SerializeMap> Writer<S> {
    /// Starts before the first property.
    pub(super) fn new(map: S, names: &'static [&'static str]) -> Self {
        Self {
            map,
            names,
            tag: None,
            field: TagField::LeftOut,
            error: None,
        }
    }

    /// Writes the tag of a member of a union. Nothing else is written for the property.
    pub(super) fn tag(&mut self, property: &'static str, tag: Tag) {
        self.required(property, &tag);
        self.tag = Some(property);
    }

    /// Watches for the tag of a member of a union, which a field of the object may give.
    pub(super) fn default_tag(&mut self, property: &'static str) {
        self.tag = Some(property);
        self.field = TagField::Awaited;
    }

    /// Writes a property.
    pub fn required<T: Serialize>(&mut self, name: &str, value: &T) {
        if self.error.is_none()
            && (self.tag != Some(name) || self.takes_tag())
            && let Err(error) = self.map.serialize_entry(name, value)
        {
            self.error = Some(error);
        }
    }

    /// Whether the object's own value is to be written for the property of the tag.
    #[cold]
    fn takes_tag(&mut self) -> bool {
        let takes = self.field != TagField::LeftOut;
        if takes {
            self.field = TagField::Written;
        }
        takes
    }

    /// Writes a property if it has a value.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Writes a property if it has a value, which may be null.
    pub fn nullable<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Writes a property if it has a value, which null is not.
    pub fn collapsed<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Writes further properties. One that has a name of the type's own is left out: it would come twice.
    pub fn other<'a, T: Serialize + 'a>(&mut self, others: impl IntoIterator<Item = (&'a String, &'a T)>) {
        for (name, value) in others {
            if !self.names.contains(&name.as_str()) {
                self.required(name, value);
            }
        }
    }

    /// The same through an adapter.
    pub fn with<B>(&mut self) -> Through<'_, S, B> {
        Through(self, PhantomData)
    }

    /// Ends the object, with a tag where its field has not given one.
    pub(super) fn end_with_tag(mut self, default: Tag) -> Result<S::Ok, S::Error> {
        if let (Some(property), TagField::Awaited) = (self.tag, self.field) {
            self.required(property, &default);
        }
        self.end()
    }

    /// Ends the object.
    pub(super) fn end(self) -> Result<S::Ok, S::Error> {
        match self.error {
            None => self.map.end(),
            Some(error) => Err(error),
        }
    }
}

/// A [`Writer`] whose values go through the adapter `B`.
pub struct Through<'a, S: SerializeMap, B>(&'a mut Writer<S>, PhantomData<B>);

impl<S: SerializeMap, B> Through<'_, S, B> {
    /// [`Writer::required`].
    pub fn required<T>(self, name: &str, value: &T)
    where
        B: Adapter<T>,
    {
        self.0.required(name, &As::<&T, B>::new(value));
    }

    /// [`Writer::optional`].
    pub fn optional<T>(self, name: &str, value: &Option<T>)
    where
        B: Adapter<T>,
    {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// [`Writer::nullable`].
    pub fn nullable<T>(self, name: &str, value: &Option<T>)
    where
        B: Adapter<T>,
    {
        self.optional(name, value);
    }

    /// [`Writer::collapsed`].
    pub fn collapsed<T>(self, name: &str, value: &Option<T>)
    where
        B: Adapter<T>,
    {
        self.optional(name, value);
    }

    /// [`Writer::other`].
    pub fn other<'a, T: 'a>(self, others: impl IntoIterator<Item = (&'a String, &'a T)>)
    where
        B: Adapter<T>,
    {
        for (name, value) in others {
            if !self.0.names.contains(&name.as_str()) {
                self.0.required(name, &As::<&T, B>::new(value));
            }
        }
    }
}
