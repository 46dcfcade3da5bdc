//! The module of a tag: its trait, its router, and the modules of its operations.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::operation::Handler;
use super::{Server, security};
use crate::analyze::TagFacts;
use crate::emit::doc;
use crate::emit::rust_type::ident;
use crate::output::{Crate, Items, Source, doc_lines};

/// Writes the files of a tag.
pub(super) fn emit(emitter: &Server<'_>, tag: &TagFacts, krate: &mut Crate) {
    let handlers: Vec<_> = tag
        .operations
        .iter()
        .filter_map(|id| Handler::new(emitter, tag, *id))
        .collect();
    let module = tag.module.0.trim_start_matches("r#");
    krate.rust(
        format!("src/{module}.rs"),
        module_docs(emitter, tag),
        items(emitter, tag, &handlers),
    );
    for handler in &handlers {
        let mut items = Items::default();
        let (source, members) = (Source::Operation(handler.id), emitter.context.members(handler.id));
        items.add(source, members, handler.items(emitter));
        krate.rust(format!("src/{module}/{}.rs", handler.file()), handler.route(), items);
    }
}

fn module_docs(emitter: &Server<'_>, tag: &TagFacts) -> String {
    if let Some(kind) = emitter.context.sent() {
        format!("The {kind}, as they are received.")
    } else if tag.name.is_empty() {
        "Operations without a tag.".to_owned()
    } else {
        format!("Operations of the tag {}.", doc::clean(&tag.name))
    }
}

fn items(emitter: &Server<'_>, tag: &TagFacts, handlers: &[Handler<'_>]) -> Items {
    let modules: Vec<&Ident> = handlers.iter().map(|handler| &handler.module).collect();
    let exports = handlers.iter().map(|handler| {
        let (module, names) = (&handler.module, handler.exports(emitter));
        quote!(pub use self::#module::{#(#names),*};)
    });
    let name = ident(&tag.type_name);
    let docs = trait_docs(emitter, tag);
    let root = emitter.context.root();
    let needs = if handlers.iter().any(|h| security::is_needed(emitter, h.operation)) {
        quote!(#root::auth::Authenticate)
    } else {
        quote!(Send + Sync + 'static)
    };
    let methods = handlers.iter().map(|handler| handler.declaration(emitter));
    let implementor = &emitter.implementor();
    let routes = handlers.iter().map(|handler| {
        let (module, request) = (&handler.module, &handler.request);
        quote!(specwright_server::__private::router::Route::new(#request::OPERATION, #module::handle::<#implementor>))
    });
    let router = router_name(emitter, tag).map(|router| {
        let docs = doc_lines(&format!(
            "Leads requests to [`{0}`]; unknown paths are left to other routers, until [`complete`](super::complete).",
            tag.type_name.0
        ));
        quote! {
            #docs
            pub fn #router<#implementor: #name>(api: #implementor) -> axum::Router {
                specwright_server::__private::router::router(api, routes())
            }
        }
    });
    let tokens = quote! {
        #(mod #modules;)*

        #(#exports)*

        #docs
        pub trait #name: #needs { #(#methods)* }

        #router

        pub(crate) fn routes<#implementor: #name>() -> Vec<specwright_server::__private::router::Route<#implementor>> {
            Vec::from([#(#routes),*])
        }
    };
    let mut items = Items::default();
    items.add(emitter.context.group(tag), emitter.context.methods(tag), tokens);
    items
}

/// The function that makes a router of one tag, exported from the root; the only tag's router is that of the API.
pub(super) fn router_name(emitter: &Server<'_>, tag: &TagFacts) -> Option<Ident> {
    let is_one_of_several = emitter.context.tags().count() > 1;
    is_one_of_several.then(|| format_ident!("{}_router", tag.module.0.trim_start_matches("r#").trim_end_matches('_')))
}

fn trait_docs(emitter: &Server<'_>, tag: &TagFacts) -> TokenStream {
    let declared = emitter
        .context
        .api
        .tags
        .iter()
        .find(|declared| declared.name == tag.name);
    let description = declared.and_then(|declared| declared.description.as_deref());
    let description = description.map(doc::clean).unwrap_or_default();
    if description.is_empty() {
        doc_lines(&module_docs(emitter, tag))
    } else {
        doc_lines(&description)
    }
}
