//! What a comparison found, one line each; line and column are looked up here.

use std::fmt::Write as _;

use super::Place;
use crate::diff::Report;
use crate::load::Sources;
use crate::pointer::Location;

/// The sources of both sides.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// Of the base.
    pub base: &'a Sources,
    /// Of the revision.
    pub revision: &'a Sources,
}

/// One line a finding: place, level, rule, message.
pub fn changes_text(report: &Report, sides: Sides<'_>) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let place = match (&finding.revision, &finding.base) {
            (Some(location), _) => shown(sides.revision, location),
            (None, Some(location)) => shown(sides.base, location),
            (None, None) => String::new(),
        };
        let operations = match finding.operations.as_slice() {
            [] => String::new(),
            [one] => format!(" [{} {}]", one.method, one.path),
            [one, others @ ..] => format!(" [{} {} and {} more]", one.method, one.path, others.len()),
        };
        let _ = writeln!(
            text,
            "{place}: {}[{}]: {}{operations}",
            finding.level, finding.rule.id, finding.message
        );
    }
    text
}

fn shown(sources: &Sources, location: &Location) -> String {
    match Place::find(sources, location, None) {
        Some(place) => {
            let position = place.position();
            format!("{}:{}:{}", place.file.shown, position.line, position.column)
        }
        None => String::new(),
    }
}
