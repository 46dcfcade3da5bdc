//! Writes the properties of an object.

use std::marker::PhantomData;

use serde::ser::{Serialize, SerializeMap};

use super::adapter::{Adapter, As};

/// The properties of an object as they are written. The first error is kept inside, and nothing is written after it.
pub struct Writer<S: SerializeMap> {
    map: S,
    names: &'static [&'static str],
    error: Option<S::Error>,
}

impl<S: SerializeMap> Writer<S> {
    /// Starts before the first property.
    pub(super) fn new(map: S, names: &'static [&'static str]) -> Self {
        Self {
            map,
            names,
            error: None,
        }
    }

    /// Writes a property.
    pub fn required<T: Serialize>(&mut self, name: &str, value: &T) {
        if self.error.is_none()
            && let Err(error) = self.map.serialize_entry(name, value)
        {
            self.error = Some(error);
        }
    }

    /// Writes a property if it has a value.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// [`required`](Self::required) through an adapter.
    pub fn required_as<B: Adapter<T>, T>(&mut self, name: &str, value: &T) {
        self.required(name, &As::<&T, B>(value, PhantomData));
    }

    /// [`optional`](Self::optional) through an adapter.
    pub fn optional_as<B: Adapter<T>, T>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required_as::<B, T>(name, value);
        }
    }

    /// Writes further properties. One that has a name of the type's own is left out: it would come twice.
    pub fn others<'a, T: Serialize + 'a>(&mut self, others: impl IntoIterator<Item = (&'a String, &'a T)>) {
        for (name, value) in others {
            if !self.names.contains(&name.as_str()) {
                self.required(name, value);
            }
        }
    }

    /// [`others`](Self::others) through an adapter.
    pub fn others_as<'a, B: Adapter<T>, T: 'a>(&mut self, others: impl IntoIterator<Item = (&'a String, &'a T)>) {
        for (name, value) in others {
            if !self.names.contains(&name.as_str()) {
                self.required_as::<B, T>(name, value);
            }
        }
    }

    /// Ends the object.
    pub(super) fn end(self) -> Result<S::Ok, S::Error> {
        match self.error {
            None => self.map.end(),
            Some(error) => Err(error),
        }
    }
}
