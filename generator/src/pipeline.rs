//! The stages called in order, nothing else.

use std::path::Path;

use crate::analyze::{Facts, analyze};
use crate::load::{Sources, load};
use crate::lower::lower;
use crate::model::Api;
use crate::normalize::normalize;
use crate::report::Sink;
use crate::settings::Settings;

/// What a description says, with what analysis found in it.
#[derive(Debug)]
pub struct Loaded {
    /// The files read: for positions in reports, and for build scripts that must watch them.
    pub sources: Sources,
    /// The model.
    pub api: Api,
    /// The facts.
    pub facts: Facts,
    /// The findings so far.
    pub sink: Sink,
}

/// Reads a description as far as the facts. Never fails: what is wrong is in the sink.
pub fn read(path: &Path, settings: &Settings) -> Loaded {
    let mut sink = Sink::new();
    let sources = load(path, &mut sink);
    let normalized = normalize(&sources, &mut sink);
    let api = lower(&normalized, &mut sink);
    let facts = analyze(&api, settings, &mut sink);
    Loaded {
        sources,
        api,
        facts,
        sink,
    }
}
