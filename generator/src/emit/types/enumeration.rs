//! Enumerations of strings, and of integers with names: enums that keep values they do not know.

use proc_macro2::{Literal, TokenStream};
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
    let kept = if enumeration.is_string() {
        quote!(String)
    } else {
        quote!(i64)
    };
    quote! {
        #docs
        #derives
        pub enum #name {
            #(#variant_docs #variants,)*
            #unknown_docs
            #unknown(#kept),
        }
    }
}

/// A value as it stands in code: text or a whole number.
pub(super) fn literal(value: &EnumValue) -> Literal {
    match value.value.as_i64() {
        Some(number) => Literal::i64_unsuffixed(number),
        None => Literal::string(value.value.as_str().unwrap_or_default()),
    }
}
