//! The codec of a union.

use proc_macro2::TokenStream;
use quote::quote;

use super::serde;
use crate::analyze::{UnionFacts, VariantTest};
use crate::emit::rust_type::{RustTypes, ident};
use crate::emit::types::item::Item;
use crate::model::{Union, UnionKind};

/// The codec of a union.
pub(in crate::emit::types) fn union(
    item: &Item<'_>,
    union: &Union,
    facts: &UnionFacts,
    types: &RustTypes<'_>,
    ruled: bool,
) -> TokenStream {
    let path = types.path(item.name);
    let members: Vec<_> = union
        .variants
        .iter()
        .zip(&facts.variants)
        .map(|(variant, (name, boxed, _))| (ident(name), boxed_adapter(types.adapter(variant.schema), *boxed)))
        .collect();
    let last = members.len().saturating_sub(1);
    let decode = members.iter().enumerate().map(|(index, (name, adapter))| {
        let pattern = if index == last {
            quote!(_)
        } else {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            quote!(#index)
        };
        match adapter {
            Some(adapter) => {
                quote!(#pattern => crate::support::codec::read_member::<#adapter, _>(value).map(Self::#name),)
            }
            None => quote!(#pattern => serde::Deserialize::deserialize(value).map(Self::#name),),
        }
    });
    let encoders = union.variants.iter().zip(&facts.variants);
    let encoders = encoders.map(|(variant, (_, boxed, _))| boxed_adapter(types.encoder(variant.schema), *boxed));
    let encode = members.iter().zip(encoders).map(|((name, _), encoder)| match encoder {
        Some(adapter) => {
            quote!(Self::#name(value) => <#adapter as crate::support::codec::Adapter<_>>::serialize(value, serializer),)
        }
        None => quote!(Self::#name(value) => serde::Serialize::serialize(value, serializer),),
    });
    let body = match members.as_slice() {
        [_] => {
            // `match` with nothing but `_` is not how one would write it.
            let (name, adapter) = &members[0];
            match adapter {
                Some(adapter) => quote!(crate::support::codec::read_member::<#adapter, _>(value).map(Self::#name)),
                None => quote!(serde::Deserialize::deserialize(value).map(Self::#name)),
            }
        }
        _ => quote!(match index { #(#decode)* }),
    };
    let index = if members.len() == 1 { quote!(_) } else { quote!(index) };
    let tests = facts.variants.iter().map(|(_, _, test)| variant_test(test));
    let in_order = facts.order.iter().enumerate().all(|(place, index)| place == *index);
    let order = (!in_order).then(|| {
        let order = facts
            .order
            .iter()
            .map(|index| proc_macro2::Literal::usize_unsuffixed(*index));
        quote!(const ORDER: &'static [usize] = &[#(#order),*];)
    });
    let doubtful = facts
        .variants
        .iter()
        .any(|(_, _, test)| matches!(test, VariantTest::Key(_) | VariantTest::Try));
    let doubtful = doubtful && facts.discriminator.is_none() && facts.variants.len() > 1;
    let one_only = (doubtful && matches!(union.kind, UnionKind::OneOf)).then(|| {
        quote!(
            const ONE_ONLY: bool = true;
        )
    });
    let is_valid = (doubtful && ruled).then(|| {
        quote! {
            fn is_valid(&self) -> bool {
                crate::support::validate::Validate::validate(self).is_ok()
            }
        }
    });
    let discriminator = facts.discriminator.as_ref().map(|(property, values)| {
        let values = values.iter().map(|(value, index)| {
            let index = proc_macro2::Literal::usize_unsuffixed(*index);
            quote!((#value, #index))
        });
        let other = facts.other.map(|index| {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            quote!(const OTHER: Option<usize> = Some(#index);)
        });
        quote! {
            const DISCRIMINATOR: Option<(&'static str, &'static [(&'static str, usize)])> =
                Some((#property, &[#(#values),*]));
            #other
        }
    });
    let serde = serde(
        &path,
        &quote!(crate::support::codec::read_union(deserializer)),
        &quote!(match self { #(#encode)* }),
    );
    quote! {
        impl crate::support::codec::Union for #path {
            #discriminator
            const TESTS: &'static [crate::support::codec::Test] = &[#(#tests),*];
            #order
            #one_only
            #is_valid

            fn member(#index: usize, value: &serde_json::Value) -> serde_json::Result<Self> {
                #body
            }
        }
        #serde
    }
}

fn boxed_adapter(adapter: Option<TokenStream>, boxed: bool) -> Option<TokenStream> {
    let adapter = adapter?;
    Some(if boxed {
        quote!(crate::support::codec::Boxed<#adapter>)
    } else {
        adapter
    })
}

fn variant_test(test: &VariantTest) -> TokenStream {
    match test {
        VariantTest::Type(name) => quote!(crate::support::codec::Test::Type(#name)),
        VariantTest::Constant(property, value) => {
            let value = value.to_string();
            quote!(crate::support::codec::Test::Constant(#property, #value))
        }
        VariantTest::Values(values) => {
            let values = serde_json::Value::from(values.clone()).to_string();
            quote!(crate::support::codec::Test::Values(#values))
        }
        VariantTest::Key(property) => quote!(crate::support::codec::Test::Key(#property)),
        VariantTest::Try => quote!(crate::support::codec::Test::Try),
    }
}
