//! One object for programs. Its shape is in the README; keys may be added to it, none change.

use serde_json::{Value, json};

use super::counts::by_crate;
use super::{Acceptance, Comparison, Item, Review};
use crate::diff::{Bumps, Finding, RustEffect};
use crate::load::Sources;
use crate::pointer::Location;
use crate::render::Place;

pub(super) fn write(review: &Review) -> String {
    let descriptions: Vec<Value> = review.comparisons.iter().map(description).collect();
    let findings: Vec<Value> = review.items().map(object).collect();
    let all = json!({
        "version": 1,
        "descriptions": descriptions,
        "findings": findings,
    });
    let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
    text.push('\n');
    text
}

fn description(comparison: &Comparison) -> Value {
    let entry = |entry: &Acceptance| {
        json!({
            "fingerprint": entry.fingerprint,
            "reason": entry.reason,
            "expires": entry.expires,
        })
    };
    let (base, revision) = &comparison.report.versions;
    json!({
        "api": comparison.api,
        "versions": {"base": base, "revision": revision},
        "bumps": bumps_object(comparison.report.rust.bumps),
        "rust": {
            "compared": comparison.report.rust.compared,
            "obstacle": comparison.report.rust.obstacle,
            "own_bumps": bumps_object(comparison.report.rust.own),
            "others": comparison.report.rust.others.iter().map(effect).collect::<Vec<_>>(),
        },
        "stale": comparison.acceptances.stale.iter().map(entry).collect::<Vec<_>>(),
        "expired": comparison.acceptances.expired.iter().map(entry).collect::<Vec<_>>(),
    })
}

fn bumps_object(bumps: Bumps) -> Value {
    let names = by_crate(bumps).into_iter();
    names
        .map(|(name, bump)| (name.to_owned(), json!(bump.as_str())))
        .collect()
}

fn effect(effect: &RustEffect) -> Value {
    json!({
        "crate": effect.part.as_str(),
        "kind": effect.kind.as_str(),
        "change": effect.change.as_str(),
        "item": effect.item,
        "old": effect.old,
        "new": effect.new,
        "bump": effect.bump.as_str(),
    })
}

fn object(item: Item<'_>) -> Value {
    let Finding {
        audiences,
        operations,
        verdicts,
        rust,
        ..
    } = item.finding;
    let verdicts = verdicts.iter().map(|verdict| {
        json!({
            "id": verdict.rule.id,
            "level": verdict.level.as_str(),
            "direction": verdict.direction.as_str(),
        })
    });
    let operations = operations.iter().map(|call| {
        json!({
            "method": call.method,
            "path": call.path,
            "operation_id": call.operation_id,
            "direction": call.direction.as_str(),
        })
    });
    let Item {
        comparison,
        finding,
        accepted,
    } = item;
    json!({
        "id": finding.rule.id,
        "level": finding.level.as_str(),
        "oasdiff": finding.oasdiff(),
        "api": comparison.api,
        "message": finding.message,
        "help": finding.help,
        "subject": finding.subject,
        "old": finding.old,
        "new": finding.new,
        "base": finding.base.as_ref().map(|location| place(&comparison.base.sources, location)),
        "revision": finding.revision.as_ref().map(|location| place(&comparison.revision.sources, location)),
        "operations": operations.collect::<Vec<_>>(),
        "verdicts": verdicts.collect::<Vec<_>>(),
        "audiences": {
            "wire": audiences.wire.as_str(),
            "client": audiences.client.as_str(),
            "server": audiences.server.as_str(),
        },
        "rust": rust.iter().map(effect).collect::<Vec<_>>(),
        "bumps": bumps_object(finding.bumps),
        "accepted": accepted.map(|entry| json!({"reason": entry.reason, "expires": entry.expires})),
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
