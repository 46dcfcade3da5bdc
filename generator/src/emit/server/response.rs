//! The response enum of an operation: only what the description documents can be answered.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Server;
use super::body;
use crate::analyze::OperationFacts;
use crate::emit::doc;
use crate::emit::rust_type::ident;
use crate::model::{Additional, BodyKind, MediaType, Operation, Response, SchemaId, Shape, Status};
use crate::output::doc_lines;

/// The media types of the answers to a good request; none where an answer without a body is one.
pub(super) fn produced(operation: &Operation) -> Vec<String> {
    let mut produced = Vec::new();
    let good = operation.responses.iter().filter(|r| r.status.is_success());
    for response in good {
        let Some(media) = body::chosen(&response.content) else {
            return Vec::new();
        };
        let media_type = essence(media);
        if !produced.contains(&media_type) {
            produced.push(media_type);
        }
    }
    produced
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
    let documented = operation.responses.iter().zip(&facts.responses);
    let (mut variants, mut arms): (Vec<_>, Vec<_>) = documented
        .map(|(response, variant)| {
            let variant = ident(variant);
            (declare(emitter, response, &variant), arm(emitter, response, &variant))
        })
        .unzip();
    if variants.is_empty() {
        variants.push(quote!(
            #[doc = " `200`, without a body: the description documents no response."]
            Ok
        ));
        arms.push(quote!(Self::Ok => crate::support::response::empty(http::StatusCode::OK)));
    }
    let allow = has_uneven_sizes(emitter, operation).then(|| {
        let reason = "an answer is made and sent at once";
        quote!(#[allow(clippy::large_enum_variant, reason = #reason)])
    });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #allow
        pub enum #name { #(#variants),* }

        impl axum::response::IntoResponse for #name {
            fn into_response(self) -> axum::response::Response {
                match self { #(#arms),* }
            }
        }
    }
}

fn declare(emitter: &Server<'_>, response: &Response, variant: &Ident) -> TokenStream {
    let status = match response.status {
        Status::Code(code) => format!("`{code}`"),
        Status::Range(digit) => format!("`{digit}XX`; another status becomes `{digit}00`"),
        Status::Default => "Any status that has no variant of its own".to_owned(),
    };
    let text = doc::clean(response.description.as_deref().unwrap_or_default());
    let docs = doc_lines(&if text.is_empty() {
        format!("{status}.")
    } else {
        format!("{status}: {text}")
    });
    let status = has_status(response).then(|| quote!(http::StatusCode));
    let body = body::chosen(&response.content).map(|media| body::body_type(emitter, media));
    let fields: Vec<_> = status.into_iter().chain(body).collect();
    if fields.is_empty() {
        quote!(#docs #variant)
    } else {
        quote!(#docs #variant(#(#fields),*))
    }
}

fn arm(emitter: &Server<'_>, response: &Response, variant: &Ident) -> TokenStream {
    let status = match response.status {
        Status::Code(code) => status_code(code),
        Status::Range(digit) => quote!(crate::support::response::in_range(status, #digit)),
        Status::Default => quote!(status),
    };
    let given = has_status(response).then(|| quote!(status));
    let Some(media) = body::chosen(&response.content) else {
        let pattern = given.map(|given| quote!((#given)));
        return quote!(Self::#variant #pattern => crate::support::response::empty(#status));
    };
    let fields = given.into_iter().chain([quote!(body)]);
    let media_type = essence(media);
    let written = match media.kind {
        BodyKind::Json => {
            let body = encoded(emitter, media);
            if media_type == "application/json" {
                quote!(json(#status, #body))
            } else {
                quote!(json_as(#status, #media_type, #body))
            }
        }
        BodyKind::Text => quote!(text(#status, #media_type, body)),
        BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart => quote!(bytes(#status, #media_type, body)),
    };
    quote!(Self::#variant(#(#fields),*) => crate::support::response::#written)
}

/// A JSON body as an expression that serde can write.
fn encoded(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    let types = &emitter.types;
    let adapter = media.schema.and_then(|schema| Some((schema, types.encoder(schema)?)));
    match adapter {
        Some((schema, adapter)) => {
            let (root, ty) = (types.root(), types.of(schema));
            quote!(&#root::support::codec::As::<&#ty, #adapter>::new(&body))
        }
        None => quote!(&body),
    }
}

fn has_status(response: &Response) -> bool {
    match response.status {
        Status::Code(_) => false,
        Status::Range(_) | Status::Default => true,
    }
}

/// The media type that a body is sent as.
fn essence(media: &MediaType) -> String {
    if media.range.is_range() {
        let usual = match media.kind {
            BodyKind::Json => "application/json",
            BodyKind::Text => "text/plain; charset=utf-8",
            BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart => "application/octet-stream",
        };
        return usual.to_owned();
    }
    match media.kind {
        BodyKind::Json | BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart => media.range.essence(),
        BodyKind::Text => format!("{}; charset=utf-8", media.range.essence()),
    }
}

fn status_code(code: u16) -> TokenStream {
    let name = match code {
        200 => quote!(OK),
        201 => quote!(CREATED),
        202 => quote!(ACCEPTED),
        204 => quote!(NO_CONTENT),
        206 => quote!(PARTIAL_CONTENT),
        301 => quote!(MOVED_PERMANENTLY),
        302 => quote!(FOUND),
        303 => quote!(SEE_OTHER),
        304 => quote!(NOT_MODIFIED),
        400 => quote!(BAD_REQUEST),
        401 => quote!(UNAUTHORIZED),
        402 => quote!(PAYMENT_REQUIRED),
        403 => quote!(FORBIDDEN),
        404 => quote!(NOT_FOUND),
        405 => quote!(METHOD_NOT_ALLOWED),
        409 => quote!(CONFLICT),
        410 => quote!(GONE),
        412 => quote!(PRECONDITION_FAILED),
        413 => quote!(PAYLOAD_TOO_LARGE),
        415 => quote!(UNSUPPORTED_MEDIA_TYPE),
        422 => quote!(UNPROCESSABLE_ENTITY),
        429 => quote!(TOO_MANY_REQUESTS),
        500 => quote!(INTERNAL_SERVER_ERROR),
        501 => quote!(NOT_IMPLEMENTED),
        502 => quote!(BAD_GATEWAY),
        503 => quote!(SERVICE_UNAVAILABLE),
        code => return quote!(crate::support::response::status(#code)),
    };
    quote!(http::StatusCode::#name)
}

/// Whether one variant is so much larger than the others that clippy would have it boxed.
fn has_uneven_sizes(emitter: &Server<'_>, operation: &Operation) -> bool {
    const MARGIN: usize = 128;
    let bodies = operation.responses.iter().map(|response| {
        let media = body::chosen(&response.content);
        media.map_or(0, |media| match (media.kind, media.schema) {
            (BodyKind::Json, Some(schema)) => size(emitter, schema, 0),
            (BodyKind::Json, None) => VALUE,
            (BodyKind::Text | BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart, _) => 32,
        })
    });
    let mut sizes: Vec<usize> = bodies.collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    matches!(sizes.as_slice(), [largest, next, ..] if largest - next > MARGIN)
}

/// About how many bytes the value of a body takes that is decoded from JSON.
pub(super) fn json_size(emitter: &Server<'_>, media: &MediaType) -> usize {
    media.schema.map_or(VALUE, |schema| size(emitter, schema, 0))
}

const VALUE: usize = 72;

/// About how many bytes a value takes, not counting what it points to.
fn size(emitter: &Server<'_>, id: SchemaId, depth: usize) -> usize {
    const MAX_DEPTH: usize = 8;
    let id = emitter.types.shape_of(id);
    let schema = emitter.context.api.schemas.get(id);
    match &schema.shape {
        _ if depth > MAX_DEPTH => 8,
        _ if emitter.types.is_replaced(id) => VALUE,
        Shape::Null => 0,
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) => 16,
        Shape::String(_) | Shape::Enumeration(_) | Shape::Array(_) | Shape::Tuple(_) => 24,
        Shape::Any | Shape::Never | Shape::Reference(_) => VALUE,
        Shape::Union(union) => {
            let members = union.variants.iter().map(|v| size(emitter, v.schema, depth + 1));
            members.max().unwrap_or_default() + 8
        }
        Shape::Object(object) if object.properties.is_empty() => VALUE,
        Shape::Object(object) => {
            let properties = object.properties.iter().map(|p| size(emitter, p.schema, depth + 1));
            let others = if matches!(object.additional, Additional::Schema(_)) {
                VALUE
            } else {
                0
            };
            properties.sum::<usize>() + others
        }
    }
}
