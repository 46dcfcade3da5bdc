//! `$ref` in the position of a schema.
//!
//! 3.0 and 2.0 say that what stands beside `$ref` is ignored, 3.1 that it holds too. Authors mean it in every version, so
//! it becomes `allOf: [{$ref}]` with the rest beside it.

use serde_json::{Map, Value, json};

use super::super::kind::Kind;
use super::super::path::Path;
use super::super::walk::Walker;
use crate::pointer::Location;
use crate::report::Code;

impl Walker<'_> {
    /// Rewrites a schema with a `$ref`. Returns the reference if nothing else is said; else `map` is left without `$ref`,
    /// an ordinary schema still to be rewritten.
    pub(super) fn schema_reference(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) -> Option<Value> {
        self.drop_type(map, path);
        if !map.keys().any(|key| says_something(key)) {
            let reference = self
                .target(map, path)
                .and_then(|target| self.component(Kind::Schema, target, &path.key("$ref")));
            return Some(reference.unwrap_or_else(|| json!({})));
        }
        let reference = map.shift_remove("$ref")?;
        // The wrapped reference is resolved when the walk comes to it.
        self.prepend_all_of(map, json!({"$ref": reference}), path);
        None
    }

    /// Reads `$dynamicRef` and `$recursiveRef` as the static references that they are without a dynamic scope.
    pub(super) fn static_reference(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        for key in ["$dynamicRef", "$recursiveRef"] {
            if !map.contains_key(key) {
                continue;
            }
            let Some(Value::String(mut reference)) = map.shift_remove(key) else {
                let message = format!("`{key}` must be text");
                self.report(Code::InvalidValue, &path.key(key), message, None);
                continue;
            };
            if key == "$recursiveRef" {
                reference = self.recursive_anchor(path);
            }
            self.moved(path.key("$ref").pointer(), &path.key(key).pointer());
            map.entry("$ref").or_insert(Value::String(reference));
        }
    }

    /// What `$recursiveRef: "#"` leads to (JSON Schema 2019-09 §8.2.4.2): the nearest schema around it that is marked so, else
    /// the component that it stands in.
    fn recursive_anchor(&self, path: &Path<'_>) -> String {
        let from = self.location(path);
        let mut found = None;
        let mut at = Some(from.pointer.clone());
        while let Some(pointer) = at {
            let place = Location {
                file: from.file,
                pointer: pointer.clone(),
            };
            let marked = self.definition(&place).and_then(|value| value.get("$recursiveAnchor"));
            if marked == Some(&Value::Bool(true)) {
                found = Some(pointer);
                break;
            }
            if self.standard(&place).is_some() {
                found = Some(pointer.clone());
            }
            at = pointer.parent();
        }
        format!("#{}", found.unwrap_or_default().as_str().replace('%', "%25"))
    }

    /// Puts a schema, written at `path` itself, before the members of `allOf`.
    pub(super) fn prepend_all_of(&mut self, map: &mut Map<String, Value>, first: Value, path: &Path<'_>) {
        let all_of = path.key("allOf");
        let mut members = vec![first];
        if let Some(Value::Array(others)) = map.shift_remove("allOf") {
            let origins: Vec<_> = (0..others.len()).map(|i| self.location(&all_of.index(i))).collect();
            for (i, origin) in origins.into_iter().enumerate() {
                self.origins.moved(all_of.index(i + 1).pointer(), origin);
            }
            members.extend(others);
        }
        self.moved(all_of.index(0).pointer(), &path.pointer());
        map.insert("allOf".to_owned(), Value::Array(members));
    }

    /// Drops a `type` beside `$ref`: generators of descriptions like to repeat the definition's.
    fn drop_type(&mut self, map: &mut Map<String, Value>, path: &Path<'_>) {
        let Some(Value::String(stated)) = map.get("type") else {
            return;
        };
        let definition = match map.get("$ref") {
            Some(Value::String(reference)) => self.sources.resolve(&self.location(path), reference),
            _ => None,
        };
        let definition = definition
            .and_then(|target| self.definition(&target))
            .and_then(|definition| definition.get("type"));
        if let Some(Value::String(found)) = definition
            && found != stated
        {
            let message = format!("`type: {stated}` beside `$ref` has no effect; the definition's is {found}");
            self.report(Code::Tolerated, &path.key("type"), message, None);
        }
        map.shift_remove("type");
    }
}

/// Whether a key beside `$ref` changes anything.
fn says_something(key: &str) -> bool {
    match key {
        "x-nullable" => true,
        "$ref" | "$comment" | "$schema" | "$id" | "$anchor" | "$dynamicAnchor" | "$defs" | "definitions" => false,
        key => !key.starts_with("x-"),
    }
}
