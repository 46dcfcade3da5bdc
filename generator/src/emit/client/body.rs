//! Bodies of responses: which representation is used, of which type it is, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Client, size};
use crate::model::{BodyKind, MediaType, Method, Operation, Response, Status};

/// The representation to use of several: JSON if there is one, else the first.
fn choose(content: &[MediaType]) -> Option<&MediaType> {
    let json = content.iter().find(|media| media.kind == BodyKind::Json);
    json.or_else(|| content.first())
}

/// How a response's body is read.
pub(super) struct ResponsePlan {
    /// Its type; `()` when it has none.
    pub(super) ty: TokenStream,
    /// The expression that reads it from `reply`, a `Result`; `None` when there is nothing to read.
    pub(super) read: Option<TokenStream>,
    /// The media type to expect.
    pub(super) media: Option<String>,
    /// How many bytes its value takes, roughly.
    pub(super) size: usize,
}

/// What is read of a response.
pub(super) fn response(client: &Client<'_>, operation: &Operation, response: &Response) -> ResponsePlan {
    let bodiless = operation.method == Method::Head || matches!(response.status, Status::Code(204 | 205 | 304));
    let Some(media) = choose(&response.content).filter(|_| !bodiless) else {
        return ResponsePlan {
            ty: quote!(()),
            read: None,
            media: None,
            size: 0,
        };
    };
    let (ty, read, size) = match (media.kind, media.schema) {
        (BodyKind::Json, Some(schema)) => {
            let (ty, root) = (client.types.of(schema), client.types.root());
            let read = match client.types.adapter(schema) {
                Some(adapter) => quote! {
                    reply.json::<#root::support::codec::As<#ty, #adapter>>().map(#root::support::codec::As::into_inner)
                },
                None => quote!(reply.json()),
            };
            (ty, read, size::of(client, schema))
        }
        (BodyKind::Json, None) => (quote!(serde_json::Value), quote!(reply.json()), size::VALUE),
        (BodyKind::Text, _) => (quote!(String), quote!(reply.text()), size::STRING),
        // Forms are for requests.
        (BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart, _) => {
            (quote!(bytes::Bytes), quote!(reply.bytes()), size::BYTES)
        }
    };
    ResponsePlan {
        ty,
        read: Some(read),
        media: Some(media.range.as_str().to_owned()),
        size,
    }
}
