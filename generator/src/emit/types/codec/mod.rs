//! `Serialize` and `Deserialize`, in the shape that compiles fastest: what a type has is listed, what is done with it
//! is in the runtime.

mod record;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

pub(super) use self::record::record;
pub(super) use self::union::union;
use super::enumeration::literal;
use super::item::Item;
use crate::analyze::EnumFacts;
use crate::emit::rust_type::{RustTypes, ident};
use crate::model::Enumeration;

/// The codec of an enumeration, with its text or number both ways and its rules.
pub(super) fn enumeration(
    item: &Item<'_>,
    enumeration: &Enumeration,
    facts: &EnumFacts,
    types: &RustTypes<'_>,
    rules_in_table: bool,
) -> TokenStream {
    let path = types.path(item.name);
    let lines = facts.variants.iter().zip(&enumeration.values).map(|(variant, value)| {
        let (variant, value) = (ident(variant), literal(value));
        quote!(#variant = #value,)
    });
    let unknown = ident(&facts.unknown);
    let others = match (enumeration.open, rules_in_table) {
        (true, _) => quote!(any),
        (false, true) => quote!(unknown),
        (false, false) => quote!(ruled),
    };
    let table = if enumeration.is_string() {
        quote!(specwright_types::__private::codec::enumeration!)
    } else {
        quote!(specwright_types::__private::codec::integer_enumeration!)
    };
    quote!(#table { #path { #(#lines)* _: #others #unknown } })
}
