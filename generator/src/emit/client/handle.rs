//! Handles: one a tag, a method an operation. Operations without a tag are methods of the client itself.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::answer::Answers;
use super::names::{self, OperationNames};
use super::{Client, docs, inputs, request, request_body};
use crate::analyze::TagFacts;
use crate::emit::rust_type::ident;
use crate::model::{Operation, OperationId};
use crate::output::{Items, Source, doc_lines};

/// The module of a tag: the handle, then the items of each operation.
pub(super) fn items(client: &Client<'_>, tag: &TagFacts) -> Items {
    let names = names::of(client, tag);
    let operations = || {
        let found = tag.operations.iter().zip(&names);
        found.filter_map(|(id, names)| Some((*id, client.context.api.operations.get(id.0)?, names)))
    };
    let methods = operations().map(|(id, operation, names)| method(client, id, operation, names));
    let requests = operations().map(|(id, operation, names)| {
        let answers = Answers::of(client, id, operation, names);
        let request = request::items(client, id, operation, names, &answers);
        let (body, enums) = (
            request_body::items(client, operation, &names.body),
            answers.enums(operation),
        );
        (id, quote!(#request #body #enums))
    });
    let root = client.context.root();
    let handle = if tag.name.is_empty() {
        quote!(impl #root::client::Client { #(#methods)* })
    } else {
        let (docs, name) = (doc_lines(&docs::module(client, tag)), ident(&tag.type_name));
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub struct #name<'c> {
                core: &'c specwright_client::__private::Core,
            }
            impl<'c> #name<'c> {
                pub(crate) fn new(core: &'c specwright_client::__private::Core) -> Self {
                    Self { core }
                }
                #(#methods)*
            }
        }
    };
    let mut items = Items::default();
    items.add(client.context.group(tag), client.context.methods(tag), handle);
    for (id, tokens) in requests {
        items.add(Source::Operation(id), client.context.members(id), tokens);
    }
    items
}

fn method(client: &Client<'_>, id: OperationId, operation: &Operation, names: &OperationNames) -> TokenStream {
    let Some(facts) = client.context.facts.operations.get(id.0) else {
        return TokenStream::new();
    };
    let (method, builder) = (ident(&facts.method), &names.builder);
    let inputs = inputs::of(client, id, operation, &names.body);
    let arguments: Vec<_> = inputs.arguments.iter().collect();
    let docs = docs::method(client, operation, &arguments);
    let parameters = arguments.iter().map(|input| {
        let (name, ty) = (input.name(), &input.ty);
        quote!(#name: #ty)
    });
    let sets = arguments.iter().map(|input| &input.set);
    let url = client.context.sent().map(|_| {
        let is_taken = inputs.arguments.iter().any(|input| input.ident == "url");
        format_ident!("{}", if is_taken { "to_url" } else { "url" })
    });
    let to = url.as_ref().map(|url| quote!(call.to(#url.into());));
    let url = url.map(|url| quote!(#url: impl Into<String>,));
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let tag = client.context.facts.tags.get(facts.tag);
    // The client itself has no lifetime.
    let lifetime = if tag.is_none_or(|tag| tag.name.is_empty()) {
        quote!('_)
    } else {
        quote!('c)
    };
    let body = match arguments.is_empty() && to.is_none() {
        true => quote!(#builder { call: self.core.call(#builder::OPERATION) }),
        false => quote! {
            let mut call = self.core.call(#builder::OPERATION);
            #to
            #(#sets)*
            #builder { call }
        },
    };
    let placeholder = arguments.iter().find_map(|input| request::placeholder(&input.ident));
    let lint = request::conventional(&facts.method.0);
    quote! {
        #docs
        #deprecated
        #lint
        #placeholder
        pub fn #method(&self, #url #(#parameters),*) -> #builder<#lifetime> {
            #body
        }
    }
}
