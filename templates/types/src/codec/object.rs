//! Objects: a type names its properties and reads them from a [`Reader`].

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use super::reader::Reader;
use super::writer::Writer;

/// A type that is an object in JSON.
pub trait Object: Sized {
    /// The names of the properties. The reader gives indices into this.
    const NAMES: &'static [&'static str];

    /// Which of the names are required.
    const REQUIRED: &'static [bool];

    /// Reads all properties. `None`: a required one is missing, or the reader has met an error.
    fn read<'de, A: MapAccess<'de>>(r: &mut Reader<'de, A>) -> Option<Self>;

    /// Writes all properties. The writer keeps the first error.
    fn write<S: SerializeMap>(&self, w: &mut Writer<S>);
}

impl<T: Object> Object for Box<T> {
    const NAMES: &'static [&'static str] = T::NAMES;
    const REQUIRED: &'static [bool] = T::REQUIRED;

    fn read<'de, A: MapAccess<'de>>(r: &mut Reader<'de, A>) -> Option<Self> {
        T::read(r).map(Self::new)
    }

    fn write<S: SerializeMap>(&self, w: &mut Writer<S>) {
        (**self).write(w);
    }
}

/// Decodes an object.
///
/// # Errors
/// When it is no object, a required property is missing, or the value of a property does not fit.
pub fn read_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// Encodes an object.
///
/// # Errors
/// When the serializer refuses a value.
pub fn write_object<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::new(serializer.serialize_map(None)?, T::NAMES);
    object.write(&mut writer);
    writer.end()
}

/// The one visitor of all objects.
struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut reader = Reader::new(map, T::NAMES);
        let object = T::read(&mut reader);
        reader.end(object, T::REQUIRED)
    }
}
