//! The client crate: `Client` and its builder, a handle a tag, a request builder an operation.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::rust_type::{RustTypes, types_crate};
use super::server::parts as server_parts;
use super::{Context, bare, contract, headers, outbound, representation};
use crate::analyze::TagFacts;
use crate::model::Direction;
use crate::output::{Crate, Items, Members, Source};
use crate::settings::Target;

#[cfg(feature = "mock")]
pub use self::calls::calls;
pub(super) use self::manifest::FEATURES;
pub(super) use self::security::has_grants;
#[cfg(feature = "mock")]
pub use self::trips::trips;

mod answer;
mod api;
mod builder;
#[cfg(feature = "mock")]
mod calls;
mod docs;
mod error;
mod example;
mod group;
mod handle;
mod inputs;
mod manifest;
mod names;
mod operation;
mod pages;
mod parameter;
mod reply;
mod request;
mod request_body;
mod security;
mod sequence;
mod server;
mod success;
mod target;
#[cfg(feature = "mock")]
mod trips;

/// What every emitter of this crate is given.
struct Client<'a> {
    context: Context<'a>,
    types: RustTypes<'a>,
    /// What the enums of errors that operations share are made of, by name.
    errors: BTreeMap<String, String>,
}

impl<'a> Client<'a> {
    fn new(context: Context<'a>) -> Self {
        let mut client = Self {
            context,
            types: RustTypes::outside(context),
            errors: BTreeMap::new(),
        };
        client.errors = error::shared(&client);
        client
    }
}

/// Writes the client crate.
pub fn emit(context: Context<'_>) -> Crate {
    let mut out = parts(context);
    let mut manifest = manifest::manifest(context);
    outbound::add(context, server_parts, &mut out, &mut manifest);
    out.text("Cargo.toml", manifest.to_text());
    let usage = match context.is_empty() {
        true => outbound::USAGE.to_owned(),
        false => example::readme(&Client::new(context)),
    };
    out.text("README.md", manifest.readme(&usage));
    out
}

/// The code of the crate.
pub(super) fn parts(context: Context<'_>) -> Crate {
    if let Some(alone) = outbound::alone(context, Target::Client) {
        return alone;
    }
    let client = Client::new(context);
    let mut files = vec![
        (
            "client".to_owned(),
            "The client.".to_owned(),
            of(Source::Crate, accessors(context), api::items(&client)),
        ),
        (
            "builder".to_owned(),
            "The client's builder.".to_owned(),
            of(Source::Security, settings(context), builder::items(&client)),
        ),
    ];
    if server::has_any(&client) {
        files.push((
            "server".to_owned(),
            "The servers of the API.".to_owned(),
            of(Source::Servers, variants(context), server::items(&client)),
        ));
    }
    let errors = error::items(&client);
    if !errors.is_empty() {
        files.push((
            "error".to_owned(),
            "The bodies of errors that operations have in common.".to_owned(),
            errors,
        ));
    }
    for tag in context.tags() {
        let module = tag.module.0.trim_start_matches("r#").to_owned();
        files.push((module, docs::module(&client, tag), handle::items(&client, tag)));
    }
    let mut out = Crate::new(Target::Client);
    // These keep their places before the other files.
    out.text("Cargo.toml", "");
    out.text("README.md", "");
    out.rust("src/lib.rs", docs::library(&client), library(&client, &files));
    for (module, docs, items) in files {
        out.rust(format!("src/{module}.rs"), docs, items);
    }
    out
}

fn of(source: Source, members: Members, tokens: TokenStream) -> Items {
    let mut items = Items::default();
    items.add(source, members, tokens);
    items
}

/// What the methods of the client are made of that lead to groups of operations.
fn accessors(context: Context<'_>) -> Members {
    let accessor = |tag: &TagFacts| (bare(&tag.module), context.group(tag));
    context.tags().map(accessor).collect()
}

/// What the methods of the builder are made of.
fn settings(context: Context<'_>) -> Members {
    let mut members = context.scheme_members();
    members.insert("server".to_owned(), Source::Servers);
    members
}

/// What the variants of the enum of servers are made of.
fn variants(context: Context<'_>) -> Members {
    let servers = context.servers().enumerate();
    let servers = servers.map(|(index, (_, facts))| (bare(&facts.variant), Source::Server(index)));
    servers.collect()
}

/// The modules whose item is re-exported from the crate's root.
const REEXPORTED: &[&str] = &["builder", "client", "server"];

/// The modules of the crate and what is re-exported from its root.
fn library(client: &Client<'_>, files: &[(String, String, Items)]) -> TokenStream {
    let names = files.iter().map(|(name, _, _)| name.as_str());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    // What is re-exported has no other path.
    let (private, public): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| REEXPORTED.contains(name));
    let [private, names] = [private, public].map(|names| names.into_iter().map(|name| format_ident!("{name}")));
    let server = server::has_any(client).then(|| {
        quote!(
            pub use server::Server;
        )
    });
    let context = client.context;
    let (reads, sends) = (
        representation::has_sequences(context),
        representation::sends_sequences(context),
    );
    let events = (reads || sends).then(|| quote!(Event,));
    let reads = reads.then(|| quote!(Events, Items, StreamError,));
    let sends = sends.then(|| quote!(Values,));
    let sequences = events.map(|events| {
        quote!(
            pub use specwright_client::{#events #reads #sends};
        )
    });
    let grants = security::has_grants(context).then(|| {
        quote!(
            pub use specwright_client::Grant;
        )
    });
    let headers = headers::has_any(client.context).then(|| {
        quote!(
            pub use specwright_client::{Answer, Headers};
        )
    });
    let pages = has_pages(client).then(|| {
        quote!(
            pub use specwright_client::{PagedItems, Pages};
        )
    });
    let targets = (client.context.direction == Direction::Callback).then(|| {
        quote!(
            pub use specwright_client::{Exchange, Target, TargetError};
        )
    });
    let types = types_crate(client.context.name);
    let contract = contract(Target::Client);
    quote! {
        #(mod #private;)*
        #(pub mod #names;)*
        pub use #types as types;
        pub use builder::Builder;
        pub use client::Client;
        #server
        #[cfg(feature = "blocking")]
        pub use specwright_client::blocking;
        #[cfg(feature = "reqwest")]
        pub use specwright_client::{Reqwest, TokioTimer};
        #sequences
        #grants
        #pages
        #headers
        #targets
        pub use specwright_client::{
            ApiError, Body, BoxError, BuildError, CallExt, Connection, DecodeError, EncodeError, Error,
            Incoming, MissingCredentials, Outgoing, Pending, Retry, Sending, Sleep, Timer, TokenError, Tower, Transport, TransportError,
            UnexpectedResponse,
        };
        #contract
    }
}

/// Whether some list comes page by page.
fn has_pages(client: &Client<'_>) -> bool {
    let facts = &client.context.facts.operations;
    let mut operations = client.context.operations();
    operations.any(|(id, _)| facts.get(id.0).is_some_and(|facts| facts.pagination.is_some()))
}
