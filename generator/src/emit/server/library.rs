//! `lib.rs`: what users see first.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::operation::Handler;
use super::{Server, docs, security};
use crate::analyze::TagFacts;
use crate::emit::rust_type::{ident, types_crate};
use crate::emit::{contract, doc, representation};
use crate::model::{BodyKind, Direction, MediaType, OperationId};
use crate::output::Crate;
use crate::output::doc_lines;
use crate::settings::Target;

/// Writes `lib.rs`.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let tags = emitter.context.tags();
    let modules: Vec<Ident> = tags.clone().map(|tag| ident(&tag.module)).collect();
    let exports = tags.clone().map(|tag| exports(emitter, tag));
    let authenticate = security::has_any(emitter).then(|| {
        quote!(
            pub use auth::Authenticate;
        )
    });
    let auth_module = security::has_any(emitter).then(|| {
        quote!(
            mod auth;
        )
    });
    let validation = emitter.uses.any().then(|| {
        quote!(
            mod validation;
        )
    });
    let description = docs::module(emitter);
    let taken = taken(emitter);
    let runtime = runtime_exports(emitter, &taken);
    let types = types_crate(emitter.context.name);
    let router = router(emitter, &modules);
    let contract = contract(Target::Server);
    let items = quote! {
        #auth_module
        #description
        #(mod #modules;)*
        #validation

        pub use #types as types;
        #authenticate
        #(#exports)*
        pub use specwright_server::{#(#runtime),*};

        #contract

        #router
    };
    let title = doc::plain(&emitter.context.api.title);
    let description = emitter.context.api.description.as_deref().map(doc::clean);
    let direction = emitter.context.direction;
    if let Some(kind) = emitter.context.sent() {
        let path = match direction {
            Direction::Called | Direction::Webhook => "Each webhook has the path of its name.",
            Direction::Callback => {
                "Each callback has the path of its name, and behind it what its expression adds to the URL: register the \
                 URL of the name."
            }
        };
        let docs = format!(
            "Receives the {kind} of {}: implement [`{}`], and serve a [`router`] of it. {path}",
            doc::clean(&title),
            direction.type_name()
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
    let operations = emitter.context.operations();
    let bodies = operations.filter_map(|(_, operation)| operation.request_body.as_ref());
    let is_bytes = |media: &MediaType| media.kind == BodyKind::Bytes;
    let takes = { bodies }.any(|body| body.content.iter().any(is_bytes));
    takes && emitter.context.tags().all(|tag| tag.type_name.0 != "Upload")
}

/// The names that the API's own items have in `lib.rs`.
fn taken(emitter: &Server<'_>) -> Vec<Ident> {
    let tags = emitter.context.tags();
    let handlers = tags.clone().flat_map(|tag| {
        let of = move |id: &OperationId| Handler::new(emitter, tag, *id);
        tag.operations.iter().filter_map(of)
    });
    let mut taken: Vec<Ident> = handlers.flat_map(|handler| handler.exports(emitter)).collect();
    taken.extend(tags.clone().map(|tag| ident(&tag.type_name)));
    taken
}

/// An item of the runtime; one whose name the API's own items have goes by a longer one.
fn named(taken: &[Ident], name: &str, longer: &str) -> TokenStream {
    let [name, longer] = [name, longer].map(|name| format_ident!("{name}"));
    if taken.contains(&name) {
        quote!(#name as #longer)
    } else {
        quote!(#name)
    }
}

/// What users name of the runtime.
fn runtime_exports(emitter: &Server<'_>, taken: &[Ident]) -> Vec<TokenStream> {
    let context = emitter.context;
    let (sends, receives) = (
        representation::has_sequences(context),
        representation::sends_sequences(context),
    );
    let secured = security::has_any(emitter);
    let is_free = |name: &str| !taken.iter().any(|taken| taken == name);
    let plain = [
        ("Basic", security::uses_basic(emitter)),
        ("Denied", secured),
        ("RequestId", is_free("RequestId")),
        ("RouterSettings", is_free("RouterSettings")),
        ("Upload", has_upload(emitter)),
        ("complete", true),
    ];
    let renamed = [
        ("Event", "StreamEvent", sends || receives),
        ("Events", "StreamEvents", sends),
        ("Items", "StreamItems", sends),
        ("Problem", "ProblemDetails", true),
        ("Received", "StreamReceived", receives),
    ];
    let plain = { plain.into_iter() }.filter(|(_, wanted)| *wanted).map(|(name, _)| {
        let name = format_ident!("{name}");
        quote!(#name)
    });
    let renamed = { renamed.into_iter() }.filter(|(.., wanted)| *wanted);
    plain
        .chain(renamed.map(|(name, longer, _)| named(taken, name, longer)))
        .collect()
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
    let tags = emitter.context.tags();
    let bounds = tags.clone().map(|tag| {
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
            specwright_server::complete(specwright_server::__private::router::router(api, #routes))
        }
    }
}

/// How the crate is used, for its README.
pub(super) fn usage(emitter: &Server<'_>) -> String {
    let krate = format!("{}_server", emitter.context.name.replace('-', "_"));
    let tags = emitter.context.tags();
    let traits: Vec<String> = tags.map(|tag| format!("`{}`", tag.type_name.0)).collect();
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
