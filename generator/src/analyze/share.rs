//! Which schemas are served by the Rust type of an equal one, and which types are therefore left to define.

use std::collections::HashMap;

use super::fingerprint::Fingerprints;
use super::origin::{self, Anchor, Name};
use super::{Facts, walk};
use crate::model::{Api, SchemaId, Shape};

/// An object of fewer properties may be equal to another by accident; it is shared under the same name only.
const TELLING_PROPERTIES: usize = 3;

/// What sharing leaves.
#[derive(Debug)]
pub(super) struct Sharing {
    /// By schema: the one whose type serves it.
    pub(super) canonical: Vec<SchemaId>,
    /// Every item to define, each after the item that it is written in.
    pub(super) items: Vec<Item>,
}

/// A Rust item to define.
#[derive(Debug)]
pub(super) struct Item {
    /// Its schema, the first of the equal ones.
    pub(super) id: SchemaId,
    /// Every schema that it serves, itself first.
    pub(super) serves: Vec<SchemaId>,
}

impl Item {
    /// Whether it serves places that do not share a module.
    pub(super) fn is_spread(&self, api: &Api) -> bool {
        let mut anchors = self.serves.iter().map(|id| origin::anchor(api, *id));
        let first: Option<Anchor> = anchors.next();
        anchors.any(|anchor| Some(&anchor) != first.as_ref())
    }
}

/// Finds equal schemas, walking from components and operations to everything that has a Rust type.
pub(super) fn share(api: &Api, facts: &Facts) -> Sharing {
    let mut search = Search {
        api,
        facts,
        fingerprints: Fingerprints::new(api),
        candidates: HashMap::new(),
        visited: vec![false; api.schemas.len()],
        sharing: Sharing {
            canonical: api.schemas.iter().map(|(id, _)| id).collect(),
            items: Vec::new(),
        },
    };
    for (id, schema) in api.schemas.iter() {
        if walk::is_component(schema) {
            search.offer_component(id);
        }
    }
    let mut stack = walk::roots(api);
    stack.reverse();
    while let Some(id) = stack.pop() {
        if !std::mem::replace(&mut search.visited[id.index()], true) && search.visit(id) {
            stack.extend(walk::parts(api.schemas.get(id)).into_iter().rev());
        }
    }
    resolve_references(api, &mut search.sharing.canonical);
    search.sharing
}

struct Search<'a> {
    api: &'a Api,
    facts: &'a Facts,
    fingerprints: Fingerprints<'a>,
    /// By number and what else must agree, those that others may turn out to be equal to.
    candidates: HashMap<(u32, Key), Candidate>,
    visited: Vec<bool>,
    sharing: Sharing,
}

/// What must agree, besides structure, for schemas to be one type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// The name of a place.
    Name(String),
    /// The name of a body, which has its operation in it.
    Body(String),
    /// Being the same part of a body that reports errors, of any operation.
    Error(String),
    /// Nothing: the structure is telling.
    Structure,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    id: SchemaId,
    /// Index in [`Sharing::items`]; `None` for a component.
    item: Option<usize>,
}

/// The keys of a schema. Bodies are named for their operation, and shared only where they report the same errors.
fn keys(name: &Name, telling: bool) -> Vec<Key> {
    let mut keys = Vec::new();
    match &name.body {
        None => {
            keys.push(Key::Name(name.text.clone()));
            keys.extend(telling.then_some(Key::Structure));
        }
        Some(body) => {
            keys.push(Key::Body(name.text.clone()));
            keys.extend(body.error.as_ref().map(|_| Key::Error(body.suffix.clone())));
        }
    }
    keys
}

impl Search<'_> {
    /// Components serve inline objects of their name that are telling, and are never served.
    fn offer_component(&mut self, id: SchemaId) {
        if telling(self.api, id) {
            let name = origin::name(self.api, self.facts, id);
            let number = self.fingerprints.of(id);
            self.candidates
                .entry((number, Key::Name(name.text)))
                .or_insert(Candidate { id, item: None });
        }
    }

    /// Says whether the parts of a schema are to be walked: not those of a schema that another one serves.
    fn visit(&mut self, id: SchemaId) -> bool {
        let schema = self.api.schemas.get(id);
        if !walk::is_item(schema) {
            return true;
        }
        let next = Candidate {
            id,
            item: Some(self.sharing.items.len()),
        };
        if !walk::is_component(schema) {
            let number = self.fingerprints.of(id);
            let name = origin::name(self.api, self.facts, id);
            let keys = keys(&name, telling(self.api, id));
            let found = keys
                .iter()
                .find_map(|key| self.candidates.get(&(number, key.clone())))
                .copied();
            if let Some(found) = found {
                self.serve(id, found);
                return false;
            }
            for key in keys {
                self.candidates.entry((number, key)).or_insert(next);
            }
        }
        self.sharing.items.push(Item { id, serves: vec![id] });
        true
    }

    fn serve(&mut self, id: SchemaId, by: Candidate) {
        if let Some(canonical) = self.sharing.canonical.get_mut(id.index()) {
            *canonical = by.id;
        }
        if let Some(item) = by.item.and_then(|index| self.sharing.items.get_mut(index)) {
            item.serves.push(id);
        }
    }
}

/// Whether equality is telling by itself.
fn telling(api: &Api, id: SchemaId) -> bool {
    matches!(&api.schemas.get(id).shape, Shape::Object(object) if object.properties.len() >= TELLING_PROPERTIES)
}

/// Inline references are served by what they lead to. A component that is a reference is an alias, hence an item.
fn resolve_references(api: &Api, canonical: &mut [SchemaId]) {
    for (id, schema) in api.schemas.iter() {
        let mut target = id;
        let mut shape = &schema.shape;
        let mut component = walk::is_component(schema);
        let mut steps = 0;
        while let (Shape::Reference(next), false) = (shape, component)
            && steps <= api.schemas.len()
        {
            target = canonical.get(next.index()).copied().unwrap_or(*next);
            shape = &api.schemas.get(target).shape;
            component = walk::is_component(api.schemas.get(target));
            steps += 1;
        }
        if let Some(slot) = canonical.get_mut(id.index()) {
            *slot = if target == id { *slot } else { target };
        }
    }
}
