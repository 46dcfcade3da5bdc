//! From changes to findings: which rules they fall under, whom they reach, how heavy they weigh.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::collect::Note;
use super::compare::Comparison;
use super::inherit::{inherited, key};
use super::naming::ids;
use super::pair::{Change, Context, Kind};
use super::rule::{Position, Rule};
use super::{Audiences, Bumps, Call, Direction, Finding, Level, Settings, Verdict, reach};
use crate::pointer::Location;

/// Makes findings of everything that was noted.
pub(super) fn findings(comparison: &Comparison<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (note, calls) in &comparison.collector.notes {
        let operations = operations(&comparison.collector.calls, calls.iter().copied());
        findings.extend(of_note(note, operations, comparison.settings));
    }
    schema_findings(comparison, &mut findings);
    findings
}

/// Makes findings of the changes of schemas.
fn schema_findings(comparison: &Comparison<'_>, findings: &mut Vec<Finding>) {
    let pairs = &comparison.pairs;
    let contexts = reach::contexts(pairs);
    let reached = reach::calls(pairs);
    let inherited = inherited(pairs, &comparison.revision.api.schemas);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut listed: HashMap<usize, HashSet<Call>> = HashMap::new();
    for (i, pair) in pairs.all.iter().enumerate() {
        for (j, change) in pair.changes.iter().enumerate() {
            if inherited.heirs.contains(&(i, j)) {
                continue;
            }
            let heirs = inherited.of.get(&(i, j)).map(Vec::as_slice).unwrap_or_default();
            let all: Vec<usize> = std::iter::once(i).chain(heirs.iter().copied()).collect();
            let used = |context: &Context| context.position != Position::Unused;
            let known: BTreeSet<Context> = all.iter().filter_map(|i| contexts.get(*i)).flatten().copied().collect();
            let is_used = known.iter().any(used);
            let mut rules: Vec<(Context, String)> = { known.into_iter() }
                .filter(|context| used(context) || !is_used)
                .map(|context| context.step(change.step))
                .flat_map(|context| ids(change.kind, context).into_iter().map(move |id| (context, id)))
                .collect();
            rules.sort_by_key(|(context, _)| *context);
            let mut verdicts: Vec<Verdict> = Vec::new();
            for (context, id) in &rules {
                if verdicts.iter().any(|verdict| verdict.rule.id == *id) {
                    continue;
                }
                let verdict = verdict(id, context.direction(), comparison.settings);
                verdicts.extend(verdict.map(|verdict| Verdict {
                    level: if says_nothing(change, context) {
                        Level::Info
                    } else {
                        verdict.level
                    },
                    ..verdict
                }));
            }
            let calls: BTreeSet<_> = { all.iter() }
                .filter_map(|i| reached.get(*i))
                .flat_map(|calls| calls.iter().copied())
                .collect();
            let Some(finding) = finding(&note(change), verdicts, operations(&comparison.collector.calls, calls)) else {
                continue;
            };
            // The same place met in two pairs (a property that was merged into several alternatives) is one change.
            let key = key(change);
            match seen.get(&key) {
                None => {
                    seen.insert(key, findings.len());
                    findings.push(finding);
                }
                Some(at) => {
                    if let Some(known) = findings.get_mut(*at) {
                        let listed = listed.entry(*at);
                        merge(
                            known,
                            listed.or_insert_with(|| known.operations.iter().cloned().collect()),
                            finding,
                        );
                    }
                }
            }
        }
    }
}

/// Whether values are the same after a change as before: it is about a keyword that says nothing of them, or the default
/// of what is always there.
fn says_nothing(change: &Change, context: &Context) -> bool {
    let default = matches!(change.kind, Kind::Stem(stem) if stem.starts_with("default-value-"));
    change.idle || default && context.always
}

fn note(change: &Change) -> Note {
    Note {
        rules: Vec::new(),
        base: change.base.clone(),
        revision: change.revision.clone(),
        subject: change.subject.clone(),
        old: change.old.clone(),
        new: change.new.clone(),
        help: change.help.clone(),
    }
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
    // What it is about is said once.
    let said = |value: &&str| note.subject.trim_matches('`') == *value;
    let change = match (note.old.as_str(), note.new.as_str()) {
        ("", "") => String::new(),
        ("", value) | (value, "") if said(&value) => String::new(),
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
    let place = |place: &Option<Location>| match place {
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

/// Adds what was found in another way; `listed` are the operations of what is known.
fn merge(known: &mut Finding, listed: &mut HashSet<Call>, other: Finding) {
    for verdict in other.verdicts {
        if !known.verdicts.iter().any(|there| there.rule.id == verdict.rule.id) {
            known.verdicts.push(verdict);
        }
    }
    let new = other.operations.into_iter().filter(|call| listed.insert(call.clone()));
    known.operations.extend(new);
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
