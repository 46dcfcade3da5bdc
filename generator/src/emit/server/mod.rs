//! The server crate: a trait a tag, a module an operation, and the router that leads requests to them.

mod docs;
mod exchange;
mod form;
mod kind;
mod library;
#[cfg(feature = "mock")]
mod mock;
mod negotiation;
mod operation;
mod parameter;
mod request;
mod request_body;
mod response;
mod security;
mod status;
mod tag;
#[cfg(test)]
mod tests;
#[cfg(feature = "mock")]
mod trips;
mod validation;

use proc_macro2::Ident;
use quote::format_ident;

#[cfg(feature = "mock")]
pub use self::mock::mock;
#[cfg(feature = "mock")]
pub use self::trips::{defaults, trips};
use super::client::parts as client_parts;
use super::manifest::Manifest;
use super::outbound;
use super::rust_type::RustTypes;
use super::validate::Rules;
use super::{Context, features};
use crate::output::Crate;
use crate::settings::Target;

/// Writes the server crate.
pub fn emit(context: Context<'_>) -> Crate {
    let mut krate = parts(context);
    let mut manifest = manifest(context);
    outbound::add(context, client_parts, &mut krate, &mut manifest);
    exchange::emit(&Server::new(context), &mut krate);
    krate.text("Cargo.toml", manifest.to_text());
    let usage = match context.is_empty() {
        true => outbound::USAGE.to_owned(),
        false => library::usage(&Server::new(context)),
    };
    krate.text("README.md", manifest.readme(&usage));
    krate
}

/// The code of the crate.
pub(super) fn parts(context: Context<'_>) -> Crate {
    if let Some(alone) = outbound::alone(context, Target::Server) {
        return alone;
    }
    let emitter = Server::new(context);
    let mut krate = Crate::new(Target::Server);
    security::emit(&emitter, &mut krate);
    for tag in context.tags() {
        tag::emit(&emitter, tag, &mut krate);
    }
    validation::emit(&emitter, &mut krate);
    docs::emit(&emitter, &mut krate);
    library::emit(&emitter, &mut krate);
    krate
}

/// What the emitters of this crate share.
#[derive(Clone, Debug)]
struct Server<'a> {
    context: Context<'a>,
    types: RustTypes<'a>,
    rules: Rules<'a>,
    uses: validation::Uses,
}

impl<'a> Server<'a> {
    fn new(context: Context<'a>) -> Self {
        Self {
            context,
            types: RustTypes::outside(context),
            rules: Rules::outside(context),
            uses: validation::Uses::default(),
        }
    }

    /// The type parameter for what implements the traits: a letter that is not a trait's name.
    fn implementor(&self) -> Ident {
        let is_free = |letter: &&str| self.context.tags().all(|tag| tag.type_name.0 != **letter);
        let free = ["A", "S", "T"].into_iter().find(is_free);
        format_ident!("{}", free.unwrap_or("Implementor"))
    }
}

/// The manifest.
fn manifest(context: Context<'_>) -> Manifest {
    let mut manifest = Manifest::new(context, Target::Server);
    manifest.uses_types(context);
    manifest.uses_own(context);
    // There is nothing to serve.
    if context.is_empty() {
        return manifest;
    }
    manifest.uses_runtime(context, Target::Server, &features::server(context));
    if context.document.is_some() {
        manifest.feature("docs", &["specwright-server/docs"]);
    }
    manifest
}
