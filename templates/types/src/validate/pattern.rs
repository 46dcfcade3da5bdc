//! `pattern`: ECMA-262 regular expressions.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use regress::Regex;

use super::checker::Checker;

/// The patterns in use, compiled. `None`: it does not compile, which the generator has already reported.
static PATTERNS: Mutex<BTreeMap<String, Option<Arc<Regex>>>> = Mutex::new(BTreeMap::new());

impl Checker {
    /// `pattern`: some part of the text matches.
    pub fn pattern(&mut self, text: &str, pattern: &str) {
        if !self.found(text, pattern) {
            self.report(format!("does not match the pattern `{pattern}`"));
        }
    }

    /// Whether some part of the text matches, as far as can be told.
    pub(super) fn found(&self, text: &str, pattern: &str) -> bool {
        compiled(pattern).is_none_or(|regex| regex.find(text).is_some())
    }
}

fn compiled(pattern: &str) -> Option<Arc<Regex>> {
    let mut patterns = PATTERNS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = patterns.get(pattern) {
        return known.clone();
    }
    let regex = compile(pattern).map(Arc::new);
    patterns.insert(pattern.to_owned(), regex.clone());
    regex
}

/// JSON Schema reads patterns with the flag `u` (2020-12, core §6.4); many that are written do not stand it.
fn compile(pattern: &str) -> Option<Regex> {
    Regex::with_flags(pattern, "u").or_else(|_| Regex::new(pattern)).ok()
}
