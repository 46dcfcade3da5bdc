//! Arrays that hold nothing twice.

use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde::ser::Serializer;

use super::super::strict::{Mode, at_least};
use super::adapter::{Adapter, As};

/// A set.
pub trait Set: Default {
    /// What it holds.
    type Item;

    /// Adds a value; false where it is in the set already.
    fn add(&mut self, item: Self::Item) -> bool;

    /// The values, in the set's own order.
    fn items<'a>(&'a self) -> impl Iterator<Item = &'a Self::Item>
    where
        Self::Item: 'a;
}

impl<T: Ord> Set for BTreeSet<T> {
    type Item = T;

    fn add(&mut self, item: T) -> bool {
        self.insert(item)
    }

    fn items<'a>(&'a self) -> impl Iterator<Item = &'a T>
    where
        T: 'a,
    {
        self.iter()
    }
}

impl<T: Eq + Hash> Set for HashSet<T> {
    type Item = T;

    fn add(&mut self, item: T) -> bool {
        self.insert(item)
    }

    fn items<'a>(&'a self) -> impl Iterator<Item = &'a T>
    where
        T: 'a,
    {
        self.iter()
    }
}

/// A set, each value by `A`. One that comes twice is refused in strict decoding.
pub struct Distinct<A>(PhantomData<A>);

impl<C: Set, A: Adapter<C::Item>> Adapter<C> for Distinct<A> {
    fn serialize<S: Serializer>(value: &C, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(value.items().map(As::<&C::Item, A>::new))
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
        deserializer.deserialize_seq(Items::<A, C>(PhantomData))
    }
}

/// The visitor of arrays.
struct Items<A, C>(PhantomData<(A, C)>);

impl<'de, A: Adapter<C::Item>, C: Set> Visitor<'de> for Items<A, C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<C, S::Error> {
        let mut all = C::default();
        while let Some(item) = items.next_element::<As<C::Item, A>>()? {
            if !all.add(item.into_inner()) && at_least(Mode::Strict) {
                return Err(S::Error::custom("holds an item twice, but items must be unique"));
            }
        }
        Ok(all)
    }
}
