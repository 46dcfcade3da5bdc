//! The request struct of an operation: its parameters and body, read and checked.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Server;
use super::negotiation::Negotiation;
use super::parameter::{self, Field};
use super::request_body::BodyField;
use crate::emit::doc;
use crate::model::{Operation, PathTemplate};
use crate::output::doc_lines;

/// What goes into a request struct.
#[derive(Clone, Debug)]
pub(super) struct Request<'a> {
    /// The operation.
    pub(super) operation: &'a Operation,
    /// The path under which it is received.
    pub(super) path: &'a PathTemplate,
    /// Its name.
    pub(super) name: Ident,
    /// Its fields for parameters.
    pub(super) fields: Vec<Field<'a>>,
    /// Its field for the body.
    pub(super) body: Option<BodyField<'a>>,
    /// What of the answer the client chooses.
    pub(super) negotiation: Negotiation,
    /// The enum of what it chooses from.
    pub(super) accept: Ident,
}

impl Request<'_> {
    /// The struct and its reader.
    pub(super) fn items(&self, emitter: &Server<'_>, docs: &str) -> TokenStream {
        let name = &self.name;
        let (method, path) = (self.operation.method.as_str(), &self.path.text);
        let docs = doc_lines(docs);
        let fields = self.fields.iter().map(|field| {
            let (name, ty) = (&field.name, &field.ty);
            let docs = field_docs(emitter, field);
            quote!(#docs pub #name: #ty)
        });
        let body = self.body.as_ref().map(|body| {
            let (name, ty) = (body.name(), body.field_type(emitter));
            let docs = doc::attributes(body.description().unwrap_or("The body."));
            quote!(#docs pub #name: #ty)
        });
        let accept = self.negotiation.is_choice().then(|| {
            let (name, ty) = (self.accept_field(), &self.accept);
            quote!(#[doc = " What the client prefers to be answered in."] pub #name: #ty)
        });
        let fields = fields.chain(body).chain(accept);
        let choice = self
            .negotiation
            .is_choice()
            .then(|| self.negotiation.item(&self.accept));
        let media = self
            .body
            .as_ref()
            .map(|body| body.items(emitter, &format!("The body of a [`{name}`].")));
        let read = self.read(emitter);
        let is_stream = self.body.as_ref().is_some_and(BodyField::is_stream);
        let clone = (!is_stream).then(|| quote!(Clone,));
        quote! {
            #docs
            #[derive(#clone Debug)]
            pub struct #name { #(#fields),* }

            impl #name {
                /// The operation, for settings.
                pub const OPERATION: specwright_server::__private::settings::Operation =
                    specwright_server::__private::settings::Operation::new(#method, #path);

                #read
            }

            #media

            #choice
        }
    }

    fn read(&self, emitter: &Server<'_>) -> TokenStream {
        let incoming = &parameter::free("incoming", &self.fields);
        let accept = self.accept_field();
        let accepts = self.negotiation.statement(incoming, &self.accept, &accept);
        let rules = parameter::rules(&self.fields);
        let parameters = parameter::take_all(emitter, &self.fields, incoming);
        let body = self.body.as_ref().map(|body| body.read(emitter, incoming));
        let decode = self.body.as_ref().map(|body| body.decode_fns(emitter));
        let media = self.body.as_ref().map(|body| body.rules(emitter));
        let names = self.fields.iter().map(|field| &field.name);
        let names = names.chain(self.body.as_ref().map(BodyField::name));
        let names = names.chain(self.negotiation.is_choice().then_some(&accept));
        let problem = quote!(specwright_server::Problem);
        let incoming_type = quote!(specwright_server::__private::incoming::Incoming);
        if self.body.is_some() {
            return quote! {
                async fn read(#incoming: #incoming_type) -> Result<Self, #problem> {
                    #rules
                    #media
                    #accepts
                    #parameters
                    #body
                    Ok(Self { #(#names),* })
                }

                #decode
            };
        }
        let is_unused = self.negotiation.is_idle() && self.fields.is_empty();
        if is_unused {
            return quote!(fn read(_: &#incoming_type) -> Self { Self {} });
        }
        quote! {
            fn read(#incoming: &#incoming_type) -> Result<Self, #problem> {
                #rules
                #accepts
                #parameters
                Ok(Self { #(#names),* })
            }
        }
    }

    /// The field that says what the client prefers.
    fn accept_field(&self) -> Ident {
        let mut name = "accept".to_owned();
        let body = self.body.as_ref().map(BodyField::name);
        while self.fields.iter().any(|field| field.name == name) || body.is_some_and(|body| *body == name) {
            name.push('_');
        }
        format_ident!("{name}")
    }

    /// The expression that reads it from `incoming`.
    pub(super) fn call(&self) -> TokenStream {
        let name = &self.name;
        if self.body.is_some() {
            quote!(#name::read(incoming).await?)
        } else if self.negotiation.is_idle() && self.fields.is_empty() {
            quote!(#name::read(&incoming))
        } else {
            quote!(#name::read(&incoming)?)
        }
    }
}

fn field_docs(emitter: &Server<'_>, field: &Field<'_>) -> TokenStream {
    let parameter = field.parameter;
    let schema = emitter.context.api.schemas.get(parameter.schema);
    let text = parameter.description.as_deref();
    let text = text.or(schema.annotations.description.as_deref());
    let fallback = format!("The {} parameter `{}`.", place(field), parameter.name);
    let docs = doc::attributes(text.unwrap_or(&fallback));
    if docs.is_empty() {
        doc::attributes(&fallback)
    } else {
        docs
    }
}

fn place(field: &Field<'_>) -> &'static str {
    use crate::model::ParameterLocation::{Cookie, Header, Path, Query, QueryString};
    match field.parameter.place {
        Path => "path",
        Query => "query",
        Header => "header",
        Cookie => "cookie",
        QueryString => "query string",
    }
}
