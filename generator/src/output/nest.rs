//! Crates as modules of one file, for build scripts.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use proc_macro2::{Ident, Span, TokenStream};

use super::render::{RenderError, with_header};
use super::roots::{Nested, Roots};
use super::{Crate, File, layout};
use crate::settings::Target;

/// Writes crates as one file with a module each (`types`, `client`, `server`). It holds no inner attributes and no
/// paths from the root, so it can stand in any module of any crate by `include!`. What they need of the runtime they have from
/// that of `runtime`.
///
/// # Errors
///
/// If an emitter wrote tokens that are not Rust.
pub fn nest(
    crates: &[Crate],
    name: &str,
    header: &str,
    features: &[String],
    runtime: Target,
) -> Result<String, RenderError> {
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
            runtime,
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
    /// The runtime that all three have theirs from.
    runtime: Target,
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
                let mut parsed = syn::parse2::<syn::File>(items.clone().into_tokens()).map_err(error)?;
                let types = self.types;
                let roots = Roots {
                    runtimes: vec![self.runtime],
                    own: &self.krate.own,
                    nested: Some(Nested { depth, types }),
                };
                roots.resolve(&mut parsed);
                (docs, parsed)
            }
            Some(File::Text(_)) | None => (TokenStream::new(), layout::file(Vec::new())),
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

/// Where the files of a module's children are.
fn child_folder(folder: &str, file: &str) -> String {
    match file {
        "lib.rs" | "mod.rs" => folder.to_owned(),
        other => format!("{folder}/{}", other.trim_end_matches(".rs")),
    }
}

/// The one dependency that nested crates have, beside those of the user's own types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// Which: it re-exports the others.
    pub target: Target,
    /// The features that it needs.
    pub features: BTreeSet<String>,
}

/// Which runtime nested crates need with some features of theirs, by their manifests.
pub fn runtime(crates: &[Crate], features: &[String]) -> Runtime {
    let mut target = Target::Types;
    let mut needed = BTreeSet::new();
    for manifest in crates.iter().filter_map(manifest) {
        let on = features_on(&manifest, features);
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        for (name, requirement) in dependencies.into_iter().flatten() {
            let is_optional = requirement.get("optional").is_some();
            let Some(of) = by_package(name) else { continue };
            if is_optional && !on.contains(&format!("dep:{name}")) {
                continue;
            }
            target = target.max(of);
            if of == Target::Client {
                needed.insert("client".to_owned());
            }
            let features = requirement.get("features").and_then(toml::Value::as_array);
            let features = features.into_iter().flatten().filter_map(toml::Value::as_str);
            needed.extend(features.map(str::to_owned));
        }
        // Those that are passed on: `specwright-client/gzip`.
        let passed = on.iter().filter_map(|feature| feature.split_once('/'));
        let passed = passed.filter(|(name, _)| by_package(name.trim_end_matches('?')).is_some());
        needed.extend(passed.map(|(_, feature)| feature.to_owned()));
    }
    if target != Target::Server {
        needed.remove("client");
    }
    Runtime {
        target,
        features: needed,
    }
}

/// The runtime of a package.
fn by_package(name: &str) -> Option<Target> {
    [Target::Types, Target::Client, Target::Server]
        .into_iter()
        .find(|target| super::runtime(*target).replace('_', "-") == name)
}

/// The dependencies of nested crates that types of the user's own come from: name and requirement.
pub fn own_dependencies(crates: &[Crate]) -> IndexMap<String, String> {
    let mut out = IndexMap::new();
    for krate in crates {
        let Some(manifest) = manifest(krate) else { continue };
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        for (name, requirement) in dependencies.into_iter().flatten() {
            if krate.own.contains(&name.replace('-', "_")) {
                out.insert(name.clone(), requirement.to_string());
            }
        }
    }
    out.sort_keys();
    out
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn only_the_features_that_are_on_count() {
        let mut client = Crate::new(Target::Client);
        client.text(
            "Cargo.toml",
            "[features]\ndefault = [\"a\"]\na = [\"specwright-client/x\"]\nb = [\"dep:specwright-server\"]\n\n\
             [dependencies]\nspecwright-client = { features = [\"y\"] }\n\
             specwright-server = { optional = true, features = [\"z\"] }\n",
        );
        client.rust(
            "src/lib.rs",
            "```no_run\nuse a_client::X;\n```",
            quote!(
                mod inner;
            ),
        );
        client.rust(
            "src/inner.rs",
            "",
            quote!(
                #[cfg(feature = "a")]
                pub fn with_a(error: specwright_client::Error) {}
                #[cfg(not(feature = "a"))]
                pub fn without_a() {}
                #[cfg(feature = "b")]
                pub struct WithB(specwright_server::Problem);
            ),
        );
        let crates = [client];
        let text = nest(&crates, "a", "header", &[], Target::Client).unwrap();
        assert!(text.contains("with_a(error: specwright_client::Error)"), "{text}");
        assert!(!text.contains("without_a") && !text.contains("WithB"), "{text}");
        assert!(!text.contains("cfg") && text.contains("```text"), "{text}");
        let needed = runtime(&crates, &[]);
        assert_eq!(needed.target, Target::Client);
        assert!(needed.features.iter().eq(["x", "y"]), "{needed:?}");

        let features = ["b".to_owned()];
        let text = nest(&crates, "a", "header", &features, Target::Server).unwrap();
        assert!(
            text.contains("error: specwright_server::specwright_client::Error"),
            "{text}"
        );
        assert!(text.contains("WithB(specwright_server::Problem)"), "{text}");
        let needed = runtime(&crates, &features);
        assert_eq!(needed.target, Target::Server);
        assert!(needed.features.iter().eq(["client", "x", "y", "z"]), "{needed:?}");
    }
}
