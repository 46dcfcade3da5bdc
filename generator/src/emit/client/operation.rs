//! Operations as data for the support code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::answer::{Answer, Answers};
use super::{Client, parameter, security, server};
use crate::model::{Operation, Status};

/// The constant that describes an operation.
pub(super) fn data(client: &Client<'_>, operation: &Operation, answers: &Answers<'_>) -> TokenStream {
    let (method, path) = (operation.method.as_str(), &operation.path.text);
    let server = match operation.servers.first() {
        Some(own) => {
            let url = server::default_url(own);
            quote!(Some(#url))
        }
        None => quote!(None),
    };
    let parameters = operation.parameters.iter().map(parameter::data);
    let body_required = operation.request_body.as_ref().is_some_and(|body| body.required);
    let security = security::alternatives(client, operation);
    let responses = answers.all.iter().map(response);
    quote! {
        &crate::support::Operation {
            method: #method,
            path: #path,
            server: #server,
            parameters: &[#(#parameters),*],
            body_required: #body_required,
            security: #security,
            responses: &[#(#responses),*],
        }
    }
}

fn response(answer: &Answer<'_>) -> TokenStream {
    let status = match answer.response.status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(crate::support::Status::Code(#code))
        }
        Status::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote!(crate::support::Status::Range(#digit))
        }
        Status::Default => quote!(crate::support::Status::Default),
    };
    match &answer.plan.media {
        Some(media) => quote!(crate::support::Response::new(#status, #media)),
        None => quote!(crate::support::Response::empty(#status)),
    }
}
