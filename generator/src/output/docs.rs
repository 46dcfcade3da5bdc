//! Documentation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

/// `#[doc = "…"]` attributes of text that is clean Markdown, a line each; none for blank text.
pub fn doc_lines(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#[doc = #lines])*)
}

/// The same as inner attributes, for the inside of a module.
pub(super) fn inner_doc_lines(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#![doc = #lines])*)
}

fn lines(text: &str) -> impl Iterator<Item = String> {
    text.trim().lines().map(|line| match line.trim_end() {
        "" => String::new(),
        line => format!(" {line}"),
    })
}
