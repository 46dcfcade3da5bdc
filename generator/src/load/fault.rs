//! What is wrong inside one text, before the text is a file of a description.

use std::ops::Range;

use super::guard::Limit;
use crate::pointer::{FileId, Location, Pointer};
use crate::report::{Code, Diagnostic};

/// A finding about a text, by byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The kind.
    pub(super) code: Code,
    /// The place in the value; the root where there is no value.
    pub(super) pointer: Pointer,
    /// The bytes concerned.
    pub(super) span: Range<usize>,
    /// The message.
    pub(super) message: String,
    /// Another place in the same text, and what it is.
    pub(super) related: Option<(Range<usize>, &'static str)>,
    /// The cure.
    pub(super) help: Option<&'static str>,
}

impl Fault {
    /// A finding at a byte range.
    pub(super) fn new(code: Code, span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            pointer: Pointer::root(),
            span,
            message: message.into(),
            related: None,
            help: None,
        }
    }

    /// A limit was passed.
    pub(super) fn limit(limit: Limit, span: Range<usize>) -> Self {
        Self::new(Code::TooLarge, span, limit.message())
    }

    /// Adds the cure.
    pub(super) fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    /// The finding as part of a report on a description.
    pub(super) fn into_diagnostic(self, file: FileId) -> Diagnostic {
        let location = Location {
            file,
            pointer: self.pointer,
        };
        let mut diagnostic = Diagnostic::new(self.code, location.clone(), self.message).span(self.span);
        if let Some((span, label)) = self.related {
            diagnostic = diagnostic.related(location, label).related_span(span);
        }
        if let Some(help) = self.help {
            diagnostic = diagnostic.help(help);
        }
        diagnostic
    }
}

/// The bytes of the character at `start`, or of the last one if the text ends there.
pub(super) fn char_at(text: &str, start: usize) -> Range<usize> {
    let mut start = start.min(text.trim_end().len().saturating_sub(1));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    start..start + length
}

/// The byte offset of a line (1-based) and a byte column (1-based) in it.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    (start + column.saturating_sub(1)).min(text.len())
}
