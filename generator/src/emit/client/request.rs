//! Request builders: one an operation, with a setter for each input that is not an argument.

use proc_macro2::TokenStream;
use quote::quote;

use super::answer::Answers;
use super::inputs::{self, Input};
use super::names::OperationNames;
use super::{Client, docs, operation, pages, target};
use crate::model::{Operation, OperationId};
use crate::output::doc_lines;

/// The builder, what it sends, and `.await` on it.
pub(super) fn items(
    client: &Client<'_>,
    id: OperationId,
    operation: &Operation,
    names: &OperationNames,
    answers: &Answers<'_>,
) -> TokenStream {
    let docs = doc_lines(&format!("A call of {} in the making.", docs::line(operation)));
    let builder = &names.builder;
    let data = operation::data(client, operation, answers);
    let target = target::constant(operation);
    let inputs = inputs::of(client, id, operation, &names.body);
    let setters = inputs.setters.iter().map(setter);
    let (pages, others) = (pages::methods(client, id, answers), answers.others());
    let (success, error, readers) = (answers.success_type(), answers.error_type(), answers.readers());
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is sent or awaited"]
        pub struct #builder<'c> {
            call: specwright_client::__private::Call<'c>,
        }
        impl<'c> #builder<'c> {
            #target
            const OPERATION: &'static specwright_client::__private::Operation = #data;
            #(#setters)*
            #[doc = " Sends the request."]
            pub fn send(self) -> specwright_client::Pending<'c, #success, #error> {
                self.call.send(#readers)
            }
            #pages
            #others
        }
        impl specwright_client::CallExt for #builder<'_> {
            fn options(&mut self) -> &mut specwright_client::__private::Options {
                self.call.options()
            }
        }
        impl<'c> IntoFuture for #builder<'c> {
            type Output = Result<#success, specwright_client::Error<#error>>;
            type IntoFuture = specwright_client::Pending<'c, #success, #error>;
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    }
}

fn setter(input: &Input<'_>) -> TokenStream {
    let (docs, name, ty) = (docs::setter(input), input.name(), &input.ty);
    let set = inputs::on_field(&input.set);
    let deprecated = input.deprecated.then(|| quote!(#[deprecated]));
    let (lint, placeholder) = (conventional(&input.ident), placeholder(&input.ident));
    quote! {
        #docs
        #deprecated
        #lint
        #placeholder
        pub fn #name(mut self, #name: #ty) -> Self {
            #set
            self
        }
    }
}

/// Methods that clippy takes for an operator's or a standard trait's, by name and number of arguments. Their names are
/// the API's own.
#[rustfmt::skip]
const CONVENTIONAL: &[&str] = &[
    "add", "as_mut", "as_ref", "bitand", "bitor", "bitxor", "borrow", "borrow_mut", "cmp", "deref", "deref_mut", "div",
    "drop", "eq", "from_iter", "from_str", "hash", "index", "index_mut", "into_iter", "mul", "neg", "next", "not",
    "rem", "shl", "shr", "sub",
];

/// Argument names that clippy takes for placeholders.
const PLACEHOLDERS: &[&str] = &["baz", "foo", "quux"];

/// Why a lint against a name is off.
const REASON: &str = "the name is the API's";

/// The exception from `clippy::should_implement_trait` for a method of such a name.
pub(super) fn conventional(name: &str) -> Option<TokenStream> {
    let allow = quote!(#[allow(clippy::should_implement_trait, reason = #REASON)]);
    CONVENTIONAL.contains(&name).then_some(allow)
}

/// The exception from `clippy::disallowed_names` for a method with an argument of such a name.
pub(super) fn placeholder(name: &str) -> Option<TokenStream> {
    let allow = quote!(#[allow(clippy::disallowed_names, reason = #REASON)]);
    PLACEHOLDERS.contains(&name).then_some(allow)
}
