//! Schemas inside rules, which have no shape: compared keyword by keyword, in the one spelling that rules have.

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::super::pair::{Change, Kind, Step, TypeChange};
use super::super::side::Side;
use super::{At, Comparison, bounds, text};
use crate::model::Distinct;

/// Schemas nested deeper than this are compared as a whole.
const DEEPEST: usize = 16;

impl<'a> Comparison<'a> {
    /// Compares two schemas of a rule. What has no name of its own is noted as `changed`.
    pub(super) fn subschema(&mut self, at: &At<'a>, changed: &'static str, keyword: &str, old: &Value, new: &Value) {
        let mut found = Vec::new();
        let known = RefCell::default();
        let sides = Sides {
            base: &self.base,
            revision: &self.revision,
            known: &known,
        };
        if walk(sides, old, new, DEEPEST, &mut found) || found.is_empty() {
            if !equal(sides, old, new, DEEPEST) {
                self.keyword(at, changed, keyword, text(old), text(new));
            }
            return;
        }
        for (kind, old, new) in found {
            let change = Change {
                kind,
                step: Step::INSIDE,
                base: Some(at.b.schema.location.child(keyword)),
                revision: Some(at.r.schema.location.child(keyword)),
                subject: format!("{} ({keyword})", self.subject(at)),
                old,
                new,
                help: None,
                idle: false,
            };
            self.note(at.pair, change);
        }
    }
}

type Found = Vec<(Kind, String, String)>;

/// Both sides of a comparison.
#[derive(Clone, Copy)]
struct Sides<'s, 'a> {
    base: &'s Side<'a>,
    revision: &'s Side<'a>,
    /// Whether two components say the same, by name: those that are being compared do until a difference is met.
    known: &'s RefCell<HashMap<(&'a str, &'a str), bool>>,
}

/// Looks a reference of a rule up.
fn target<'v>(side: &'v Side<'_>, value: &'v Value) -> &'v Value {
    named(side, value).map_or(value, |(_, definition)| definition)
}

/// The component that a reference of a rule names, with the name.
fn named<'a>(side: &Side<'a>, value: &Value) -> Option<(&'a str, &'a Value)> {
    side.api.schemas.named_definition(value.get("$ref")?.as_str()?)
}

/// Whether two schemas of rules say the same, by whatever names.
fn equal(sides: Sides<'_, '_>, old: &Value, new: &Value, depth: usize) -> bool {
    if old == new && !refers(old) {
        return true;
    }
    if depth == 0 {
        // The same names, so far down: what they stand for is compared where it is used.
        return old == new;
    }
    if let (Some((before, old)), Some((after, new))) = (named(sides.base, old), named(sides.revision, new)) {
        let pair = (before, after);
        if let Some(known) = sides.known.borrow().get(&pair) {
            return *known;
        }
        sides.known.borrow_mut().insert(pair, true);
        let same = equal(sides, old, new, depth - 1);
        sides.known.borrow_mut().insert(pair, same);
        return same;
    }
    let (old, new) = (target(sides.base, old), target(sides.revision, new));
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| equal(sides, a, b, depth - 1)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(sides, a, b, depth - 1))
        }
        _ => super::same(old, new),
    }
}

fn refers(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.contains_key("$ref") || map.values().any(refers),
        Value::Array(items) => items.iter().any(refers),
        _ => false,
    }
}

/// Collects what changed; tells whether something did that has no name.
fn walk(sides: Sides<'_, '_>, old: &Value, new: &Value, depth: usize, found: &mut Found) -> bool {
    if equal(sides, old, new, DEEPEST) {
        return false;
    }
    let (old, new) = (target(sides.base, old), target(sides.revision, new));
    let (Value::Object(old), Value::Object(new)) = (old, new) else {
        return true;
    };
    if depth == 0 {
        return true;
    }
    let (bounds_old, bounds_new) = (bounds::of_object(old), bounds::of_object(new));
    for (stem, _, old, new) in bounds::changes(&bounds_old, &bounds_new) {
        found.push((Kind::Stem(stem), old, new));
    }
    values(old, new, found);
    if old.get("type") != new.get("type") {
        let show = |of: &Map<String, Value>| of.get("type").map(text).unwrap_or_default();
        found.push((Kind::Type(TypeChange::Changed), show(old), show(new)));
    }
    let mut unnamed = false;
    unnamed |= required(old, new);
    for key in ["properties", "patternProperties", "dependentSchemas"] {
        let entries = |of: &Map<String, Value>| of.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
        let (old, new) = (entries(old), entries(new));
        unnamed |= old.len() != new.len();
        for (name, new) in &new {
            match old.get(name) {
                Some(old) => unnamed |= walk(sides, old, new, depth - 1, found),
                None => unnamed = true,
            }
        }
    }
    const ONE: [&str; 10] = [
        "items",
        "additionalProperties",
        "contains",
        "propertyNames",
        "not",
        "if",
        "then",
        "else",
        "unevaluatedProperties",
        "unevaluatedItems",
    ];
    for key in ONE {
        match (old.get(key), new.get(key)) {
            (None, None) => {}
            (Some(old), Some(new)) => unnamed |= walk(sides, old, new, depth - 1, found),
            (None, Some(_)) | (Some(_), None) => unnamed = true,
        }
    }
    const REST: [&str; 6] = [
        "allOf",
        "anyOf",
        "oneOf",
        "prefixItems",
        "dependentRequired",
        "minContains",
    ];
    unnamed
        || REST
            .iter()
            .chain(&["maxContains", "$ref"])
            .any(|key| match (old.get(*key), new.get(*key)) {
                (Some(old), Some(new)) => !equal(sides, old, new, depth - 1),
                (None, None) => false,
                (None, Some(_)) | (Some(_), None) => true,
            })
}

/// Whether other properties are asked for.
fn required(old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    let names = |of: &Map<String, Value>| {
        let mut names: Vec<String> = of
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(ToString::to_string)
            .collect();
        names.sort();
        names
    };
    names(old) != names(new)
}

fn values(old: &Map<String, Value>, new: &Map<String, Value>, found: &mut Found) {
    let listed = |of: &Map<String, Value>| of.get("enum").and_then(Value::as_array).cloned();
    match (listed(old), listed(new)) {
        (None, None) => {}
        (None, Some(now)) => found.push((Kind::Stem("became-enum"), String::new(), text(&Value::Array(now)))),
        (Some(before), None) => found.push((
            Kind::Stem("became-not-enum"),
            text(&Value::Array(before)),
            String::new(),
        )),
        (Some(before), Some(now)) => match (before.as_slice(), now.as_slice()) {
            ([before], [now]) if before != now => found.push((Kind::Stem("const-changed"), text(before), text(now))),
            (before, now) => {
                let (had, has): (Distinct, Distinct) = (before.iter().collect(), now.iter().collect());
                for value in before.iter().filter(|value| !has.contains(value)) {
                    found.push((Kind::Stem("enum-value-removed"), text(value), String::new()));
                }
                for value in now.iter().filter(|value| !had.contains(value)) {
                    found.push((Kind::Stem("enum-value-added"), String::new(), text(value)));
                }
            }
        },
    }
}
