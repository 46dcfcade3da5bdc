//! What people can do about an item that changed.

use crate::diff::{ItemChange, ItemKind, RustEffect};

/// What to do where source does not compile any more.
pub(super) fn todo(effect: &RustEffect) -> &'static str {
    match (effect.kind, effect.change) {
        (ItemKind::Field, ItemChange::Added) => {
            "give it a value wherever you build the type (`..Default::default()` where it has that)"
        }
        (ItemKind::Field, ItemChange::Removed) => {
            "nothing is sent or received for it any more; take it out of literals and patterns"
        }
        (ItemKind::Field, ItemChange::Changed) => match (is_option(&effect.old), is_option(&effect.new)) {
            (false, true) => "it may be missing; match on it, and wrap what you set in `Some`",
            (true, false) => "it is always there; set it without `Some`, and take out what handles `None`",
            (true, true) | (false, false) => "set and read it as its new type",
        },
        (ItemKind::Variant, ItemChange::Added) => "add an arm for it wherever you match on the type",
        (ItemKind::Variant, ItemChange::Removed) => "take out its arms, and send something else",
        (ItemKind::Variant, ItemChange::Changed) => "build and match it with what it holds now",
        (ItemKind::Function, ItemChange::Added) | (ItemKind::AssociatedType, ItemChange::Added) => "implement it",
        (ItemKind::Function, ItemChange::Removed) => "call or implement it no more",
        (ItemKind::Function, ItemChange::Changed) => "adapt calls and implementations to its signature",
        (ItemKind::Impl, _) => "do without what the trait gave",
        (ItemKind::Export | ItemKind::Module, ItemChange::Removed) => "name what it led to by another path",
        (_, ItemChange::Added) => "say what it is to be where you use it",
        (_, ItemChange::Removed) => "take out what uses it",
        (_, ItemChange::Changed) => "adapt what uses it",
    }
}

fn is_option(form: &str) -> bool {
    form.starts_with("Option<")
}
