//! Webhooks and callbacks: what receives them is a server stub inside the client crate, what sends them a client inside the
//! server crate, each in a module behind a feature of its name.

use std::collections::BTreeSet;

use quote::quote;

use super::manifest::Manifest;
use super::rust_type::{ident, types_crate};
use super::{Context, client, doc, features};
use crate::model::Direction;
use crate::output::{Crate, File};
use crate::settings::Target;

/// Writes the code of a crate.
type Emit = fn(Context<'_>) -> Crate;

/// How a crate is used that has nothing but webhooks, for its README.
pub const USAGE: &str =
    "The API has webhooks only: they are in the module `webhooks`, behind the feature of that name.";

/// A crate of an API that has webhooks and no operations: there is nothing to call or serve.
pub fn alone(context: Context<'_>, target: Target) -> Option<Crate> {
    if !context.is_empty() {
        return None;
    }
    let mut krate = Crate::new(target);
    krate.runtimes.clear();
    let types = types_crate(context.name);
    krate.text("Cargo.toml", "");
    krate.text("README.md", "");
    let title = doc::clean(&doc::plain(&context.api.title));
    krate.rust(
        "src/lib.rs",
        format!("Webhooks of {title}."),
        quote!(pub use #types as types;),
    );
    Some(krate)
}

/// Adds the modules of what the API sends, which `emit` writes: in a client crate they are a server's, and the other way
/// round. What they need comes with their features.
pub fn add(context: Context<'_>, emit: Emit, krate: &mut Crate, manifest: &mut Manifest) {
    let mut kinds = Vec::new();
    let mut needs = BTreeSet::new();
    // Modules are declared in front of those there are.
    for direction in Direction::OUTBOUND.into_iter().rev() {
        if let Some(features) = add_kind(context, direction, emit, krate) {
            kinds.push(direction);
            needs.extend(features);
        }
    }
    if kinds.is_empty() {
        return;
    }
    let needs: Vec<&str> = needs.into_iter().collect();
    let on: &[&str] = if krate.target == Target::Client {
        krate.runtimes.push(Target::Server);
        manifest.uses_runtime_optionally(context, Target::Server, &needs);
        &["dep:specwright-server"]
    } else {
        krate.runtimes.push(Target::Client);
        manifest.uses_runtime_optionally(context, Target::Client, &needs);
        for feature in client::FEATURES {
            manifest.feature(feature, &[&format!("specwright-client?/{feature}")]);
        }
        &["dep:specwright-client", "reqwest"]
    };
    for kind in kinds.into_iter().rev() {
        manifest.feature(kind.as_str(), on);
    }
}

/// Adds the module of what the API sends in one way; says which features of the runtime it needs.
fn add_kind(context: Context<'_>, direction: Direction, emit: Emit, krate: &mut Crate) -> Option<Vec<&'static str>> {
    let names = context.facts.outbound.get(&direction)?;
    let (module, feature) = (ident(&names.module), direction.as_str());
    let own = Context {
        direction,
        module: Some(&names.module),
        // Only the API's own server shows it.
        document: None,
        ..context
    };
    let folder = module.to_string();
    for (path, file) in emit(own).files {
        let path = match path.strip_prefix("src/") {
            Some("lib.rs") => format!("src/{folder}.rs"),
            Some(path) => format!("src/{folder}/{path}"),
            None => continue,
        };
        match file {
            File::Rust { docs, items } => krate.rust(path, docs, items),
            File::Text(text) => krate.text(path, text),
        }
    }
    if let Some(File::Rust { items, .. }) = krate.files.get_mut("src/lib.rs") {
        items.prepend(quote! {
            #[cfg(feature = #feature)]
            pub mod #module;
        });
    }
    Some(match krate.target {
        Target::Client => features::server(own),
        Target::Types | Target::Server => features::client(own),
    })
}
