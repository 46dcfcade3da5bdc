//! `lib.rs`: what users see first.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::operation::Handler;
use super::{Server, docs, headers, security};
use crate::analyze::TagFacts;
use crate::emit::rust_type::{ident, types_crate};
use crate::emit::{doc, representation};
use crate::model::{BodyKind, MediaType, OperationId, Outbound};
use crate::output::Crate;
use crate::output::doc_lines;

/// Writes `lib.rs`.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let tags = &emitter.context.facts.tags;
    let modules: Vec<Ident> = tags.iter().map(|tag| ident(&tag.module)).collect();
    let exports = tags.iter().map(|tag| exports(emitter, tag));
    let auth = security::has_any(emitter).then(|| {
        let basic = security::uses_basic(emitter).then(|| {
            quote!(
                pub use support::basic::Basic;
            )
        });
        quote! {
            pub use auth::Authenticate;
            pub use support::security::Denied;
            #basic
        }
    });
    let upload = has_upload(emitter).then(|| {
        quote!(
            pub use support::upload::Upload;
        )
    });
    let auth_module = security::has_any(emitter).then(|| {
        quote!(
            mod auth;
        )
    });
    let codec = headers::is_needed(krate).then(|| {
        quote!(
            mod codec;
        )
    });
    let validation = emitter.uses.any().then(|| {
        quote!(
            mod validation;
        )
    });
    let description = docs::module(emitter);
    let taken = taken(emitter);
    let sequences = sequences(emitter, &taken);
    let problem = named(&taken, "Problem", "ProblemDetails");
    let is_free = |name: &str| !taken.iter().any(|taken| taken == name);
    let settings = is_free("RouterSettings").then(|| {
        quote!(
            pub use support::settings::RouterSettings;
        )
    });
    let request_id = is_free("RequestId").then(|| {
        quote!(
            pub use support::request_id::RequestId;
        )
    });
    let types = types_crate(emitter.context.name);
    let router = router(emitter, &modules);
    let items = quote! {
        #auth_module
        #codec
        #description
        #(mod #modules;)*
        #[doc(hidden)]
        pub mod support;
        #validation

        pub use #types as types;
        #auth
        #upload
        #(#exports)*
        #sequences
        pub use support::problem::#problem;
        #request_id
        pub use support::router::complete;
        #settings

        #router
    };
    let title = doc::plain(&emitter.context.api.title);
    let description = emitter.context.api.description.as_deref().map(doc::clean);
    if let Some(kind) = emitter.context.outbound {
        let path = match kind {
            Outbound::Webhooks => "Each webhook has the path of its name.",
            Outbound::Callbacks => {
                "Each callback has the path of its name, and behind it what its expression adds to the URL: register the \
                 URL of the name."
            }
        };
        let docs = format!(
            "Receives the {} of {}: implement [`{}`], and serve a [`router`] of it. {path}",
            kind.as_str(),
            doc::clean(&title),
            kind.type_name()
        );
        krate.rust("src/lib.rs", docs, items);
        return;
    }
    let docs = format!(
        "Server stub of the API {}.\n\n{}",
        doc::clean(&title),
        description.unwrap_or_default()
    );
    krate.rust("src/lib.rs", docs, items);
}

/// Whether some operation takes bytes as they come, and nothing of the API is called as their type is.
fn has_upload(emitter: &Server<'_>) -> bool {
    let bodies = emitter
        .context
        .api
        .operations
        .iter()
        .filter_map(|operation| operation.request_body.as_ref());
    let is_bytes = |media: &MediaType| media.kind == BodyKind::Bytes;
    let takes = { bodies }.any(|body| body.content.iter().any(is_bytes));
    takes && emitter.context.facts.tags.iter().all(|tag| tag.type_name.0 != "Upload")
}

/// The names that the API's own items have in `lib.rs`.
fn taken(emitter: &Server<'_>) -> Vec<Ident> {
    let tags = &emitter.context.facts.tags;
    let handlers = tags.iter().flat_map(|tag| {
        let of = move |id: &OperationId| Handler::new(emitter, tag, *id);
        tag.operations.iter().filter_map(of)
    });
    let mut taken: Vec<Ident> = handlers.flat_map(|handler| handler.exports(emitter)).collect();
    taken.extend(tags.iter().map(|tag| ident(&tag.type_name)));
    taken
}

/// An item of the support code; one whose name the API's own items have goes by a longer one.
fn named(taken: &[Ident], name: &str, longer: &str) -> TokenStream {
    let [name, longer] = [name, longer].map(|name| format_ident!("{name}"));
    if taken.contains(&name) {
        quote!(#name as #longer)
    } else {
        quote!(#name)
    }
}

/// The types of sequences.
fn sequences(emitter: &Server<'_>, taken: &[Ident]) -> Option<TokenStream> {
    let api = emitter.context.api;
    let (sends, receives) = (representation::has_sequences(api), representation::sends_sequences(api));
    let event = (sends || receives).then(|| named(taken, "Event", "StreamEvent"))?;
    let sent = sends.then(|| {
        let (events, items) = (
            named(taken, "Events", "StreamEvents"),
            named(taken, "Items", "StreamItems"),
        );
        quote!(
            pub use support::items::{#events, #items};
        )
    });
    let received = receives.then(|| {
        let received = named(taken, "Received", "StreamReceived");
        quote!(
            pub use support::received::#received;
        )
    });
    Some(quote! {
        #sent
        #received
        pub use support::sequence::#event;
    })
}

fn exports(emitter: &Server<'_>, tag: &TagFacts) -> TokenStream {
    let (module, name) = (ident(&tag.module), ident(&tag.type_name));
    let handlers = tag.operations.iter().filter_map(|id| Handler::new(emitter, tag, *id));
    let items = handlers.flat_map(|handler| handler.exports(emitter));
    let router = super::tag::router_name(emitter, tag);
    let router = router.map(|router| quote!(#router,));
    quote!(pub use #module::{#name, #router #(#items),*};)
}

/// The router of the whole API: what serves it implements every trait.
fn router(emitter: &Server<'_>, modules: &[Ident]) -> TokenStream {
    let tags = &emitter.context.facts.tags;
    let bounds = tags.iter().map(|tag| {
        let name = ident(&tag.type_name);
        quote!(#name)
    });
    let routes = match modules {
        [] => quote!([]),
        [module] => quote!(#module::routes()),
        modules => quote!([#(#modules::routes()),*].into_iter().flatten()),
    };
    let bounds = match modules {
        [] => quote!(Send + Sync + 'static),
        _ => quote!(#(#bounds)+*),
    };
    let implementor = emitter.implementor();
    let docs = doc_lines(
        "Leads requests to `api`, and answers unknown paths and methods with problems (RFC 9457). Paths are those of \
         the description, without the base path of any server: `axum::Router::nest` puts them below one.",
    );
    quote! {
        #docs
        pub fn router<#implementor: #bounds>(api: #implementor) -> axum::Router {
            complete(support::router::router(api, #routes))
        }
    }
}

/// How the crate is used, for its README.
pub(super) fn usage(emitter: &Server<'_>) -> String {
    let krate = format!("{}_server", emitter.context.name.replace('-', "_"));
    let traits: Vec<String> = emitter
        .context
        .facts
        .tags
        .iter()
        .map(|tag| format!("`{}`", tag.type_name.0))
        .collect();
    let authenticate = if security::has_any(emitter) {
        " Secured operations also need `Authenticate`, which turns credentials into your type of caller."
    } else {
        ""
    };
    let list = if traits.is_empty() {
        "The description has no operations.".to_owned()
    } else {
        format!(
            "Implement {} for your type, with `async fn` for every method.{authenticate}",
            traits.join(", ")
        )
    };
    format!(
        "{list}\n\n```rust\naxum::serve(listener, {krate}::router(MyApi)).await?;\n```\n\n\
         Requests reach you read and checked; what is wrong with one is answered as `application/problem+json` \
         (RFC 9457). Bodies are limited to 2 MB, and answers may take as long as they like, unless a layer of \
         `RouterSettings` says otherwise, for all operations or for one."
    )
}
