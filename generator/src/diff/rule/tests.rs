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
fn each_says_what_it_means_on_the_wire_and_in_rust() {
    for rule in rules() {
        for text in [rule.meaning.as_str(), rule.wire, rule.rust] {
            let is_sentence =
                text.len() > 5 && text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase() || c == '`');
            assert!(is_sentence, "{}: {text:?}", rule.id);
        }
    }
}

#[test]
fn the_reference_has_509_rules_of_which_each_has_one_here() {
    let ids: BTreeSet<_> = rules().iter().flat_map(|rule| &rule.oasdiff).collect();
    assert_eq!(ids.len(), 509);
}
