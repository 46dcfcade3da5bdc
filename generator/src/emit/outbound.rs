//! Webhooks and callbacks: what receives them is a server stub inside the client crate, what sends them a client inside the
//! server crate, each in a module behind a feature of its name.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::manifest::Manifest;
use super::rust_type::{ident, types_crate};
use super::{Context, doc};
use crate::analyze;
use crate::model::Outbound;
use crate::output::{Crate, File};
use crate::settings::Target;

/// Writes a crate and its manifest.
type Emit = fn(Context<'_>) -> (Crate, Manifest);

/// How a crate is used that has nothing but webhooks, for its README.
pub const USAGE: &str =
    "The API has webhooks only: they are in the module `webhooks`, behind the feature of that name.";

/// A crate of an API that has webhooks and no operations: there is nothing to call or serve.
pub fn alone(context: Context<'_>, target: Target) -> Option<(Crate, Manifest)> {
    if !context.api.operations.is_empty() {
        return None;
    }
    let (mut krate, mut manifest) = (Crate::new(target), Manifest::new(context, target));
    let types = types_crate(context.name);
    krate.text("Cargo.toml", "");
    krate.text("README.md", "");
    let title = doc::clean(&doc::plain(&context.api.title));
    krate.rust(
        "src/lib.rs",
        format!("Webhooks of {title}."),
        quote!(pub use #types as types;),
    );
    manifest.uses_types(context);
    Some((krate, manifest))
}

/// Adds the modules of what the API sends: what `emit` makes of it as a crate.
pub fn add(context: Context<'_>, emit: Emit, krate: &mut Crate, manifest: &mut Manifest) {
    // Modules are declared in front of those there are.
    for kind in Outbound::ALL.into_iter().rev() {
        add_kind(context, kind, emit, krate, manifest);
    }
}

fn add_kind(context: Context<'_>, kind: Outbound, emit: Emit, krate: &mut Crate, manifest: &mut Manifest) {
    let Some((api, facts)) = analyze::outbound(context.api, context.facts, kind) else {
        return;
    };
    let Some(tag) = context.facts.outbound.get(&kind).map(|outbound| &outbound.tag) else {
        return;
    };
    let (module, feature) = (ident(&tag.module), kind.as_str());
    let own = Context {
        api: &api,
        facts: &facts,
        outbound: Some(kind),
        // Only the API's own server shows it.
        document: None,
        ..context
    };
    let (inner, needs) = emit(own);
    let folder = module.to_string();
    for (path, file) in inner.files {
        let path = match path.strip_prefix("src/") {
            Some("lib.rs") => format!("src/{folder}.rs"),
            Some(path) => format!("src/{folder}/{path}"),
            None => continue,
        };
        match file {
            File::Rust { docs, items } => krate.rust(path, docs, within(items, &module)),
            File::Text(text) => krate.text(path, text),
        }
    }
    if let Some(File::Rust { items, .. }) = krate.files.get_mut("src/lib.rs") {
        let others = std::mem::take(items);
        *items = quote! {
            #[cfg(feature = #feature)]
            pub mod #module;
            #others
        };
    }
    manifest.adopt(feature, needs);
}

/// Code of a crate as that of a module: `crate::…` is `crate::webhooks::…`.
fn within(tokens: TokenStream, module: &Ident) -> TokenStream {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), within(group.stream(), module));
                inner.set_span(group.span());
                out.push(TokenTree::Group(inner));
            }
            TokenTree::Ident(name) if name == "crate" => {
                let is_path = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':');
                let name = format_ident!("crate");
                out.push(TokenTree::Ident(name));
                if is_path {
                    out.extend(quote!(::#module));
                }
            }
            token => out.push(token),
        }
    }
    out.into_iter().collect()
}
