//! The lines of a source text that a finding shows.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Origin, Snippet};

use super::Place;

/// The longest line that is shown whole, in bytes.
const LONGEST_LINE: usize = 160;

/// How many bytes are shown before and after a place in a line that is longer.
const AROUND: usize = 60;

/// The most bytes between two places that are shown as one excerpt.
const NEAR: usize = 4096;

/// Adds the excerpt of a finding: its place, and the related one with what it is.
pub(super) fn add<'a>(group: Group<'a>, place: &Place<'a>, related: Option<(&Place<'a>, &'a str)>) -> Group<'a> {
    match related {
        Some((other, label)) if is_near(place, other) => together(group, place, other, label),
        Some((other, label)) => {
            let group = alone(group, place, AnnotationKind::Primary, None);
            alone(group, other, AnnotationKind::Context, Some(label))
        }
        None => alone(group, place, AnnotationKind::Primary, None),
    }
}

/// Whether one excerpt can show both places.
fn is_near(a: &Place<'_>, b: &Place<'_>) -> bool {
    let is_short = |place: &Place<'_>| place.line().len() <= LONGEST_LINE;
    std::ptr::eq(a.file, b.file) && a.span.start.abs_diff(b.span.start) <= NEAR && is_short(a) && is_short(b)
}

/// Two places of one file in one excerpt; lines between them are left out by the renderer.
fn together<'a>(group: Group<'a>, place: &Place<'a>, other: &Place<'a>, label: &'a str) -> Group<'a> {
    let (a, b) = (place.line(), other.line());
    let shown = a.start.min(b.start)..a.end.max(b.end);
    let first = if a.start <= b.start { place } else { other };
    let snippet = Snippet::source(slice(place, &shown))
        .path(place.file.shown.as_str())
        .line_start(first.position().line)
        .annotation(AnnotationKind::Primary.span(within(place, &shown)))
        .annotation(AnnotationKind::Context.span(within(other, &shown)).label(label));
    group.element(snippet)
}

/// One place in an excerpt of its own.
fn alone<'a>(group: Group<'a>, place: &Place<'a>, kind: AnnotationKind, label: Option<&'a str>) -> Group<'a> {
    let position = place.position();
    let path = place.file.shown.as_str();
    let origin = Origin::path(path).line(position.line).char_column(position.column);
    let line = place.line();
    if line.is_empty() {
        return group.element(origin);
    }
    let shown = crop(place);
    let span = within(place, &shown);
    if shown == line {
        let annotation = kind.span(span).label(label);
        let snippet = Snippet::source(slice(place, &shown))
            .path(path)
            .line_start(position.line);
        return group.element(snippet.annotation(annotation));
    }
    // The origin by itself: in a line that was cropped, the column is not that of the excerpt.
    let before = if shown.start > line.start { "... " } else { "" };
    let after = if shown.end < line.end { " ..." } else { "" };
    let source = format!("{before}{}{after}", slice(place, &shown));
    let annotation = kind
        .span(span.start + before.len()..span.end + before.len())
        .label(label);
    let snippet = Snippet::source(source).line_start(position.line).annotation(annotation);
    group.element(origin).element(snippet)
}

/// The bytes to show of the line that the place begins on: all, or what is around the place.
fn crop(place: &Place<'_>) -> Range<usize> {
    let line = place.line();
    if line.len() <= LONGEST_LINE {
        return line;
    }
    let text = &place.file.text;
    let mut start = place.span.start.saturating_sub(AROUND).max(line.start);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (place.span.end.min(place.span.start + AROUND) + AROUND).min(line.end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end.max(start)
}

/// The bytes of a place relative to what is shown, as far as they are shown, and one line at most.
fn within(place: &Place<'_>, shown: &Range<usize>) -> Range<usize> {
    let start = place.span.start.clamp(shown.start, shown.end);
    let end = place.span.end.min(place.line().end).clamp(start, shown.end);
    start - shown.start..end - shown.start
}

/// The text to show.
fn slice<'a>(place: &Place<'a>, shown: &Range<usize>) -> &'a str {
    place.file.text.get(shown.clone()).unwrap_or_default()
}
