//! From changes to findings: which rules they fall under, whom they reach, how heavy they weigh.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::collect::Note;
use super::compare::Comparison;
use super::pair::{Context, Kind, PairId, TypeChange};
use super::rule::{Position, Rule};
use super::{Audiences, Bumps, Call, Direction, Finding, Level, Settings, Verdict, reach};

/// Makes findings of everything that was noted.
pub(super) fn findings(comparison: &Comparison<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (note, calls) in &comparison.collector.notes {
        let operations = operations(&comparison.collector.calls, calls.iter().copied());
        findings.extend(of_note(note, operations, comparison.settings));
    }
    let contexts = reach::contexts(&comparison.pairs);
    let mut seen = BTreeMap::new();
    for (i, pair) in comparison.pairs.all.iter().enumerate() {
        if pair.changes.is_empty() {
            continue;
        }
        let calls = reach::calls(&comparison.pairs, PairId(i));
        let operations = operations(&comparison.collector.calls, calls);
        for change in &pair.changes {
            let steps = contexts
                .get(i)
                .into_iter()
                .flatten()
                .map(|context| context.step(change.step));
            let rules: BTreeSet<(Context, String)> = steps
                .flat_map(|context| ids(change.kind, context).into_iter().map(move |id| (context, id)))
                .collect();
            let mut verdicts: Vec<Verdict> = Vec::new();
            for (context, id) in &rules {
                if !verdicts.iter().any(|verdict| verdict.rule.id == *id) {
                    let verdict = verdict(id, context.direction(), comparison.settings);
                    verdicts.extend(verdict.map(|verdict| Verdict {
                        level: if change.idle { Level::Info } else { verdict.level },
                        ..verdict
                    }));
                }
            }
            let note = Note {
                rules: Vec::new(),
                base: change.base.clone(),
                revision: change.revision.clone(),
                subject: change.subject.clone(),
                old: change.old.clone(),
                new: change.new.clone(),
                help: change.help.clone(),
            };
            let Some(finding) = finding(&note, verdicts, operations.clone()) else {
                continue;
            };
            // The same place met in two pairs (an alternative that was merged into several) is one change.
            match seen.get(&finding.fingerprint) {
                None => {
                    seen.insert(finding.fingerprint.clone(), findings.len());
                    findings.push(finding);
                }
                Some(at) => {
                    if let Some(known) = findings.get_mut(*at) {
                        merge(known, finding);
                    }
                }
            }
        }
    }
    findings
}

/// The finding of a change of what is no schema.
pub(super) fn of_note(note: &Note, operations: Vec<Call>, settings: &Settings) -> Option<Finding> {
    let direction = operations.iter().map(|call| call.direction).reduce(Direction::and);
    let direction = direction.unwrap_or(Direction::Both);
    let verdicts = note.rules.iter().filter_map(|id| verdict(id, direction, settings));
    finding(note, verdicts.collect(), operations)
}

fn verdict(id: &str, direction: Direction, settings: &Settings) -> Option<Verdict> {
    let rule = Rule::find(id)?;
    let level = match settings.levels.get(id) {
        Some(choice) => choice.level()?,
        None => rule.level,
    };
    Some(Verdict { rule, level, direction })
}

/// The finding of a change; the first of the weightiest verdicts names it. `None` if all its rules are switched off.
fn finding(note: &Note, mut verdicts: Vec<Verdict>, operations: Vec<Call>) -> Option<Finding> {
    verdicts.sort_by_key(|verdict| std::cmp::Reverse(verdict.level));
    let first = verdicts.first()?;
    let (rule, level) = (first.rule, first.level);
    let change = match (note.old.as_str(), note.new.as_str()) {
        ("", "") => String::new(),
        ("", new) => format!(" ({new})"),
        (old, "") => format!(" ({old})"),
        (old, new) => format!(" ({old} → {new})"),
    };
    let what = rule.meaning.trim_end_matches('.');
    Some(Finding {
        rule,
        level,
        base: note.base.clone(),
        revision: note.revision.clone(),
        operations,
        subject: note.subject.clone(),
        old: note.old.clone(),
        new: note.new.clone(),
        audiences: audiences(&verdicts, level),
        message: format!("`{}`: {what}{change}", note.subject),
        help: note.help.clone(),
        rust: Vec::new(),
        bumps: Bumps::default(),
        fingerprint: fingerprint(note, rule),
        verdicts,
    })
}

/// How heavy it weighs, as far as the rules tell.
fn audiences(verdicts: &[Verdict], wire: Level) -> Audiences {
    let touches = verdicts.iter().any(|verdict| {
        let rust = verdict.rule.rust;
        !(rust.starts_with("No item changes") || rust.starts_with("Nothing"))
    });
    let source = if touches { Level::Warning } else { Level::Info };
    Audiences {
        wire,
        client: source,
        server: source,
    }
}

/// Sixteen hexadecimal digits of rule, places and values.
fn fingerprint(note: &Note, rule: &Rule) -> String {
    let mut hash = Sha256::new();
    let place = |place: &Option<crate::pointer::Location>| match place {
        Some(place) => format!("{}#{}", place.file.0, place.pointer),
        None => String::new(),
    };
    for part in [
        &rule.id,
        &place(&note.base),
        &place(&note.revision),
        &note.old,
        &note.new,
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Adds what was found in another way.
fn merge(known: &mut Finding, other: Finding) {
    for verdict in other.verdicts {
        if !known.verdicts.iter().any(|there| there.rule.id == verdict.rule.id) {
            known.verdicts.push(verdict);
        }
    }
    for call in other.operations {
        if !known.operations.contains(&call) {
            known.operations.push(call);
        }
    }
}

/// The operations, each once.
fn operations(all: &[Call], found: impl IntoIterator<Item = (usize, Direction)>) -> Vec<Call> {
    let mut calls: BTreeMap<usize, Direction> = BTreeMap::new();
    for (call, direction) in found {
        calls
            .entry(call)
            .and_modify(|known| *known = known.and(direction))
            .or_insert(direction);
    }
    let call = |(call, direction): (usize, Direction)| {
        Some(Call {
            direction,
            ..all.get(call)?.clone()
        })
    };
    calls.into_iter().filter_map(call).collect()
}

/// The ids of the rules that a change falls under where the schema is used as `context`.
fn ids(kind: Kind, context: Context) -> Vec<String> {
    let position = context.position;
    let prefix = position.prefix();
    match kind {
        Kind::Stem(stem) => vec![format!("{prefix}{stem}")],
        Kind::Type(change) => vec![format!("{prefix}{}", type_stem(change, context))],
        Kind::Demanded => vec![
            match position {
                Position::RequestBody | Position::RequestProperty => "request-undescribed-property-became-required",
                Position::RequestParameter | Position::RequestParameterProperty => {
                    "request-parameter-undescribed-property-became-required"
                }
                _ => "undescribed-property-became-required",
            }
            .to_owned(),
        ],
        Kind::Added { required, default } => vec![added(position, required, default)],
        Kind::Removed { required } => vec![removed(position, required)],
        Kind::Renamed { before, now } => {
            let mut ids = vec![removed(position, before), added(position, now, false)];
            let name = match position {
                Position::RequestBody | Position::RequestProperty => "request-property-renamed",
                Position::RequestParameter | Position::RequestParameterProperty => "request-parameter-property-renamed",
                Position::ResponseBody | Position::ResponseProperty => "response-property-renamed",
                Position::ResponseHeader | Position::ResponseHeaderProperty => "response-header-property-renamed",
                Position::Unused => "unused-schema-property-renamed",
                Position::RequestReadOnly | Position::ResponseWriteOnly => return ids,
            };
            ids.insert(0, name.to_owned());
            ids
        }
        Kind::Sent { required, what } => {
            let required = if required { "required" } else { "optional" };
            vec![match position.direction() {
                Direction::Request => format!("request-{required}-property-became-{what}"),
                Direction::Response => format!("response-{required}-property-became-{what}"),
                Direction::Both => "unused-schema-property-direction-changed".to_owned(),
            }]
        }
    }
}

fn added(position: Position, required: bool, default: bool) -> String {
    let kind = if required { "required" } else { "optional" };
    match position {
        Position::RequestBody | Position::RequestProperty if required && default => {
            "new-required-request-property-with-default".to_owned()
        }
        Position::RequestBody | Position::RequestProperty => format!("new-{kind}-request-property"),
        Position::RequestReadOnly => "request-read-only-property-added".to_owned(),
        Position::RequestParameter | Position::RequestParameterProperty => {
            format!("new-{kind}-request-parameter-property")
        }
        Position::ResponseBody | Position::ResponseProperty => format!("response-{kind}-property-added"),
        Position::ResponseWriteOnly => format!("response-{kind}-write-only-property-added"),
        Position::ResponseHeader | Position::ResponseHeaderProperty => "response-header-property-added".to_owned(),
        Position::Unused => "unused-schema-property-added".to_owned(),
    }
}

fn removed(position: Position, required: bool) -> String {
    let kind = if required { "required" } else { "optional" };
    match position {
        Position::RequestBody | Position::RequestProperty => "request-property-removed".to_owned(),
        Position::RequestReadOnly => "request-read-only-property-removed".to_owned(),
        Position::RequestParameter | Position::RequestParameterProperty => {
            "request-parameter-property-removed".to_owned()
        }
        Position::ResponseBody | Position::ResponseProperty => format!("response-{kind}-property-removed"),
        Position::ResponseWriteOnly => format!("response-{kind}-write-only-property-removed"),
        Position::ResponseHeader | Position::ResponseHeaderProperty => "response-header-property-removed".to_owned(),
        Position::Unused => "unused-schema-property-removed".to_owned(),
    }
}

/// How a change of type is called: text takes what any type is written as, and a request that allows less has another
/// type.
fn type_stem(change: TypeChange, context: Context) -> &'static str {
    let request = context.direction() == Direction::Request;
    let plain = matches!(
        context.position,
        Position::RequestParameter | Position::RequestParameterProperty | Position::ResponseHeader
    );
    match change {
        TypeChange::Generalized => "type-generalized",
        TypeChange::Specialized if request && context.position != Position::RequestParameterProperty => "type-changed",
        TypeChange::Specialized => "type-specialized",
        TypeChange::FromText { .. } if context.position == Position::RequestParameterProperty => "type-specialized",
        TypeChange::ToText { scalar: true } if request && plain => "type-generalized",
        TypeChange::ToText { .. } if request && context.text && !plain => "type-compatible",
        TypeChange::FromText { .. } if !request && context.text && !plain => "type-compatible",
        TypeChange::ToText { .. } | TypeChange::FromText { .. } | TypeChange::Changed => "type-changed",
    }
}
