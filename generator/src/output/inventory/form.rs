//! Forms of items as text.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Fields, FnArg, Pat, ReceiverKind, ReturnType, Signature, Variant};

/// Tokens as text, in full.
pub(super) fn full(tokens: impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

/// A variant with what it holds, and nothing of what is said about that.
pub(super) fn variant(variant: &Variant) -> String {
    let ident = &variant.ident;
    let fields = variant.fields.iter().map(|field| {
        let (name, colon, of) = (&field.ident, &field.colon_token, &field.ty);
        quote!(#name #colon #of)
    });
    match &variant.fields {
        Fields::Named(_) => full(quote!(#ident { #(#fields),* })),
        Fields::Unnamed(_) => full(quote!(#ident(#(#fields),*))),
        Fields::Unit => full(ident),
    }
}

/// A function.
pub(super) struct Function {
    /// Its form without the names of arguments.
    pub(super) shape: String,
    /// Its form with them.
    pub(super) form: String,
    /// The arguments by name, each with its type in full.
    pub(super) arguments: Vec<(String, String)>,
    /// What it returns, in full.
    pub(super) returns: String,
}

/// A function by its signature.
pub(super) fn function(signature: &Signature) -> Function {
    let Signature {
        constness,
        asyncness,
        ident,
        generics,
        inputs,
        output,
        ..
    } = signature;
    let bounds = &generics.where_clause;
    let mut types: Vec<TokenStream> = Vec::new();
    let mut named: Vec<TokenStream> = Vec::new();
    let mut arguments = Vec::new();
    for input in inputs {
        match input {
            FnArg::Receiver(receiver) => {
                // Whether it is `mut` is the function's own affair.
                let form = match &receiver.kind {
                    ReceiverKind::Value => quote!(self),
                    ReceiverKind::Reference(and, lifetime, mutability) => quote!(#and #lifetime #mutability self),
                    ReceiverKind::Typed(colon, of) => quote!(self #colon #of),
                    _ => quote!(#receiver),
                };
                types.push(form.clone());
                named.push(form);
            }
            FnArg::Typed(argument) => {
                let of = &argument.ty;
                let name = match &*argument.pat {
                    Pat::Ident(name) => name.ident.to_string(),
                    _ => "_".to_owned(),
                };
                let ident = quote::format_ident!("{}", name);
                arguments.push((name, full(of)));
                types.push(quote!(#of));
                named.push(quote!(#ident: #of));
            }
        }
    }
    let output = match output {
        ReturnType::Default => quote!(),
        ReturnType::Type(_, of) => quote!(-> #of),
    };
    let shape = quote!(#constness #asyncness fn #ident #generics (#(#types),*) #output #bounds);
    let form = quote!(#constness #asyncness fn #ident #generics (#(#named),*) #output #bounds);
    Function {
        shape: shape.to_string(),
        form: form.to_string(),
        arguments,
        returns: output.to_string(),
    }
}

/// Tokens as text in the way that people write them: paths without the way to the item, no needless blanks.
pub fn shown(tokens: &str) -> String {
    let tokens = split(tokens);
    let leads = |token: &str| token.starts_with(|c: char| c.is_lowercase() || c == '_');
    let mut words: Vec<&str> = Vec::with_capacity(tokens.len());
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        // A module on the way to an item; `Self::Item` stays as it is.
        if leads(token) && tokens.get(i + 1).map(String::as_str) == Some("::") {
            i += 2;
        } else {
            words.push(token);
            i += 1;
        }
    }
    joined(&words)
}

/// As [`shown`], with paths as they are.
pub fn spelled(tokens: &str) -> String {
    let tokens = split(tokens);
    joined(&tokens.iter().map(String::as_str).collect::<Vec<_>>())
}

fn split(tokens: &str) -> Vec<String> {
    let mut apart = String::with_capacity(tokens.len() + 16);
    for c in tokens.chars() {
        match c {
            '(' | ')' | '[' | ']' | '{' | '}' => apart.extend([' ', c, ' ']),
            c => apart.push(c),
        }
    }
    apart.split_whitespace().map(str::to_owned).collect()
}

fn joined(words: &[&str]) -> String {
    let mut text = String::new();
    for (i, word) in words.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|before| words.get(before)).copied();
        if before.is_some_and(|before| has_blank(before, word)) {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// Whether a blank stands between two tokens.
fn has_blank(before: &str, after: &str) -> bool {
    let stands_apart = |text: &str| matches!(text, "->" | "=" | "+" | "{" | "}");
    if stands_apart(before) || stands_apart(after) {
        return true;
    }
    let opens = matches!(before, "(" | "<" | "[" | "&" | "::");
    // Brackets that close several types are one token.
    let closes = after.starts_with('>') || matches!(after, "(" | ")" | "<" | "]" | "," | ";" | ":" | "::");
    !(opens || closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_shown_as_people_write_them() {
        for (tokens, text) in [
            (quote!(Option<crate::pet::Pet>), "Option<Pet>"),
            (
                quote!(std::collections::BTreeMap<String, Vec<u8>>),
                "BTreeMap<String, Vec<u8>>",
            ),
            (
                quote!(fn a(&mut self, x: &'a str) -> impl Future<Output = Self::Answer> + Send),
                "fn a(&mut self, x: &'a str) -> impl Future<Output = Self::Answer> + Send",
            ),
            (quote!((String, [u8; 4])), "(String, [u8; 4])"),
            (quote!(Pet(crate::Pet)), "Pet(Pet)"),
            (quote!(trait Api: Send + 'static), "trait Api: Send + 'static"),
        ] {
            assert_eq!(shown(&tokens.to_string()), text, "{tokens}");
        }
    }
}
