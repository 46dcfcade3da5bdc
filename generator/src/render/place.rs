//! A place in a source text, as people count it.

use std::ops::Range;

use crate::load::{SourceFile, Sources};
use crate::pointer::Location;

/// A place in the text of a file.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The file.
    pub file: &'a SourceFile,
    /// The bytes to point at. They lie on character boundaries.
    pub span: Range<usize>,
}

/// Where a place begins and ends; both counted from 1, the end being the first character after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line that it begins on.
    pub line: usize,
    /// The column that it begins at, in characters.
    pub column: usize,
    /// The line that it ends on.
    pub end_line: usize,
    /// The column that it ends before.
    pub end_column: usize,
}

impl<'a> Place<'a> {
    /// Looks a location up: at `exact` bytes if they are known, else where its pointer leads. `None` if no such file was
    /// read.
    pub fn find(sources: &'a Sources, location: &Location, exact: Option<&Range<usize>>) -> Option<Self> {
        let file = sources.file(location.file)?;
        let exact = exact.filter(|span| file.text.get((*span).clone()).is_some());
        let span = exact.cloned().unwrap_or_else(|| file.locate(&location.pointer));
        Some(Self { file, span })
    }

    /// Line and column.
    pub fn position(&self) -> Position {
        let (line, column) = self.count(self.span.start);
        let (end_line, end_column) = self.count(self.span.end);
        Position {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// The bytes of the line on which the place begins, without its end.
    pub fn line(&self) -> Range<usize> {
        let text = &self.file.text;
        let start = text[..self.span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[self.span.start..]
            .find('\n')
            .map_or(text.len(), |end| self.span.start + end);
        let line = text[start..end].trim_end_matches('\r');
        start..start + line.len()
    }

    /// Line and column of a byte.
    fn count(&self, byte: usize) -> (usize, usize) {
        let (line, start) = self.file.line(byte);
        (line, self.file.text[start..byte].chars().count() + 1)
    }
}
