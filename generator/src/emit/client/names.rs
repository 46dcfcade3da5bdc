//! What the items of one module are called: request builders, error and success enums.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use quote::format_ident;

use super::Client;
use crate::analyze::TagFacts;

/// Names that a module's items must not hide from its code.
#[rustfmt::skip]
const PRELUDE: &[&str] = &[
    "AsRef", "Box", "Clone", "Copy", "Debug", "Default", "Drop", "Eq", "Err", "Fn", "From", "Future", "Hash", "Into",
    "IntoFuture", "Iterator", "None", "Ok", "Option", "Ord", "PartialEq", "PartialOrd", "Result", "Self", "Send",
    "Sized", "Some", "String", "Sync", "ToString", "Vec",
];

/// The names of an operation's items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OperationNames {
    /// The request builder.
    pub(super) builder: Ident,
    /// The enum of documented errors.
    pub(super) error: Ident,
    /// The enum of documented successes.
    pub(super) success: Ident,
    /// The enum of a body's representations.
    pub(super) body: Ident,
}

/// The names for each operation of a tag, in order. Builders go first: an enum makes way for them.
pub(super) fn of(client: &Client<'_>, tag: &TagFacts) -> Vec<OperationNames> {
    let mut taken: BTreeSet<String> = PRELUDE.iter().map(|&name| name.to_owned()).collect();
    taken.insert(tag.type_name.0.clone());
    let facts = &client.context.facts.operations;
    let stems: Vec<&str> = tag
        .operations
        .iter()
        .map(|id| {
            facts
                .get(id.0)
                .map_or("", |facts| facts.stem.0.trim_start_matches("r#"))
        })
        .collect();
    let builders: Vec<Ident> = stems.iter().map(|stem| claim(&mut taken, stem, "", "Call")).collect();
    let enums = stems.iter().zip(builders).map(|(stem, builder)| OperationNames {
        builder,
        error: claim(&mut taken, stem, "Error", "CallError"),
        success: claim(&mut taken, stem, "Success", "CallSuccess"),
        body: claim(&mut taken, stem, "Body", "CallBody"),
    });
    enums.collect()
}

/// The stem with the first suffix that is free, else with a number.
fn claim(taken: &mut BTreeSet<String>, stem: &str, suffix: &str, other: &str) -> Ident {
    let first = [format!("{stem}{suffix}"), format!("{stem}{other}")];
    let numbered = (2..).map(|number| format!("{stem}{other}{number}"));
    let name = first
        .into_iter()
        .chain(numbered)
        .find(|name| taken.insert(name.clone()));
    format_ident!("{}", name.unwrap_or_else(|| other.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builders_keep_clear_of_the_prelude_and_of_each_other() {
        let mut taken: BTreeSet<String> = PRELUDE.iter().map(|&name| name.to_owned()).collect();
        taken.insert("Search".to_owned());
        let mut name = |stem: &str, suffix: &str| claim(&mut taken, stem, suffix, "Call").to_string();
        assert_eq!(name("Option", ""), "OptionCall");
        assert_eq!(name("Search", ""), "SearchCall");
        assert_eq!(name("GetError", ""), "GetError");
        assert_eq!(name("Get", "Error"), "GetCall");
        assert_eq!(name("Get", "Error"), "GetCall2");
    }
}
