//! What changed between two descriptions, compared as models, so that an equivalent rewrite is no change.
//!
//! ```text
//! diff -> model, output
//! ```
//!
//! Rules are data ([`Rule`]); each change is reported once ([`Finding`]), with every operation that it reaches. Pairs of
//! schemas are compared once each, in a worklist: circles end there. Where a pair is used makes the rules of its changes.

mod assemble;
mod body;
mod callback;
mod collect;
mod compare;
mod document;
mod finding;
mod inherit;
mod lifecycle;
mod link;
mod naming;
mod operation;
mod pair;
mod parameter;
mod print;
mod reach;
mod response;
mod rule;
mod security;
mod server;
mod settings;
mod side;
mod similar;

pub use finding::{
    Audiences, Bump, Bumps, Call, Direction, Finding, ItemChange, ItemKind, Part, Report, Rust, RustEffect, Verdict,
};
pub use rule::{Level, Rule, rules};
pub use settings::{Choice, Days, Settings};

use self::collect::Collector;
use self::compare::Comparison;
use self::pair::Pairs;
use self::side::Side;
use crate::model::Api;

/// Compares two models. Positions are looked up later, in the sources of each side.
pub fn diff(base: &Api, revision: &Api, settings: &Settings) -> Report {
    let mut comparison = Comparison {
        base: Side::new(base),
        revision: Side::new(revision),
        settings,
        pairs: Pairs::default(),
        collector: Collector::default(),
    };
    comparison.servers(None, &base.servers, &revision.servers);
    comparison.security_schemes();
    comparison.global_security();
    comparison.operations();
    comparison.webhooks();
    comparison.callbacks();
    comparison.unused();
    comparison.schemas();
    comparison.components();
    let mut findings = assemble::findings(&comparison);
    if let Some(note) = document::version(base, revision, &findings) {
        findings.extend(assemble::of_note(&note, Vec::new(), settings));
    }
    Report {
        findings,
        versions: (base.version.clone(), revision.version.clone()),
        rust: Rust::default(),
    }
}
