//! The codec of a union.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::analyze::{TagWriting, UnionFacts, VariantTest};
use crate::emit::rust_type::{RustTypes, ident};
use crate::emit::types::conversion::conversions;
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
    let conversions = conversions(item, union, types);
    let members = union.variants.iter().zip(&facts.variants).enumerate();
    let members = members.map(|(index, (variant, (name, boxed, test)))| {
        let from = conversions.get(index).map(|of| of.as_ref().map(|of| quote!(from(#of))));
        // A member without a field for its tag writes it.
        let of = &types.facts(types.shape_of(variant.schema)).tag;
        let writes_itself = matches!(of, Some((_, Some(_))));
        let writing = facts.tags.get(index).filter(|_| !writes_itself);
        let writing = writing.map(|tag| writing_of(facts, tag));
        let (index, name, test) = (number(index), ident(name), variant_test(test));
        let adapter = boxed_adapter(types.adapter(variant.schema), *boxed).map(|adapter| quote!(as #adapter));
        quote!(#index: #name #from #writing #adapter = #test,)
    });
    let unknown = facts.unknown.as_ref().map(ident).map(|unknown| quote!(_: #unknown));
    let discriminator = facts.discriminator.as_ref().map(|(property, values)| {
        let values = values.iter().map(|(value, index)| {
            let (value, index) = (tag(value), number(*index));
            quote!(#value = #index,)
        });
        let other = facts.other.map(number).map(|index| quote!(_ = #index));
        let guessed = facts.guessed.then(|| quote!(guessed true,));
        quote!(on #property { #(#values)* #other } #guessed)
    });
    let in_order = facts.order.iter().enumerate().all(|(place, index)| place == *index);
    let order = (!in_order).then(|| {
        let order = facts.order.iter().copied().map(number);
        quote!(order [#(#order),*],)
    });
    let doubtful = facts
        .variants
        .iter()
        .any(|(_, _, test)| matches!(test, VariantTest::Key(_) | VariantTest::Try));
    let doubtful = doubtful && (facts.discriminator.is_none() || facts.guessed) && facts.variants.len() > 1;
    let one_only = (doubtful && matches!(union.kind, UnionKind::OneOf)).then(|| quote!(one_only true,));
    let validated = (doubtful && ruled).then(|| quote!(validated specwright_types::Validate,));
    quote! {
        specwright_types::__private::codec::union! {
            #path { #(#members)* #unknown }
            #discriminator
            #order
            #one_only
            #validated
        }
    }
}

fn number(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

/// Who writes the tag of a member.
fn writing_of(facts: &UnionFacts, writing: &TagWriting) -> TokenStream {
    let property = facts.discriminator.as_ref().map(|(property, _)| property);
    match writing {
        TagWriting::ByMember => TokenStream::new(),
        TagWriting::ByUnion(value) => {
            let tag = tag(value);
            quote!(writes #property #tag)
        }
        TagWriting::Default(value) => {
            let tag = tag(value);
            quote!(defaults #property #tag)
        }
    }
}

/// A value of the discriminator, as the name of its kind with the value.
pub(super) fn tag(value: &Value) -> TokenStream {
    match value {
        Value::Bool(flag) => quote!(Boolean(#flag)),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => {
                let whole = Literal::i64_unsuffixed(whole);
                quote!(Integer(#whole))
            }
            (None, float) => {
                let float = Literal::f64_unsuffixed(float.unwrap_or_default());
                quote!(Number(#float))
            }
        },
        // No other value is a tag.
        other => {
            let text = other.as_str().unwrap_or_default();
            quote!(Text(#text))
        }
    }
}

fn boxed_adapter(adapter: Option<TokenStream>, boxed: bool) -> Option<TokenStream> {
    let adapter = adapter?;
    Some(if boxed {
        quote!(specwright_types::__private::codec::Boxed<#adapter>)
    } else {
        adapter
    })
}

fn variant_test(test: &VariantTest) -> TokenStream {
    match test {
        VariantTest::Type(name) => quote!(specwright_types::__private::codec::Test::Type(#name)),
        VariantTest::Constant(property, value) => {
            let value = value.to_string();
            quote!(specwright_types::__private::codec::Test::Constant(#property, #value))
        }
        VariantTest::Values(values) => {
            let values = serde_json::Value::from(values.clone()).to_string();
            quote!(specwright_types::__private::codec::Test::Values(#values))
        }
        VariantTest::Key(property) => quote!(specwright_types::__private::codec::Test::Key(#property)),
        VariantTest::Try => quote!(specwright_types::__private::codec::Test::Try),
    }
}
