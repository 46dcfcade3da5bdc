//! For a comment on a pull request: what matters first, the rest folded.

use std::fmt::Write as _;

use super::counts::Counts;
use super::migration;
use super::{Comparison, Item, Review};
use crate::diff::{Bump, Call, Finding, Level, Part, RustEffect};
use crate::render::Place;

/// A comment on GitHub has 65,536 characters at most: what would come after this many bytes is counted, not shown.
const LONGEST: usize = 56_000;

/// Lists of Rust items leave room for the details of the findings.
const LONGEST_LIST: usize = 40_000;

/// The most Rust items that are listed with a finding.
const MOST_EFFECTS: usize = 20;

/// The most operations that are listed with a finding.
const MOST_OPERATIONS: usize = 20;

pub(super) fn write(review: &Review) -> String {
    let mut text = String::new();
    for comparison in &review.comparisons {
        one(&mut text, comparison);
    }
    text
}

fn one(text: &mut String, comparison: &Comparison) {
    let items: Vec<Item<'_>> = comparison.items().collect();
    let api = comparison.api.as_deref().unwrap_or("API changes");
    let _ = writeln!(
        text,
        "## {}: {}\n",
        prose(api),
        Counts::of(items.iter().copied()).sentence(&comparison.report.rust.others)
    );
    let (base, revision) = &comparison.report.versions;
    let version = if base == revision {
        format!("Version {}", code(revision))
    } else {
        format!("Version {} → {}", code(base), code(revision))
    };
    let _ = writeln!(text, "{version}.\n");
    let of = |level: Option<Level>| items.iter().copied().filter(move |item| item.level() == level);
    table(text, of(Some(Level::Error)).chain(of(Some(Level::Warning))));
    crates(text, comparison);
    for note in comparison.acceptances.notes() {
        let _ = writeln!(text, "> {}\n", prose(&note));
    }
    folded(text, "Changes that break nothing", |text| {
        table(text, of(Some(Level::Info)))
    });
    folded(text, "Accepted", |text| accepted(text, of(None)));
    folded(text, "What to change in Rust", |text| migration(text, comparison));
    folded(text, "Rust items that change by no finding", |text| {
        effects(text, &comparison.report.rust.others)
    });
    folded(text, "Details, and the fingerprints for accept.toml", |text| {
        for item in of(Some(Level::Error)).chain(of(Some(Level::Warning))) {
            details(text, item);
        }
    });
}

/// A folded section, if anything is in it.
fn folded(text: &mut String, title: &str, inside: impl FnOnce(&mut String)) {
    let head = format!("<details><summary>{title}</summary>\n\n");
    let start = text.len();
    text.push_str(&head);
    inside(text);
    if text.len() == start + head.len() {
        text.truncate(start);
    } else {
        text.push_str("\n</details>\n\n");
    }
}

/// Adds a part for each item as long as there is room.
fn limited<'a>(text: &mut String, items: impl Iterator<Item = Item<'a>>, mut add: impl FnMut(&mut String, Item<'a>)) {
    let mut left_out = 0;
    for item in items {
        if text.len() > LONGEST {
            left_out += 1;
        } else {
            add(text, item);
        }
    }
    if left_out > 0 {
        let _ = writeln!(text, "\n{left_out} more are left out; `--format json` has them all.");
    }
}

fn table<'a>(text: &mut String, items: impl Iterator<Item = Item<'a>>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    text.push_str("| | change | operations | where |\n|---|---|---|---|\n");
    limited(text, items, |text, item| {
        let place = item.shown().map(|place| at(&place)).unwrap_or_default();
        let reach = match item.finding.operations.as_slice() {
            [] => String::new(),
            [one] => operation(one),
            [one, others @ ..] => format!("{} and {} more", operation(one), others.len()),
        };
        let (level, message) = (item.finding.level, prose(&item.finding.message));
        let _ = writeln!(text, "| {level} | {message} | {reach} | {place} |");
    });
    text.push('\n');
}

fn accepted<'a>(text: &mut String, items: impl Iterator<Item = Item<'a>>) {
    limited(text, items, |text, item| {
        let reason = item.accepted.map_or("", |entry| entry.reason.as_str());
        let _ = writeln!(text, "- {}: {}", prose(&item.finding.message), prose(reason));
    });
}

/// The crates, with the bumps that they need and how many items differ.
fn crates(text: &mut String, comparison: &Comparison) {
    let report = &comparison.report;
    if let Some(obstacle) = &report.rust.obstacle {
        let _ = writeln!(text, "> Rust items were not compared: {}\n", prose(obstacle));
    }
    let bumps = report.rust.bumps;
    let parts = [
        (Part::Types, bumps.types),
        (Part::Client, bumps.client),
        (Part::Server, bumps.server),
    ];
    if parts.iter().all(|(_, bump)| *bump == Bump::None) {
        return;
    }
    let crates = parts.map(|(part, bump)| {
        let [added, removed, changed] = report.rust.counts(&report.findings, part);
        let counts = [(added, "added"), (removed, "removed"), (changed, "changed")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, what)| format!("{count} {what}")).collect();
        let counts = match counts.as_slice() {
            [] => String::new(),
            counts => format!(" ({})", counts.join(", ")),
        };
        format!("{} **{}**{counts}", part.as_str(), bump.as_str())
    });
    let _ = writeln!(
        text,
        "Version bumps, with the Rust items that differ: {}. Before 1.0, cargo takes the second number for the major one.\n",
        crates.join("; ")
    );
}

/// A line for each item that source may stop to compile for, with what to do.
fn migration(text: &mut String, comparison: &Comparison) {
    let report = &comparison.report;
    let effects = report
        .findings
        .iter()
        .flat_map(|finding| &finding.rust)
        .chain(&report.rust.others);
    list(text, effects.filter(|effect| effect.bump == Bump::Major), |effect| {
        format!("{}: {}", prose(&effect.sentence()), migration::todo(effect))
    });
}

fn effects(text: &mut String, effects: &[RustEffect]) {
    list(text, effects.iter(), |effect| {
        format!("{} ({})", prose(&effect.sentence()), effect.bump.as_str())
    });
}

/// A line for each, as long as there is room.
fn list<'a>(text: &mut String, effects: impl Iterator<Item = &'a RustEffect>, line: impl Fn(&RustEffect) -> String) {
    let mut left_out = 0;
    for effect in effects {
        if text.len() > LONGEST_LIST {
            left_out += 1;
        } else {
            let _ = writeln!(text, "- {}", line(effect));
        }
    }
    if left_out > 0 {
        let _ = writeln!(text, "\n{left_out} more are left out; `--format json` has them all.");
    }
}

fn details(text: &mut String, item: Item<'_>) {
    if text.len() > LONGEST {
        return;
    }
    let Finding {
        rule,
        help,
        operations,
        fingerprint,
        ..
    } = item.finding;
    let _ = writeln!(text, "#### {}\n\n{}\n", code(&rule.id), prose(&item.finding.message));
    for (what, place) in [("before", item.base()), ("after", item.revision())] {
        let Some(place) = place else { continue };
        let line = place.file.text.get(place.line()).unwrap_or_default().trim();
        let line: String = line.chars().take(120).collect();
        let _ = writeln!(text, "- {what}: {} at {}", code(&line), at(&place));
    }
    let _ = writeln!(
        text,
        "- on the wire: {}\n- in Rust: {}",
        prose(rule.wire),
        prose(rule.rust)
    );
    for effect in item.finding.rust.iter().take(MOST_EFFECTS) {
        let _ = writeln!(text, "  - {} ({})", prose(&effect.sentence()), effect.bump.as_str());
    }
    if let Some(more) = item
        .finding
        .rust
        .len()
        .checked_sub(MOST_EFFECTS)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(text, "  - and {more} more");
    }
    if let Some(help) = help {
        let _ = writeln!(text, "- help: {}", prose(help));
    }
    let calls = operations.iter().take(MOST_OPERATIONS);
    let calls: Vec<String> = calls.map(operation).collect();
    if !calls.is_empty() {
        let more = operations.len().saturating_sub(MOST_OPERATIONS);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let _ = writeln!(text, "- reaches: {}{more}", calls.join(", "));
    }
    let _ = writeln!(text, "- fingerprint: `{fingerprint}`\n");
}

fn operation(call: &Call) -> String {
    code(&format!("{} {}", call.method, call.path))
}

fn at(place: &Place<'_>) -> String {
    let position = place.position();
    code(&format!("{}:{}:{}", place.file.shown, position.line, position.column))
}

/// Text as code that may stand in a table.
fn code(text: &str) -> String {
    let text = text.replace(char::is_control, " ").replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text in which what stands between backticks is code, and nothing else means anything: no markup, no mention of people.
fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(i, part): (usize, &&str)| if i % 2 == 1 { code(part) } else { escaped(part) };
    parts.iter().enumerate().map(part).collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' => escaped.push_str("&#64;"),
            '#' => escaped.push_str("&#35;"),
            '\\' | '|' | '*' | '_' | '[' | ']' | '`' | '~' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
