//! For people: by level, then by what is reached, with excerpts of both sides.

use std::fmt::Write as _;

use super::counts::{Counts, bumps, by_crate};
use super::{Comparison, Item, Review};
use crate::diff::{Bump, Level};
use crate::render::{Change, change};

pub(super) fn write(review: &Review, color: bool) -> String {
    let mut text = String::new();
    for comparison in &review.comparisons {
        one(&mut text, comparison, color);
    }
    text
}

fn one(text: &mut String, comparison: &Comparison, color: bool) {
    let named = comparison
        .api
        .as_ref()
        .map_or_else(String::new, |api| format!("{api}: "));
    let items: Vec<Item<'_>> = comparison.items().collect();
    for level in [Some(Level::Error), Some(Level::Warning), Some(Level::Info), None] {
        let mut heads: Vec<String> = Vec::new();
        let of_level = || items.iter().filter(|item| item.level() == level);
        for item in of_level() {
            let head = item.reach();
            if !heads.contains(&head) {
                heads.push(head);
            }
        }
        for head in heads {
            let title = if head.is_empty() {
                "the description"
            } else {
                head.as_str()
            };
            let level = level.map_or("accepted", Level::as_str);
            let _ = writeln!(text, "== {named}{level}: {title}\n");
            for item in of_level().filter(|item| item.reach() == head) {
                let _ = writeln!(text, "{}\n", shown(*item, color));
            }
        }
    }
    for note in comparison.acceptances.notes() {
        let _ = writeln!(text, "note: {note}");
    }
    let _ = writeln!(text, "{named}{}", Counts::of(items.iter().copied()).sentence());
    let bumps = by_crate(bumps(items))
        .into_iter()
        .filter(|(_, bump)| *bump != Bump::None);
    let bumps: Vec<String> = bumps.map(|(name, bump)| format!("{name} {}", bump.as_str())).collect();
    if !bumps.is_empty() {
        let _ = writeln!(text, "{named}version bumps: {}", bumps.join(", "));
    }
}

fn shown(item: Item<'_>, color: bool) -> String {
    let finding = item.finding;
    let mut notes = Vec::new();
    if finding.operations.len() > 1 {
        let calls = finding.operations.iter();
        let calls: Vec<String> = calls.map(|call| format!("{} {}", call.method, call.path)).collect();
        notes.push(("reaches", calls.join(", ")));
    }
    for effect in &finding.rust {
        notes.push(("rust", effect.sentence()));
    }
    if let Some(help) = &finding.help {
        notes.push(("help", help.clone()));
    }
    if let Some(accepted) = item.accepted {
        notes.push(("accepted", accepted.reason.clone()));
    }
    notes.push(("fingerprint", finding.fingerprint.clone()));
    let shown = Change {
        level: finding.level,
        id: &finding.rule.id,
        message: &finding.message,
        base: item.base(),
        revision: item.revision(),
        notes,
    };
    change(&shown, color)
}
