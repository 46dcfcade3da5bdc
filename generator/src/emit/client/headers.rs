//! How the header fields of answers are read: an implementation of the runtime's `Headers` a type.

use proc_macro2::TokenStream;
use quote::quote;

use super::Client;
use crate::emit::headers;
use crate::model::{Additional, Header, SchemaId, Shape};

/// Arrays in objects are as deep as the style reaches.
const MAX_DEPTH: usize = 2;

/// The items of the module.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let sets = headers::sets(&client.types, client.context);
    let items = sets.iter().map(|(ty, headers)| {
        let fields = headers.iter().map(|header| field(client, header));
        quote! {
            impl specwright_client::Headers for #ty {
                fn read(headers: &http::HeaderMap) -> serde_json::Result<Self> {
                    const FIELDS: &[specwright_client::__private::Header] = &[#(#fields),*];
                    specwright_client::__private::Header::read(FIELDS, headers)
                }
            }
        }
    });
    items.collect()
}

fn field(client: &Client<'_>, header: &Header) -> TokenStream {
    let name = &header.name;
    let kind = match &header.content {
        Some(media) if media.is_json() => quote!(specwright_client::__private::HeaderKind::Json),
        Some(_) => quote!(specwright_client::__private::HeaderKind::Text),
        None => kind(client, header.schema, 0),
    };
    let exploded = header.explode.then(|| quote!(.exploded()));
    quote!(specwright_client::__private::Header::new(#name, #kind) #exploded)
}

fn kind(client: &Client<'_>, id: SchemaId, depth: usize) -> TokenStream {
    let schema = client.context.api.schemas.get(client.types.shape_of(id));
    let path = quote!(specwright_client::__private::HeaderKind);
    let inner = |id| kind(client, id, depth + 1);
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
