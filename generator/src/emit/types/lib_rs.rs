//! The root of the crate.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::item::{Item, Module};
use crate::analyze::Scalar;
use crate::emit::rust_type::ident;
use crate::emit::{Context, contract, doc};
use crate::settings::Target;

/// The documentation of the crate.
pub(super) fn docs(context: Context<'_>) -> String {
    let api = context.api;
    let title = doc::plain(&api.title);
    let title = if title.is_empty() { context.name } else { &title };
    let mut paragraphs = vec![format!("Types of the API {}.", doc::clean(title))];
    let texts = [&api.summary, &api.description].into_iter().flatten();
    paragraphs.extend(texts.map(|text| doc::clean(text)).filter(|text| !text.is_empty()));
    paragraphs.join("\n\n")
}

/// The public module of the items written in place; nothing where there are none.
pub(super) fn facade(module: &Module<'_>) -> Option<TokenStream> {
    let names: Vec<_> = module.inside().map(Item::ident).collect();
    let of = ident(module.name);
    match names.as_slice() {
        [] => None,
        [name] => Some(quote!(pub use crate::schemas::#of::#name;)),
        names => Some(quote!(pub use crate::schemas::#of::{#(#names),*};)),
    }
}

/// Modules and re-exports. `codec` is the module of the impls, if there are any.
pub(super) fn items(context: Context<'_>, modules: &[Module<'_>], codec: Option<&Ident>) -> TokenStream {
    // Every item has one public path: from the root, or through the module of what it is written in.
    let facades = modules.iter().filter(|module| module.inside().next().is_some());
    let facades = facades.map(|module| ident(module.name));
    let schemas = (!modules.is_empty()).then(|| {
        quote!(
            mod schemas;
        )
    });
    let exported = || {
        modules
            .iter()
            .flat_map(|module| module.items.iter().filter(|item| item.name.exported))
    };
    let exports = exported().map(|item| {
        let (module, name) = (ident(&item.name.module), item.ident());
        quote!(pub use crate::schemas::#module::#name;)
    });
    // A schema of that name goes before; the trait is then reached through the runtime.
    let validation: Vec<_> = ["Validate", "Violation", "Violations"]
        .into_iter()
        .filter(|name| exported().all(|item| item.name.name.0 != *name))
        .map(|name| quote::format_ident!("{name}"))
        .collect();
    let validation = match validation.as_slice() {
        [] => None,
        [one] => Some(quote!(pub use specwright_types::#one;)),
        several => Some(quote!(pub use specwright_types::{#(#several),*};)),
    };
    // Likewise.
    let has_files = context
        .facts
        .schemas
        .iter()
        .any(|facts| facts.scalar == Some(Scalar::File));
    let has_files = has_files && exported().all(|item| item.name.name.0 != "FilePart");
    let files = has_files.then(|| {
        quote!(
            pub use specwright_types::FilePart;
        )
    });
    let codec = codec.map(|codec| quote!(mod #codec;));
    let contract = contract(Target::Types);
    quote! {
        #codec
        #schemas
        #(pub mod #facades;)*
        #validation
        #files
        #(#exports)*
        #contract
    }
}
