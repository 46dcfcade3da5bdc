//! Where findings go.

use std::collections::HashSet;

use super::{Diagnostic, Severity};

/// Collects findings in the order they are made. `#[must_use]` and without `Clone`, so that none is lost: the owner
/// hands it on or takes the findings out with [`Sink::into_diagnostics`].
#[must_use = "findings must be shown to the user"]
#[derive(Clone, Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    /// The same findings, only ever asked whether one is among them.
    seen: HashSet<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding; the same finding at the same place counts once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.seen.insert(diagnostic.clone()) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// The findings so far.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Takes the findings out, ordered by place, then code; the order does not depend on which stage spoke first.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        diagnostics.sort_by(|a, b| a.location.cmp(&b.location).then_with(|| a.code.cmp(&b.code)));
        diagnostics
    }
}
