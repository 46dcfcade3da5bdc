//! The codec of a struct: a table with a property a line, of which the runtime makes the rest.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::union::tag;
use crate::emit::rust_type::RustTypes;
use crate::emit::types::item::Item;
use crate::emit::types::record::{Field, fields, others};
use crate::model::{Additional, Object, Shape};

/// The codec of a struct.
pub(in crate::emit::types) fn record(item: &Item<'_>, object: &Object, types: &RustTypes<'_>) -> TokenStream {
    let path = types.path(item.name);
    let fields = fields(item, object, types);
    let lines = fields.iter().enumerate().map(|(index, field)| {
        let index = Literal::usize_unsuffixed(index);
        let (name, kind, key) = (&field.name, kind(field, types), &field.property.name);
        let adapter = adapter(field, types).map(|adapter| quote!(as #adapter));
        quote!(#index: #name = #kind #key #adapter,)
    });
    let tag = item.facts.tag.as_ref().map(|(property, value)| {
        let index = Literal::usize_unsuffixed(fields.len());
        let value = value.as_ref().map(tag).map(|value| quote!(= #value));
        quote!(tag #index: #property #value,)
    });
    let rest = match (others(item, object, types), object.additional) {
        (Some((name, _)), _) => {
            let adapter = types.map_values(object).and_then(|values| types.adapter(values));
            let adapter = adapter.map(|adapter| quote!(as #adapter));
            quote!(other #name #adapter)
        }
        (None, Additional::Closed) => quote!(refuse),
        (None, Additional::Unspecified | Additional::Schema(_)) => quote!(skip),
    };
    quote! {
        specwright_types::__private::codec::object! { #path { #(#lines)* #tag _: #rest } }
    }
}

/// How the reader takes the value of a property, and the writer gives it.
fn kind(field: &Field<'_>, types: &RustTypes<'_>) -> TokenStream {
    let holds_null = || {
        let shape = &types.schema(types.shape_of(field.property.schema)).shape;
        field.nullable || matches!(shape, Shape::Any | Shape::Never | Shape::Null)
    };
    if field.required {
        quote!(required)
    } else if field.collapsed {
        quote!(collapsed)
    } else if holds_null() {
        quote!(nullable)
    } else {
        quote!(optional)
    }
}

/// The adapter of a field's value without the `Option` of an optional property.
fn adapter(field: &Field<'_>, types: &RustTypes<'_>) -> Option<TokenStream> {
    let mut adapter = types.property_adapter(field.property.schema)?;
    if field.boxed {
        adapter = quote!(specwright_types::__private::codec::Boxed<#adapter>);
    }
    if field.nullable && !field.collapsed {
        adapter = quote!(specwright_types::__private::codec::Nullable<#adapter>);
    }
    Some(adapter)
}
