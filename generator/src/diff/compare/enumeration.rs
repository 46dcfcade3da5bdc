//! Listed values (JSON Schema 2020-12 validation §6.1.2, §6.1.3).

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::pair::{Change, Kind, Step};
use super::super::similar;
use super::{At, Comparison, text};
use crate::model::{Distinct, EnumValue, Enumeration};

impl<'a> Comparison<'a> {
    pub(super) fn enumerations(&mut self, at: &At<'a>, old: &Enumeration, new: &Enumeration) {
        if old.open != new.open {
            let stem = if new.open { "enum-opened" } else { "enum-closed" };
            self.keyword(at, stem, "enum", listed(old), listed(new));
        }
        let constant = (at.b.schema.spelling.constant, at.r.schema.spelling.constant);
        if let ([before], [after], true) = (old.values.as_slice(), new.values.as_slice(), constant.0 || constant.1) {
            if !super::same(&before.value, &after.value) {
                self.keyword(at, "const-changed", "const", text(&before.value), text(&after.value));
            }
            return;
        }
        let (before, after) = (keys(old), keys(new));
        let mut removed: Vec<_> = old
            .values
            .iter()
            .enumerate()
            .filter(|(_, value)| !after.contains(&key(&value.value)))
            .collect();
        let mut added: Vec<_> = new
            .values
            .iter()
            .enumerate()
            .filter(|(_, value)| !before.contains(&key(&value.value)))
            .collect();
        if removed.is_empty() && added.is_empty() {
            return;
        }
        // A list that took the place of a constant, or the other way round.
        match constant {
            (true, false) => self.keyword(at, "const-removed", "const", listed(old), listed(new)),
            (false, true) => self.keyword(at, "const-added", "const", listed(old), listed(new)),
            (true, true) | (false, false) => {}
        }
        let names = |old: &(usize, &EnumValue), new: &(usize, &EnumValue)| match (&old.1.value, &new.1.value) {
            (Value::String(old), Value::String(new)) => similar::names(old, new),
            _ => 0.0,
        };
        let renamed = similar::pairs(&removed, &added, names);
        for (i, j, score) in &renamed {
            if let (Some(old), Some(new)) = (removed.get(*i), added.get(*j)) {
                self.respelled(at, *old, *new, *score);
            }
        }
        let (mut i, mut j) = (0, 0);
        removed.retain(|_| {
            i += 1;
            !renamed.iter().any(|(old, ..)| *old == i - 1)
        });
        added.retain(|_| {
            j += 1;
            !renamed.iter().any(|(_, new, _)| *new == j - 1)
        });
        for (i, value) in removed {
            self.value(at, "enum-value-removed", Some(i), None, &value.value);
        }
        for (i, value) in added {
            self.value(at, "enum-value-added", None, Some(i), &value.value);
        }
    }

    /// A value that is spelled in another way.
    fn respelled(&mut self, at: &At<'a>, old: (usize, &EnumValue), new: (usize, &EnumValue), score: f64) {
        let place = |location: &crate::pointer::Location, i: usize| location.child("enum").index(i);
        let help = format!(
            "both are alike to {:.0} %; a line for #{} in names.lock keeps the old name of the variant",
            score * 100.0,
            at.r.schema.location.pointer,
        );
        let change = Change {
            kind: Kind::Respelled,
            step: Step::Same,
            base: Some(place(&at.b.schema.location, old.0)),
            revision: Some(place(&at.r.schema.location, new.0)),
            subject: self.subject(at),
            old: text(&old.1.value),
            new: text(&new.1.value),
            help: Some(help),
            idle: false,
        };
        self.note(at.pair, change);
    }

    /// One value that came or went, by where it stands in a list.
    fn value(&mut self, at: &At<'a>, stem: &'static str, old: Option<usize>, new: Option<usize>, value: &Value) {
        let item = |location: &crate::pointer::Location, i: Option<usize>| match i {
            Some(i) => location.child("enum").index(i),
            None => location.child("enum"),
        };
        let shown = |i: Option<usize>| i.map_or_else(String::new, |_| text(value));
        let change = Change {
            kind: Kind::Stem(stem),
            step: Step::Same,
            base: Some(item(&at.b.schema.location, old)),
            revision: Some(item(&at.r.schema.location, new)),
            subject: self.subject(at),
            old: shown(old),
            new: shown(new),
            help: None,
            idle: false,
        };
        self.note(at.pair, change);
    }

    /// Values that are known, among others (`x-extensible-enum`).
    pub(super) fn extensible(&mut self, at: &At<'a>) {
        let (old, new) = (&at.b.schema.spelling.extensible, &at.r.schema.spelling.extensible);
        if old.is_empty() || new.is_empty() {
            return;
        }
        for (stem, from, than) in [
            ("x-extensible-enum-value-removed", old, new),
            ("x-extensible-enum-value-added", new, old),
        ] {
            let than: Distinct = than.iter().collect();
            for value in from.iter().filter(|value| !than.contains(value)) {
                let (mut old, mut new) = (text(value), String::new());
                if stem.ends_with("added") {
                    std::mem::swap(&mut old, &mut new);
                }
                self.keyword(at, stem, "x-extensible-enum", old, new);
            }
        }
    }
}

/// All values as text.
pub(super) fn listed(values: &Enumeration) -> String {
    let values: Vec<_> = values.values.iter().map(|value| value.value.to_string()).collect();
    super::short(&values.join(", "))
}

/// A value as a key: 1 and 1.0 are the same.
fn key(value: &Value) -> String {
    match (value.as_i64(), value.as_f64()) {
        (Some(whole), _) => whole.to_string(),
        (None, Some(number)) => number.to_string(),
        (None, None) => value.to_string(),
    }
}

fn keys(of: &Enumeration) -> BTreeSet<String> {
    of.values.iter().map(|value| key(&value.value)).collect()
}
