//! Request bodies that are sequences of values: their type, and how they are written.

use proc_macro2::TokenStream;
use quote::quote;

use super::Client;
use crate::emit::representation;
use crate::model::{Framing, MediaType, SchemaId};

/// The type of the values together.
pub(super) fn ty(client: &Client<'_>, framing: Framing, schema: Option<SchemaId>) -> TokenStream {
    let value = || schema.map_or_else(|| quote!(serde_json::Value), |schema| client.types.of(schema));
    let value = match framing {
        Framing::Lines | Framing::Records | Framing::EventObjects => value(),
        Framing::Events => {
            let data = value();
            quote!(specwright_client::Event<#data>)
        }
        Framing::TextEvents => quote!(specwright_client::Event<String>),
    };
    quote!(specwright_client::Values<#value>)
}

/// The call that gives them to `call`.
pub(super) fn give(client: &Client<'_>, framing: Framing, media: &MediaType, value: &TokenStream) -> TokenStream {
    let label = representation::sent_as(media);
    let write = || writer(client, media.schema);
    let framed = |framing: TokenStream| {
        let write = write();
        quote!(call.items(#value, #label, specwright_client::__private::sequence::Framing::#framing, #write))
    };
    match framing {
        Framing::Lines => framed(quote!(Lines)),
        Framing::Records => framed(quote!(Records)),
        Framing::Events => {
            let write = write();
            quote!(call.events(#value, #label, #write))
        }
        Framing::TextEvents => quote!(call.text_events(#value, #label)),
        Framing::EventObjects => quote!(call.event_items(#value, #label)),
    }
}

/// The function that writes a value as JSON.
fn writer(client: &Client<'_>, schema: Option<SchemaId>) -> TokenStream {
    match schema.and_then(|schema| Some((schema, client.types.encoder(schema)?))) {
        Some((schema, adapter)) => {
            let ty = client.types.of(schema);
            quote!(|item| serde_json::to_vec(&specwright_types::__private::codec::As::<&#ty, #adapter>::new(item)))
        }
        None => quote!(serde_json::to_vec),
    }
}
