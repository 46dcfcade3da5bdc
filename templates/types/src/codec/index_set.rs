//! Sets that keep the order of their values.

use std::hash::Hash;

use indexmap::IndexSet;

use super::set::Set;

impl<T: Eq + Hash> Set for IndexSet<T> {
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
