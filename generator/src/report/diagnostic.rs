//! One finding.

use std::fmt;
use std::ops::Range;

use super::Code;
use crate::pointer::Location;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// For information: nothing is lost.
    Note,
    /// The output is approximate or leaves something out; it is written all the same.
    Warning,
    /// The input is at fault; nothing is written for this description.
    Error,
}

impl fmt::Display for Severity {
    /// The word for it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One finding: what, where, and the cure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Where in the source.
    pub location: Location,
    /// What is the matter, in one sentence without a full stop.
    pub message: String,
    /// A second place that matters, with what it is ("first defined here").
    pub related: Option<(Location, String)>,
    /// What the author of the description or the user can do.
    pub help: Option<String>,
    /// The bytes of the source text to point at, where the location's pointer does not say (text that is not well-formed,
    /// the second of two equal keys).
    pub span: Option<Range<usize>>,
    /// The same for the second place.
    pub related_span: Option<Range<usize>>,
}

impl Diagnostic {
    /// A finding with the severity that its code has.
    pub fn new(code: Code, location: Location, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            location,
            message: message.into(),
            related: None,
            help: None,
            span: None,
            related_span: None,
        }
    }

    /// Adds the cure.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, location: Location, label: impl Into<String>) -> Self {
        self.related = Some((location, label.into()));
        self
    }

    /// Says which bytes of the source text to point at.
    #[must_use]
    pub fn span(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Says which bytes to point at for the second place.
    #[must_use]
    pub fn related_span(mut self, span: Range<usize>) -> Self {
        self.related_span = Some(span);
        self
    }
}
