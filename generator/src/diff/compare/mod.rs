//! The comparison itself: pairs of schemas, one after the other, until none is left.

mod annotations;
mod array;
mod bounds;
mod composition;
mod enumeration;
mod member;
mod object;
mod property;
mod rules;
mod shape;
mod subschema;
mod types;
mod union;

use super::Settings;
use super::collect::Collector;
use super::pair::{Change, Kind, PairId, Pairs, Step};
use super::side::{Side, View};
use crate::model::SchemaId;

/// A comparison under way.
pub(super) struct Comparison<'a> {
    pub(super) base: Side<'a>,
    pub(super) revision: Side<'a>,
    pub(super) settings: &'a Settings,
    pub(super) pairs: Pairs,
    /// What is no schema's.
    pub(super) collector: Collector,
}

/// A pair under comparison.
#[derive(Clone, Copy)]
struct At<'a> {
    pair: PairId,
    b: View<'a>,
    r: View<'a>,
    /// The schemas at the place on both sides.
    ids: (SchemaId, SchemaId),
}

impl<'a> Comparison<'a> {
    /// Compares all pairs, and those that come up on the way.
    pub(super) fn schemas(&mut self) {
        let mut next = 0;
        while let Some(pair) = self.pairs.all.get(next) {
            let ids = (pair.base, pair.revision);
            let at = At {
                pair: PairId(next),
                b: self.base.view(ids.0),
                r: self.revision.view(ids.1),
                ids,
            };
            self.pair(&at);
            next += 1;
        }
    }

    fn pair(&mut self, at: &At<'a>) {
        self.annotations(at);
        self.nullability(at);
        if self.refers(at) {
            // What they refer to is compared once, wherever it is referred to.
            self.pairs.hold(at.pair, at.b.id, at.r.id, Step::Same);
            return;
        }
        let before = self.noted(at);
        self.shape(at);
        self.bounds(at);
        self.rules(at);
        self.composition(at, before);
    }

    /// Whether the schemas at hand only refer to others, which are compared by themselves.
    fn refers(&self, at: &At<'a>) -> bool {
        let apart = (at.b.id != at.ids.0, at.r.id != at.ids.1);
        match apart {
            (true, true) => true,
            (false, false) => false,
            (true, false) | (false, true) => {
                let names = (self.base.name(at.b.id), self.revision.name(at.r.id));
                names.0.is_some() && names.0 == names.1
            }
        }
    }

    /// How many changes were noted at a pair so far, and how many pairs it holds.
    fn noted(&self, at: &At<'a>) -> usize {
        self.pairs.all.get(at.pair.0).map_or(0, |pair| pair.changes.len())
    }

    /// Notes a change of the schema at hand: the old and new values of a keyword, empty where there is none.
    fn keyword(&mut self, at: &At<'a>, stem: &'static str, keyword: &str, old: String, new: String) {
        let place = |view: &View<'a>, value: &str| {
            let own = &view.schema.location;
            if value.is_empty() {
                own.clone()
            } else {
                own.child(keyword)
            }
        };
        let change = Change {
            kind: Kind::Stem(stem),
            step: Step::Same,
            base: Some(place(&at.b, &old)),
            revision: Some(place(&at.r, &new)),
            subject: self.subject(at),
            old,
            new,
            help: None,
            idle: false,
        };
        self.note(at.pair, change);
    }

    /// As [`Self::keyword`], for one that says nothing of values of this type.
    fn idle_keyword(&mut self, at: &At<'a>, stem: &'static str, keyword: &str, old: String, new: String) {
        self.keyword(at, stem, keyword, old, new);
        if let Some(change) = self
            .pairs
            .all
            .get_mut(at.pair.0)
            .and_then(|pair| pair.changes.last_mut())
        {
            change.idle = true;
        }
    }

    /// The schema at hand as people call it.
    fn subject(&self, at: &At<'a>) -> String {
        self.revision.call(at.ids.1)
    }

    fn note(&mut self, pair: PairId, change: Change) {
        if let Some(pair) = self.pairs.all.get_mut(pair.0) {
            pair.changes.push(change);
        }
    }

    /// Goes on with what the schemas at hand hold.
    fn hold(&mut self, at: &At<'a>, base: SchemaId, revision: SchemaId, step: Step) {
        self.pairs.hold(at.pair, base, revision, step);
    }
}

/// A JSON value as people see it, not too much of it.
pub(super) fn text(value: &serde_json::Value) -> String {
    short(&value.to_string())
}

/// Text cut where it gets too long.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 120;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Whether two values are the same: 1 and 1.0 are.
pub(super) fn same(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => one == other,
    }
}

/// Whether two values of a description say the same, texts for people apart.
pub(super) fn alike(one: &serde_json::Value, other: &serde_json::Value) -> bool {
    use serde_json::Value;
    const TEXTS: [&str; 6] = ["description", "summary", "title", "example", "examples", "externalDocs"];
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let says = |(key, value): &(&String, &Value)| !TEXTS.contains(&key.as_str()) || value.is_object();
            let covers = |a: &serde_json::Map<String, Value>, b: &serde_json::Map<String, Value>| {
                a.iter()
                    .filter(says)
                    .all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b)))
            };
            covers(a, b) && covers(b, a)
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        _ => same(one, other),
    }
}
