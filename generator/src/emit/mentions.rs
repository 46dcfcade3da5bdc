//! Which other crates code names: those are what its manifest must depend on.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};

use super::Context;
use super::manifest::Manifest;
use crate::output::{Crate, File};
use crate::settings::Target;

/// Crates of which only some types need one.
const BY_USE: &[&str] = &["chrono", "indexmap", "jiff", "rust_decimal", "time", "uuid"];

/// Adds what the types in a crate's code come from: libraries of ours, and the crates that the user's own are in.
pub fn add(manifest: &mut Manifest, context: Context<'_>, krate: &Crate) {
    let chosen: Vec<String> = context
        .settings
        .dependencies
        .keys()
        .map(|name| name.replace('-', "_"))
        .collect();
    let wanted: Vec<&str> = BY_USE
        .iter()
        .copied()
        .chain(chosen.iter().map(String::as_str))
        .collect();
    let found = find(krate, &wanted);
    for name in BY_USE.iter().filter(|name| found.contains(*name)) {
        manifest.uses(name);
    }
    for (name, ident) in context.settings.dependencies.keys().zip(&chosen) {
        if found.contains(ident.as_str()) {
            manifest.uses_chosen(name);
        }
    }
}

/// Adds the crates that the user's types are in, as far as some schema has one.
pub fn add_chosen(manifest: &mut Manifest, context: Context<'_>) {
    let paths = context
        .facts
        .schemas
        .iter()
        .filter_map(|facts| facts.replacement.as_deref());
    let paths: BTreeSet<&str> = paths.collect();
    let tokens: TokenStream = paths
        .into_iter()
        .filter_map(|path| path.parse::<TokenStream>().ok())
        .collect();
    let mut krate = Crate::new(Target::Types);
    krate.rust("src/lib.rs", "", tokens);
    add(manifest, context, &krate);
}

/// Those of the wanted crates that some path in a crate's code starts with. Tokens are gone through once.
pub fn find<'a>(krate: &Crate, wanted: &[&'a str]) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for (path, file) in &krate.files {
        match file {
            File::Rust { items, .. } => search(items, wanted, false, &mut found),
            File::Text(text) if path.ends_with(".rs") => {
                if let Ok(tokens) = text.parse() {
                    search(&tokens, wanted, false, &mut found);
                }
            }
            File::Text(_) => {}
        }
    }
    found
}

/// `inside`: the tokens are the braces of a `use`, whose parts continue a path.
fn search<'a>(tokens: &TokenStream, wanted: &[&'a str], inside: bool, found: &mut BTreeSet<&'a str>) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let (before, after) = (
            tokens.get(..index).unwrap_or_default(),
            tokens.get(index + 1..).unwrap_or_default(),
        );
        let continues = || match before {
            [] => inside,
            [.., TokenTree::Punct(comma)] if comma.as_char() == ',' => inside,
            [.., first, second] => is_separator(first, second),
            _ => false,
        };
        match token {
            TokenTree::Group(group) => search(&group.stream(), wanted, continues(), found),
            TokenTree::Ident(ident) => {
                if matches!(after, [first, second, ..] if is_separator(first, second))
                    && let Some(name) = wanted.iter().find(|name| ident == **name)
                    && !continues()
                {
                    found.insert(name);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Whether two tokens are `::`.
fn is_separator(first: &TokenTree, second: &TokenTree) -> bool {
    let colon = |token: &TokenTree| match token {
        TokenTree::Punct(punct) if punct.as_char() == ':' => Some(punct.spacing()),
        _ => None,
    };
    colon(first) == Some(Spacing::Joint) && colon(second).is_some()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn mentions(tokens: &TokenStream, krate: &str) -> bool {
        let mut found = BTreeSet::new();
        search(tokens, &[krate], false, &mut found);
        !found.is_empty()
    }

    #[test]
    fn only_paths_that_start_with_the_crate_count() {
        for tokens in [
            quote!(
                fn a() -> time::Date {}
            ),
            quote!(
                use time::{Date, Time};
            ),
            quote!(
                struct A {
                    time: Option<time::Time>,
                }
            ),
            quote!(
                use {time::Date, other::A};
            ),
        ] {
            assert!(mentions(&tokens, "time"), "{tokens}");
        }
        for tokens in [
            quote!(
                use std::time::Duration;
            ),
            quote!(
                use std::{io::Read, time::Duration};
            ),
            quote!(
                struct A {
                    time: u8,
                }
            ),
            quote!(a_types::time::Time),
        ] {
            assert!(!mentions(&tokens, "time"), "{tokens}");
        }
    }
}
