//! A change as text for people, with an excerpt of both sides.

use annotate_snippets::{Group, Level, Renderer};

use super::text::{is_gap, printable};
use super::{Place, excerpt};
use crate::diff;

/// A change to show.
#[derive(Debug)]
pub(crate) struct Change<'a> {
    /// How heavy it weighs.
    pub(crate) level: diff::Level,
    /// The rule's id.
    pub(crate) id: &'a str,
    /// A sentence.
    pub(crate) message: &'a str,
    /// Where it stands in the base.
    pub(crate) base: Option<Place<'a>>,
    /// Where it stands in the revision.
    pub(crate) revision: Option<Place<'a>>,
    /// What else is to be said: a word and a text each.
    pub(crate) notes: Vec<(&'static str, String)>,
}

/// The change with its excerpts, without a line end at the end.
pub(crate) fn change(change: &Change<'_>, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let level = match change.level {
        diff::Level::Error => Level::ERROR,
        diff::Level::Warning => Level::WARNING,
        diff::Level::Info => Level::INFO,
    };
    let message = printable(change.message);
    let mut group = Group::with_title(level.primary_title(&*message).id(change.id));
    group = match (&change.revision, &change.base) {
        (Some(new), Some(old)) => excerpt::add(group, new, Some((old, "before"))),
        (Some(new), None) => excerpt::add(group, new, None),
        (None, Some(old)) => excerpt::add(group, old, None),
        (None, None) => group,
    };
    for (name, text) in &change.notes {
        group = group.element(Level::NOTE.with_name(*name).message(printable(text).into_owned()));
    }
    let text = renderer.render(&[group]);
    let lines: Vec<&str> = text.lines().filter(|line| !is_gap(line)).collect();
    lines.join("\n")
}
