//! Where the places of the normalized document were written.

use std::collections::BTreeMap;

use crate::pointer::{Location, Pointer};

/// Maps places of the normalized document to where they were written.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    moved: BTreeMap<Pointer, Location>,
}

impl Origins {
    /// Notes that what stands at and below `to` was written at `from`.
    pub fn moved(&mut self, to: Pointer, from: Location) {
        self.moved.insert(to, from);
    }

    /// Where the place was written: by the nearest ancestor that moved, else the same pointer in the description.
    pub fn locate(&self, pointer: &Pointer) -> Location {
        if self.moved.is_empty() {
            return Location::root(pointer.clone());
        }
        let mut prefix = Some(pointer.clone());
        while let Some(at) = prefix {
            if let Some(from) = self.moved.get(&at) {
                let rest = pointer.strip_prefix(&at).unwrap_or_default();
                return Location {
                    file: from.file,
                    pointer: from.pointer.join(rest),
                };
            }
            prefix = at.parent();
        }
        Location::root(pointer.clone())
    }
}
