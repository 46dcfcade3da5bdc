//! Operations as data for the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::answer::Answers;
use super::{Client, parameter, security, server};
use crate::model::Operation;

/// The constant that describes an operation.
pub(super) fn data(client: &Client<'_>, operation: &Operation, answers: &Answers<'_>) -> TokenStream {
    let method = operation.method.as_str();
    // What the API sends goes to the URL that each call names.
    let path = if client.context.direction.is_outbound() {
        ""
    } else {
        operation.path.text.as_str()
    };
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
    let responses = answers.data();
    quote! {
        &specwright_client::__private::Operation::new(#method, #path) #server #parameters #body_required #security #responses
    }
}
