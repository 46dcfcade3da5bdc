//! Maps with text keys.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;

use super::adapter::{Adapter, As};

/// A map with text keys.
pub trait Map: Default + Extend<(String, Self::Value)> {
    /// What its values are.
    type Value;

    /// The entries, in the map's own order.
    fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a String, &'a Self::Value)>
    where
        Self::Value: 'a;
}

impl<T> Map for BTreeMap<String, T> {
    type Value = T;

    fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a String, &'a T)>
    where
        T: 'a,
    {
        self.iter()
    }
}

impl<T> Map for HashMap<String, T> {
    type Value = T;

    fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a String, &'a T)>
    where
        T: 'a,
    {
        self.iter()
    }
}

/// A map, each value by `A`.
pub struct Values<A>(PhantomData<A>);

impl<M: Map, A: Adapter<M::Value>> Adapter<M> for Values<A> {
    fn serialize<S: Serializer>(value: &M, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = value.entries();
        serializer.collect_map(entries.map(|(key, value)| (key, As::<&M::Value, A>::new(value))))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
        deserializer.deserialize_map(Entries::<A, M>(PhantomData))
    }
}

/// The visitor of maps.
struct Entries<A, M>(PhantomData<(A, M)>);

impl<'de, A: Adapter<M::Value>, M: Map> Visitor<'de> for Entries<A, M> {
    type Value = M;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<E: MapAccess<'de>>(self, mut entries: E) -> Result<M, E::Error> {
        let mut all = M::default();
        while let Some((key, value)) = entries.next_entry::<String, As<M::Value, A>>()? {
            all.extend([(key, value.into_inner())]);
        }
        Ok(all)
    }
}
