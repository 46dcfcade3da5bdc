//! Bounds, lengths, counts and patterns (JSON Schema 2020-12 validation §6.2 to §6.5).

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use super::{At, Comparison, text};
use crate::model::{Constraints, Schema, Shape};

/// What a keyword bounds.
pub(super) struct Bound {
    pub(super) keyword: &'static str,
    /// The kinds of change: raised, lowered, set, taken away.
    stems: [&'static str; 4],
}

macro_rules! bounds {
    ($($keyword:literal $stem:literal)+) => {
        [$(Bound {
            keyword: $keyword,
            stems: [
                concat!($stem, "-increased"),
                concat!($stem, "-decreased"),
                concat!($stem, "-set"),
                concat!($stem, "-unset"),
            ],
        },)+]
    };
}

const BOUNDS: [Bound; 10] = bounds! {
    "maximum" "max"
    "exclusiveMaximum" "exclusive-max"
    "minimum" "min"
    "exclusiveMinimum" "exclusive-min"
    "maxLength" "max-length"
    "minLength" "min-length"
    "maxItems" "max-items"
    "minItems" "min-items"
    "maxProperties" "max-properties"
    "minProperties" "min-properties"
};

/// Keywords by name, with the values that hold.
pub(super) type Said = BTreeMap<&'static str, Value>;

impl<'a> Comparison<'a> {
    pub(super) fn bounds(&mut self, at: &At<'a>) {
        let (mut old, mut new) = (said(at.b.schema), said(at.r.schema));
        let integer = |schema: &Schema| matches!(schema.shape, Shape::Integer(_));
        if integer(at.b.schema) && integer(at.r.schema) {
            align(&mut old, &mut new);
        }
        for (stem, keyword, old, new) in changes(&old, &new) {
            self.keyword(at, stem, keyword, old, new);
        }
        let (old, new) = (idle(at.b.schema, &old), idle(at.r.schema, &new));
        for (stem, keyword, old, new) in changes(&old, &new) {
            self.idle_keyword(at, stem, keyword, old, new);
        }
    }
}

/// What a schema asks for in vain, by keyword.
fn idle(schema: &Schema, said: &Said) -> Said {
    let stated = schema.spelling.stated.as_ref().map(of_constraints).unwrap_or_default();
    stated
        .into_iter()
        .filter(|(keyword, _)| !said.contains_key(keyword))
        .collect()
}

/// What a schema asks for, by keyword: constraints, and rules that are constraints.
fn said(schema: &Schema) -> Said {
    let mut said = of_constraints(&schema.constraints);
    for rule in schema.rules.iter().filter_map(Value::as_object) {
        said.extend(of_object(rule));
    }
    said
}

/// The bounds among the keywords of a rule.
pub(super) fn of_object(rule: &serde_json::Map<String, Value>) -> Said {
    let names = BOUNDS
        .iter()
        .map(|bound| bound.keyword)
        .chain(["multipleOf", "pattern", "uniqueItems"]);
    let present = |name: &'static str| Some((name, rule.get(name)?.clone()));
    names
        .filter_map(present)
        .filter(|(name, value)| !says_nothing(name, value))
        .collect()
}

/// A lower bound of nothing is none (JSON Schema 2020-12 validation §6).
fn says_nothing(name: &str, value: &Value) -> bool {
    match name {
        "minLength" | "minItems" | "minProperties" => value.as_u64() == Some(0),
        "pattern" => value.as_str() == Some(""),
        "uniqueItems" => *value != Value::Bool(true),
        _ => false,
    }
}

fn of_constraints(c: &Constraints) -> Said {
    let count = |count: Option<u64>| count.map(Value::from);
    let number = |number: &Option<Number>| number.clone().map(Value::Number);
    let all = [
        ("maximum", number(&c.maximum)),
        ("exclusiveMaximum", number(&c.exclusive_maximum)),
        ("minimum", number(&c.minimum)),
        ("exclusiveMinimum", number(&c.exclusive_minimum)),
        ("multipleOf", number(&c.multiple_of)),
        ("maxLength", count(c.max_length)),
        ("minLength", count(c.min_length)),
        ("maxItems", count(c.max_items)),
        ("minItems", count(c.min_items)),
        ("maxProperties", count(c.max_properties)),
        ("minProperties", count(c.min_properties)),
        ("pattern", c.pattern.clone().map(Value::String)),
        ("uniqueItems", c.unique_items.then_some(Value::Bool(true))),
    ];
    let said = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
    said.filter(|(name, value)| !says_nothing(name, value)).collect()
}

/// Upper and lower bounds, with the keyword that leaves the bound itself out, and how far that is off for integers.
const SPELLINGS: [(&str, &str, i64); 2] = [("maximum", "exclusiveMaximum", -1), ("minimum", "exclusiveMinimum", 1)];

/// Takes out bounds of integers that are the same in another spelling: below 11 is at most 10.
fn align(old: &mut Said, new: &mut Said) {
    for (with, without, step) in SPELLINGS {
        let same = |one: &Said, other: &Said| {
            let whole = |said: &Said, keyword: &str, other: &str| {
                said.get(keyword)
                    .filter(|_| !said.contains_key(other))
                    .and_then(Value::as_i64)
            };
            let (with, without) = (whole(one, with, without), whole(other, without, with));
            without.is_some_and(|bound| bound.checked_add(step) == with)
        };
        if same(old, new) || same(new, old) {
            for said in [&mut *old, &mut *new] {
                said.remove(with);
                said.remove(without);
            }
        }
    }
}

/// A bound that was moved between the keyword that allows the bound itself and the one that does not, as one change: the
/// tighter one was set, or the tighter one was taken away. Tells the keyword that nothing is to be said of.
fn crossed(old: &Said, new: &Said) -> Vec<&'static str> {
    let mut silent = Vec::new();
    for (with, without, step) in SPELLINGS {
        let only =
            |said: &Said, there: &str, absent: &str| said.get(there).filter(|_| !said.contains_key(absent)).cloned();
        let (before, now, was, is) = match (only(old, with, without), only(new, without, with)) {
            (Some(before), Some(now)) => (before, now, with, without),
            _ => match (only(old, without, with), only(new, with, without)) {
                (Some(before), Some(now)) => (before, now, without, with),
                _ => continue,
            },
        };
        let tighter = match order(&now, &before) {
            std::cmp::Ordering::Less => step < 0,
            std::cmp::Ordering::Greater => step > 0,
            std::cmp::Ordering::Equal => is == without,
        };
        silent.push(if tighter { was } else { is });
    }
    silent
}

/// The changes of bounds: kind, keyword, old and new value.
pub(super) fn changes(old: &Said, new: &Said) -> Vec<(&'static str, &'static str, String, String)> {
    let mut changes = Vec::new();
    let show = |value: Option<&Value>| value.map(text).unwrap_or_default();
    let mut note = |stem, keyword: &'static str| {
        changes.push((stem, keyword, show(old.get(keyword)), show(new.get(keyword))));
    };
    let silent = crossed(old, new);
    for Bound { keyword, stems } in BOUNDS.iter().filter(|bound| !silent.contains(&bound.keyword)) {
        let [increased, decreased, set, unset] = stems;
        match (old.get(keyword), new.get(keyword)) {
            (None, None) => {}
            (None, Some(_)) => note(*set, keyword),
            (Some(_), None) => note(*unset, keyword),
            (Some(old), Some(new)) => match order(old, new) {
                std::cmp::Ordering::Less => note(*increased, keyword),
                std::cmp::Ordering::Equal => {}
                std::cmp::Ordering::Greater => note(*decreased, keyword),
            },
        }
    }
    match (old.get("multipleOf"), new.get("multipleOf")) {
        (None, None) => {}
        (None, Some(_)) => note("multiple-of-set", "multipleOf"),
        (Some(_), None) => note("multiple-of-unset", "multipleOf"),
        (Some(old), Some(new)) if super::same(old, new) => {}
        (Some(_), Some(_)) => note("multiple-of-changed", "multipleOf"),
    }
    match (old.get("uniqueItems"), new.get("uniqueItems")) {
        (None, Some(_)) => note("unique-items-set", "uniqueItems"),
        (Some(_), None) => note("unique-items-unset", "uniqueItems"),
        (None, None) | (Some(_), Some(_)) => {}
    }
    match (old.get("pattern"), new.get("pattern")) {
        (None, None) => {}
        (None, Some(_)) => note("pattern-added", "pattern"),
        (Some(_), None) => note("pattern-removed", "pattern"),
        (Some(old), Some(new)) if old == new => {}
        (Some(_), Some(new)) if takes_any(new) => note("pattern-generalized", "pattern"),
        (Some(_), Some(_)) => note("pattern-changed", "pattern"),
    }
    changes
}

/// Whether a pattern takes any text.
fn takes_any(pattern: &Value) -> bool {
    matches!(pattern.as_str(), Some(".*" | "^.*$" | "^.*" | ".*$"))
}

/// Which of two numbers is the greater; exact for whole ones.
fn order(one: &Value, other: &Value) -> std::cmp::Ordering {
    if let (Some(one), Some(other)) = (one.as_i64(), other.as_i64()) {
        return one.cmp(&other);
    }
    let float = |value: &Value| value.as_f64().unwrap_or_default();
    float(one).total_cmp(&float(other))
}
