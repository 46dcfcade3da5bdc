//! References: where they lead, and what stands in their place afterwards (OAS 3.1.1 §4.8.23).

use serde_json::{Map, Value};

use super::audit::describe;
use super::kind::Kind;
use super::path::Path;
use super::version::Version;
use super::walk::Walker;
use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, similar};

/// How deep references that are replaced by what they lead to may nest.
const DEEPEST_INLINING: usize = 8;

/// How many references may be replaced by what they lead to: a few lines that refer to one another could otherwise fill
/// the memory.
const MOST_INLINING: usize = 20_000;

impl Walker<'_> {
    /// Rewrites an object with a `$ref`, other than a schema. False when it leads nowhere.
    pub(super) fn reference(&mut self, kind: Kind, value: &mut Value, path: &Path<'_>) -> bool {
        let Some(map) = value.as_object_mut() else {
            return false;
        };
        let Some(target) = self.target(map, path) else {
            return false;
        };
        if kind.section().is_none() {
            // Who splits a description so does it everywhere: once is enough to say.
            if !kind.is_referable() && self.told.insert(kind) {
                let message = format!("a `$ref` cannot stand for {}; it is read as if it could", kind.noun());
                self.report(Code::Tolerated, &path.key("$ref"), message, None);
            }
            return self.inline(value, target, path, |walker, value, path| {
                walker.visit(kind, value, path)
            });
        }
        self.ignored_siblings(map, path);
        match self.component(kind, target, &path.key("$ref")) {
            Some(reference) => {
                *value = reference;
                true
            }
            None => false,
        }
    }

    /// Where the `$ref` of an object leads; reported if that is nowhere.
    pub(super) fn target(&mut self, map: &Map<String, Value>, path: &Path<'_>) -> Option<Location> {
        match map.get("$ref") {
            Some(Value::String(reference)) => self.resolve(reference, &path.key("$ref")),
            other => {
                let found = other.map(describe).unwrap_or_default();
                let message = format!("`$ref` must be text, not {found}");
                self.report(Code::InvalidValue, &path.key("$ref"), message, None);
                None
            }
        }
    }

    /// Where a reference leads; reported at `at` if that is nowhere.
    pub(super) fn resolve(&mut self, reference: &str, at: &Path<'_>) -> Option<Location> {
        let target = self.sources.point(&self.location(at), reference);
        if let Some(target) = &target
            && self.definition(target).is_some()
        {
            return Some(target.clone());
        }
        if let Some(target) = target.as_ref().and_then(|target| self.through(target)) {
            return Some(target);
        }
        let location = self.location(at);
        // What lies outside the sources was reported when they were read.
        if target.is_some() || !self.sink.diagnostics().iter().any(|d| d.location == location) {
            let help = target.and_then(|target| self.near(&target));
            self.report(Code::DanglingRef, at, format!("`{reference}` leads nowhere"), help);
        }
        None
    }

    /// Follows a pointer that leads through references on its way.
    fn through(&self, target: &Location) -> Option<Location> {
        const HOPS: usize = 32;
        let mut at = Location {
            file: target.file,
            pointer: Pointer::root(),
        };
        let mut hops = 0;
        for token in target.pointer.tokens() {
            while let Value::Object(map) = self.definition(&at)?
                && !map.contains_key(&token)
                && let Some(Value::String(reference)) = map.get("$ref")
                && hops < HOPS
            {
                at = self.sources.point(&at, reference)?;
                hops += 1;
            }
            at = at.child(&token);
        }
        self.definition(&at).map(|_| at)
    }

    /// What the author may have meant: the most similar key where the pointer's last step fails.
    fn near(&self, target: &Location) -> Option<String> {
        let parent = target.pointer.parent()?;
        let last = target.pointer.last()?;
        let siblings = self
            .sources
            .file(target.file)?
            .value
            .pointer(parent.as_str())?
            .as_object()?;
        let name = similar(&last, siblings.keys().map(String::as_str))?;
        Some(format!("did you mean `#{}`?", parent.child(name)))
    }

    /// The reference object that leads to the component a target is, or becomes.
    pub(super) fn component(&mut self, kind: Kind, target: Location, at: &Path<'_>) -> Option<Value> {
        let section = kind.section()?;
        let name = match self.standard(&target) {
            Some((found, name)) if found == kind => name,
            // A header is a parameter without a name and a place; some descriptions share one definition.
            Some((Kind::Parameter, _)) if kind == Kind::Header => {
                let message = "this `$ref` leads to a parameter, where a header is needed; it is read as one";
                self.report(Code::Tolerated, at, message, None);
                self.hoist.name(kind, target, self.sources)
            }
            Some((found, _)) => {
                let message = format!("this `$ref` leads to {}, where {} is needed", found.noun(), kind.noun());
                self.report(Code::InvalidValue, at, message, None);
                return None;
            }
            None => self.hoist.name(kind, target, self.sources),
        };
        let pointer = Pointer::root().child("components").child(section).child(&name);
        let mut reference = Map::new();
        reference.insert("$ref".to_owned(), Value::String(format!("#{pointer}")));
        Some(Value::Object(reference))
    }

    /// The kind and name of a place that is a component of the description already.
    pub(super) fn standard(&self, target: &Location) -> Option<(Kind, String)> {
        if target.file != FileId(0) {
            return None;
        }
        let mut tokens = target.pointer.tokens();
        let section = match (self.version, tokens.next()?.as_str()) {
            (Version::V2, section) => section.to_owned(),
            (Version::V3, "components") => tokens.next()?,
            (Version::V3, _) => return None,
        };
        let name = tokens.next()?;
        if tokens.next().is_some() {
            return None;
        }
        let kind = match (self.version, section.as_str()) {
            (Version::V2, "definitions") | (Version::V3, "schemas") => Kind::Schema,
            (_, "parameters") => Kind::Parameter,
            (_, "responses") => Kind::Response,
            (Version::V3, "requestBodies") => Kind::RequestBody,
            (Version::V3, "headers") => Kind::Header,
            (Version::V3, "examples") => Kind::Example,
            (Version::V3, "links") => Kind::Link,
            (Version::V3, "callbacks") => Kind::Callback,
            (Version::V3, "pathItems") => Kind::PathItem,
            (Version::V3, "mediaTypes") => Kind::MediaType,
            (Version::V3, "securitySchemes") | (Version::V2, "securityDefinitions") => Kind::SecurityScheme,
            _ => return None,
        };
        Some((kind, name))
    }

    /// Puts what a reference leads to in its place. What stands beside the reference holds against it.
    pub(super) fn inline(
        &mut self,
        value: &mut Value,
        target: Location,
        path: &Path<'_>,
        visit: impl FnOnce(&mut Self, &mut Value, &Path<'_>) -> bool,
    ) -> bool {
        let place = (target.file, target.pointer.clone());
        if self.inlining.contains(&place) || self.inlining.len() >= DEEPEST_INLINING {
            let message = "this `$ref` leads back to what it stands in";
            self.report(Code::CircularRef, &path.key("$ref"), message, None);
            return false;
        }
        self.inlined += 1;
        if self.inlined > MOST_INLINING {
            if self.inlined == MOST_INLINING + 1 {
                let message = format!("more than {MOST_INLINING} references to path items, callbacks or operations");
                self.report(Code::TooLarge, &path.key("$ref"), message, None);
            }
            return false;
        }
        let Some(mut definition) = self.definition(&target).cloned() else {
            return false;
        };
        let pointer = path.pointer();
        if let (Value::Object(definition), Value::Object(siblings)) = (&mut definition, &mut *value) {
            for (key, sibling) in std::mem::take(siblings) {
                if key != "$ref" {
                    self.moved(pointer.child(&key), &pointer.child(&key));
                    definition.insert(key, sibling);
                }
            }
        }
        *value = definition;
        let file = target.file;
        self.origins.moved(pointer.clone(), target);
        self.inlining.push(place);
        let keep = visit(self, value, &Path::start(&pointer, file));
        self.inlining.pop();
        keep
    }

    fn ignored_siblings(&mut self, map: &Map<String, Value>, path: &Path<'_>) {
        for key in map.keys().filter(|key| *key != "$ref" && !key.starts_with("x-")) {
            let message = format!("`{key}` beside `$ref` has no effect here");
            self.report(Code::NoEffect, &path.key(key), message, None);
        }
    }
}
