//! Operations as data for the support code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::answer::{Answer, Answers};
use super::{Client, parameter, security, server};
use crate::model::{Operation, Status};

/// The constant that describes an operation.
pub(super) fn data(client: &Client<'_>, operation: &Operation, answers: &Answers<'_>) -> TokenStream {
    let (method, path) = (operation.method.as_str(), &operation.path.text);
    let server = operation.servers.first().map(|own| {
        let url = server::default_url(own);
        quote!(.server(#url))
    });
    let parameters: Vec<TokenStream> = operation.parameters.iter().map(parameter::data).collect();
    let parameters = (!parameters.is_empty()).then(|| quote!(.parameters(&[#(#parameters),*])));
    let body_required = operation.request_body.as_ref().is_some_and(|body| body.required);
    let body_required = body_required.then(|| quote!(.body_required()));
    let alternatives = security::alternatives(client, operation);
    let security = (!alternatives.is_empty()).then(|| quote!(.security(&[#(#alternatives),*])));
    let responses: Vec<TokenStream> = answers.all.iter().map(response).collect();
    let responses = (!responses.is_empty()).then(|| quote!(.responses(&[#(#responses),*])));
    quote! {
        &crate::support::Operation::new(#method, #path) #server #parameters #body_required #security #responses
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
