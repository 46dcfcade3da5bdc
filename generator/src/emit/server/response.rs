//! The response enum of an operation: only what the description documents can be answered.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Server;
use super::negotiation::content_type;
use super::status::status_code;
use crate::analyze::OperationFacts;
use crate::emit::representation::{self, Representation};
use crate::emit::rust_type::ident;
use crate::emit::{doc, headers};
use crate::emit::{size, xml};
use crate::model::{BodyKind, Framing, MediaType, Operation, Response, SchemaId, Status};
use crate::output::doc_lines;

/// A documented response in one of its representations.
pub(super) struct Answer<'a> {
    /// The response.
    pub(super) response: &'a Response,
    /// Its variant.
    pub(super) variant: Ident,
    /// The representation; `None` without a body.
    pub(super) body: Option<&'a MediaType>,
    /// Whether there are others.
    is_choice: bool,
}

/// The enum and its way to axum.
pub(super) fn items(
    emitter: &Server<'_>,
    operation: &Operation,
    facts: &OperationFacts,
    name: &Ident,
    docs: &str,
) -> TokenStream {
    let docs = doc_lines(docs);
    let answers = answers(emitter, operation, facts);
    let (mut variants, mut arms): (Vec<_>, Vec<_>) = answers
        .iter()
        .map(|answer| (answer.declare(emitter), answer.arm(emitter)))
        .unzip();
    if variants.is_empty() {
        variants.push(quote!(
            #[doc = " `200`, without a body: the description documents no response."]
            Ok
        ));
        arms.push(quote!(Self::Ok => specwright_server::__private::response::empty(http::StatusCode::OK)));
    }
    let allow = has_uneven_sizes(emitter, &answers).then(|| {
        let reason = "an answer is made and sent at once";
        quote!(#[allow(clippy::large_enum_variant, reason = #reason)])
    });
    let is_streamed = answers
        .iter()
        .filter_map(|answer| answer.body)
        .any(representation::is_streamed);
    let derives = match is_streamed {
        true => quote!(#[derive(Debug)]),
        false => quote!(#[derive(Clone, Debug)]),
    };
    quote! {
        #docs
        #derives
        #allow
        pub enum #name { #(#variants),* }

        impl axum::response::IntoResponse for #name {
            fn into_response(self) -> axum::response::Response {
                match self { #(#arms),* }
            }
        }
    }
}

/// The responses, those in several representations once for each.
pub(super) fn answers<'a>(emitter: &Server<'_>, operation: &'a Operation, facts: &OperationFacts) -> Vec<Answer<'a>> {
    let mut answers: Vec<Answer<'a>> = Vec::new();
    for (response, variant) in operation.responses.iter().zip(&facts.responses) {
        let representations = representation::of_response(&emitter.types, operation, response);
        let first = representations.first().map(|one| one.preferred);
        answers.push(Answer {
            response,
            variant: ident(variant),
            body: first,
            is_choice: representations.len() > 1,
        });
        for other in representations.iter().skip(1) {
            let Representation {
                preferred,
                variant: name,
                ..
            } = other;
            let name = format!("{}{name}", variant.0);
            let numbered = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name}{number}")));
            let is_free = |name: &String| {
                answers.iter().all(|answer| answer.variant != *name)
                    && facts.responses.iter().all(|other| other.0 != *name)
            };
            answers.push(Answer {
                response,
                variant: format_ident!("{}", { numbered }.find(is_free).unwrap_or(name)),
                body: Some(preferred),
                is_choice: true,
            });
        }
    }
    answers
}

impl Answer<'_> {
    fn declare(&self, emitter: &Server<'_>) -> TokenStream {
        let variant = &self.variant;
        let status = match self.response.status {
            Status::Code(code) => format!("`{code}`"),
            Status::Range(digit) => format!("`{digit}XX`; another status becomes `{digit}00`"),
            Status::Default => "Any status that has no variant of its own".to_owned(),
        };
        let choice = self.body.filter(|_| self.is_choice);
        let status = match choice.map(content_type) {
            Some(media) => format!("{status} in `{media}`"),
            None => status,
        };
        let text = doc::clean(self.response.description.as_deref().unwrap_or_default());
        let docs = doc_lines(&if text.is_empty() {
            format!("{status}.")
        } else {
            format!("{status}: {text}")
        });
        let status = has_status(self.response).then(|| quote!(http::StatusCode));
        let body = self.body.map(|media| body_type(emitter, media));
        let headers = headers::ty(&emitter.types, self.response);
        let fields: Vec<_> = status.into_iter().chain(headers).chain(body).collect();
        if fields.is_empty() {
            quote!(#docs #variant)
        } else {
            quote!(#docs #variant(#(#fields),*))
        }
    }

    fn arm(&self, emitter: &Server<'_>) -> TokenStream {
        let variant = &self.variant;
        let status = match self.response.status {
            Status::Code(code) => status_code(code),
            Status::Range(digit) => quote!(specwright_server::__private::response::in_range(status, #digit)),
            Status::Default => quote!(status),
        };
        let given = has_status(self.response).then(|| quote!(status));
        let headers = self.response.header_set.map(|_| quote!(headers));
        let body = self.body.map(|_| quote!(body));
        let fields: Vec<_> = given.into_iter().chain(headers.clone()).chain(body).collect();
        let pattern = (!fields.is_empty()).then(|| quote!((#(#fields),*)));
        let written = match self.body {
            Some(media) => written(emitter, media, &status),
            None => quote!(response::empty(#status)),
        };
        match headers {
            Some(headers) => {
                let add = quote!(specwright_server::__private::headers::add_to);
                quote!(Self::#variant #pattern => #add(&#headers, specwright_server::__private::#written))
            }
            None => quote!(Self::#variant #pattern => specwright_server::__private::#written),
        }
    }
}

/// The Rust type of a body.
fn body_type(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    let value =
        |schema: Option<SchemaId>| schema.map_or_else(|| quote!(serde_json::Value), |schema| emitter.types.of(schema));
    match (media.kind, media.schema) {
        (BodyKind::Json | BodyKind::Xml, schema) => value(schema),
        (BodyKind::Text, _) => quote!(String),
        (BodyKind::Sequence(Framing::Events), schema) => {
            let data = value(schema);
            quote!(specwright_server::Events<#data>)
        }
        (BodyKind::Sequence(Framing::TextEvents), _) => quote!(specwright_server::Events<String>),
        (BodyKind::Sequence(Framing::Lines | Framing::Records | Framing::EventObjects), schema) => {
            let item = value(schema);
            quote!(specwright_server::Items<#item>)
        }
        // Forms are for requests.
        (BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart, _) => quote!(axum::body::Body),
    }
}

/// The call that makes an answer of `body`.
fn written(emitter: &Server<'_>, media: &MediaType, status: &TokenStream) -> TokenStream {
    let media_type = content_type(media);
    match media.kind {
        BodyKind::Json => {
            let body = encoded(emitter, media);
            if media_type == "application/json" {
                quote!(response::json(#status, #body))
            } else {
                quote!(response::json_as(#status, #media_type, #body))
            }
        }
        BodyKind::Xml => {
            let body = encoded(emitter, media);
            let node = media
                .schema
                .map(|schema| xml::body(emitter.context, &emitter.types, schema));
            quote!(response::markup(#status, #media_type, specwright_types::__private::xml::write(#body, #node)))
        }
        BodyKind::Text => quote!(response::text(#status, #media_type, body)),
        BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart => quote!(response::bytes(#status, #media_type, body)),
        BodyKind::Sequence(framing) => {
            let write = writer(emitter, media);
            match framing {
                Framing::Lines => {
                    quote!(items::items(#status, #media_type, specwright_server::__private::sequence::Framing::Lines, body, #write))
                }
                Framing::Records => {
                    quote!(items::items(#status, #media_type, specwright_server::__private::sequence::Framing::Records, body, #write))
                }
                Framing::Events => quote!(items::events(#status, #media_type, body, #write)),
                Framing::TextEvents => quote!(items::text_events(#status, #media_type, body)),
                Framing::EventObjects => quote!(items::event_items(#status, #media_type, body)),
            }
        }
    }
}

/// A JSON body as an expression that serde can write.
fn encoded(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    let types = &emitter.types;
    let adapter = media.schema.and_then(|schema| Some((schema, types.encoder(schema)?)));
    match adapter {
        Some((schema, adapter)) => {
            let ty = types.of(schema);
            quote!(&specwright_types::__private::codec::As::<&#ty, #adapter>::new(&body))
        }
        None => quote!(&body),
    }
}

/// The function that writes a value of a sequence as JSON.
fn writer(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    let types = &emitter.types;
    let adapter = media.schema.and_then(|schema| Some((schema, types.encoder(schema)?)));
    match adapter {
        Some((schema, adapter)) => {
            let ty = types.of(schema);
            quote!(|item| serde_json::to_vec(&specwright_types::__private::codec::As::<&#ty, #adapter>::new(item)))
        }
        None => quote!(serde_json::to_vec),
    }
}

/// Whether the status is given with the answer.
pub(super) fn has_status(response: &Response) -> bool {
    match response.status {
        Status::Code(_) => false,
        Status::Range(_) | Status::Default => true,
    }
}

/// Whether one variant is so much larger than the others that clippy would have it boxed.
fn has_uneven_sizes(emitter: &Server<'_>, answers: &[Answer<'_>]) -> bool {
    const MARGIN: usize = 128;
    let bodies = answers.iter().map(|answer| {
        let headers = answer
            .response
            .header_set
            .map_or(0, |set| size::of(emitter.context, set));
        headers
            + answer.body.map_or(0, |media| match media.kind {
                BodyKind::Json | BodyKind::Xml => size::of_body(emitter.context, media),
                BodyKind::Text | BodyKind::Form | BodyKind::Multipart | BodyKind::Sequence(_) | BodyKind::Bytes => {
                    size::BYTES
                }
            })
    });
    let mut sizes: Vec<usize> = bodies.collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    matches!(sizes.as_slice(), [largest, next, ..] if largest - next > MARGIN)
}
