//! Unions: enums with a variant a member.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::item::Item;
use crate::analyze::UnionFacts;
use crate::emit::doc;
use crate::emit::rust_type::{RustTypes, ident};
use crate::model::Union;

/// What is said of the variant that keeps other values.
const UNKNOWN: &str = "Any other value. It is kept, and written back as it was.";

/// The enum.
pub(super) fn definition(item: &Item<'_>, union: &Union, facts: &UnionFacts, types: &RustTypes<'_>) -> TokenStream {
    let (docs, derives, name) = (docs::item(item.schema, item.name), item.derives(true), item.ident());
    let variants = union
        .variants
        .iter()
        .zip(&facts.variants)
        .map(|(variant, (name, boxed, _))| {
            let docs = docs::variant(types.schema(variant.schema), name);
            let (name, mut of) = (ident(name), types.of(variant.schema));
            if *boxed {
                of = quote!(Box<#of>);
            }
            quote!(#docs #name(#of))
        });
    let unknown = facts.unknown.as_ref().map(|unknown| {
        let (docs, unknown) = (doc::attributes(UNKNOWN), ident(unknown));
        quote!(#docs #unknown(serde_json::Value))
    });
    let variants = variants.chain(unknown);
    // A box would spare memory, but whether there is one must not hang on the size of members: that changes often.
    let large = has_uneven_sizes(union, facts, types).then(|| quote!(#[allow(clippy::large_enum_variant)]));
    quote! {
        #docs
        #derives
        #large
        pub enum #name { #(#variants),* }
    }
}

/// Whether clippy may find one member too large beside the others (`large_enum_variant`, from 200 bytes; sizes are not exact).
fn has_uneven_sizes(union: &Union, facts: &UnionFacts, types: &RustTypes<'_>) -> bool {
    const MARGIN: usize = 150;
    const POINTER: usize = 8;
    let members = union.variants.iter().zip(&facts.variants);
    let mut sizes: Vec<usize> = members
        .map(|(variant, (_, boxed, _))| if *boxed { POINTER } else { types.size(variant.schema) })
        .collect();
    sizes.sort_unstable();
    matches!(sizes.as_slice(), [.., second, largest] if largest - second > MARGIN)
}
