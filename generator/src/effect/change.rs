//! Which items of a crate differ, and what cargo's rules say of each.
//!
//! <https://doc.rust-lang.org/cargo/reference/semver.html>

use crate::diff::{Bump, ItemChange, ItemKind, Part, RustEffect};
use crate::output::Source;
use crate::output::inventory::{Argument, Inventory, Item, Texts, differing, differing_source, shown, spelled};

/// An item that differs.
#[derive(Clone, Debug)]
pub struct Change {
    /// What is told of it.
    pub effect: RustEffect,
    /// What it is made of, in the base and in the revision.
    pub sources: [Option<Source>; 2],
    /// What the arguments are made of that differ, if it is a function that changed; in the base and in the revision.
    pub arguments: [Vec<Source>; 2],
    /// Whether what the function returns differs.
    pub returns: bool,
}

/// The items that differ, by path. What is part of an item that came or went is not told as well.
pub fn changes(part: Part, base: &Inventory, revision: &Inventory) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, old) in base {
        match revision.get(key) {
            None if is_told(old, base, revision) => changes.push(gone(part, old)),
            Some(new) if old.shape != new.shape => changes.push(changed(part, old, new)),
            None | Some(_) => {}
        }
    }
    for (key, new) in revision {
        if !base.contains_key(key) && is_told(new, revision, base) {
            changes.push(added(part, new));
        }
    }
    changes.sort_by(|a, b| (&a.effect.item, a.effect.change).cmp(&(&b.effect.item, b.effect.change)));
    changes
}

/// The sources that differ, for a crate whose items do not.
pub(super) fn files(part: Part, base: &Texts, revision: &Texts) -> Vec<Change> {
    let file = |path: &str| {
        let item = Item {
            kind: ItemKind::File,
            path: path.to_owned(),
            parent: None,
            shape: String::new(),
            form: String::new(),
            source: Source::Crate,
            arguments: Vec::new(),
            returns: String::new(),
            breaks: false,
        };
        let what = match (base.contains_key(path), revision.contains_key(path)) {
            (true, false) => ItemChange::Removed,
            (false, true) => ItemChange::Added,
            (true, true) | (false, false) => ItemChange::Changed,
        };
        let mut change = change(part, &item, what, Bump::Patch, [String::new(), String::new()]);
        change.sources = [(base, revision), (revision, base)]
            .map(|(texts, others)| Some(differing_source(texts.get(path)?, others.get(path))));
        change
    };
    differing(base, revision).into_iter().map(file).collect()
}

/// Whether an item that only one side has is to be told of: that what it is part of is on both sides, and the same thing.
fn is_told(item: &Item, here: &Inventory, there: &Inventory) -> bool {
    let both = |key: &String| match (here.get(key), there.get(key)) {
        (Some(here), Some(there)) => here.kind == there.kind,
        // It stands in a file that is equal.
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if item.kind == ItemKind::Module {
        let inside = format!("{}::", item.path);
        let holds = |(key, within): (&String, &Item)| within.path.starts_with(&inside) && !there.contains_key(key);
        return !here.iter().any(holds);
    }
    item.parent.as_ref().is_none_or(both)
}

fn gone(part: Part, item: &Item) -> Change {
    let forms = [form(item), String::new()];
    let mut change = change(part, item, ItemChange::Removed, Bump::Major, forms);
    change.sources = [Some(item.source.clone()), None];
    change
}

fn added(part: Part, item: &Item) -> Change {
    let bump = if item.breaks { Bump::Major } else { Bump::Minor };
    let mut change = change(part, item, ItemChange::Added, bump, [String::new(), form(item)]);
    change.sources = [None, Some(item.source.clone())];
    change
}

fn changed(part: Part, old: &Item, new: &Item) -> Change {
    let mut forms = [shown(&old.form), shown(&new.form)];
    if forms[0] == forms[1] {
        forms = [spelled(&old.form), spelled(&new.form)];
    }
    let mut change = change(part, new, ItemChange::Changed, Bump::Major, forms);
    let only = |here: &Item, there: &Item| -> Vec<Source> {
        let is_there = |argument: &Argument| {
            let mut others = there.arguments.iter();
            others.any(|other| (&other.name, &other.of) == (&argument.name, &argument.of))
        };
        let differing = here.arguments.iter().filter(|argument| !is_there(argument));
        differing.filter_map(|argument| argument.source.clone()).collect()
    };
    change.sources = [Some(old.source.clone()), Some(new.source.clone())];
    change.arguments = [only(old, new), only(new, old)];
    change.returns = old.returns != new.returns;
    change
}

fn change(part: Part, item: &Item, change: ItemChange, bump: Bump, [old, new]: [String; 2]) -> Change {
    Change {
        effect: RustEffect {
            part,
            kind: item.kind,
            change,
            item: item.path.clone(),
            old,
            new,
            bump,
        },
        sources: [None, None],
        arguments: [Vec::new(), Vec::new()],
        returns: false,
    }
}

fn form(item: &Item) -> String {
    match item.kind {
        ItemKind::Export => spelled(&item.form),
        // A variant that holds nothing.
        ItemKind::Variant if item.path.ends_with(&format!("::{}", item.form)) => String::new(),
        _ => shown(&item.form),
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;
    use crate::output::Crate;
    use crate::output::inventory::{inventories, texts};
    use crate::settings::Target;

    fn told(old: proc_macro2::TokenStream, new: proc_macro2::TokenStream) -> Vec<String> {
        let [old, new] = [old, new].map(|items| {
            let mut krate = Crate::new(Target::Types);
            krate.rust("src/lib.rs", "", items);
            texts(krate)
        });
        let [old, new] = inventories(&old, &new).unwrap();
        let changes = changes(Part::Types, &old, &new);
        let line = |change: &Change| format!("{}: {}", change.effect.bump.as_str(), change.effect.sentence());
        changes.iter().map(line).collect()
    }

    #[test]
    fn each_item_is_told_once_with_its_bump() {
        let old = quote!(
            #[derive(Clone, Eq)]
            pub struct Pet {
                pub name: String,
                pub tag: Option<String>,
            }
            pub struct Gone {
                pub a: u8,
            }
            impl Gone {
                pub fn a(&self) {}
            }
            pub fn list(limit: u8) -> Pet {}
            pub trait Api {
                fn one(&self);
            }
        );
        let new = quote!(
            #[derive(Clone)]
            pub struct Pet {
                pub name: Option<String>,
                pub tag: Option<String>,
                pub born: String,
            }
            pub fn list(max: u8) -> Pet {}
            pub trait Api {
                fn one(&self, x: crate::Pet);
                fn two(&self) {}
            }
        );
        assert_eq!(
            told(old, new),
            [
                "major: types: `Api::one` was `fn one(&self)`, is `fn one(&self, x: Pet)`",
                "minor: types: `Api::two` is new: `fn two(&self)`",
                "major: types: `Gone` is gone",
                "major: types: `Pet` has `impl Eq for Pet` no more",
                "major: types: `Pet::born` is new: `String`",
                "major: types: `Pet::name` was `String`, is `Option<String>`",
            ]
        );
    }

    #[test]
    fn what_is_said_of_an_item_is_no_change_of_it() {
        let old = quote!(
            pub enum Server {
                Main {
                    #[doc = "One of `eu`, `us`."]
                    region: String,
                },
            }
        );
        let new = quote!(
            pub enum Server {
                Main {
                    #[doc = "One of `eu`."]
                    region: String,
                },
            }
        );
        assert!(told(old, new).is_empty());
    }

    #[test]
    fn what_becomes_another_kind_of_thing_is_one_change() {
        let changes = told(
            quote!(
                #[derive(Clone)]
                pub struct A {
                    pub a: u8,
                }
            ),
            quote!(
                pub type A = String;
            ),
        );
        assert_eq!(changes, ["major: types: `A` was `struct A`, is `type A = String`"]);
    }
}
