//! The client itself: handles by tag.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Client, docs};
use crate::emit::rust_type::ident;
use crate::output::doc_lines;

/// The `Client` and its accessors.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let root = client.context.root();
    let root = &root;
    let title = docs::title(client);
    let what = match client.context.sent() {
        Some(kind) => format!("Sends the {kind} of {title} to those who want them."),
        None => format!("A client of {title}."),
    };
    let docs = doc_lines(&format!(
        "{what}\n\nCloning is cheap: clones share connections and credentials."
    ));
    let tags = client.context.tags().filter(|tag| !tag.name.is_empty());
    let accessors = tags.map(|tag| {
        let (module, handle) = (ident(&tag.module), ident(&tag.type_name));
        let docs = doc_lines(&docs::module(client, tag));
        quote! {
            #docs
            #[must_use]
            pub fn #module(&self) -> #root::#module::#handle<'_> {
                #root::#module::#handle::new(&self.core)
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct Client {
            pub(crate) core: std::sync::Arc<specwright_client::__private::Core>,
        }
        impl Client {
            #[doc = " Starts building a client."]
            #[must_use]
            pub fn builder() -> #root::builder::Builder {
                #root::builder::Builder::new()
            }
            #(#accessors)*
        }
    }
}
