//! How the header fields of answers are written: an implementation of the runtime's `Headers` a type.

use proc_macro2::TokenStream;
use quote::quote;

use super::Server;
use crate::emit::headers;
use crate::model::Header;
use crate::output::Crate;

/// Writes the module.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let sets = headers::sets(&emitter.types, emitter.context);
    if sets.is_empty() {
        return;
    }
    let items = sets.iter().map(|(ty, headers)| {
        let fields = headers.iter().map(field);
        quote! {
            impl specwright_server::__private::headers::Headers for #ty {
                const FIELDS: &'static [specwright_server::__private::headers::Header] = &[#(#fields),*];
            }
        }
    });
    let docs = "How the header fields of answers are written.";
    krate.rust("src/codec.rs", docs, items.collect::<TokenStream>());
}

/// Whether there are any.
pub(super) fn is_needed(krate: &Crate) -> bool {
    krate.files.contains_key("src/codec.rs")
}

fn field(header: &Header) -> TokenStream {
    let name = &header.name;
    let json = header.content.as_ref().is_some_and(|media| media.is_json());
    let json = json.then(|| quote!(.json()));
    let exploded = header.explode.then(|| quote!(.exploded()));
    quote!(specwright_server::__private::headers::Header::new(#name) #json #exploded)
}
