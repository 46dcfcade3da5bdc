//! Names: scopes in which each is claimed once, and what items, fields and variants are called.

pub(in crate::analyze) mod enumeration;
pub(in crate::analyze) mod ident;
pub(in crate::analyze) mod locked;
pub(in crate::analyze) mod member;
pub(in crate::analyze) mod object;
pub(in crate::analyze) mod origin;
pub(in crate::analyze) mod place;
pub(in crate::analyze) mod record;
pub(in crate::analyze) mod rename;
pub(in crate::analyze) mod reserved;
pub(in crate::analyze) mod type_names;
pub(in crate::analyze) mod unicode_ident;

use std::collections::{HashMap, HashSet};

use self::ident::{Kind, finish};
use super::Ident;

/// A scope of names. Case does not tell names apart where they become files.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// The next number to try for a name already numbered.
    next: HashMap<String, usize>,
}

/// A name that was claimed.
#[derive(Debug)]
pub(super) struct Claim {
    /// The name, keyword-safe.
    pub(super) ident: Ident,
    /// Whether only a number made it unique.
    pub(super) numbered: bool,
}

impl Claim {
    /// A name that is kept.
    pub(super) fn kept(ident: Ident) -> Self {
        Self { ident, numbered: false }
    }
}

impl Scope {
    /// A scope in which some names are never given.
    pub(super) fn reserving(names: &[&str]) -> Self {
        let taken = names.iter().map(|&name| name.to_owned()).collect();
        Self {
            taken,
            ..Self::default()
        }
    }

    /// Whether a keyword-safe name is still to be had.
    pub(super) fn is_free(&self, ident: &Ident) -> bool {
        !self.taken.contains(&ident.0)
    }

    /// Takes a keyword-safe name out of the scope; says whether it was free.
    pub(super) fn take(&mut self, ident: &Ident) -> bool {
        self.taken.insert(ident.0.clone())
    }

    /// Takes the names that are kept, each for the first that has it.
    pub(super) fn keep(&mut self, names: impl Iterator<Item = Option<Ident>>) -> Vec<Option<Ident>> {
        names.map(|name| name.filter(|name| self.take(name))).collect()
    }

    /// Claims the first candidate that is free, else the last one with a number from 2.
    pub(super) fn claim(&mut self, candidates: &[String], kind: Kind) -> Claim {
        for name in candidates {
            let ident = finish(name.clone(), kind);
            if self.taken.insert(ident.0.clone()) {
                return Claim { ident, numbered: false };
            }
        }
        let base = candidates.first().map_or("value", String::as_str);
        let mut number = self.next.get(base).copied().unwrap_or(2);
        loop {
            let ident = finish(numbered(base, number), kind);
            number += 1;
            if self.taken.insert(ident.0.clone()) {
                self.next.insert(base.to_owned(), number);
                return Claim { ident, numbered: true };
            }
        }
    }
}

/// `Name2`, or `name1_2` where the name ends in a digit already.
pub(super) fn numbered(base: &str, number: usize) -> String {
    let joint = if base.ends_with(|c: char| c.is_ascii_digit()) {
        "_"
    } else {
        ""
    };
    format!("{base}{joint}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_free_candidate_wins_then_numbers() {
        let mut scope = Scope::reserving(&["send"]);
        let mut claim = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|&n| n.to_owned()).collect();
            let claim = scope.claim(&names, Kind::Value);
            (claim.ident.0, claim.numbered)
        };
        assert_eq!(claim(&["id"]), ("id".into(), false));
        assert_eq!(claim(&["id", "id_query"]), ("id_query".into(), false));
        assert_eq!(claim(&["id", "id_query"]), ("id2".into(), true));
        assert_eq!(claim(&["id"]), ("id3".into(), true));
        assert_eq!(claim(&["send"]), ("send2".into(), true));
        assert_eq!(claim(&["v1"]), ("v1".into(), false));
        assert_eq!(claim(&["v1"]), ("v1_2".into(), true));
        assert_eq!(claim(&["type"]), ("r#type".into(), false));
    }
}
