//! Documentation as attributes.

use proc_macro2::TokenStream;
use quote::quote;

/// `#[doc = "…"]` attributes of text that is clean Markdown, a line each; none for blank text.
pub fn doc_lines(text: &str) -> TokenStream {
    let text = text.trim();
    let lines = text.lines().map(|line| match line.trim_end() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}
