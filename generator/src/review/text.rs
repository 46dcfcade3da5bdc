//! For people: by level, then by what is reached, with excerpts of both sides.

use std::fmt::Write as _;

use super::counts::{Counts, by_crate};
use super::{Comparison, Item, Review};
use crate::diff::{Bump, Level};
use crate::render::{Change, change};

/// The most Rust items that are listed with a finding.
const MOST_EFFECTS: usize = 20;

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
    let rust = &comparison.report.rust;
    if !rust.others.is_empty() {
        let _ = writeln!(text, "== {named}rust: items that change by no finding\n");
        for effect in &rust.others {
            let _ = writeln!(text, "{} [{}]", line(&effect.sentence()), effect.bump.as_str());
        }
        text.push('\n');
    }
    if let Some(obstacle) = &rust.obstacle {
        let _ = writeln!(text, "note: {named}Rust items were not compared: {}", line(obstacle));
    }
    for note in comparison.acceptances.notes() {
        let _ = writeln!(text, "note: {note}");
    }
    let _ = writeln!(
        text,
        "{named}{}",
        Counts::of(items.iter().copied()).sentence(&rust.others)
    );
    let bumps = by_crate(rust.bumps).into_iter().filter(|(_, bump)| *bump != Bump::None);
    let bumps: Vec<String> = bumps.map(|(name, bump)| format!("{name} {}", bump.as_str())).collect();
    if !bumps.is_empty() {
        let _ = writeln!(text, "{named}version bumps: {}", bumps.join(", "));
    }
}

/// Text as one line that cannot steer a terminal.
fn line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn shown(item: Item<'_>, color: bool) -> String {
    let finding = item.finding;
    let mut notes = Vec::new();
    if finding.operations.len() > 1 {
        let calls = finding.operations.iter();
        let calls: Vec<String> = calls.map(|call| format!("{} {}", call.method, call.path)).collect();
        notes.push(("reaches", calls.join(", ")));
    }
    for effect in finding.rust.iter().take(MOST_EFFECTS) {
        notes.push(("rust", format!("{} [{}]", effect.sentence(), effect.bump.as_str())));
    }
    if let Some(more) = finding.rust.len().checked_sub(MOST_EFFECTS).filter(|more| *more > 0) {
        notes.push(("rust", format!("and {more} more; `--format json` has them all")));
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
