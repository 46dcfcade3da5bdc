//! Absolute paths to `use` lines and short paths, as a person would have written them.
//!
//! Emitters name everything by its full path, which is always right; here `specwright_types::__private::codec::Reader` becomes
//! `Reader` with a `use`, unless that name already means something in the file.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use proc_macro2::{Ident, Span};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{File, Item, ItemMacro, ItemMod, Path, PathSegment, parse_quote};

use super::table;

/// Names that a file can use without a `use`; importing another thing under one of them would confuse readers.
const PRELUDE: &[&str] = &[
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// First segments that are types of the language, not crates.
const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64", "u128",
    "usize",
];

/// Rewrites the absolute paths of a file and adds the `use` items at its top. `module` is the file's own module, as
/// `crate::…`; what stands in it needs no path at all.
pub(super) fn shorten(file: &mut File, module: &str) {
    let module: Vec<&str> = module.split("::").collect();
    // In the root, `crate::` shows that a path leads to this crate.
    if module.len() > 1 {
        Own { module }.visit_file_mut(file);
    }
    let mut survey = Survey::default();
    survey.visit_file(file);
    let chosen = survey.choose();
    if chosen.is_empty() {
        return;
    }
    Rewriter { chosen: &chosen }.visit_file_mut(file);
    let parents = by_parent(chosen.keys().map(String::as_str));
    let uses = parents
        .into_iter()
        .map(|((_, parent), names)| use_item(&parent, &names));
    file.items.splice(0..0, uses);
}

/// What is imported, by the module that it comes from. A module that is imported beside things of its own becomes
/// their `self`.
fn by_parent<'a>(targets: impl Iterator<Item = &'a str>) -> BTreeMap<(u8, String), BTreeSet<String>> {
    let mut parents: BTreeMap<(u8, String), BTreeSet<String>> = BTreeMap::new();
    for (parent, name) in targets.filter_map(|target| target.rsplit_once("::")) {
        let names = parents.entry((group(parent), parent.to_owned())).or_default();
        names.insert(name.to_owned());
    }
    // The deepest first: what became another's `self` is no module of its own any more.
    for (group, parent) in parents.keys().rev().cloned().collect::<Vec<_>>() {
        let Some((above, name)) = parent.rsplit_once("::") else {
            continue;
        };
        if !parents.contains_key(&(group, parent.clone())) {
            continue;
        }
        let above = (group, above.to_owned());
        let Some(siblings) = parents.get_mut(&above) else {
            continue;
        };
        if siblings.remove(name) {
            if siblings.is_empty() {
                parents.remove(&above);
            }
            parents.entry((group, parent)).or_default().insert("self".to_owned());
        }
    }
    parents
}

/// std first, then other crates, then this one.
fn group(parent: &str) -> u8 {
    match parent.split("::").next() {
        Some("std" | "core" | "alloc") => 0,
        Some("crate" | "super" | "self") => 2,
        _ => 1,
    }
}

fn use_item(parent: &str, names: &BTreeSet<String>) -> Item {
    let segments = parent.split("::").map(identifier);
    let mut names: Vec<Ident> = names.iter().map(|name| identifier(name)).collect();
    names.sort_by_key(|name| *name != "self");
    match names.as_slice() {
        [name] => parse_quote!(use #(#segments)::*::#name;),
        names => parse_quote!(use #(#segments)::*::{#(#names),*};),
    }
}

/// Cuts the path of the file's own module off.
struct Own<'a> {
    module: Vec<&'a str>,
}

impl VisitMut for Own<'_> {
    fn visit_item_mod_mut(&mut self, _: &mut ItemMod) {}

    fn visit_item_macro_mut(&mut self, item: &mut ItemMacro) {
        visit_mut::visit_item_macro_mut(self, item);
        table::each_path(item, &mut |path| self.visit_path_mut(path));
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let length = self.module.len();
        let own = path.segments.len() > length
            && path
                .segments
                .iter()
                .zip(&self.module)
                .all(|(segment, name)| segment.ident == name);
        if own && path.leading_colon.is_none() {
            let segments = std::mem::take(&mut path.segments);
            path.segments = segments.into_iter().skip(length).collect();
        }
    }
}

fn identifier(text: &str) -> Ident {
    match text.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(text, Span::call_site()),
    }
}

/// Finds the paths that can be shortened and the names that are taken.
#[derive(Default)]
struct Survey {
    /// Full path of what would be imported -> its short name, in order of first use.
    targets: IndexMap<String, String>,
    /// Names that mean something in the file already.
    taken: BTreeSet<String>,
}

impl Survey {
    fn choose(self) -> IndexMap<String, String> {
        let mut taken = self.taken;
        let mut chosen = IndexMap::new();
        // Of two things of one name the crate's own has it: `Error<pets_types::Error>`.
        let (own, others): (Vec<_>, Vec<_>) =
            { self.targets.into_iter() }.partition(|(path, _)| path.starts_with("crate::"));
        for (target, short) in own.into_iter().chain(others) {
            if !PRELUDE.contains(&short.as_str()) && taken.insert(short.clone()) {
                chosen.insert(target, short);
            }
        }
        chosen
    }
}

impl<'ast> Visit<'ast> for Survey {
    fn visit_item(&mut self, item: &'ast Item) {
        let name = match item {
            Item::Const(i) => Some(&i.ident),
            Item::Enum(i) => Some(&i.ident),
            Item::Fn(i) => Some(&i.sig.ident),
            Item::Mod(i) => Some(&i.ident),
            Item::Static(i) => Some(&i.ident),
            Item::Struct(i) => Some(&i.ident),
            Item::Trait(i) => Some(&i.ident),
            Item::Type(i) => Some(&i.ident),
            Item::Union(i) => Some(&i.ident),
            _ => None,
        };
        self.taken.extend(name.map(ToString::to_string));
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, _: &'ast ItemMod) {}

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        visit::visit_item_macro(self, item);
        table::survey(item, &mut |path| self.path(path));
    }

    fn visit_use_name(&mut self, name: &'ast syn::UseName) {
        self.taken.insert(name.ident.to_string());
    }

    fn visit_path(&mut self, path: &'ast Path) {
        self.path(path);
        visit::visit_path(self, path);
    }
}

impl Survey {
    fn path(&mut self, path: &Path) {
        if path.leading_colon.is_none() {
            if path.segments.len() == 1 {
                self.taken.insert(path.segments[0].ident.to_string());
            } else if let Some(keep) = import_end(path) {
                let target = text_of(path, keep);
                let short = path.segments[keep - 1].ident.to_string();
                self.targets.entry(target).or_insert(short);
            }
        }
    }
}

/// How many leading segments of an absolute path make the thing to import: up to the first type, trait or constant;
/// for a function, up to its module. `None` where nothing is won.
fn import_end(path: &Path) -> Option<usize> {
    let first = path.segments.first()?.ident.to_string();
    let lower = |segment: &PathSegment| {
        let name = segment.ident.to_string();
        name.trim_start_matches("r#")
            .starts_with(|c: char| c.is_lowercase() || c == '_')
    };
    if matches!(first.as_str(), "self" | "super" | "Self") || PRIMITIVES.contains(&first.as_str()) {
        return None;
    }
    if !lower(path.segments.first()?) {
        return None;
    }
    // A name that says nothing.
    let is_private = |end: &usize| path.segments.get(end - 1).is_none_or(|last| last.ident != "__private");
    let end = match path.segments.iter().position(|segment| !lower(segment)) {
        Some(at) if PRELUDE.contains(&path.segments[at].ident.to_string().as_str()) => (at >= 2).then_some(at),
        Some(at) => Some(at + 1),
        None => (path.segments.len() >= 3).then(|| path.segments.len() - 1),
    };
    end.filter(is_private)
}

fn text_of(path: &Path, segments: usize) -> String {
    let names: Vec<String> = path
        .segments
        .iter()
        .take(segments)
        .map(|s| s.ident.to_string())
        .collect();
    names.join("::")
}

struct Rewriter<'a> {
    chosen: &'a IndexMap<String, String>,
}

impl VisitMut for Rewriter<'_> {
    fn visit_item_mod_mut(&mut self, _: &mut ItemMod) {}

    fn visit_item_macro_mut(&mut self, item: &mut ItemMacro) {
        visit_mut::visit_item_macro_mut(self, item);
        table::each_path(item, &mut |path| self.visit_path_mut(path));
    }

    fn visit_expr_path_mut(&mut self, expr: &mut syn::ExprPath) {
        let before = expr.path.segments.len();
        visit_mut::visit_expr_path_mut(self, expr);
        keep_position(expr.qself.as_mut(), before, &expr.path);
    }

    fn visit_type_path_mut(&mut self, ty: &mut syn::TypePath) {
        let before = ty.path.segments.len();
        visit_mut::visit_type_path_mut(self, ty);
        keep_position(ty.qself.as_mut(), before, &ty.path);
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.leading_colon.is_some() || path.segments.len() < 2 {
            return;
        }
        let Some(keep) = import_end(path) else { return };
        if self.chosen.contains_key(&text_of(path, keep)) {
            let segments: Punctuated<PathSegment, syn::Token![::]> = std::mem::take(&mut path.segments);
            path.segments = segments.into_iter().skip(keep - 1).collect();
        }
    }
}

/// In `<T as a::Trait>::f` the trait has lost as many segments as the path.
fn keep_position(qself: Option<&mut syn::QSelf>, before: usize, path: &Path) {
    if let Some(qself) = qself {
        qself.position = qself.position.saturating_sub(before - path.segments.len());
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn shortened(tokens: proc_macro2::TokenStream) -> String {
        let mut file: File = syn::parse2(tokens).unwrap();
        shorten(&mut file, "crate::here");
        prettyplease::unparse(&file)
    }

    #[test]
    fn paths_become_use_lines_unless_the_name_is_taken() {
        let text = shortened(quote! {
            pub struct Error;
            impl std::fmt::Display for Error {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    crate::a::show::<serde_json::Value>(f, u32::MAX)
                }
            }
            impl std::error::Error for Error {}
            fn g(x: crate::support::Failure<pets_types::Failure>, y: pets_types::Fault, z: crate::support::Fault) {}
            fn f(x: <u8 as std::ops::Add>::Output, y: crate::here::Error) {
                <u8 as crate::a::Show>::show(x)
            }
        });
        let expected = "use std::fmt::{self, Display, Formatter};\nuse std::ops::Add;\nuse serde_json::Value;\n\
                        use crate::a::{self, Show};\nuse crate::support::{Failure, Fault};\n";
        let mut lines: Vec<&str> = text.lines().filter(|l| l.starts_with("use ")).collect();
        let mut wanted: Vec<&str> = expected.lines().collect();
        lines.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(lines, wanted);
        assert!(
            text.contains("fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {"),
            "{text}"
        );
        assert!(text.contains("a::show::<Value>(f, u32::MAX)"), "{text}");
        assert!(text.contains("x: <u8 as Add>::Output, y: Error"), "{text}");
        assert!(text.contains("<u8 as Show>::show(x)"), "{text}");
        assert!(
            text.contains("x: Failure<pets_types::Failure>, y: pets_types::Fault, z: Fault"),
            "{text}"
        );
        assert!(text.contains("impl std::error::Error for Error {}"), "{text}");
    }
}
