//! Workflow commands of GitHub Actions, which it shows as annotations at the lines of the pull request.
//!
//! <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>

use std::fmt::Write as _;

use super::counts::by_crate;
use super::{Item, Review};
use crate::diff::{Bump, Level};

/// The most Rust items that an annotation lists.
const MOST_EFFECTS: usize = 5;

pub(super) fn write(review: &Review) -> String {
    let mut text = String::new();
    for item in review.items() {
        let _ = writeln!(text, "{}", command(item));
    }
    for note in review
        .comparisons
        .iter()
        .flat_map(|comparison| comparison.acceptances.notes())
    {
        let _ = writeln!(text, "::warning title=accept.toml::{}", data(&note));
    }
    for comparison in &review.comparisons {
        let bumps = by_crate(comparison.report.rust.bumps);
        let bumps = bumps.iter().filter(|(_, bump)| *bump != Bump::None);
        let bumps: Vec<String> = bumps.map(|(name, bump)| format!("{name} {}", bump.as_str())).collect();
        if !bumps.is_empty() {
            let api = comparison
                .api
                .as_ref()
                .map_or_else(String::new, |api| format!("{api}: "));
            let _ = writeln!(
                text,
                "::notice title=version bumps::{}",
                data(&format!("{api}{}", bumps.join(", ")))
            );
        }
    }
    text
}

fn command(item: Item<'_>) -> String {
    let kind = match item.level() {
        Some(Level::Error) => "error",
        Some(Level::Warning) => "warning",
        Some(Level::Info) | None => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = item.shown() {
        let position = place.position();
        properties.push(format!("file={}", property(&place.file.shown)));
        properties.push(format!("line={}", position.line));
        // Columns are allowed within one line only.
        if position.line == position.end_line {
            properties.push(format!("col={},endColumn={}", position.column, position.end_column));
        }
    }
    properties.push(format!("title={}", property(&item.finding.rule.id)));
    let mut message = item.finding.message.clone();
    let reach = item.reach();
    if !reach.is_empty() {
        let _ = write!(message, " [{reach}]");
    }
    for effect in item.finding.rust.iter().take(MOST_EFFECTS) {
        let _ = write!(message, "\n{}", effect.sentence());
    }
    if let Some(accepted) = item.accepted {
        let _ = write!(message, " (accepted: {})", accepted.reason);
    }
    format!("::{kind} {}::{}", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
