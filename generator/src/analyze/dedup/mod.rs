//! Which schemas are served by the Rust type of an equal one, and which types are therefore left to define.

pub(in crate::analyze) mod fingerprint;

use std::collections::{HashMap, VecDeque};

use self::fingerprint::Fingerprints;
use super::names::locked::LockedNames;
use super::names::origin::{self, Anchor, Name};
use super::{Facts, TypeName, walk};
use crate::model::{Api, SchemaId, Shape};

/// An object of fewer properties may be equal to another by accident; it is shared under the same name only.
const TELLING_PROPERTIES: usize = 3;

/// What sharing leaves.
#[derive(Debug)]
pub(in crate::analyze) struct Sharing {
    /// By schema: the one whose type serves it.
    pub(in crate::analyze) canonical: Vec<SchemaId>,
    /// Every item to define, each after the item that it is written in.
    pub(in crate::analyze) items: Vec<Item>,
}

/// A Rust item to define.
#[derive(Debug)]
pub(in crate::analyze) struct Item {
    /// Its schema, the first of the equal ones.
    pub(in crate::analyze) id: SchemaId,
    /// Every schema that it serves, itself first.
    pub(in crate::analyze) serves: Vec<SchemaId>,
    /// The name that it had before.
    pub(in crate::analyze) kept: Option<TypeName>,
}

impl Item {
    /// Whether it serves places that do not share a module.
    pub(in crate::analyze) fn is_spread(&self, api: &Api) -> bool {
        let mut anchors = self.serves.iter().map(|id| origin::anchor(api, *id));
        let first: Option<Anchor> = anchors.next();
        anchors.any(|anchor| Some(&anchor) != first.as_ref())
    }
}

/// Finds equal schemas, walking from components and operations to everything that has a Rust type.
///
/// What had a name before comes first and keeps to those that it shared the name with, as long as they are equal; what is
/// new then joins where it fits. What the user chose a type for (`replacements`, by schema index) is left out.
pub(in crate::analyze) fn share(
    api: &Api,
    facts: &Facts,
    kept: &LockedNames<'_>,
    replacements: &[Option<String>],
) -> Sharing {
    let mut search = Search {
        api,
        facts,
        replacements,
        fingerprints: Fingerprints::new(api, replacements),
        candidates: HashMap::new(),
        kept,
        owners: HashMap::new(),
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
    let mut later = VecDeque::new();
    loop {
        let (id, is_late) = match stack.pop() {
            Some(id) => (id, false),
            None => match later.pop_front() {
                Some(id) => (id, true),
                None => break,
            },
        };
        if search.visited[id.index()] {
            continue;
        }
        if !is_late && search.is_new(id) {
            later.push_back(id);
            continue;
        }
        search.visited[id.index()] = true;
        if search.visit(id) {
            stack.extend(walk::parts(api.schemas.get(id)).into_iter().rev());
        }
    }
    resolve_references(api, &mut search.sharing.canonical);
    search.sharing
}

struct Search<'a> {
    api: &'a Api,
    facts: &'a Facts,
    /// By schema index, the types that the user chose: nothing in these has a type of its own.
    replacements: &'a [Option<String>],
    fingerprints: Fingerprints<'a>,
    /// By number and what else must agree, those that others may turn out to be equal to.
    candidates: HashMap<(u32, Key), Candidate>,
    kept: &'a LockedNames<'a>,
    /// By a name that is kept, what has it now, and its number.
    owners: HashMap<&'a TypeName, (Candidate, u32)>,
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

impl<'a> Search<'a> {
    /// Components serve inline objects of their name that are telling, and are never served.
    fn offer_component(&mut self, id: SchemaId) {
        if self.replacements.get(id.index()).is_some_and(Option::is_some) {
            return;
        }
        let candidate = Candidate { id, item: None };
        if let Some(name) = self.kept.item(id) {
            let number = self.fingerprints.of(id);
            self.owners.entry(name).or_insert((candidate, number));
        }
        if telling(self.api, id) {
            let name = origin::name(self.api, self.facts, id);
            let number = self.fingerprints.of(id);
            self.candidates
                .entry((number, Key::Name(name.text)))
                .or_insert(candidate);
        }
    }

    /// Whether a schema becomes an inline item that had no name before, although others had.
    fn is_new(&self, id: SchemaId) -> bool {
        let schema = self.api.schemas.get(id);
        !self.kept.is_empty() && self.kept.item(id).is_none() && walk::is_item(schema) && !walk::is_component(schema)
    }

    /// Says whether the parts of a schema are to be walked: not those of a schema that another one serves.
    fn visit(&mut self, id: SchemaId) -> bool {
        let schema = self.api.schemas.get(id);
        let replaced = self.replacements.get(id.index()).is_some_and(Option::is_some);
        if replaced && !walk::is_component(schema) {
            return false;
        }
        if !walk::is_item(schema) {
            return true;
        }
        let next = Candidate {
            id,
            item: Some(self.sharing.items.len()),
        };
        let mut kept = self.kept.item(id);
        if !walk::is_component(schema) {
            let number = self.fingerprints.of(id);
            // Those that shared a name are one type as long as they are equal; the first keeps it when they are not.
            let owner = kept.and_then(|name| self.owners.get(name)).copied();
            kept = kept.filter(|_| owner.is_none());
            let name = origin::name(self.api, self.facts, id);
            let keys = keys(&name, telling(self.api, id));
            let owner = owner.filter(|(_, of)| *of == number).map(|(candidate, _)| candidate);
            let found = owner.or_else(|| {
                let mut equal = keys
                    .iter()
                    .filter_map(|key| self.candidates.get(&(number, key.clone())).copied());
                equal.find(|candidate| kept.is_none() || self.is_nameless(*candidate))
            });
            if let Some(found) = found {
                self.serve(id, found, kept, number);
                return false;
            }
            for key in keys {
                self.candidates.entry((number, key)).or_insert(next);
            }
            if let Some(kept) = kept {
                self.owners.insert(kept, (next, number));
            }
        }
        self.sharing.items.push(Item {
            id,
            serves: vec![id],
            kept: kept.cloned(),
        });
        !replaced
    }

    /// Whether a candidate may still be given a name that is kept.
    fn is_nameless(&self, candidate: Candidate) -> bool {
        let item = candidate.item.and_then(|index| self.sharing.items.get(index));
        item.is_some_and(|item| item.kept.is_none())
    }

    fn serve(&mut self, id: SchemaId, by: Candidate, kept: Option<&'a TypeName>, number: u32) {
        if let Some(canonical) = self.sharing.canonical.get_mut(id.index()) {
            *canonical = by.id;
        }
        if let Some(item) = by.item.and_then(|index| self.sharing.items.get_mut(index)) {
            item.serves.push(id);
            if let (Some(name), None) = (kept, &item.kept) {
                item.kept = Some(name.clone());
                self.owners.insert(name, (by, number));
            }
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
