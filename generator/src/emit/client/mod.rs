//! The client crate: `Client` and its builder, a handle a tag, a request builder an operation.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use specwright_templates::CLIENT;

use super::Context;
use super::rust_type::{RustTypes, types_crate};
use crate::output::Crate;
use crate::settings::Target;

mod answer;
mod api;
mod body;
mod builder;
mod docs;
mod error;
mod example;
mod group;
mod handle;
mod inputs;
mod manifest;
mod names;
mod operation;
mod parameter;
mod reply;
mod request;
mod security;
mod server;
mod size;
mod success;

/// What every emitter of this crate is given.
struct Client<'a> {
    context: Context<'a>,
    types: RustTypes<'a>,
    /// What the enums of errors that operations share are made of, by name.
    errors: BTreeMap<String, String>,
}

/// Writes the client crate.
pub fn emit(context: Context<'_>) -> Crate {
    let mut client = Client {
        context,
        types: RustTypes::outside(context),
        errors: BTreeMap::new(),
    };
    client.errors = error::shared(&client);
    let client = client;
    let mut files = vec![
        ("client".to_owned(), "The client.".to_owned(), api::items(&client)),
        (
            "builder".to_owned(),
            "The client's builder.".to_owned(),
            builder::items(&client),
        ),
    ];
    if server::has_any(&client) {
        files.push((
            "server".to_owned(),
            "The servers of the API.".to_owned(),
            server::items(&client),
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
    for tag in &context.facts.tags {
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
    for (name, text) in support(security::has_basic(&client)) {
        out.text(format!("src/support/{name}"), text);
    }
    let manifest = manifest::manifest(&client, &out);
    out.text("Cargo.toml", manifest.to_text());
    out.text("README.md", manifest.readme(&example::readme(&client)));
    out
}

/// The modules of the crate and what is re-exported from its root.
fn library(client: &Client<'_>, files: &[(String, String, TokenStream)]) -> TokenStream {
    let mut names: Vec<&str> = files.iter().map(|(name, _, _)| name.as_str()).collect();
    names.sort_unstable();
    let names = names.into_iter().map(|name| format_ident!("{name}"));
    let server = server::has_any(client).then(|| {
        quote!(
            pub use server::Server;
        )
    });
    let types = types_crate(client.context.name);
    quote! {
        #(pub mod #names;)*
        #[doc(hidden)]
        pub mod support;
        pub use #types as types;
        pub use builder::Builder;
        pub use client::Client;
        #server
        #[cfg(feature = "reqwest")]
        pub use support::Reqwest;
        pub use support::{
            ApiError, Body, BoxError, BuildError, DecodeError, EncodeError, Error, MissingCredentials, Pending, Sending,
            Tower, Transport, TransportError, UnexpectedResponse,
        };
    }
}

/// The support code, without what needs a dependency that this crate does not.
fn support(basic: bool) -> impl Iterator<Item = (&'static str, String)> {
    let wanted = CLIENT.iter().filter(move |(name, _)| basic || *name != "basic.rs");
    wanted.map(move |(name, text)| {
        let text = match *name {
            "mod.rs" if !basic => text.replace("pub mod basic;\n\n", ""),
            _ => (*text).to_owned(),
        };
        (*name, text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn support_code_without_basic_does_not_name_it() {
        let all: Vec<String> = support(false).map(|(_, text)| text).collect();
        assert!(
            all.iter()
                .all(|text| !text.contains("mod basic") && !text.contains("base64"))
        );
    }
}
