//! `pattern`: ECMA-262 regular expressions.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use regress::Regex;

use super::checker::Checker;

/// The patterns in use, compiled. `None`: it does not compile, which the generator has already reported.
static PATTERNS: Mutex<BTreeMap<&'static str, Option<Arc<Regex>>>> = Mutex::new(BTreeMap::new());

impl Checker {
    /// `pattern`: some part of the text matches.
    pub fn pattern(&mut self, text: &str, pattern: &'static str) {
        if compiled(pattern).is_some_and(|regex| regex.find(text).is_none()) {
            self.report(format!("does not match the pattern `{pattern}`"));
        }
    }
}

fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    let mut patterns = PATTERNS.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = patterns
        .entry(pattern)
        .or_insert_with(|| compile(pattern).map(Arc::new));
    regex.clone()
}

/// JSON Schema reads patterns with the flag `u` (2020-12, core §6.4); many that are written do not stand it.
fn compile(pattern: &str) -> Option<Regex> {
    Regex::with_flags(pattern, "u").or_else(|_| Regex::new(pattern)).ok()
}
