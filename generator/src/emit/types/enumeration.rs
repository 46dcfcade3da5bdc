//! Enumerations of strings: enums that keep values they do not know.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::item::Item;
use crate::analyze::EnumFacts;
use crate::emit::doc;
use crate::emit::rust_type::ident;
use crate::model::{EnumValue, Enumeration};

/// The enum.
pub(super) fn definition(item: &Item<'_>, enumeration: &Enumeration, facts: &EnumFacts) -> TokenStream {
    let (docs, derives, name) = (docs::item(item.schema, item.name), item.derives(true), item.ident());
    let variants = facts.variants.iter().map(ident);
    let variant_docs = enumeration
        .values
        .iter()
        .map(|value| value.description.as_deref().map(doc::attributes));
    let unknown = ident(&facts.unknown);
    let unknown_docs = doc::attributes(if enumeration.open {
        "Any other value."
    } else {
        "A value that the description does not know."
    });
    quote! {
        #docs
        #derives
        pub enum #name {
            #(#variant_docs #variants,)*
            #unknown_docs
            #unknown(String),
        }
    }
}

/// The text of a value. Only enumerations of strings become enums.
pub(super) fn text(value: &EnumValue) -> &str {
    value.value.as_str().unwrap_or_default()
}
