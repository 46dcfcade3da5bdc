//! Adapters: codecs for types whose own would write something else than the description says.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// A codec for `T`.
pub trait Adapter<T> {
    /// Encodes a value.
    ///
    /// # Errors
    /// When the serializer refuses it.
    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;

    /// Decodes a value.
    ///
    /// # Errors
    /// When what comes does not fit.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;
}

/// A `T` that decodes, or a `&T` that encodes, through the adapter `A`.
pub struct As<T, A>(pub T, pub PhantomData<A>);

impl<T, A> As<T, A> {
    /// Wraps a value (to decode) or a reference to one (to encode).
    pub fn new(value: T) -> Self {
        Self(value, PhantomData)
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T, A: Adapter<T>> Serialize for As<&T, A> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        A::serialize(self.0, serializer)
    }
}

impl<'de, T, A: Adapter<T>> Deserialize<'de> for As<T, A> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        A::deserialize(deserializer).map(Self::new)
    }
}

/// The type's own codec.
pub struct Plain;

impl<T: Serialize + DeserializeOwned> Adapter<T> for Plain {
    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

/// `A`, or null.
pub struct Nullable<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Option<T>> for Nullable<A> {
    fn serialize<S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(As::<&T, A>::new).serialize(serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        Ok(Option::<As<T, A>>::deserialize(deserializer)?.map(As::into_inner))
    }
}

/// `A`, in a box.
pub struct Boxed<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Box<T>> for Boxed<A> {
    fn serialize<S: Serializer>(value: &Box<T>, serializer: S) -> Result<S::Ok, S::Error> {
        A::serialize(value, serializer)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<T>, D::Error> {
        A::deserialize(deserializer).map(Box::new)
    }
}

/// An array, each item by `A`.
pub struct Each<A>(PhantomData<A>);

impl<T, A: Adapter<T>> Adapter<Vec<T>> for Each<A> {
    fn serialize<S: Serializer>(value: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.iter().map(As::<&T, A>::new))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(Items::<A, T>(PhantomData))
    }
}

/// The visitor of arrays.
struct Items<A, T>(PhantomData<(A, T)>);

impl<'de, A: Adapter<T>, T> Visitor<'de> for Items<A, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Vec<T>, S::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element::<As<T, A>>()? {
            all.push(item.into_inner());
        }
        Ok(all)
    }
}
