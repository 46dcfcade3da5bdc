//! How many findings there are of each level, and the crates with the bumps that they need.

use super::Item;
use crate::diff::{Bump, Bumps, ItemKind, Level, RustEffect};

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    errors: usize,
    warnings: usize,
    infos: usize,
    accepted: usize,
}

impl Counts {
    pub(super) fn of<'a>(items: impl IntoIterator<Item = Item<'a>>) -> Self {
        let mut counts = Self::default();
        for item in items {
            *match item.level() {
                Some(Level::Error) => &mut counts.errors,
                Some(Level::Warning) => &mut counts.warnings,
                Some(Level::Info) => &mut counts.infos,
                None => &mut counts.accepted,
            } += 1;
        }
        counts
    }

    /// `2 errors, 1 warning, 1 accepted`. Where there is nothing to count, `others` of Rust may have changed all the same.
    pub(super) fn sentence(self, others: &[RustEffect]) -> String {
        let files = others.iter().filter(|effect| effect.kind == ItemKind::File).count();
        let items = others.len() - files;
        let words = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.infos, "info", "infos"),
            (self.accepted, "accepted", "accepted"),
        ];
        let words = words.into_iter().filter(|(count, ..)| *count > 0);
        let words: Vec<String> = words
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        match words.as_slice() {
            [] if items == 1 => "no changes of the API; 1 Rust item changes".to_owned(),
            [] if items > 1 => format!("no changes of the API; {items} Rust items change"),
            [] if files > 0 => "no changes of the API; the sources of the crates differ".to_owned(),
            [] => "no changes".to_owned(),
            words => words.join(", "),
        }
    }
}

/// The crates by name, with their bumps.
pub(super) fn by_crate(bumps: Bumps) -> [(&'static str, Bump); 3] {
    [
        ("types", bumps.types),
        ("client", bumps.client),
        ("server", bumps.server),
    ]
}
