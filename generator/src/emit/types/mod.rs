//! The types crate: a bare struct or enum a schema, with codecs and rules in a module of their own.

mod codec;
mod conversion;
mod docs;
mod enumeration;
pub(crate) mod item;
mod lib_rs;
mod record;
mod union;

#[cfg(test)]
mod tests;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use self::item::{Module, modules};
use super::manifest::Manifest;
use super::rust_type::{RustTypes, ident};
use super::validate::Rules;
use super::xml;
use super::{Context, features, headers};
use crate::output::{Crate, Items, Members, Source};
use crate::settings::Target;

/// Writes the types crate.
pub fn emit(context: Context<'_>) -> Crate {
    let mut krate = Crate::new(Target::Types);
    let modules = modules(context);
    let rules = Rules::inside(context);

    let manifest = manifest(context);
    krate.text("Cargo.toml", manifest.to_text());
    krate.text("README.md", manifest.readme(&usage(context)));
    // Keeps its place before the other files.
    krate.rust("src/lib.rs", lib_rs::docs(context), TokenStream::new());

    let written = each_file(&mut krate, &modules, "schemas/", |module| {
        let types = RustTypes::within(context, module.name);
        let mut items = Items::default();
        for item in &module.items {
            items.add(Source::Schema(item.id), item.members(), item.definition(&types));
        }
        (module.docs(context), items)
    });
    folder(
        &mut krate,
        "schemas",
        "The types, a file a schema or operation.",
        &quote!(pub(crate)),
        &written,
    );
    each_file(&mut krate, &modules, "", |module| {
        (module.facade_docs(), lib_rs::facade(module).unwrap_or_default().into())
    });
    let types = RustTypes::inside(context);
    let reached = xml::reached(context, &types);
    let headers = headers::implementations(&types, context);
    let coded = each_file(&mut krate, &modules, "codec/", |module| {
        let mut items = Items::default();
        for item in &module.items {
            let (codec, rules) = (item.codec(&types, &rules), rules.implementation(item.id));
            let is_xml = reached.get(item.id.index()).copied().unwrap_or_default();
            let xml = is_xml.then(|| xml::implementation(context, &types, item.id)).flatten();
            let headers = headers.get(&types.of(item.id).to_string());
            items.add(
                Source::Schema(item.id),
                Members::new(),
                quote!(#codec #rules #xml #headers),
            );
        }
        (format!("How `{}` is read, written and checked.", module.name.0), items)
    });
    let codec = folder(
        &mut krate,
        "codec",
        "How the types are read, written and checked.",
        &TokenStream::new(),
        &coded,
    );
    krate.rust(
        "src/lib.rs",
        lib_rs::docs(context),
        lib_rs::items(context, &modules, codec.as_ref()),
    );
    krate
}

/// Writes the files of the modules that have something to say, and returns these.
fn each_file<'m>(
    krate: &mut Crate,
    modules: &'m [Module<'_>],
    folder: &str,
    write: impl Fn(&Module<'_>) -> (String, Items),
) -> Vec<&'m Module<'m>> {
    let mut written = Vec::new();
    for module in modules {
        let (docs, items) = write(module);
        if !items.is_empty() {
            krate.rust(format!("src/{folder}{}.rs", module.file()), docs, items);
            written.push(module);
        }
    }
    written
}

/// The `mod.rs` of a folder with one file a module, and the folder's module; `None` without any.
fn folder(
    krate: &mut Crate,
    name: &str,
    docs: &str,
    visibility: &TokenStream,
    modules: &[&Module<'_>],
) -> Option<Ident> {
    if modules.is_empty() {
        return None;
    }
    let mods = modules.iter().map(|module| ident(module.name));
    krate.rust(format!("src/{name}/mod.rs"), docs, quote!(#(#visibility mod #mods;)*));
    Some(format_ident!("{name}"))
}

fn manifest(context: Context<'_>) -> Manifest {
    let mut manifest = Manifest::new(context, Target::Types);
    manifest.uses_runtime(context, Target::Types, &features::types(context));
    manifest.uses_own(context);
    manifest
}

fn usage(context: Context<'_>) -> String {
    format!(
        "Every schema is a struct or an enum with public fields that reads and writes JSON with `serde`, and that the \
         client and the server share. Enumerations keep values that the description does not know. What a description \
         demands beyond types is checked by `Validate::validate`, which finds all violations.\n\n\
         A struct has `new`, which takes the required fields in their order (strings as `impl Into<String>`), or, where \
         nothing is required, `Default`. Code that uses them still compiles when the API gets more optional \
         properties: `Pet {{ tag: Some(tag), ..Pet::new(1, \"Rex\") }}`.\n\n\
         A field of an optional property is an `Option`. Where null is a value too, the field is an \
         `Option<Option<T>>` in types that a request can hold; in types that only responses hold, null reads as \
         `None`, and `None` is left out when it is written.\n\n\
         ```toml\n[dependencies]\n{}-types = {{ path = \"…\" }}\n```",
        context.name
    )
}
