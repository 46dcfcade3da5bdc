//! The description itself, for servers that show it: in a module behind a feature, so that it costs nothing without.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Server;
use crate::output::Crate;

/// The module's name; a tag may have it.
fn name(emitter: &Server<'_>) -> &'static str {
    let is_taken = emitter.context.tags().any(|tag| tag.module.0 == "docs");
    if is_taken { "api_docs" } else { "docs" }
}

/// Writes the module, where the settings ask for it.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let Some(document) = emitter.context.document else {
        return;
    };
    let document = raw(document);
    let items = quote! {
        /// The description, as JSON.
        pub const DOCUMENT: &str = #document;

        /// Serves the description at `/openapi.json` and a page that shows it at `/docs`, to be merged with the API's
        /// router, or nested below a path. The page needs nothing from elsewhere.
        pub fn router() -> axum::Router {
            specwright_server::__private::docs::router(DOCUMENT)
        }
    };
    krate.rust(
        format!("src/{}.rs", name(emitter)),
        "The description that this crate was generated from.",
        items,
    );
}

/// The declaration of the module.
pub(super) fn module(emitter: &Server<'_>) -> Option<TokenStream> {
    emitter.context.document?;
    let name = format_ident!("{}", name(emitter));
    Some(quote! {
        #[cfg(feature = "docs")]
        pub mod #name;
    })
}

/// The text as a raw string, which reads as JSON does.
fn raw(text: &str) -> Literal {
    let marks = (1..).map(|count| "#".repeat(count));
    let marks = { marks }.find(|marks| !text.contains(&format!("\"{marks}")));
    let marks = marks.unwrap_or_default();
    let raw: Result<Literal, _> = format!("r{marks}\"{text}\"{marks}").parse();
    raw.unwrap_or_else(|_| Literal::string(text))
}
