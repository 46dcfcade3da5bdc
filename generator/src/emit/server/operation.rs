//! The module of an operation: request, response, and the handler between router and trait.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::negotiation::Negotiation;
use super::request::Request;
use super::request_body::BodyField;
use super::{Server, parameter, response, security};
use crate::analyze::{OperationFacts, TagFacts};
use crate::emit::doc;
use crate::emit::representation;
use crate::emit::rust_type::ident;
use crate::model::{Operation, OperationId};
use crate::output::doc_lines;

/// An operation with what it is called.
#[derive(Clone, Debug)]
pub(super) struct Handler<'a> {
    /// Which operation it is for.
    pub(super) id: OperationId,
    /// The operation.
    pub(super) operation: &'a Operation,
    /// What it is called.
    pub(super) facts: &'a OperationFacts,
    tag: &'a TagFacts,
    /// The trait's method.
    pub(super) method: Ident,
    /// The module.
    pub(super) module: Ident,
    /// The request struct.
    pub(super) request: Ident,
    /// The response enum.
    pub(super) response: Ident,
    /// The enum of the body's representations.
    pub(super) body: Ident,
    /// The enum of the answers' representations.
    accept: Ident,
}

impl<'a> Handler<'a> {
    /// `None` for an id that is not there.
    pub(super) fn new(emitter: &Server<'a>, tag: &'a TagFacts, id: OperationId) -> Option<Self> {
        let operation = emitter.context.api.operations.get(id.0)?;
        let facts = emitter.context.facts.operations.get(id.0)?;
        // A keyword is none any more with a suffix.
        let stem = facts.stem.0.trim_start_matches("r#").trim_end_matches('_');
        Some(Self {
            id,
            operation,
            facts,
            tag,
            method: ident(&facts.method),
            module: ident(&facts.module),
            request: format_ident!("{stem}Request"),
            response: format_ident!("{stem}Response"),
            body: format_ident!("{stem}Body"),
            accept: format_ident!("{stem}Accept"),
        })
    }

    /// What users name: the request struct, the response enum, and the enums of bodies in several representations.
    pub(super) fn exports(&self, emitter: &Server<'a>) -> Vec<Ident> {
        let body = self.operation.request_body.as_ref();
        let several = body.filter(|body| representation::of(&emitter.types, &body.content).len() > 1);
        let body = several.map(|_| self.body.clone());
        let accept = Negotiation::of(emitter, self.operation).is_choice();
        let accept = accept.then(|| self.accept.clone());
        [self.request.clone(), self.response.clone()]
            .into_iter()
            .chain(body)
            .chain(accept)
            .collect()
    }

    /// The name of the module's file, without extension.
    pub(super) fn file(&self) -> String {
        self.facts.module.0.clone()
    }

    /// `GET /pets/{petId}`, as code.
    pub(super) fn route(&self) -> String {
        format!(
            "`{} {}`",
            self.operation.method.as_str(),
            self.facts.path.text.replace('`', "'")
        )
    }

    /// The items of the module.
    pub(super) fn items(&self, emitter: &Server<'a>) -> TokenStream {
        let negotiation = Negotiation::of(emitter, self.operation);
        let request = Request {
            operation: self.operation,
            path: &self.facts.path,
            name: self.request.clone(),
            fields: parameter::fields(emitter, self.operation, &self.facts.parameters),
            body: self
                .operation
                .request_body
                .as_ref()
                .and_then(|body| BodyField::new(emitter, body, ident(&self.facts.body), self.body.clone())),
            negotiation,
            accept: self.accept.clone(),
        };
        let link = format!(
            "[`{0}::{1}`](super::{0}::{1})",
            self.tag.type_name.0, self.facts.method.0
        );
        let request_items = request.items(emitter, &format!("What {link} is called with."));
        let response_docs = format!("What {link} answers.");
        let response_items = response::items(emitter, self.operation, self.facts, &self.response, &response_docs);
        let handle = self.handle(emitter, &request);
        quote!(#request_items #response_items #handle)
    }

    fn handle(&self, emitter: &Server<'a>, request: &Request<'_>) -> TokenStream {
        let (api, method) = (ident(&self.tag.type_name), &self.method);
        let implementor = emitter.implementor();
        let read = request.call();
        let answer = quote!(axum::response::IntoResponse::into_response(answer));
        let (accept, answer) = request.negotiation.label(&answer);
        let (authenticate, principal) = match security::statement(emitter, self.operation) {
            Some(statement) => (statement, quote!(principal,)),
            None => (TokenStream::new(), TokenStream::new()),
        };
        quote! {
            pub(super) fn handle<#implementor: super::#api>(
                api: std::sync::Arc<#implementor>,
                incoming: specwright_server::__private::incoming::Incoming,
            ) -> specwright_server::__private::router::Answer {
                Box::pin(async move {
                    #authenticate
                    #accept
                    let request = #read;
                    let answer = super::#api::#method(&*api, #principal request).await;
                    Ok(#answer)
                })
            }
        }
    }

    /// The method of the trait.
    pub(super) fn declaration(&self, emitter: &Server<'a>) -> TokenStream {
        let (method, request, response) = (&self.method, &self.request, &self.response);
        let docs = self.docs();
        let principal = security::principal(emitter, self.operation);
        quote! {
            #docs
            fn #method(&self, #principal request: #request) -> impl Future<Output = #response> + Send;
        }
    }

    fn docs(&self) -> TokenStream {
        let summary = self.operation.summary.as_deref().map(doc::clean).unwrap_or_default();
        let description = self
            .operation
            .description
            .as_deref()
            .map(doc::clean)
            .unwrap_or_default();
        let mut parts: Vec<String> = [summary, description]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        parts.dedup();
        parts.push(self.route());
        if let Some(callback) = &self.operation.callback {
            parts.push(format!("Sent to `{}`.", callback.target.replace('`', "'")));
        }
        if self.operation.deprecated {
            parts.push("The description calls it deprecated.".to_owned());
        }
        doc_lines(&parts.join("\n\n"))
    }
}
