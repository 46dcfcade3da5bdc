//! Item macros whose body is a table: `codec::object! { Pet { 0: name = required "name", _: skip } }`.
//!
//! Neither syn nor prettyplease looks into the body of a macro: here its paths are found, and it is written an entry a
//! line.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ItemMacro, Path};

/// Calls `visit` with every path of two and more segments in the body of the macro, and puts back what it makes of it.
pub(super) fn each_path(item: &mut ItemMacro, visit: &mut impl FnMut(&mut Path)) {
    let body = std::mem::take(&mut item.mac.tokens);
    item.mac.tokens = in_stream(body, visit);
}

/// Calls `visit` with every path of two and more segments in the body of the macro.
pub(super) fn survey(item: &ItemMacro, visit: &mut impl FnMut(&Path)) {
    in_stream(item.mac.tokens.clone(), &mut |path| visit(path));
}

pub(super) fn in_stream(stream: TokenStream, visit: &mut impl FnMut(&mut Path)) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(first) => {
                let mut segments = vec![first];
                let mut rest = tokens.clone();
                while let Some(segment) = next_segment(&mut rest) {
                    segments.push(segment);
                    tokens = rest.clone();
                }
                if segments.len() == 1 {
                    out.extend(segments.into_iter().map(TokenTree::Ident));
                } else {
                    let mut path: Path = syn::parse_quote!(#(#segments)::*);
                    visit(&mut path);
                    path.to_tokens(&mut out);
                }
            }
            TokenTree::Group(group) => {
                let inner = in_stream(group.stream(), visit);
                out.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            other => out.extend([other]),
        }
    }
    out
}

/// `::` and an identifier.
fn next_segment(tokens: &mut impl Iterator<Item = TokenTree>) -> Option<Ident> {
    let colon = |token: Option<TokenTree>, wanted: Spacing| match token {
        Some(TokenTree::Punct(punct)) => {
            punct.as_char() == ':' && (wanted == Spacing::Alone || punct.spacing() == wanted)
        }
        _ => false,
    };
    if !colon(tokens.next(), Spacing::Joint) || !colon(tokens.next(), Spacing::Alone) {
        return None;
    }
    match tokens.next() {
        Some(TokenTree::Ident(segment)) => Some(segment),
        _ => None,
    }
}

/// Writes the macro.
pub(super) fn write(item: &ItemMacro) -> String {
    let mut out = line(item.mac.path.to_token_stream());
    out.push_str("! {\n");
    block(item.mac.tokens.clone(), 1, &mut out);
    out.push_str("}\n");
    out
}

/// Writes the entries of a block.
fn block(stream: TokenStream, depth: usize, out: &mut String) {
    let indent = "    ".repeat(depth);
    let mut entry = Vec::new();
    // Commas between the arguments of a type are not between entries.
    let mut angles = 0_usize;
    for token in stream {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let head = line(entry.drain(..).collect());
                out.push_str(&format!("{indent}{head} {{\n"));
                block(group.stream(), depth + 1, out);
                out.push_str(&format!("{indent}}}\n"));
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' && angles == 0 => {
                out.push_str(&format!("{indent}{},\n", line(entry.drain(..).collect())));
            }
            other => {
                match other.to_string().as_str() {
                    "<" => angles += 1,
                    ">" => angles = angles.saturating_sub(1),
                    _ => {}
                }
                entry.push(other);
            }
        }
    }
    if !entry.is_empty() {
        out.push_str(&format!("{indent}{}\n", line(entry.into_iter().collect())));
    }
}

/// Tokens on one line, spaced as in Rust.
fn line(stream: TokenStream) -> String {
    let mut out = String::new();
    let mut after_name = false;
    for token in stream {
        let (text, call) = match &token {
            TokenTree::Group(group) => {
                let inner = line(group.stream());
                match group.delimiter() {
                    Delimiter::Parenthesis => (format!("({inner})"), after_name),
                    Delimiter::Bracket => (format!("[{inner}]"), false),
                    Delimiter::Brace => (format!("{{ {inner} }}"), false),
                    Delimiter::None => (inner, false),
                }
            }
            other => (other.to_string(), false),
        };
        let tight =
            matches!(text.as_str(), ":" | ">" | "<" | ",") || out.ends_with(['<', '&', '-']) || out.ends_with("::");
        if !tight && !call && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&text);
        after_name = matches!(token, TokenTree::Ident(_));
    }
    out
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::parse_quote;

    use super::*;

    #[test]
    fn a_table_has_an_entry_a_line() {
        let mut item: ItemMacro = parse_quote! {
            a::codec::object! { a::b::Pet { 0: name = required "na me" as a::codec::Nullable<a::codec::Integer>, _: other rest as Map<B, C> } }
        };
        let mut seen = Vec::new();
        each_path(&mut item, &mut |path| {
            seen.push(path.to_token_stream().to_string());
            if path.segments.len() == 3 {
                *path = path.segments.last().unwrap().ident.clone().into();
            }
        });
        assert_eq!(
            seen,
            ["a :: b :: Pet", "a :: codec :: Nullable", "a :: codec :: Integer"]
        );
        let expected = "a::codec::object! {\n    Pet {\n        0: name = required \"na me\" as Nullable<Integer>,\n        \
                        _: other rest as Map<B, C>\n    }\n}\n";
        assert_eq!(write(&item), expected);
        assert_eq!(line(quote!(a: b::C<D>)), "a: b::C<D>");
        assert_eq!(
            line(quote!(0: A as B<(C, D)> = T::Key("k"))),
            "0: A as B<(C, D)> = T::Key(\"k\")"
        );
        assert_eq!(line(quote!(order [1, 0])), "order [1, 0]");
        assert_eq!(line(quote!(Low = -1)), "Low = -1");
    }
}
