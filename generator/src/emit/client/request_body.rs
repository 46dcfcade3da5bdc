//! Request bodies: the type that callers give, and how it is written.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Client, docs, sequence};
use crate::emit::representation::{self, Representation};
use crate::emit::{size, xml};
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
            ty: quote!(impl Into<specwright_client::Body>),
            set: quote!(call.bytes(#name.into(), "application/octet-stream");),
        },
        [one] => {
            let ty = match one.preferred.kind {
                BodyKind::Text => quote!(impl Into<String>),
                BodyKind::Sequence(_) | BodyKind::Bytes => {
                    let ty = ty(client, one.preferred);
                    quote!(impl Into<#ty>)
                }
                BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml => ty(client, one.preferred),
            };
            let value = match one.preferred.kind {
                BodyKind::Text | BodyKind::Sequence(_) | BodyKind::Bytes => quote!(#name.into()),
                BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml => quote!(&#name),
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
            BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml => quote!(&body),
        };
        let (variant, give) = (&one.variant, give(client, one.preferred, &value));
        quote!(Self::#variant(body) => #give,)
    });
    quote! {
        #definition
        impl specwright_client::__private::RequestBody for #name {
            fn give(self, call: &mut specwright_client::__private::Call<'_>) {
                match self { #(#arms)* }
            }
        }
    }
}

/// The type of a representation, and about how many bytes its values take.
fn sized(client: &Client<'_>, one: &Representation<'_>) -> (TokenStream, usize) {
    let media = one.preferred;
    let size = match (media.kind, media.schema) {
        (BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, _) => {
            size::of_body(client.context, media)
        }
        (BodyKind::Text, _) => size::STRING,
        (BodyKind::Sequence(_) | BodyKind::Bytes, _) => size::BYTES,
    };
    (ty(client, media), size)
}

fn ty(client: &Client<'_>, media: &MediaType) -> TokenStream {
    match (media.kind, media.schema) {
        (BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, Some(schema)) => {
            client.types.of(schema)
        }
        (BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, None) => quote!(serde_json::Value),
        (BodyKind::Text, _) => quote!(String),
        (BodyKind::Sequence(framing), schema) => sequence::ty(client, framing, schema),
        (BodyKind::Bytes, _) => quote!(specwright_client::Body),
    }
}

/// The call that gives a value to `call`; one that is encoded is a reference.
fn give(client: &Client<'_>, media: &MediaType, value: &TokenStream) -> TokenStream {
    let label = representation::sent_as(media);
    let encoded = || match media.schema.and_then(|schema| client.types.encoder(schema)) {
        Some(adapter) => {
            quote!(&specwright_types::__private::codec::As::<_, #adapter>::new(#value))
        }
        None => value.clone(),
    };
    match media.kind {
        BodyKind::Json => {
            let value = encoded();
            quote!(call.json(#value, #label))
        }
        BodyKind::Form => {
            let (value, fields) = (encoded(), fields(media, &[]));
            quote!(call.form(#value, #label, #fields))
        }
        BodyKind::Multipart => {
            let (value, files) = (encoded(), files(client, media));
            let fields = fields(media, &files);
            if files.is_empty() {
                return quote!(call.parts(#value, #label, #fields));
            }
            quote!(call.multipart(specwright_types::__private::file::write(#value), #label, #fields))
        }
        BodyKind::Xml => {
            let value = encoded();
            let node = media
                .schema
                .map(|schema| xml::body(client.context, &client.types, schema));
            quote!(call.markup(specwright_types::__private::xml::write(#value, #node), #label))
        }
        BodyKind::Text => quote!(call.text(#value, #label)),
        BodyKind::Sequence(framing) => sequence::give(client, framing, media, value),
        BodyKind::Bytes => quote!(call.bytes(#value, #label)),
    }
}

/// The names of parts that are files.
fn files(client: &Client<'_>, media: &MediaType) -> Vec<String> {
    let sent = representation::sent(&client.types, media).into_iter();
    let files = sent.filter(|(_, content)| client.types.is_file(*content));
    let mut names: Vec<String> = files.map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    names
}

/// The properties that are not sent as their values suggest.
fn fields(media: &MediaType, files: &[String]) -> TokenStream {
    let encoded = media
        .encodings
        .iter()
        .map(|encoding| field(encoding, files.contains(&encoding.property)));
    let others = files.iter().filter(|name| media.encoding(name).is_none());
    let others = others.map(|name| quote!(specwright_client::__private::Field::new(#name).file()));
    let fields: Vec<_> = encoded.chain(others).collect();
    match fields.as_slice() {
        [] => quote!(&[]),
        fields => quote!(const { &[#(#fields),*] }),
    }
}

fn field(encoding: &Encoding, is_file: bool) -> TokenStream {
    let name = &encoding.property;
    let style = encoding.layout.map(|(style, explode)| {
        let style = super::parameter::style_name(style);
        quote!(.style(specwright_client::__private::Style::#style, #explode))
    });
    let reserved = encoding.allow_reserved.then(|| quote!(.reserved()));
    let content_type = encoding
        .content_type
        .as_ref()
        .map(|media| quote!(.content_type(#media)));
    let file = is_file.then(|| quote!(.file()));
    let headers = encoding.headers.as_ref().map(|headers| {
        let fields = { headers.fields.iter() }.map(|header| super::parameter::data(&header.parameter()));
        quote!(.headers(const { &[#(#fields),*] }))
    });
    quote!(specwright_client::__private::Field::new(#name) #style #reserved #content_type #file #headers)
}
