//! Schema resources and anchors: what `$id`, `$self`, `$anchor` and `$dynamicAnchor` call a place (JSON Schema 2020-12
//! §8.2, OAS 3.2.0 §4.1.2).

use std::collections::BTreeMap;

use fluent_uri::{Iri, IriRef};
use serde_json::Value;

use super::find::{DATA, NAMED};
use super::sources::SourceFile;
use crate::pointer::{FileId, Location, Pointer};

/// The resources of a description's files, by their URIs.
///
/// A file has a URI that only its own path makes up, so that relative ones within a description find one another.
#[derive(Clone, Debug, Default)]
pub(super) struct Resources {
    /// The URI of each schema with an `$id`, and of each file, if it can have one.
    bases: BTreeMap<Location, Option<Iri<String>>>,
    /// The places of each URI that an `$id` or `$self` names.
    places: BTreeMap<String, Vec<Location>>,
    /// The place of each anchor, by the root of the resource that it is in.
    anchors: BTreeMap<(Location, String), Location>,
}

impl Resources {
    /// Looks through all files.
    pub(super) fn index(files: &[SourceFile]) -> Self {
        let mut resources = Self::default();
        for (id, file) in (0..).map(FileId).zip(files) {
            let root = Location {
                file: id,
                pointer: Pointer::root(),
            };
            let own = file_uri(&file.name);
            resources.bases.insert(root.clone(), own);
            if let Some(Value::String(name)) = file.value.get("$self") {
                resources.name(&root, name, &root);
            }
            // Most descriptions have none, and a large one takes a while to walk.
            if ["$id", "$anchor", "$dynamicAnchor"]
                .iter()
                .any(|key| file.text.contains(key))
            {
                resources.collect(&file.value, &root, &mut Vec::new());
            }
        }
        resources
    }

    /// Has a place in the resource `within` begin one of its own. False if the text is no URI.
    fn name(&mut self, place: &Location, name: &str, within: &Location) -> bool {
        let base = self.bases.get(within).and_then(Option::as_ref);
        let Some(uri) = resolve(name.trim_end_matches('#'), base) else {
            return false;
        };
        let known = self.places.entry(uri.as_str().to_owned()).or_default();
        known.push(place.clone());
        self.bases.insert(place.clone(), Some(uri));
        true
    }

    /// Collects what stands in a value; `root` is the resource that it is in.
    fn collect<'v>(&mut self, value: &'v Value, root: &Location, way: &mut Vec<Token<'v>>) {
        match value {
            Value::Object(map) => {
                let mut inner = None;
                if let Some(Value::String(id)) = map.get("$id") {
                    let at = place(root.file, way);
                    inner = self.name(&at, id, root).then_some(at);
                }
                let root = inner.as_ref().unwrap_or(root);
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(Value::String(name)) = map.get(key) {
                        let known = self.anchors.entry((root.clone(), name.clone()));
                        known.or_insert_with(|| place(root.file, way));
                    }
                }
                let keys_are_names = matches!(way.last(), Some(Token::Key(key)) if NAMED.contains(key))
                    && !matches!(way.iter().nth_back(1), Some(Token::Key(key)) if NAMED.contains(key));
                for (key, value) in map {
                    let is_data = DATA.contains(&key.as_str()) || key == "examples" && value.is_array();
                    if is_data && !keys_are_names {
                        continue;
                    }
                    way.push(Token::Key(key));
                    self.collect(value, root, way);
                    way.pop();
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    way.push(Token::Index(index));
                    self.collect(item, root, way);
                    way.pop();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Whether any place names itself by a URI.
    pub(super) fn has_names(&self) -> bool {
        !self.places.is_empty()
    }

    /// The root of the resource that a reference leads to, by the part of it before the `#`; `None` if no resource is
    /// called so. Of several the one counts that has most of its way in common with the place of the reference.
    pub(super) fn find(&self, from: &Location, name: &str) -> Option<&Location> {
        let (around, base) = self.around(from)?;
        if name.is_empty() {
            return Some(around);
        }
        let known = self.places.get(resolve(name, base.as_ref())?.as_str())?;
        let common = |place: &Location| {
            let shared = place.pointer.tokens().zip(from.pointer.tokens());
            let shared = shared.take_while(|(one, other)| one == other).count();
            (place.file == from.file).then_some(shared)
        };
        // Of equally near ones the first.
        known.iter().rev().max_by_key(|place| common(place))
    }

    /// The innermost resource around a place, and its URI.
    fn around(&self, place: &Location) -> Option<(&Location, &Option<Iri<String>>)> {
        let mut at = place.clone();
        loop {
            if let Some(found) = self.bases.get_key_value(&at) {
                return Some(found);
            }
            at.pointer = at.pointer.parent()?;
        }
    }

    /// The anchor of a resource; else, since authors forget that an `$id` begins a new one, of its file.
    pub(super) fn anchor(&self, root: &Location, name: &str) -> Option<&Location> {
        let own = self.anchors.get(&(root.clone(), name.to_owned()));
        own.or_else(|| {
            let mut others = self.anchors.iter();
            let found = others.find(|((other, anchor), _)| other.file == root.file && anchor == name);
            found.map(|(_, place)| place)
        })
    }
}

/// Resolves a reference (RFC 3986 §5.2); `None` if it is none, or cannot be relative to the base.
fn resolve(reference: &str, base: Option<&Iri<String>>) -> Option<Iri<String>> {
    let reference = IriRef::parse(reference).ok()?;
    match base {
        Some(base) => reference.resolve_against(base).ok(),
        None => Iri::try_from(reference.to_owned()).ok(),
    }
}

/// The URI of a file that says none; `None` for a name that cannot stand in one.
fn file_uri(name: &str) -> Option<Iri<String>> {
    Iri::parse(format!("file:///{name}")).ok()
}

#[derive(Clone, Copy)]
enum Token<'v> {
    Key(&'v str),
    Index(usize),
}

fn place(file: FileId, way: &[Token<'_>]) -> Location {
    let pointer = way.iter().fold(Pointer::root(), |pointer, token| match token {
        Token::Key(key) => pointer.child(key),
        Token::Index(index) => pointer.index(*index),
    });
    Location { file, pointer }
}
