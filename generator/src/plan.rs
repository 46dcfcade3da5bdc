//! What is generated of a description: the one place that says which passes lie between the two.
//!
//! ```text
//! analyze, lock, lower, model, report, settings <- plan
//! ```

use crate::analyze::record;
use crate::analyze::{Facts, analyze};
use crate::lock::Lock;
use crate::lower::{keep_shown, split_parts};
use crate::model::Api;
use crate::report::Sink;
use crate::settings::Settings;

/// What is generated of a description by some settings. Everything that writes, compares or talks to generated code is made
/// from this, so that it speaks of the same code.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The description in the shape in which it is generated: objects keep the keys that their examples show, and parts
    /// with header fields are objects of both.
    pub api: Api,
    /// What analysis found in it, names among them.
    pub facts: Facts,
    /// What the user chose.
    pub settings: Settings,
}

impl Plan {
    /// Plans what is generated of `api`, which is as the description has it. Total: what is doubtful is reported.
    pub fn new(mut api: Api, settings: Settings, sink: &mut Sink) -> Self {
        if settings.webhooks == Some(false) {
            // Called operations have the first ids, so that the others' stay.
            api.operations.retain(|operation| !operation.direction.is_outbound());
        }
        keep_shown(&mut api, sink);
        split_parts(&mut api);
        let facts = analyze(&api, &settings, sink);
        Self { api, facts, settings }
    }

    /// The names that were given, to be kept in `names.lock` and handed in with the settings the next time.
    pub fn names(&self) -> Lock {
        record(&self.api, &self.facts)
    }
}
