//! The server crate: a trait a tag, a module an operation, and the router that leads requests to them.

mod body;
mod kind;
mod library;
mod operation;
mod parameter;
mod request;
mod response;
mod security;
mod support;
mod tag;
#[cfg(test)]
mod tests;
mod validation;

use proc_macro2::Ident;
use quote::format_ident;

use super::Context;
use super::manifest::Manifest;
use super::rust_type::RustTypes;
use super::validate::Rules;
use crate::output::{Crate, File};
use crate::settings::Target;

/// Writes the server crate.
pub fn emit(context: Context<'_>) -> Crate {
    let emitter = Server::new(context);
    let mut krate = Crate::new(Target::Server);
    security::emit(&emitter, &mut krate);
    for tag in &context.facts.tags {
        tag::emit(&emitter, tag, &mut krate);
    }
    validation::emit(&emitter, &mut krate);
    library::emit(&emitter, &mut krate);
    support::emit(&emitter, &mut krate);
    let manifest = manifest(&emitter, &krate);
    krate.text("Cargo.toml", manifest.to_text());
    krate.text("README.md", manifest.readme(&library::usage(&emitter)));
    krate
}

/// What the emitters of this crate share.
#[derive(Clone, Debug)]
struct Server<'a> {
    context: Context<'a>,
    types: RustTypes<'a>,
    rules: Rules<'a>,
}

impl<'a> Server<'a> {
    fn new(context: Context<'a>) -> Self {
        Self {
            context,
            types: RustTypes::outside(context),
            rules: Rules::outside(context),
        }
    }

    /// The type parameter for what implements the traits: a letter that is not a trait's name.
    fn implementor(&self) -> Ident {
        let is_free = |letter: &&str| self.context.facts.tags.iter().all(|tag| tag.type_name.0 != **letter);
        let free = ["A", "S", "T"].into_iter().find(is_free);
        format_ident!("{}", free.unwrap_or("Implementor"))
    }
}

/// The manifest: every crate that the code names is a dependency.
fn manifest(emitter: &Server<'_>, krate: &Crate) -> Manifest {
    const CRATES: &[&str] = &[
        "axum",
        "base64",
        "bytes",
        "chrono",
        "http",
        "percent-encoding",
        "serde",
        "serde_json",
        "serde_path_to_error",
        "uuid",
    ];
    let texts: Vec<String> = krate.files.values().map(text).collect();
    let names = |name: &str| texts.iter().any(|text| text.contains(&format!("{name}::")));
    let mut manifest = Manifest::new(emitter.context, Target::Server);
    manifest.uses_types(emitter.context);
    for name in CRATES {
        if names(&name.replace('-', "_")) {
            manifest.uses(name);
        }
    }
    manifest
}

/// The text of a file, near enough to find paths in.
fn text(file: &File) -> String {
    match file {
        File::Rust { items, .. } => items.to_string().replace(" :: ", "::"),
        File::Text(text) => text.clone(),
    }
}
