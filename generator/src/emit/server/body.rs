//! Bodies of responses: which representation the crate speaks, and its type.

use proc_macro2::TokenStream;
use quote::quote;

use super::Server;
use crate::model::{BodyKind, MediaType};

/// The representation in use: the first in JSON, else the first in text, else the first.
pub(super) fn chosen(content: &[MediaType]) -> Option<&MediaType> {
    let of = |kind: BodyKind| content.iter().find(|media| media.kind == kind);
    of(BodyKind::Json)
        .or_else(|| of(BodyKind::Text))
        .or_else(|| content.first())
}

/// The Rust type of a body.
pub(super) fn body_type(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    match (media.kind, media.schema) {
        (BodyKind::Json, Some(schema)) => emitter.types.of(schema),
        (BodyKind::Json, None) => quote!(serde_json::Value),
        (BodyKind::Text, _) => quote!(String),
        // Forms are for requests.
        (BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart, _) => quote!(bytes::Bytes),
    }
}
