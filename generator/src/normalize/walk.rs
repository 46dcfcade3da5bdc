//! The walk: every object of the description once, from the root down, each rewritten in place.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Origins;
use super::audit::describe;
use super::fields::{self, Fields, Is};
use super::hoist::Hoist;
use super::keywords;
use super::kind::Kind;
use super::path::Path;
use super::require;
use super::swagger2::{self, MediaTypes};
use super::version::Version;
use crate::load::Sources;
use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, Diagnostic, Sink};

/// What the walk carries along.
pub(super) struct Walker<'a> {
    pub(super) sources: &'a Sources,
    pub(super) sink: &'a mut Sink,
    pub(super) version: Version,
    /// The minor number of the version.
    pub(super) minor: u32,
    /// Where rewritten places came from, so far.
    pub(super) origins: Origins,
    /// Definitions that still have to become components.
    pub(super) hoist: Hoist,
    /// What 2.0's `consumes` and `produces` say for the operation being walked.
    pub(super) media_types: MediaTypes,
    /// The places whose contents are being put in place of references just now.
    pub(super) inlining: Vec<(FileId, Pointer)>,
    /// How many references were replaced by what they lead to.
    pub(super) inlined: usize,
    /// Kinds that references stand for against the specification, as far as reported.
    pub(super) told: BTreeSet<Kind>,
    /// The entries of maps that could not stay.
    pub(super) lost: Vec<Pointer>,
}

impl<'a> Walker<'a> {
    /// A walk that has not begun.
    pub(super) fn new(sources: &'a Sources, sink: &'a mut Sink, (version, minor): (Version, u32)) -> Self {
        Self {
            sources,
            sink,
            version,
            minor,
            origins: Origins::default(),
            hoist: Hoist::default(),
            media_types: MediaTypes::default(),
            inlining: Vec::new(),
            inlined: 0,
            told: BTreeSet::new(),
            lost: Vec::new(),
        }
    }

    /// Reports a finding at a place of the normalized document, located where it was written.
    pub(super) fn report(&mut self, code: Code, path: &Path<'_>, message: impl Into<String>, help: Option<String>) {
        let location = self.location(path);
        let mut diagnostic = Diagnostic::new(code, location, message);
        diagnostic.help = help;
        self.sink.push(diagnostic);
    }

    /// Where a place was written.
    pub(super) fn location(&self, path: &Path<'_>) -> Location {
        self.origins.locate(&path.pointer())
    }

    /// Notes that what stands at `to` stood at `from` before this rewrite.
    pub(super) fn moved(&mut self, to: Pointer, from: &Pointer) {
        let from = self.origins.locate(from);
        self.origins.moved(to, from);
    }

    /// Rewrites an object and everything below it. False when it cannot stay: its parent leaves it out.
    pub(super) fn visit(&mut self, kind: Kind, value: &mut Value, path: &Path<'_>) -> bool {
        if kind == Kind::Schema {
            self.schema(value, path);
            return true;
        }
        let Value::Object(map) = value else {
            let message = format!("{} is an object, not {}", kind.noun(), describe(value));
            self.report(Code::InvalidValue, path, message, None);
            return false;
        };
        if matches!(map.get("$ref"), Some(Value::String(_))) || map.contains_key("$ref") && kind.is_referable() {
            return self.reference(kind, value, path);
        }
        self.object(kind, map, path)
    }

    fn object(&mut self, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) -> bool {
        if let Some(fields) = self.fields(kind) {
            self.audit(kind, fields, map, path);
        }
        let outer = self.media_types.clone();
        let keep = self.rewrite(kind, map, path);
        if keep {
            self.children(kind, map, path);
            require::complete(kind, map);
        }
        self.media_types = outer;
        keep
    }

    /// The fields that the source may have; `None` for objects that only rewriting makes.
    fn fields(&self, kind: Kind) -> Option<Fields> {
        match self.version {
            Version::V2 => swagger2::fields(kind),
            Version::V3 => Some(fields::of(kind)),
        }
    }

    /// Rewrites what stands below an object.
    pub(super) fn children(&mut self, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) {
        let fields = fields::of(kind);
        let mut removed = Vec::new();
        for (key, value) in map.iter_mut() {
            let is = if key.starts_with(keywords::PREFIX) {
                fields::own(kind, key)
            } else if key.starts_with("x-") {
                None
            } else {
                fields.get(key)
            };
            if kind == Kind::Schema && key == "additionalProperties" && value.is_boolean() {
                continue;
            }
            if let Some(is) = is
                && !self.child(is, value, &path.key(key))
            {
                removed.push(key.clone());
            }
        }
        for key in removed {
            map.shift_remove(&key);
        }
    }

    fn child(&mut self, is: Is, value: &mut Value, path: &Path<'_>) -> bool {
        match (is, value) {
            (Is::One(kind) | Is::OneOrList(kind), value) => self.visit(kind, value, path),
            (Is::TextOr(kind), value @ Value::Object(_)) => self.visit(kind, value, path),
            (Is::List(kind), Value::Array(items)) => {
                self.list(kind, items, path);
                true
            }
            (Is::Map(kind), value @ Value::Object(_)) => self.map_or_reference(kind, value, path),
            _ => true,
        }
    }

    fn list(&mut self, kind: Kind, items: &mut Vec<Value>, path: &Path<'_>) {
        let mut kept = Vec::with_capacity(items.len());
        for (from, mut item) in std::mem::take(items).into_iter().enumerate() {
            let at = path.index(kept.len());
            if kept.len() != from {
                self.moved(at.pointer(), &path.index(from).pointer());
            }
            if self.visit(kind, &mut item, &at) {
                kept.push(item);
            }
        }
        *items = kept;
    }

    /// An object of objects; some descriptions keep it in a file of its own.
    fn map_or_reference(&mut self, kind: Kind, value: &mut Value, path: &Path<'_>) -> bool {
        let Value::Object(map) = value else {
            return false;
        };
        if !matches!(map.get("$ref"), Some(Value::String(_))) {
            self.map(kind, map, path);
            return true;
        }
        let Some(target) = self.target(map, path) else {
            return false;
        };
        let help = Some("give each entry a `$ref` of its own".to_owned());
        let message = "a `$ref` cannot stand for several objects; it is read as if it could";
        self.report(Code::Tolerated, &path.key("$ref"), message, help);
        self.inline(value, target, path, |walker, value, path| {
            if let Value::Object(map) = value {
                walker.map(kind, map, path);
            }
            value.is_object()
        })
    }

    fn map(&mut self, kind: Kind, map: &mut Map<String, Value>, path: &Path<'_>) {
        let mut removed = Vec::new();
        for (key, value) in map.iter_mut() {
            if !self.visit_entry(kind, key, value, path) {
                removed.push(key.clone());
            }
        }
        for key in removed {
            map.shift_remove(&key);
            self.lost.push(path.key(&key).pointer());
        }
    }

    /// Visits an entry of a map. A component that only points at a definition elsewhere takes that definition in.
    fn visit_entry(&mut self, kind: Kind, key: &str, value: &mut Value, path: &Path<'_>) -> bool {
        let at = path.key(key);
        if !self.hoist.has_aliases() {
            return self.visit(kind, value, &at);
        }
        let pointer = at.pointer();
        let Some(target) = self.hoist.alias(&pointer) else {
            return self.visit(kind, value, &at);
        };
        if let Some(definition) = self.definition(&target) {
            *value = definition.clone();
        }
        let file = target.file;
        self.origins.moved(pointer.clone(), target);
        self.visit(kind, value, &Path::start(&pointer, file))
    }

    /// What stands at a place of the sources.
    pub(super) fn definition(&self, at: &Location) -> Option<&'a Value> {
        self.sources.value(at)
    }
}
