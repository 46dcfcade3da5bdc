//! Request bodies: the type that callers give, and how it is written.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Client, docs, size};
use crate::emit::representation::{self, Representation};
use crate::model::{BodyKind, Encoding, MediaType, Operation, RequestBody};

/// How a request's body is given.
pub(super) struct RequestPlan {
    /// The type in a signature.
    pub(super) ty: TokenStream,
    /// The expression that gives the body to `call`.
    pub(super) set: TokenStream,
}

/// What is sent for a request body. `body` is the enum of several representations, `name` the argument.
pub(super) fn plan(client: &Client<'_>, request: &RequestBody, body: &Ident, name: &Ident) -> RequestPlan {
    match representation::of(&client.types, &request.content).as_slice() {
        [] => RequestPlan {
            ty: quote!(impl Into<bytes::Bytes>),
            set: quote!(call.bytes(#name.into(), "application/octet-stream");),
        },
        [one] => {
            let ty = match one.preferred.kind {
                BodyKind::Text => quote!(impl Into<String>),
                BodyKind::Sequence(_) | BodyKind::Bytes => quote!(impl Into<bytes::Bytes>),
                BodyKind::Json | BodyKind::Form => ty(client, one.preferred),
            };
            let value = match one.preferred.kind {
                BodyKind::Text | BodyKind::Sequence(_) | BodyKind::Bytes => quote!(#name.into()),
                BodyKind::Json | BodyKind::Form => quote!(&#name),
            };
            let set = give(client, one.preferred, &value);
            RequestPlan { ty, set: quote!(#set;) }
        }
        _ => RequestPlan {
            ty: quote!(#body),
            set: quote!(call.body(#name);),
        },
    }
}

/// The enum of an operation's representations; nothing where there is one.
pub(super) fn items(client: &Client<'_>, operation: &Operation, name: &Ident) -> TokenStream {
    let Some(request) = &operation.request_body else {
        return TokenStream::new();
    };
    let representations = representation::of(&client.types, &request.content);
    if representations.len() < 2 {
        return TokenStream::new();
    }
    let types: Vec<_> = representations.iter().map(|one| sized(client, one)).collect();
    let docs = format!("A body of {}.", docs::line(operation));
    let definition = representation::enumeration(name, &docs, &representations, &types);
    let arms = representations.iter().map(|one| {
        let value = match one.preferred.kind {
            BodyKind::Text | BodyKind::Sequence(_) | BodyKind::Bytes => quote!(body),
            BodyKind::Json | BodyKind::Form => quote!(&body),
        };
        let (variant, give) = (&one.variant, give(client, one.preferred, &value));
        quote!(Self::#variant(body) => #give,)
    });
    quote! {
        #definition
        impl crate::support::RequestBody for #name {
            fn give(self, call: &mut crate::support::Call<'_>) {
                match self { #(#arms)* }
            }
        }
    }
}

/// The type of a representation, and about how many bytes its values take.
fn sized(client: &Client<'_>, one: &Representation<'_>) -> (TokenStream, usize) {
    let media = one.preferred;
    let size = match (media.kind, media.schema) {
        (BodyKind::Json | BodyKind::Form, Some(schema)) => size::of(client, schema),
        (BodyKind::Json | BodyKind::Form, None) => size::VALUE,
        (BodyKind::Text, _) => size::STRING,
        (BodyKind::Sequence(_) | BodyKind::Bytes, _) => size::BYTES,
    };
    (ty(client, media), size)
}

fn ty(client: &Client<'_>, media: &MediaType) -> TokenStream {
    match (media.kind, media.schema) {
        (BodyKind::Json | BodyKind::Form, Some(schema)) => client.types.of(schema),
        (BodyKind::Json | BodyKind::Form, None) => quote!(serde_json::Value),
        (BodyKind::Text, _) => quote!(String),
        (BodyKind::Sequence(_) | BodyKind::Bytes, _) => quote!(bytes::Bytes),
    }
}

/// The call that gives a value to `call`; one that is encoded is a reference.
fn give(client: &Client<'_>, media: &MediaType, value: &TokenStream) -> TokenStream {
    let label = representation::sent_as(media);
    let encoded = || match media.schema.and_then(|schema| client.types.encoder(schema)) {
        Some(adapter) => {
            let root = client.types.root();
            quote!(&#root::support::codec::As::<_, #adapter>::new(#value))
        }
        None => value.clone(),
    };
    match media.kind {
        BodyKind::Json => {
            let value = encoded();
            quote!(call.json(#value, #label))
        }
        BodyKind::Form => {
            let (value, fields) = (encoded(), fields(media));
            quote!(call.form(#value, #label, #fields))
        }
        BodyKind::Text => quote!(call.text(#value, #label)),
        BodyKind::Sequence(_) | BodyKind::Bytes => quote!(call.bytes(#value, #label)),
    }
}

/// The properties that are not sent as their values suggest.
fn fields(media: &MediaType) -> TokenStream {
    let fields: Vec<_> = media.encodings.iter().map(field).collect();
    match fields.as_slice() {
        [] => quote!(&[]),
        fields => quote!(const { &[#(#fields),*] }),
    }
}

fn field(encoding: &Encoding) -> TokenStream {
    let name = &encoding.property;
    let style = encoding.layout.map(|(style, explode)| {
        let style = super::parameter::style_name(style);
        quote!(.style(crate::support::Style::#style, #explode))
    });
    let reserved = encoding.allow_reserved.then(|| quote!(.reserved()));
    let content_type = encoding
        .content_type
        .as_ref()
        .map(|media| quote!(.content_type(#media)));
    quote!(crate::support::Field::new(#name) #style #reserved #content_type)
}
