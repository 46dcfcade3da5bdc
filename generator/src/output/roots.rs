//! Where paths start: emitters name other crates by their own names, and here they get the names by which generated code
//! reaches them.
//!
//! Generated code has one dependency beside the types of its API, the runtime, which re-exports what else is named:
//! `serde_json::Value` is `specwright_client::serde_json::Value` in a client. Nested in another crate, it has no root of its
//! own either: `crate::client::Client` is `super::client::Client` there.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};
use syn::visit_mut::{self, VisitMut};
use syn::{ExprPath, File, Macro, Path, PathSegment, TypePath, UseTree, Visibility};

use super::table;
use crate::settings::Target;

/// Crates of others that generated code names, with the runtime that re-exports each for all above it.
const OTHERS: &[(&str, Target)] = &[
    ("axum", Target::Server),
    ("bytes", Target::Types),
    ("chrono", Target::Types),
    ("futures_core", Target::Types),
    ("http", Target::Types),
    ("indexmap", Target::Types),
    ("jiff", Target::Types),
    ("rust_decimal", Target::Types),
    ("serde", Target::Types),
    ("serde_json", Target::Types),
    ("time", Target::Types),
    ("uuid", Target::Types),
];

/// Those that every runtime re-exports at its own root.
const EVERYWHERE: &[&str] = &["bytes", "futures_core", "http", "serde", "serde_json"];

/// The library of the runtime of a target.
pub fn runtime(target: Target) -> &'static str {
    match target {
        Target::Types => "specwright_types",
        Target::Client => "specwright_client",
        Target::Server => "specwright_server",
    }
}

/// The versions that are compatible with one (semver.org, version 2.0.0).
pub fn compatible(version: &str) -> String {
    let mut numbers = version.split('.');
    match (numbers.next(), numbers.next()) {
        (Some("0"), Some(minor)) => format!("0.{minor}"),
        (Some(major), _) => major.to_owned(),
        (None, _) => version.to_owned(),
    }
}

/// The runtime of a target by the name of its library.
fn target(name: &str) -> Option<Target> {
    [Target::Types, Target::Client, Target::Server]
        .into_iter()
        .find(|target| runtime(*target) == name)
}

/// What the roots of the paths in a file are replaced by.
#[derive(Clone, Debug)]
pub(super) struct Roots<'a> {
    /// The runtimes that the crate depends on itself; the first re-exports the others.
    pub(super) runtimes: Vec<Target>,
    /// Crates that the user named as dependencies: these stay.
    pub(super) own: &'a BTreeSet<String>,
    /// Where the crate's root is, if not at `crate`, with the library of types, which is then a module beside it.
    pub(super) nested: Option<Nested<'a>>,
}

/// A crate that is a module of another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nested<'a> {
    /// How many modules below the crate's root the file is.
    pub(super) depth: usize,
    /// The name of the library of types, elsewhere.
    pub(super) types: &'a str,
}

impl Roots<'_> {
    /// Replaces the roots of all paths.
    pub(super) fn resolve(&self, file: &mut File) {
        Resolver { roots: self }.visit_file_mut(file);
    }

    /// What stands for the first segment of a path.
    fn of(&self, first: &str) -> Option<Vec<Ident>> {
        let ident = |name: &str| Ident::new(name, Span::call_site());
        if let Some(Nested { depth, types }) = self.nested {
            let up = |levels: usize| std::iter::repeat_n("super", levels);
            if first == "crate" {
                let none = (depth == 0).then_some("self");
                return Some(up(depth).chain(none).map(ident).collect());
            }
            if first == types {
                return Some(up(depth + 1).chain(["types"]).map(ident).collect());
            }
        }
        if self.own.contains(first) {
            return None;
        }
        let (wanted, other) = match target(first) {
            Some(wanted) => (wanted, None),
            None => {
                let (name, wanted) = OTHERS.iter().find(|(name, _)| *name == first)?;
                (*wanted, Some(*name))
            }
        };
        let root = *self.runtimes.first()?;
        let at_root = other.is_some_and(|other| EVERYWHERE.contains(&other));
        let mut segments = vec![runtime(root)];
        if self.runtimes.contains(&wanted) && !at_root {
            segments = vec![runtime(wanted)];
        } else if wanted != root && !at_root {
            segments.push(runtime(wanted));
        }
        segments.extend(other);
        Some(segments.into_iter().map(ident).collect())
    }
}

struct Resolver<'a> {
    roots: &'a Roots<'a>,
}

impl VisitMut for Resolver<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        if path.leading_colon.is_some() || path.segments.len() < 2 {
            return;
        }
        let Some(first) = path.segments.first().map(|first| first.ident.to_string()) else {
            return;
        };
        if let Some(root) = self.roots.of(&first) {
            let segments = std::mem::take(&mut path.segments);
            let root = root.into_iter().map(PathSegment::from);
            path.segments = root.chain(segments.into_iter().skip(1)).collect();
        }
    }

    fn visit_expr_path_mut(&mut self, expr: &mut ExprPath) {
        let before = expr.path.segments.len();
        visit_mut::visit_expr_path_mut(self, expr);
        keep_position(expr.qself.as_mut(), before, &expr.path);
    }

    fn visit_type_path_mut(&mut self, ty: &mut TypePath) {
        let before = ty.path.segments.len();
        visit_mut::visit_type_path_mut(self, ty);
        keep_position(ty.qself.as_mut(), before, &ty.path);
    }

    /// Bodies of macros are tokens, whose paths look like any.
    fn visit_macro_mut(&mut self, call: &mut Macro) {
        visit_mut::visit_macro_mut(self, call);
        let body = std::mem::take(&mut call.tokens);
        call.tokens = table::in_stream(body, &mut |path| self.visit_path_mut(path));
    }

    fn visit_use_tree_mut(&mut self, tree: &mut UseTree) {
        let first = match tree {
            UseTree::Path(path) => &mut path.ident,
            // A whole crate, by another name.
            UseTree::Rename(rename) => &mut rename.ident,
            UseTree::Name(_) | UseTree::Glob(_) | UseTree::Group(_) => return,
        };
        let Some(mut root) = self.roots.of(&first.to_string()) else {
            return;
        };
        let Some(last) = root.pop() else { return };
        *first = last;
        for ident in root.into_iter().rev() {
            let placeholder = UseTree::Group(syn::UseGroup {
                brace_token: Default::default(),
                items: Default::default(),
            });
            let inner = std::mem::replace(tree, placeholder);
            *tree = UseTree::Path(syn::UsePath {
                ident,
                colon2_token: Default::default(),
                tree: Box::new(inner),
            });
        }
    }

    /// `pub(crate)` is no path to anything.
    fn visit_visibility_mut(&mut self, _: &mut Visibility) {}
}

/// In `<T as a::Trait>::f` the trait has gained as many segments as the path.
fn keep_position(qself: Option<&mut syn::QSelf>, before: usize, path: &Path) {
    if let Some(qself) = qself {
        qself.position = (qself.position + path.segments.len()).saturating_sub(before);
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn resolved(runtimes: &[Target], nested: Option<Nested<'_>>) -> String {
        let own = BTreeSet::from(["chrono".to_owned()]);
        let roots = Roots {
            runtimes: runtimes.to_vec(),
            own: &own,
            nested,
        };
        let mut file = syn::parse2(quote! {
            use crate::a::B;
            pub use a_types as types;
            pub use specwright_client::Error;
            pub(crate) fn f(a: &serde_json::Value, b: uuid::Uuid, c: chrono::NaiveDate) -> std::time::Duration {
                <u8 as specwright_types::__private::codec::Adapter>::g::<a_types::Pet>(a.time);
            }
            specwright_types::__private::codec::object! { crate::Pet { 0: a = required "a" as specwright_types::X } }
        })
        .unwrap();
        roots.resolve(&mut file);
        prettyplease::unparse(&file).split_whitespace().collect()
    }

    /// Whether all parts are in the text, blanks aside.
    fn has(text: &str, parts: &[&str]) {
        for part in parts {
            let part: String = part.split_whitespace().collect();
            assert!(text.contains(&part), "{part}:\n{text}");
        }
    }

    #[test]
    fn a_crate_names_all_by_its_runtime() {
        let text = resolved(&[Target::Client], None);
        has(
            &text,
            &[
                "use crate::a::B; pub use a_types as types; pub use specwright_client::Error; pub(crate) fn",
                "a: &specwright_client::serde_json::Value",
                "b: specwright_client::specwright_types::uuid::Uuid",
                "c: chrono::NaiveDate",
                "-> std::time::Duration",
                "<u8 as specwright_client::specwright_types::__private::codec::Adapter>::g::<a_types::Pet",
                "specwright_client::specwright_types::__private::codec::object! { crate::Pet",
                "required \"a\" as specwright_client::specwright_types::X",
            ],
        );
    }

    #[test]
    fn a_nested_crate_starts_where_it_is() {
        let types = "a_types";
        let text = resolved(&[Target::Server], Some(Nested { depth: 2, types }));
        has(
            &text,
            &[
                "use super::super::a::B;",
                "pub use super::super::super::types as types;",
                "pub use specwright_server::specwright_client::Error;",
                "::<super::super::super::types::Pet",
            ],
        );
    }
}
