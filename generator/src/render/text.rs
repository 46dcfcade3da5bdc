//! For people, with excerpts of the source.

use std::borrow::Cow;

use annotate_snippets::{Level, Renderer};

use super::Place;
use super::excerpt;
use crate::load::Sources;
use crate::report::{Diagnostic, Severity};

/// The findings one after another, each with an excerpt of the source, and a last line that counts them; nothing at all if
/// there are none.
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut report = String::new();
    for diagnostic in diagnostics {
        report.push_str(&one(diagnostic, sources, &renderer));
        report.push_str("\n\n");
    }
    if let Some(summary) = summary(diagnostics) {
        report.push_str(&summary);
        report.push('\n');
    }
    report
}

/// How many findings there are, such as `2 errors, 1 warning`; `None` if there are none.
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let kinds = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ];
    let counts = kinds.into_iter().filter_map(|(severity, word)| {
        match diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
        {
            0 => None,
            1 => Some(format!("1 {word}")),
            count => Some(format!("{count} {word}s")),
        }
    });
    let counts = counts.collect::<Vec<_>>();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// One finding.
fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = printable(&diagnostic.message);
    let title = level.primary_title(&*message).id(diagnostic.code.as_str());
    let place = Place::find(sources, &diagnostic.location, diagnostic.span.as_ref());
    let related = diagnostic.related.as_ref().and_then(|(location, label)| {
        let place = Place::find(sources, location, diagnostic.related_span.as_ref())?;
        Some((place, label.as_str()))
    });
    let mut group = annotate_snippets::Group::with_title(title);
    if let Some(place) = &place {
        group = excerpt::add(group, place, related.as_ref().map(|(place, label)| (place, *label)));
    }
    let pointer = diagnostic.location.pointer.as_str();
    if !pointer.is_empty() {
        let at = format!("#{pointer}");
        group = group.element(Level::NOTE.with_name("at").message(printable(&at).into_owned()));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help).into_owned()));
    }
    let report = renderer.render(&[group]);
    report
        .lines()
        .filter(|line| !is_gap(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether a rendered line is the `:::` that the renderer draws before an excerpt without a path of its own.
pub(super) fn is_gap(line: &str) -> bool {
    let mut in_escape = false;
    let shown = line.chars().filter(|c| match (in_escape, c) {
        (false, '\u{1b}') => {
            in_escape = true;
            false
        }
        (true, 'm') => {
            in_escape = false;
            false
        }
        (in_escape, _) => !in_escape,
    });
    shown.collect::<String>().trim() == ":::"
}

/// The text without control characters, which could make a terminal do anything; line ends stay.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| c.is_control() && c != '\n';
    if text.contains(is_bad) {
        Cow::Owned(text.replace(is_bad, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}
