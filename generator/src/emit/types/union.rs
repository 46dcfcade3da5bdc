//! Unions: enums with a variant a member.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::item::Item;
use crate::analyze::UnionFacts;
use crate::emit::rust_type::{RustTypes, ident};
use crate::model::Union;

/// The enum.
pub(super) fn definition(item: &Item<'_>, union: &Union, facts: &UnionFacts, types: &RustTypes<'_>) -> TokenStream {
    let (docs, derives, name) = (docs::item(item.schema), item.derives(true), item.ident());
    let variants = union
        .variants
        .iter()
        .zip(&facts.variants)
        .map(|(variant, (name, boxed, _))| {
            let docs = docs::variant(types.schema(variant.schema));
            let (name, mut of) = (ident(name), types.of(variant.schema));
            if *boxed {
                of = quote!(Box<#of>);
            }
            quote!(#docs #name(#of))
        });
    quote! {
        #docs
        #derives
        pub enum #name { #(#variants),* }
    }
}
