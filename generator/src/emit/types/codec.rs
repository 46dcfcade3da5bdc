//! `Serialize` and `Deserialize`, in the shape that compiles fastest: what a type has is listed, what is done with it
//! is in the support code.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::enumeration::text;
use super::item::Item;
use super::record::{Field, fields, others};
use crate::analyze::{UnionFacts, VariantTest};
use crate::emit::rust_type::{RustTypes, ident};
use crate::model::{Additional, Enumeration, Object, Shape, Union};

/// The codec of a struct.
pub(super) fn record(item: &Item<'_>, object: &Object, types: &RustTypes<'_>) -> TokenStream {
    let path = types.path(item.name);
    let mut fields = fields(item, object, types);
    let write = write(item, object, &fields, types);
    // The reader's indices have the required ones first.
    fields.sort_by_key(|field| !field.property.required);
    let names = fields.iter().map(|field| &field.property.name);
    let required = fields.iter().filter(|field| field.property.required).count();
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
        .filter(|(_, f)| f.property.required)
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
    let method = if field.property.required {
        "required"
    } else if holds_null() {
        "nullable"
    } else {
        "optional"
    };
    match adapter(field, types) {
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
        let method = if field.property.required {
            "required"
        } else {
            "optional"
        };
        match adapter(field, types) {
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
        match types.map_values(object).and_then(|values| types.adapter(values)) {
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
fn adapter(field: &Field<'_>, types: &RustTypes<'_>) -> Option<TokenStream> {
    let mut adapter = types.bare_adapter(field.property.schema)?;
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

/// The codec of an enumeration.
pub(super) fn enumeration(item: &Item<'_>, enumeration: &Enumeration, types: &RustTypes<'_>) -> TokenStream {
    let path = types.path(item.name);
    let texts = enumeration.values.iter().map(text);
    let serde = serde(
        &path,
        &quote!(crate::support::codec::read_enum(deserializer)),
        &quote!(serializer.serialize_str(self.as_str())),
    );
    quote! {
        impl crate::support::codec::StringEnum for #path {
            const VALUES: &'static [&'static str] = &[#(#texts),*];
        }
        #serde
    }
}

/// The codec of a union.
pub(super) fn union(item: &Item<'_>, union: &Union, facts: &UnionFacts, types: &RustTypes<'_>) -> TokenStream {
    let path = types.path(item.name);
    let members: Vec<_> = union
        .variants
        .iter()
        .zip(&facts.variants)
        .map(|(variant, (name, boxed, _))| (ident(name), member_adapter(variant.schema, *boxed, types)))
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
    let encode = members.iter().map(|(name, adapter)| match adapter {
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
    let discriminator = facts.discriminator.as_ref().map(|(property, values)| {
        let values = values.iter().map(|(value, index)| {
            let index = proc_macro2::Literal::usize_unsuffixed(*index);
            quote!((#value, #index))
        });
        quote! {
            const DISCRIMINATOR: Option<(&'static str, &'static [(&'static str, usize)])> =
                Some((#property, &[#(#values),*]));
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

            fn member(#index: usize, value: &serde_json::Value) -> serde_json::Result<Self> {
                #body
            }
        }
        #serde
    }
}

fn member_adapter(id: crate::model::SchemaId, boxed: bool, types: &RustTypes<'_>) -> Option<TokenStream> {
    let adapter = types.adapter(id)?;
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

/// The two impls of serde.
fn serde(path: &TokenStream, read: &TokenStream, write: &TokenStream) -> TokenStream {
    quote! {
        impl<'de> serde::Deserialize<'de> for #path {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #read
            }
        }

        impl serde::Serialize for #path {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write
            }
        }
    }
}
