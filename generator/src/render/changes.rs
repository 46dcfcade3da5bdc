//! What a comparison found, as text and JSON; line and column are looked up here.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Place;
use crate::diff::{Bump, Finding, ItemChange, Part, Report};
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

/// All findings as one JSON object: `findings`, and `versions` of base and revision.
pub fn changes_json(report: &Report, sides: Sides<'_>) -> String {
    let findings: Vec<_> = report.findings.iter().map(|finding| object(finding, sides)).collect();
    let (base, revision) = &report.versions;
    let all = json!({
        "version": 1,
        "versions": {"base": base, "revision": revision},
        "findings": findings,
    });
    let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
    text.push('\n');
    text
}

fn object(finding: &Finding, sides: Sides<'_>) -> Value {
    let verdicts = finding.verdicts.iter().map(|verdict| {
        json!({
            "id": verdict.rule.id,
            "level": verdict.level.as_str(),
            "direction": verdict.direction.as_str(),
        })
    });
    let operations = finding.operations.iter().map(|call| {
        json!({
            "method": call.method,
            "path": call.path,
            "operation_id": call.operation_id,
            "direction": call.direction.as_str(),
        })
    });
    let rust = finding.rust.iter().map(|effect| {
        json!({
            "crate": match effect.part {
                Part::Types => "types",
                Part::Client => "client",
                Part::Server => "server",
            },
            "change": match effect.change {
                ItemChange::Added => "added",
                ItemChange::Removed => "removed",
                ItemChange::Changed => "changed",
            },
            "item": effect.item,
            "old": effect.old,
            "new": effect.new,
        })
    });
    let bump = |bump: Bump| match bump {
        Bump::None => "none",
        Bump::Patch => "patch",
        Bump::Minor => "minor",
        Bump::Major => "major",
    };
    json!({
        "id": finding.rule.id,
        "level": finding.level.as_str(),
        "oasdiff": finding.oasdiff(),
        "message": finding.message,
        "help": finding.help,
        "subject": finding.subject,
        "old": finding.old,
        "new": finding.new,
        "base": finding.base.as_ref().map(|location| place(sides.base, location)),
        "revision": finding.revision.as_ref().map(|location| place(sides.revision, location)),
        "operations": operations.collect::<Vec<_>>(),
        "verdicts": verdicts.collect::<Vec<_>>(),
        "audiences": {
            "wire": finding.audiences.wire.as_str(),
            "client": finding.audiences.client.as_str(),
            "server": finding.audiences.server.as_str(),
        },
        "rust": rust.collect::<Vec<_>>(),
        "bumps": {
            "types": bump(finding.bumps.types),
            "client": bump(finding.bumps.client),
            "server": bump(finding.bumps.server),
        },
        "fingerprint": finding.fingerprint,
    })
}

fn place(sources: &Sources, location: &Location) -> Value {
    let found = Place::find(sources, location, None);
    let position = found.as_ref().map(Place::position);
    json!({
        "file": found.map(|place| place.file.shown.as_str()),
        "pointer": format!("#{}", location.pointer),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
    })
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
