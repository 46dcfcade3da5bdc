//! The header fields of responses: which types they make, and how they are read and written.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::rust_type::RustTypes;
use crate::model::{Additional, Header, Response, SchemaId, Shape};

/// Arrays in objects are as deep as the style reaches.
const MAX_DEPTH: usize = 2;

/// The type of a response's header fields, if it documents any.
pub fn ty(types: &RustTypes<'_>, response: &Response) -> Option<TokenStream> {
    response.header_set.map(|set| types.of(set))
}

/// Whether some response documents any.
pub fn has_any(context: Context<'_>) -> bool {
    let mut responses = context.operations().flat_map(|(_, operation)| &operation.responses);
    responses.any(|response| response.header_set.is_some())
}

/// The implementations of the runtime's `Headers`, by type, for whichever way the operations go.
pub fn implementations(types: &RustTypes<'_>, context: Context<'_>) -> IndexMap<String, TokenStream> {
    let mut found = IndexMap::new();
    for response in context.api.operations().flat_map(|(_, operation)| &operation.responses) {
        if let Some(ty) = ty(types, response) {
            found
                .entry(ty.to_string())
                .or_insert_with(|| implementation(types, &ty, &response.headers));
        }
    }
    found
}

fn implementation(types: &RustTypes<'_>, ty: &TokenStream, headers: &[Header]) -> TokenStream {
    let fields = headers.iter().map(|header| field(types, header));
    quote! {
        impl specwright_types::Headers for #ty {
            const FIELDS: &'static [specwright_types::__private::Header] = &[#(#fields),*];
            fn from_members(
                members: serde_json::Map<String, serde_json::Value>,
            ) -> serde_json::Result<Self> {
                serde_json::from_value(serde_json::Value::Object(members))
            }
        }
    }
}

fn field(types: &RustTypes<'_>, header: &Header) -> TokenStream {
    let name = &header.name;
    let kind = match &header.content {
        Some(media) if media.is_json() => quote!(specwright_types::__private::HeaderKind::Json),
        Some(_) => quote!(specwright_types::__private::HeaderKind::Text),
        None => kind(types, header.schema, 0),
    };
    let exploded = header.explode.then(|| quote!(.exploded()));
    quote!(specwright_types::__private::Header::new(#name, #kind) #exploded)
}

fn kind(types: &RustTypes<'_>, id: SchemaId, depth: usize) -> TokenStream {
    let schema = types.schema(types.shape_of(id));
    let path = quote!(specwright_types::__private::HeaderKind);
    let inner = |id| kind(types, id, depth + 1);
    match &schema.shape {
        Shape::Any | Shape::String(_) | Shape::Never | Shape::Reference(_) => quote!(#path::Text),
        Shape::Enumeration(listed) if listed.is_string() => quote!(#path::Text),
        Shape::Enumeration(_)
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Union(_) => {
            quote!(#path::Scalar)
        }
        Shape::Array(_) | Shape::Tuple(_) | Shape::Object(_) if depth >= MAX_DEPTH => quote!(#path::Json),
        Shape::Array(array) => {
            let item = inner(array.items);
            quote!(#path::Array(&#item))
        }
        Shape::Tuple(_) => quote!(#path::Array(&#path::Scalar)),
        Shape::Object(object) => {
            let members = object.properties.iter().map(|property| {
                let (name, kind) = (&property.name, inner(property.schema));
                quote!((#name, #kind))
            });
            let other = match object.additional {
                Additional::Schema(other) => inner(other),
                Additional::Unspecified | Additional::Closed => quote!(#path::Text),
            };
            quote!(#path::Object(&[#(#members),*], &#other))
        }
    }
}
