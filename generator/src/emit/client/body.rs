//! Bodies of requests: which representation is used, of which type it is, and how it is written.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Client;
use crate::model::{BodyKind, MediaType, RequestBody};

/// How a request's body is given.
pub(super) struct RequestPlan {
    /// The type in a signature.
    pub(super) ty: TokenStream,
    kind: BodyKind,
    adapter: Option<TokenStream>,
    media: String,
    root: TokenStream,
}

/// The representation to use of several: JSON if there is one, else the first.
pub(super) fn choose(content: &[MediaType]) -> Option<&MediaType> {
    let json = content.iter().find(|media| media.kind == BodyKind::Json);
    json.or_else(|| content.first())
}

/// What is sent for a request body.
pub(super) fn request(client: &Client<'_>, body: &RequestBody) -> RequestPlan {
    let root = client.types.root().clone();
    let Some(media) = choose(&body.content) else {
        return RequestPlan {
            ty: quote!(impl Into<bytes::Bytes>),
            kind: BodyKind::Bytes,
            adapter: None,
            media: "application/octet-stream".to_owned(),
            root,
        };
    };
    let json = |schema| (client.types.of(schema), client.types.encoder(schema));
    let (ty, adapter) = match media.kind {
        BodyKind::Json => media.schema.map_or_else(|| (quote!(serde_json::Value), None), json),
        BodyKind::Text => (quote!(impl Into<String>), None),
        BodyKind::Bytes => (quote!(impl Into<bytes::Bytes>), None),
    };
    let range = media.range.is_range();
    RequestPlan {
        ty,
        kind: media.kind,
        adapter,
        media: match media.kind {
            BodyKind::Json if range => "application/json".to_owned(),
            BodyKind::Text if range => "text/plain; charset=utf-8".to_owned(),
            BodyKind::Bytes if range => "application/octet-stream".to_owned(),
            BodyKind::Json | BodyKind::Text | BodyKind::Bytes => media.range.as_str().to_owned(),
        },
        root,
    }
}

impl RequestPlan {
    /// The expression that gives the body to `call`.
    pub(super) fn set(&self, name: &Ident) -> TokenStream {
        let (media, root) = (&self.media, &self.root);
        match (self.kind, &self.adapter) {
            (BodyKind::Json, Some(adapter)) => {
                quote!(call.json(&#root::support::codec::As::<_, #adapter>::new(&#name), #media);)
            }
            (BodyKind::Json, None) => quote!(call.json(&#name, #media);),
            (BodyKind::Text, _) => quote!(call.text(#name.into(), #media);),
            (BodyKind::Bytes, _) => quote!(call.bytes(#name.into(), #media);),
        }
    }
}
