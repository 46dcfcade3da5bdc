//! Bodies: which representation the crate speaks, its type, and the statements that read it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Server, validation};
use crate::model::{BodyKind, MediaType, RequestBody};

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
        (BodyKind::Bytes, _) => quote!(bytes::Bytes),
    }
}

/// The request body of an operation, as its request struct has it.
#[derive(Clone, Debug)]
pub(super) struct BodyField<'a> {
    body: &'a RequestBody,
    media: &'a MediaType,
    name: Ident,
}

impl<'a> BodyField<'a> {
    /// `None` for a body without representations.
    pub(super) fn new(body: &'a RequestBody, name: Ident) -> Option<Self> {
        let media = chosen(&body.content)?;
        Some(Self { body, media, name })
    }

    /// The description of the body.
    pub(super) fn description(&self) -> Option<&'a str> {
        self.body.description.as_deref()
    }

    /// The field's name.
    pub(super) fn name(&self) -> &Ident {
        &self.name
    }

    /// The field's type.
    pub(super) fn field_type(&self, emitter: &Server<'_>) -> TokenStream {
        let ty = body_type(emitter, self.media);
        if self.body.required { ty } else { quote!(Option<#ty>) }
    }

    /// The statement that reads it from the request in `incoming`.
    pub(super) fn read(&self, emitter: &Server<'_>, incoming: &Ident) -> TokenStream {
        let name = &self.name;
        let taken = self.taken();
        let reader = match (self.media.kind, self.body.required) {
            (BodyKind::Json, true) => quote!(read_required_json),
            (BodyKind::Json, false) => quote!(read_json),
            (BodyKind::Text | BodyKind::Bytes, true) => quote!(read_required),
            (BodyKind::Text | BodyKind::Bytes, false) => quote!(read),
        };
        let bytes = quote!(crate::support::request_body::#reader(#incoming, &[#(#taken),*]).await?);
        let Some(decode) = self.decode_call(emitter) else {
            return quote!(let #name = #bytes;);
        };
        if self.body.required {
            quote!(let #name = #decode(&#bytes)?;)
        } else {
            quote!(let #name = #bytes.map(|bytes| #decode(&bytes)).transpose()?;)
        }
    }

    fn decode_call(&self, emitter: &Server<'_>) -> Option<TokenStream> {
        match self.media.kind {
            BodyKind::Json if self.decode_fn(emitter).is_some() => Some(quote!(Self::decode)),
            BodyKind::Json => Some(quote!(crate::support::request_body::json)),
            BodyKind::Text => Some(quote!(crate::support::request_body::text)),
            BodyKind::Bytes => None,
        }
    }

    /// The function that decodes JSON as strictly as the description is, and checks it. `None` where nothing is known
    /// of the value.
    pub(super) fn decode_fn(&self, emitter: &Server<'_>) -> Option<TokenStream> {
        let schema = self.media.schema.filter(|_| self.media.kind == BodyKind::Json)?;
        let types = &emitter.types;
        let (root, ty) = (types.root(), types.of(schema));
        let decoded = match types.adapter(schema) {
            Some(adapter) => {
                let wrapped = quote!(#root::support::codec::As);
                quote! {
                    #root::support::strict(|| crate::support::request_body::json::<#wrapped<#ty, #adapter>>(bytes))
                        .map(#wrapped::into_inner)
                }
            }
            None => quote!(#root::support::strict(|| crate::support::request_body::json(bytes))),
        };
        let value = match validation::body(emitter, schema) {
            Some(check) => quote!(let body: #ty = #decoded?; #check Ok(body)),
            None => decoded,
        };
        Some(quote! {
            fn decode(bytes: &[u8]) -> Result<#ty, crate::support::problem::Problem> {
                #value
            }
        })
    }

    /// The media types that requests may have: all that are read in the same way as the same type.
    fn taken(&self) -> Vec<String> {
        let same = |media: &&MediaType| media.kind == self.media.kind && media.schema == self.media.schema;
        let same = self.body.content.iter().filter(same);
        let mut taken = Vec::new();
        for media in same {
            let essence = media.range.essence();
            if !taken.contains(&essence) {
                taken.push(essence);
            }
        }
        taken
    }
}
