//! Crates as modules of one file, for build scripts: what was `crate::` and `<api>_types::` becomes `super::…`.

use indexmap::IndexMap;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::render::{RenderError, with_header};
use super::{Crate, File, layout};
use crate::settings::Target;

/// Writes crates as one file with a module each (`types`, `client`, `server`). It holds no inner attributes and no
/// paths from the root, so it can stand in any module of any crate by `include!`.
///
/// # Errors
///
/// If an emitter wrote tokens that are not Rust.
pub fn nest(crates: &[Crate], name: &str, header: &str, features: &[String]) -> Result<String, RenderError> {
    let types = format!("{}_types", name.replace('-', "_"));
    let mut items = Vec::new();
    for krate in crates {
        let module = match krate.target {
            Target::Types => "types",
            Target::Client => "client",
            Target::Server => "server",
        };
        let ident = Ident::new(module, Span::call_site());
        let on = manifest(krate).map(|manifest| features_on(&manifest, features));
        let nest = Nest {
            krate,
            types: &types,
            on: on.unwrap_or_default(),
        };
        let (docs, content) = nest.module("src", "lib.rs", 0)?;
        // The crate that includes this has lints of its own, and may use only a part. Conventions for names are not
        // asked of what a crate exports, which this may not do.
        items.push(syn::parse_quote! {
            #[allow(
                clippy::module_inception,
                clippy::wrong_self_convention,
                dead_code,
                missing_docs,
                unreachable_pub,
                unused_imports
            )]
            pub mod #ident { #docs #(#content)* }
        });
    }
    Ok(with_header(header, "", &layout::layout(layout::file(items))))
}

struct Nest<'a> {
    krate: &'a Crate,
    types: &'a str,
    /// The features that are on.
    on: Vec<String>,
}

impl Nest<'_> {
    /// The content of the module whose file is `folder/file`, `depth` modules below the crate's root, with its
    /// documentation as inner attributes: links in it are looked up inside the module.
    fn module(&self, folder: &str, file: &str, depth: usize) -> Result<(TokenStream, Vec<syn::Item>), RenderError> {
        let path = format!("{folder}/{file}");
        let error = |error: syn::Error| RenderError {
            path: path.clone(),
            message: error.to_string(),
        };
        let (docs, parsed) = match self.krate.files.get(&path) {
            Some(File::Rust { docs, items }) => {
                // An example that names the crate would not compile in another's documentation.
                let docs = super::inner_doc_lines(&docs.replace("```no_run", "```text"));
                (
                    docs,
                    syn::parse2::<syn::File>(self.relocate(items.clone(), depth)).map_err(error)?,
                )
            }
            Some(File::Text(text)) => {
                let mut parsed = syn::parse_file(text).map_err(error)?;
                let docs = std::mem::take(&mut parsed.attrs);
                (quote!(#(#docs)*), parsed)
            }
            None => (TokenStream::new(), layout::file(Vec::new())),
        };
        let mut items = Vec::new();
        let items_there = { parsed.items.into_iter() }.filter_map(|item| with_features(item, &self.on));
        for item in items_there {
            match item {
                syn::Item::Mod(module) if module.content.is_none() => {
                    items.push(self.inline(&module, &child_folder(folder, file), depth + 1)?);
                }
                other => items.push(other),
            }
        }
        items.splice(0..0, macro_modules(&items));
        Ok((docs, items))
    }

    /// `mod name;` with the content of its file.
    fn inline(&self, module: &syn::ItemMod, folder: &str, depth: usize) -> Result<syn::Item, RenderError> {
        let name = module.ident.to_string();
        let name = name.trim_start_matches("r#");
        let flat = format!("{name}.rs");
        let (folder, file) = if self.krate.files.contains_key(&format!("{folder}/{flat}")) {
            (folder.to_owned(), flat)
        } else {
            (format!("{folder}/{name}"), "mod.rs".to_owned())
        };
        let (docs, content) = self.module(&folder, &file, depth)?;
        let (attrs, vis, ident) = (&module.attrs, &module.vis, &module.ident);
        Ok(syn::parse_quote!(#(#attrs)* #vis mod #ident { #docs #(#content)* }))
    }

    /// Replaces `crate ::` and `<api>_types ::` by the way up from `depth`.
    fn relocate(&self, tokens: TokenStream, depth: usize) -> TokenStream {
        let mut out = Vec::new();
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    let inner = self.relocate(group.stream(), depth);
                    let mut new = Group::new(group.delimiter(), inner);
                    new.set_span(group.span());
                    out.push(TokenTree::Group(new));
                }
                TokenTree::Ident(ident) => {
                    let path = matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == ':');
                    let text = ident.to_string();
                    if path && text == "crate" {
                        out.extend(up(depth, None));
                    } else if text == self.types {
                        out.extend(up(depth + 1, Some("types")));
                    } else {
                        out.push(TokenTree::Ident(ident));
                    }
                }
                other => out.push(other),
            }
        }
        out.into_iter().collect()
    }
}

/// The item as it is with these features of its own crate on, and no others; `None` if it is not there then. The crate
/// that it is nested in has no such features.
fn with_features(mut item: syn::Item, on: &[String]) -> Option<syn::Item> {
    let attrs = match &mut item {
        syn::Item::Fn(item) => &mut item.attrs,
        syn::Item::Impl(item) => &mut item.attrs,
        syn::Item::Mod(item) => &mut item.attrs,
        syn::Item::Struct(item) => &mut item.attrs,
        syn::Item::Trait(item) => &mut item.attrs,
        syn::Item::Use(item) => &mut item.attrs,
        _ => return Some(item),
    };
    let mut present = true;
    attrs.retain(|attr| match condition(attr) {
        Some((feature, wanted)) => {
            present &= on.contains(&feature) == wanted;
            false
        }
        None => true,
    });
    present.then_some(item)
}

/// The feature that `#[cfg(feature = "…")]` is about, and whether it must be on: `#[cfg(not(feature = "…"))]`.
fn condition(attr: &syn::Attribute) -> Option<(String, bool)> {
    let syn::Meta::List(list) = &attr.meta else { return None };
    if !list.path.is_ident("cfg") {
        return None;
    }
    let (name, wanted) = match list.parse_args::<syn::Meta>().ok()? {
        syn::Meta::List(not) if not.path.is_ident("not") => (not.parse_args::<syn::MetaNameValue>().ok()?, false),
        syn::Meta::NameValue(pair) => (pair, true),
        syn::Meta::List(_) | syn::Meta::Path(_) => return None,
    };
    match name.value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(feature),
            ..
        }) if name.path.is_ident("feature") => Some((feature.value(), wanted)),
        _ => None,
    }
}

/// The manifest of a crate.
fn manifest(krate: &Crate) -> Option<toml::Table> {
    match krate.files.get("Cargo.toml")? {
        File::Text(manifest) => manifest.parse().ok(),
        File::Rust { .. } => None,
    }
}

/// What features turn on, those that are on without a word and some more: other features, and `dep:…`.
fn features_on(manifest: &toml::Table, features: &[String]) -> Vec<String> {
    let mut on = vec!["default".to_owned()];
    on.extend(features.iter().cloned());
    let mut next = 0;
    while let Some(feature) = on.get(next) {
        let more = (manifest.get("features"))
            .and_then(|features| features.get(feature)?.as_array())
            .into_iter()
            .flatten();
        let more: Vec<&str> = more.filter_map(toml::Value::as_str).collect();
        for feature in more {
            if !on.iter().any(|known| known == feature) {
                on.push(feature.to_owned());
            }
        }
        next += 1;
    }
    on
}

/// `use` of the modules that the macros called here come from: their bodies name them.
fn macro_modules(items: &[syn::Item]) -> Vec<syn::Item> {
    let modules = items.iter().filter_map(|item| match item {
        syn::Item::Macro(item) if item.ident.is_none() && item.mac.path.segments.len() > 1 => {
            let segments = &item.mac.path.segments;
            let module: Vec<&Ident> = segments.iter().map(|s| &s.ident).take(segments.len() - 1).collect();
            Some(quote!(#(#module)::*).to_string())
        }
        _ => None,
    });
    let modules: std::collections::BTreeSet<String> = modules.collect();
    let uses = modules
        .iter()
        .filter_map(|module| syn::parse_str(&format!("use {module};")).ok());
    uses.collect()
}

/// `super::super` (or `self` where nothing is to climb), then perhaps a module.
fn up(levels: usize, module: Option<&str>) -> TokenStream {
    let supers = (0..levels).map(|_| Ident::new("super", Span::call_site()));
    let module = module.map(|name| Ident::new(name, Span::call_site()));
    let segments: Vec<Ident> = if levels == 0 && module.is_none() {
        vec![Ident::new("self", Span::call_site())]
    } else {
        supers.chain(module).collect()
    };
    quote!(#(#segments)::*)
}

/// Where the files of a module's children are.
fn child_folder(folder: &str, file: &str) -> String {
    match file {
        "lib.rs" | "mod.rs" => folder.to_owned(),
        other => format!("{folder}/{}", other.trim_end_matches(".rs")),
    }
}

/// The manifest entries that the nested crates need with their default features, from their manifests: name -> requirement as TOML. What
/// several crates need comes once, with the features of all.
pub fn dependencies(crates: &[Crate], features: &[String]) -> IndexMap<String, String> {
    let mut out: IndexMap<String, toml::Value> = IndexMap::new();
    for krate in crates {
        let Some(manifest) = manifest(krate) else { continue };
        let on = features_on(&manifest, features);
        let Some(toml::Value::Table(table)) = manifest.get("dependencies") else {
            continue;
        };
        for (name, requirement) in table {
            let mut requirement = requirement.clone();
            if let Some(table) = requirement.as_table_mut()
                && table.remove("optional").is_some()
                && !on.contains(&format!("dep:{name}"))
            {
                continue;
            }
            let own = requirement.get("path").is_some();
            match out.get_mut(name) {
                Some(known) => add_features(known, &requirement),
                None if own => {}
                None => {
                    out.insert(name.clone(), requirement);
                }
            }
        }
    }
    out.sort_keys();
    out.into_iter()
        .map(|(name, requirement)| (name, requirement.to_string()))
        .collect()
}

/// Adds the features that `other` asks for and `known` does not.
fn add_features(known: &mut toml::Value, other: &toml::Value) {
    let features = other
        .get("features")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten();
    if let Some(list) = known.get_mut("features").and_then(toml::Value::as_array_mut) {
        for feature in features {
            if !list.contains(feature) {
                list.push(feature.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_default_features_of_a_nested_crate_are_on() {
        let mut client = Crate::new(Target::Client);
        client.text(
            "Cargo.toml",
            "[features]\ndefault = [\"a\"]\na = [\"dep:x\", \"c\"]\nb = [\"dep:y\"]\n\n[dependencies]\n\
             x = { version = \"1\", optional = true }\ny = { version = \"1\", optional = true }\nz = \"1\"\n",
        );
        client.rust(
            "src/lib.rs",
            "```no_run\nuse a_client::X;\n```",
            quote!(
                mod support;
            ),
        );
        client.text(
            "src/support.rs",
            "#[cfg(feature = \"a\")]\npub fn with_a() {}\n#[cfg(not(feature = \"a\"))]\npub fn without_a() {}\n\
             #[cfg(feature = \"b\")]\npub struct WithB;\n#[cfg(feature = \"c\")]\npub struct WithC;\n",
        );
        let crates = [client];
        let text = nest(&crates, "a", "header", &[]).unwrap();
        assert!(text.contains("with_a") && !text.contains("without_a"), "{text}");
        assert!(text.contains("WithC") && !text.contains("WithB"), "{text}");
        assert!(!text.contains("cfg") && text.contains("```text"), "{text}");
        assert_eq!(dependencies(&crates, &[]).keys().collect::<Vec<_>>(), ["x", "z"]);
    }
}
