//! Enums of documented responses.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::answer::Answer;
use super::docs;
use crate::emit::rust_type::ident;
use crate::model::Status;
use crate::output::doc_lines;

/// An enum with a variant a response.
pub(super) fn plain_enum(name: &Ident, docs: &str, answers: &[&Answer<'_>]) -> TokenStream {
    let docs = doc_lines(docs);
    let variants = answers.iter().map(|answer| variant(answer, answers.len()));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants)*
        }
    }
}

/// An enum of errors, which know their status.
pub(super) fn error_enum(name: &Ident, docs: &str, answers: &[&Answer<'_>]) -> TokenStream {
    let item = plain_enum(name, docs, answers);
    let arms = answers.iter().map(|answer| status_arm(answer));
    quote! {
        #item
        impl crate::support::ApiError for #name {
            fn status(&self) -> http::StatusCode {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

fn variant(answer: &Answer<'_>, variants: usize) -> TokenStream {
    let (docs, name, ty) = (docs::variant(answer.response), ident(answer.variant), &answer.plan.ty);
    let ty = if answer.is_boxed(variants) {
        quote!(Box<#ty>)
    } else {
        quote!(#ty)
    };
    let has_body = answer.plan.read.is_some();
    let fields = match (answer.keeps_status(), has_body) {
        (true, _) => {
            let body = has_body.then(|| quote!(#[doc = " Its body."] body: #ty,));
            quote!({ #[doc = " The status of the answer."] status: http::StatusCode, #body })
        }
        (false, true) => quote!((#ty)),
        (false, false) => TokenStream::new(),
    };
    quote!(#docs #name #fields,)
}

fn status_arm(answer: &Answer<'_>) -> TokenStream {
    let name = ident(answer.variant);
    let constant = match answer.response.status {
        Status::Code(code) => status_constant(code),
        Status::Range(_) | Status::Default => None,
    };
    match (constant, answer.plan.read.is_some()) {
        (Some(constant), true) => quote!(Self::#name(_) => http::StatusCode::#constant,),
        (Some(constant), false) => quote!(Self::#name => http::StatusCode::#constant,),
        (None, _) => quote!(Self::#name { status, .. } => *status,),
    }
}

/// The constant of `http::StatusCode` for a status, if it has one.
pub(super) fn status_constant(code: u16) -> Option<Ident> {
    let (_, name) = CONSTANTS.iter().find(|(known, _)| *known == code)?;
    Some(format_ident!("{name}"))
}

#[rustfmt::skip]
const CONSTANTS: &[(u16, &str)] = &[
    (100, "CONTINUE"), (101, "SWITCHING_PROTOCOLS"), (102, "PROCESSING"), (200, "OK"), (201, "CREATED"),
    (202, "ACCEPTED"), (203, "NON_AUTHORITATIVE_INFORMATION"), (204, "NO_CONTENT"), (205, "RESET_CONTENT"),
    (206, "PARTIAL_CONTENT"), (207, "MULTI_STATUS"), (208, "ALREADY_REPORTED"), (226, "IM_USED"),
    (300, "MULTIPLE_CHOICES"), (301, "MOVED_PERMANENTLY"), (302, "FOUND"), (303, "SEE_OTHER"), (304, "NOT_MODIFIED"),
    (305, "USE_PROXY"), (307, "TEMPORARY_REDIRECT"), (308, "PERMANENT_REDIRECT"), (400, "BAD_REQUEST"),
    (401, "UNAUTHORIZED"), (402, "PAYMENT_REQUIRED"), (403, "FORBIDDEN"), (404, "NOT_FOUND"),
    (405, "METHOD_NOT_ALLOWED"), (406, "NOT_ACCEPTABLE"), (407, "PROXY_AUTHENTICATION_REQUIRED"),
    (408, "REQUEST_TIMEOUT"), (409, "CONFLICT"), (410, "GONE"), (411, "LENGTH_REQUIRED"), (412, "PRECONDITION_FAILED"),
    (413, "PAYLOAD_TOO_LARGE"), (414, "URI_TOO_LONG"), (415, "UNSUPPORTED_MEDIA_TYPE"), (416, "RANGE_NOT_SATISFIABLE"),
    (417, "EXPECTATION_FAILED"), (418, "IM_A_TEAPOT"), (421, "MISDIRECTED_REQUEST"), (422, "UNPROCESSABLE_ENTITY"),
    (423, "LOCKED"), (424, "FAILED_DEPENDENCY"), (425, "TOO_EARLY"), (426, "UPGRADE_REQUIRED"),
    (428, "PRECONDITION_REQUIRED"), (429, "TOO_MANY_REQUESTS"), (431, "REQUEST_HEADER_FIELDS_TOO_LARGE"),
    (451, "UNAVAILABLE_FOR_LEGAL_REASONS"), (500, "INTERNAL_SERVER_ERROR"), (501, "NOT_IMPLEMENTED"),
    (502, "BAD_GATEWAY"), (503, "SERVICE_UNAVAILABLE"), (504, "GATEWAY_TIMEOUT"), (505, "HTTP_VERSION_NOT_SUPPORTED"),
    (506, "VARIANT_ALSO_NEGOTIATES"), (507, "INSUFFICIENT_STORAGE"), (508, "LOOP_DETECTED"), (510, "NOT_EXTENDED"),
    (511, "NETWORK_AUTHENTICATION_REQUIRED"),
];
