//! From the files of a crate to its public items.

use std::collections::BTreeMap;

use quote::{ToTokens, quote};
use syn::{Attribute, Fields, ImplItem, Item as Syntax, TraitItem};

use super::form::{self, full, function};
use super::public::{Module, Target, Tree, is_public, name};
use super::{Argument, Inventory, Item, Kind, TextPart, Texts};
use crate::output::{RenderError, Source};

/// The public items of a crate, of those files that `wanted` names.
pub(super) fn inventory(texts: &Texts, wanted: &dyn Fn(&str) -> bool) -> Result<Inventory, RenderError> {
    let mut files: Vec<(Module, Parsed<'_>, bool)> = Vec::new();
    for (path, text) in texts {
        let Some(inside) = path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")) else {
            continue;
        };
        let module: Module = inside
            .split('/')
            .filter(|name| !matches!(*name, "lib" | "mod"))
            .map(str::to_owned)
            .collect();
        if module.first().is_some_and(|first| first == "codec") {
            continue;
        }
        // What can be named from outside is told by the files above.
        let is_wanted = wanted(path);
        let exports = || text.parts.iter().any(|part| part.items.contains("pub use"));
        if is_wanted || module.is_empty() || exports() {
            let mut parsed = Vec::new();
            for part in &text.parts {
                let file: syn::File = syn::parse_str(&part.items).map_err(|error| RenderError {
                    path: path.clone(),
                    message: error.to_string(),
                })?;
                parsed.extend(file.items.into_iter().map(|item| (item, part)));
            }
            files.push((module, parsed, is_wanted));
        }
    }
    let mut tree = Tree::default();
    for (module, file, _) in &files {
        for (item, _) in file {
            if let Syntax::Mod(item) = item {
                tree.module(module, item);
            }
        }
    }
    for (module, file, _) in &files {
        for (item, _) in file {
            if let Syntax::Use(item) = item {
                tree.export(module, item);
            }
        }
    }
    let mut collector = Collector {
        tree: &tree,
        items: Inventory::new(),
        part: None,
    };
    for (module, file, _) in files.iter().filter(|(.., is_wanted)| *is_wanted) {
        for (item, part) in file {
            collector.part = Some(part);
            collector.definition(module, item);
        }
        for (item, part) in file {
            collector.part = Some(part);
            collector.implementation(module, item);
        }
    }
    let first = |(module, file, _): &(Module, Parsed<'_>, bool)| {
        let source = file.first().map(|(_, part)| part.source.clone());
        (module.join("::"), source.unwrap_or_default())
    };
    collector.modules(&files.iter().map(first).collect());
    collector.exports();
    Ok(collector.items)
}

/// The items of a file, each with the part that it stands in.
type Parsed<'a> = Vec<(Syntax, &'a TextPart)>;

struct Collector<'a> {
    tree: &'a Tree,
    items: Inventory,
    /// The part that the item at hand stands in.
    part: Option<&'a TextPart>,
}

impl Collector<'_> {
    fn add(&mut self, kind: Kind, key: String, shape: String) -> &mut Item {
        let item = Item {
            source: self.part.map(|part| part.source.clone()).unwrap_or_default(),
            kind,
            path: key.trim_end_matches("()").to_owned(),
            parent: None,
            form: shape.clone(),
            shape,
            arguments: Vec::new(),
            returns: String::new(),
            breaks: false,
        };
        let entry = self.items.entry(key).or_insert_with(|| item.clone());
        *entry = item;
        entry
    }

    /// What the member of an item is made of that a key is for.
    fn member(&self, key: &str) -> Source {
        let name = key.trim_end_matches("()").rsplit("::").next().unwrap_or_default();
        let source = self.part.map(|part| part.member(name).unwrap_or(&part.source));
        source.cloned().unwrap_or_default()
    }

    /// A part of an item.
    fn part(&mut self, of: &str, kind: Kind, key: String, shape: String) -> &mut Item {
        let source = self.member(&key);
        let item = self.add(kind, key, shape);
        item.source = source;
        item.parent = Some(of.to_owned());
        item
    }

    fn definition(&mut self, module: &Module, item: &Syntax) {
        let (ident, attrs, visibility) = match item {
            Syntax::Struct(item) => (&item.ident, &item.attrs, &item.vis),
            Syntax::Enum(item) => (&item.ident, &item.attrs, &item.vis),
            Syntax::Type(item) => (&item.ident, &item.attrs, &item.vis),
            Syntax::Trait(item) => (&item.ident, &item.attrs, &item.vis),
            Syntax::Fn(item) => (&item.sig.ident, &item.attrs, &item.vis),
            Syntax::Const(item) => (&item.ident, &item.attrs, &item.vis),
            Syntax::Static(item) => (&item.ident, &item.attrs, &item.vis),
            _ => return,
        };
        let path = is_public(visibility).then(|| self.tree.path(module, &name(ident)));
        let Some(path) = path.flatten() else { return };
        match item {
            Syntax::Struct(item) => {
                let generics = &item.generics;
                self.add(Kind::Struct, path.clone(), full(quote!(struct #ident #generics)));
                self.derives(&path, ident, attrs);
                self.fields(&path, &item.fields, is_open(attrs));
            }
            Syntax::Enum(item) => {
                let generics = &item.generics;
                self.add(Kind::Enum, path.clone(), full(quote!(enum #ident #generics)));
                self.derives(&path, ident, attrs);
                for variant in &item.variants {
                    let key = format!("{path}::{}", name(&variant.ident));
                    let variant = self.part(&path, Kind::Variant, key, form::variant(variant));
                    variant.breaks = !is_open(attrs);
                }
            }
            Syntax::Type(item) => {
                let (generics, of) = (&item.generics, &item.ty);
                self.add(Kind::Alias, path, full(quote!(type #ident #generics = #of)));
            }
            Syntax::Trait(item) => {
                let (generics, bounds) = (&item.generics, &item.supertraits);
                let colon = &item.colon_token;
                let shape = full(quote!(trait #ident #generics #colon #bounds));
                self.add(Kind::Trait, path.clone(), shape);
                self.trait_items(&path, item);
            }
            Syntax::Fn(item) => self.function(None, format!("{path}()"), &item.sig),
            Syntax::Const(item) => {
                self.constant(path, &item.ty);
            }
            Syntax::Static(item) => {
                self.constant(path, &item.ty);
            }
            _ => {}
        }
    }

    fn constant(&mut self, path: String, of: &syn::Type) {
        self.add(Kind::Constant, path, full(of));
    }

    fn derives(&mut self, path: &str, ident: &proc_macro2::Ident, attrs: &[Attribute]) {
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("derive")) {
            // What the emitters derive are names without arguments.
            let _ = attr.parse_nested_meta(|meta| {
                let of = meta.path.to_token_stream();
                self.has(path, ident, &of);
                Ok(())
            });
        }
    }

    /// A trait that a type has.
    fn has(&mut self, path: &str, ident: impl ToTokens, of: &proc_macro2::TokenStream) {
        let short = super::shown(&of.to_string());
        let item = self.part(
            path,
            Kind::Impl,
            format!("{path}: {short}"),
            full(quote!(impl #of for #ident)),
        );
        item.path = path.to_owned();
    }

    fn fields(&mut self, path: &str, fields: &Fields, is_open: bool) {
        let can_be_built = !is_open && fields.iter().all(|field| is_public(&field.vis));
        for (i, field) in fields.iter().enumerate() {
            if is_public(&field.vis) {
                let field_name = field.ident.as_ref().map_or_else(|| i.to_string(), name);
                let field = self.part(path, Kind::Field, format!("{path}::{field_name}"), full(&field.ty));
                field.breaks = can_be_built;
            }
        }
    }

    fn function(&mut self, of: Option<&str>, key: String, signature: &syn::Signature) {
        let function = function(signature);
        let (method, part) = (name(&signature.ident), self.part);
        let source = |argument: &str| part.and_then(|part| part.member(&format!("{method}({argument})")).cloned());
        let arguments = function.arguments.into_iter().map(|(name, of)| Argument {
            source: source(&name),
            name,
            of,
        });
        let own = of.map(|_| self.member(&key));
        let item = self.add(Kind::Function, key, function.shape);
        if let Some(own) = own {
            item.source = own;
        }
        item.form = function.form;
        item.arguments = arguments.collect();
        item.returns = function.returns;
        item.parent = of.map(str::to_owned);
    }

    fn trait_items(&mut self, path: &str, item: &syn::ItemTrait) {
        for item in &item.items {
            match item {
                TraitItem::Fn(item) => {
                    let key = format!("{path}::{}()", name(&item.sig.ident));
                    self.function(Some(path), key.clone(), &item.sig);
                    let is_needed = item.default.is_none();
                    self.items.entry(key).and_modify(|item| item.breaks = is_needed);
                }
                TraitItem::Type(item) => {
                    let (ident, colon, bounds) = (&item.ident, &item.colon_token, &item.bounds);
                    let key = format!("{path}::{}", name(ident));
                    let shape = full(quote!(type #ident #colon #bounds));
                    let part = self.part(path, Kind::AssociatedType, key, shape);
                    part.breaks = item.default.is_none();
                }
                TraitItem::Const(item) => {
                    let key = format!("{path}::{}", name(&item.ident));
                    let part = self.part(path, Kind::Constant, key, full(&item.ty));
                    part.breaks = item.default.is_none();
                }
                _ => {}
            }
        }
    }

    /// What types of the same module can do.
    fn implementation(&mut self, module: &Module, item: &Syntax) {
        let Syntax::Impl(item) = item else { return };
        let syn::Type::Path(of) = &*item.self_ty else { return };
        let Some(ident) = of.path.segments.last().map(|segment| &segment.ident) else {
            return;
        };
        let segments: Vec<String> = of.path.segments.iter().map(|segment| name(&segment.ident)).collect();
        // One name is that of a type of this module.
        let home = match segments.as_slice() {
            [_] => module.clone(),
            path => match self.tree.resolve(module, path) {
                Target::Own(target) => target.split_last().map(|(_, home)| home.to_vec()).unwrap_or_default(),
                Target::Foreign(_) => return,
            },
        };
        let Some(path) = self.tree.path(&home, &name(ident)) else {
            return;
        };
        // A type of this module that is not known is private; one of another may stand in a file that is equal.
        if home == *module && !self.items.contains_key(&path) {
            return;
        }
        if let Some((of, _)) = &item.trait_ {
            self.has(&path, ident, &of.to_token_stream());
            return;
        }
        for item in &item.items {
            match item {
                ImplItem::Fn(item) if is_public(&item.vis) => {
                    self.function(Some(&path), format!("{path}::{}()", name(&item.sig.ident)), &item.sig);
                }
                ImplItem::Const(item) if is_public(&item.vis) => {
                    let key = format!("{path}::{}", name(&item.ident));
                    self.part(&path, Kind::Constant, key, full(&item.ty));
                }
                _ => {}
            }
        }
    }

    fn modules(&mut self, sources: &BTreeMap<String, Source>) {
        self.part = None;
        let modules: Vec<String> = self.tree.modules().map(|module| module.join("::")).collect();
        for path in modules {
            let item = self.add(Kind::Module, format!("mod {path}"), format!("mod {path}"));
            item.source = sources.get(&path).cloned().unwrap_or_default();
            item.path = path;
        }
    }

    /// Other paths to what is known by another path already, and to what is of other crates.
    fn exports(&mut self) {
        for (path, target) in self.tree.exports() {
            let (shape, parent) = match target {
                Target::Foreign(target) => (format!("pub use {target} as {path}"), None),
                Target::Own(target) => {
                    let (item, module) = match target.split_last() {
                        Some((item, module)) => (item, module),
                        None => continue,
                    };
                    let known = self.tree.path(module, item);
                    if known.as_ref() == Some(&path) {
                        continue;
                    }
                    (format!("pub use {}", target.join("::")), known)
                }
            };
            let source = parent.as_ref().and_then(|parent| self.items.get(parent));
            let source = source.map(|item| item.source.clone()).unwrap_or_default();
            let item = self.add(Kind::Export, format!("use {path}"), shape);
            item.source = source;
            item.path = path;
            item.parent = parent;
        }
    }
}

/// Whether others must reckon with more fields or variants.
fn is_open(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("non_exhaustive"))
}
