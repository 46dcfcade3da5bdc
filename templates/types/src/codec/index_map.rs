//! Maps that keep the order of their keys.

use indexmap::IndexMap;

use super::map::Map;

impl<T> Map for IndexMap<String, T> {
    type Value = T;

    fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a String, &'a T)>
    where
        T: 'a,
    {
        self.iter()
    }
}
