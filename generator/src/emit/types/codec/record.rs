//! The codec of a struct.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::serde;
use crate::emit::rust_type::RustTypes;
use crate::emit::types::item::Item;
use crate::emit::types::record::{Field, fields, others};
use crate::model::{Additional, Object, Shape};

/// The codec of a struct.
pub(in crate::emit::types) fn record(item: &Item<'_>, object: &Object, types: &RustTypes<'_>) -> TokenStream {
    let path = types.path(item.name);
    let mut fields = fields(item, object, types);
    let write = write(item, object, &fields, types);
    // The reader's indices have the required ones first.
    fields.sort_by_key(|field| !field.required);
    let names = fields.iter().map(|field| &field.property.name);
    let required = fields.iter().filter(|field| field.required).count();
    let required = proc_macro2::Literal::usize_unsuffixed(required);
    let read = read(item, object, &fields, types);
    let serde = serde(
        &path,
        &quote!(crate::support::codec::read_object(deserializer)),
        &quote!(crate::support::codec::write_object(self, serializer)),
    );
    quote! {
        impl crate::support::codec::Object for #path {
            const NAMES: &'static [&'static str] = &[#(#names),*];
            const REQUIRED: usize = #required;
            #read
            #write
        }
        #serde
    }
}

/// `Object::read`.
fn read(item: &Item<'_>, object: &Object, fields: &[Field<'_>], types: &RustTypes<'_>) -> TokenStream {
    let others = others(item, object, types).map(|(name, _)| name);
    let names: Vec<&Ident> = fields.iter().map(|field| &field.name).collect();
    let reader = free("reader", names.iter().copied().chain(&others));
    let index = free("index", names.iter().copied().chain(&others));
    let arms = fields.iter().enumerate().map(|(at, field)| {
        let at = proc_macro2::Literal::usize_unsuffixed(at);
        let take = take(field, &reader, types);
        quote!(#at => #take,)
    });
    let other = match (&others, object.additional) {
        (Some(others), _) => {
            let method = types.map_values(object).and_then(|values| types.adapter(values));
            match method {
                Some(adapter) => quote!(#reader.other_as::<#adapter, _>(&mut #others)),
                None => quote!(#reader.other(&mut #others)),
            }
        }
        (None, Additional::Closed) => quote!(#reader.refuse()),
        (None, Additional::Unspecified | Additional::Schema(_)) => quote!(#reader.skip()),
    };
    let slots = others
        .iter()
        .map(|others| quote!(let mut #others = Default::default();));
    let body = if fields.is_empty() {
        quote!(while #reader.next().is_some() { #other; })
    } else {
        quote!(while let Some(#index) = #reader.next() { match #index { #(#arms)* _ => #other, } })
    };
    let required: Vec<&&Ident> = names
        .iter()
        .zip(fields)
        .filter(|(_, f)| f.required)
        .map(|(n, _)| n)
        .collect();
    let present = match required.as_slice() {
        [] => None,
        [one] => Some(quote!(let #one = #one?;)),
        all => Some(quote!(let (#(Some(#all)),*) = (#(#all),*) else { return None };)),
    };
    quote! {
        fn read<'de, A: serde::de::MapAccess<'de>>(#reader: &mut crate::support::codec::Reader<'de, A>) -> Option<Self> {
            #(let mut #names = None;)*
            #(#slots)*
            #body
            #present
            Some(Self { #(#names,)* #others })
        }
    }
}

/// How the reader takes the value of a property.
fn take(field: &Field<'_>, reader: &Ident, types: &RustTypes<'_>) -> TokenStream {
    let name = &field.name;
    let holds_null = || {
        let shape = &types.schema(types.shape_of(field.property.schema)).shape;
        field.nullable || matches!(shape, Shape::Any | Shape::Never | Shape::Null)
    };
    let method = if field.required {
        "required"
    } else if holds_null() {
        "nullable"
    } else {
        "optional"
    };
    match wrapped(types.bare_adapter(field.property.schema), field) {
        Some(adapter) => {
            let method = format_ident!("{method}_as");
            quote!(#reader.#method::<#adapter, _>(&mut #name))
        }
        None => {
            let method = format_ident!("{method}");
            quote!(#reader.#method(&mut #name))
        }
    }
}

/// `Object::write`.
fn write(item: &Item<'_>, object: &Object, fields: &[Field<'_>], types: &RustTypes<'_>) -> TokenStream {
    let lines = fields.iter().map(|field| {
        let (key, name) = (&field.property.name, &field.name);
        let method = if field.required { "required" } else { "optional" };
        match wrapped(types.bare_encoder(field.property.schema), field) {
            Some(adapter) => {
                let method = format_ident!("{method}_as");
                quote!(writer.#method::<#adapter, _>(#key, &self.#name);)
            }
            None => {
                let method = format_ident!("{method}");
                quote!(writer.#method(#key, &self.#name);)
            }
        }
    });
    let others = others(item, object, types).map(|(name, _)| {
        match types.map_values(object).and_then(|values| types.encoder(values)) {
            Some(adapter) => quote!(writer.others_as::<#adapter, _>(&self.#name);),
            None => quote!(writer.others(&self.#name);),
        }
    });
    let writer = if fields.is_empty() && others.is_none() {
        quote!(_)
    } else {
        quote!(writer)
    };
    quote! {
        fn write<S: serde::ser::SerializeMap>(&self, #writer: &mut crate::support::codec::Writer<S>) {
            #(#lines)*
            #others
        }
    }
}

/// The adapter of a field's value without the `Option` of an optional property.
fn wrapped(adapter: Option<TokenStream>, field: &Field<'_>) -> Option<TokenStream> {
    let mut adapter = adapter?;
    if field.boxed {
        adapter = quote!(crate::support::codec::Boxed<#adapter>);
    }
    if field.nullable {
        adapter = quote!(crate::support::codec::Nullable<#adapter>);
    }
    Some(adapter)
}

/// A local name that no field has.
fn free<'a>(name: &str, taken: impl Iterator<Item = &'a Ident> + Clone) -> Ident {
    let mut name = name.to_owned();
    while taken.clone().any(|taken| *taken == name) {
        name.push('_');
    }
    format_ident!("{name}")
}
