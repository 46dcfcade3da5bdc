//! What holds of all rules.

use std::collections::BTreeSet;

use super::{Rule, rules};

#[test]
fn ids_are_distinct() {
    let ids: BTreeSet<_> = rules().iter().map(|rule| &rule.id).collect();
    assert_eq!(ids.len(), rules().len());
    for rule in rules() {
        assert_eq!(Rule::find(&rule.id).map(|found| &found.id), Some(&rule.id));
    }
}

#[test]
fn the_reference_has_509_rules_of_which_each_has_one_here() {
    let ids: BTreeSet<_> = rules().iter().flat_map(|rule| &rule.oasdiff).collect();
    assert_eq!(ids.len(), 509);
}
