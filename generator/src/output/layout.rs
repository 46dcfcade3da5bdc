//! Tokens to text: prettyplease, and the blank lines that it leaves out.

use syn::{File, Item};

use super::table;

/// A file of just these items.
pub(super) fn file(items: Vec<Item>) -> File {
    File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    }
}

/// Writes a file: items apart, `use`, `mod` and bare constants together.
pub(super) fn layout(parsed: File) -> String {
    let mut out = String::new();
    let mut previous: Option<File> = None;
    for item in parsed.items {
        let alone = file(vec![item]);
        let text = match &alone.items[0] {
            Item::Macro(item) if item.ident.is_none() => table::write(item),
            _ => prettyplease::unparse(&alone),
        };
        let (before, item) = (previous.as_ref().and_then(|p| p.items.first()), &alone.items[0]);
        if before.is_some_and(|before| !together(before, item)) {
            out.push('\n');
        }
        out.push_str(&if matches!(item, Item::Impl(_) | Item::Trait(_)) {
            space_members(&text)
        } else {
            text
        });
        previous = Some(alone);
    }
    out
}

/// Whether two items stand without a blank line between them.
fn together(a: &Item, b: &Item) -> bool {
    match (a, b) {
        (Item::Use(a), Item::Use(b)) => use_kind(a) == use_kind(b),
        (Item::Mod(a), Item::Mod(b)) => a.content.is_none() && b.content.is_none() && b.attrs.is_empty(),
        (Item::Const(_), Item::Const(b)) => b.attrs.is_empty(),
        _ => false,
    }
}

/// `pub use` apart from `use`, and `use` of std, other crates and this crate apart from each other.
fn use_kind(item: &syn::ItemUse) -> (bool, u8) {
    let root = match &item.tree {
        syn::UseTree::Path(path) => path.ident.to_string(),
        _ => String::new(),
    };
    let kind = match root.as_str() {
        "std" | "core" | "alloc" => 0,
        "crate" | "super" | "self" => 2,
        _ => 1,
    };
    let public = matches!(item.vis, syn::Visibility::Public(_));
    (public, if public { 0 } else { kind })
}

/// Puts a blank line between the members of an impl or trait, except between one-line members without docs.
fn space_members(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len() + 64);
    for (i, line) in lines.iter().enumerate() {
        out.push_str(line);
        out.push('\n');
        let Some(next) = lines.get(i + 1) else { continue };
        let is_comment = line.trim_start().starts_with("//");
        // A constant's expression may end deeper than it began.
        let ends_member = (indent(line) == 4 && line.ends_with('}') || line.ends_with(';')) && !is_comment;
        let starts_member = indent(next) == 4 && !next.trim_start().starts_with('}');
        let one_liners =
            indent(line) == 4 && line.ends_with(';') && next.ends_with(';') && !next.trim_start().starts_with("//");
        if ends_member && starts_member && !one_liners {
            out.push('\n');
        }
    }
    out
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_members_stand_apart() {
        let parsed: File = syn::parse_quote! {
            use std::fmt;
            use crate::a;
            mod b;
            mod c;
            /// Doc.
            struct S;
            impl S {
                const A: u8 = 1;
                const B: &Chain = &Chain::new().with(&["a long text to make it break", "another long text to make it break"]);
                const C: u8 = 1;
                fn f() {}
                /// Doc.
                fn g() {}
            }
        };
        let expected = "use std::fmt;\n\nuse crate::a;\n\nmod b;\nmod c;\n\n/// Doc.\nstruct S;\n\nimpl S {\n    \
                        const A: u8 = 1;\n\n    const B: &Chain = &Chain::new()\n        .with(&[\"a long text to make it break\", \"another long text to make it break\"]);\n\n    const C: u8 = 1;\n\n    fn f() {}\n\n    /// Doc.\n    fn g() {}\n}\n";
        assert_eq!(layout(parsed), expected);
    }
}
