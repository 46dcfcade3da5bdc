//! Enums of successes: a variant a documented response.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs;
use super::reply::Plan;
use crate::analyze;
use crate::emit::rust_type::ident;
use crate::model::{Response, Status};
use crate::output::doc_lines;

/// A body of more bytes than this is boxed in an enum that has other variants too: clippy allows 200 between the largest
/// and the next, and sizes are estimates.
pub(super) const LARGE: usize = 160;

/// One documented success.
pub(super) struct Variant<'a> {
    /// The response.
    pub(super) response: &'a Response,
    /// The variant's name.
    pub(super) name: &'a analyze::Ident,
    /// Its body.
    pub(super) plan: Plan,
    /// The type of its header fields, if it documents any.
    pub(super) headers: Option<TokenStream>,
}

/// The enum, and the function that reads it.
pub(super) fn item(name: &Ident, docs: &str, variants: &[Variant<'_>]) -> TokenStream {
    let docs = doc_lines(docs);
    let derives = derives(variants.iter().map(|variant| &variant.plan));
    let last = variants.len().saturating_sub(1);
    let arms = variants.iter().enumerate().map(|(index, variant)| {
        let (index, read) = (arm(index, last), variant.read());
        quote!(#index => #read,)
    });
    let declared = variants.iter().map(Variant::declare);
    quote! {
        #docs
        #derives
        pub enum #name {
            #(#declared)*
        }
        impl #name {
            fn read(reply: specwright_client::__private::Reply) -> Result<Self, specwright_client::__private::Failure> {
                match reply.index() { #(#arms)* }
            }
        }
    }
}

/// What an enum of answers derives: a stream can neither be cloned nor compared.
pub(super) fn derives<'p>(mut plans: impl Iterator<Item = &'p Plan>) -> TokenStream {
    match plans.any(Plan::is_streamed) {
        true => quote!(#[derive(Debug)]),
        false => quote!(#[derive(Clone, Debug, PartialEq)]),
    }
}

/// The pattern for an index; the last stands for all others.
pub(super) fn arm(index: usize, last: usize) -> TokenStream {
    let index = (index < last).then(|| Literal::usize_unsuffixed(index));
    index.map_or_else(|| quote!(_), |index| quote!(#index))
}

impl Variant<'_> {
    fn declare(&self) -> TokenStream {
        let (docs, name, ty) = (docs::variant(self.response), ident(self.name), self.ty());
        let fields = match (self.keeps_status(), self.plan.has_body()) {
            (true, has_body) => {
                let body = has_body.then(|| quote!(#[doc = " Its body."] body: #ty,));
                quote!({ #[doc = " The status of the answer."] status: http::StatusCode, #body })
            }
            (false, true) => quote!((#ty)),
            (false, false) => TokenStream::new(),
        };
        quote!(#docs #name #fields,)
    }

    /// The expression that reads it from `reply`.
    fn read(&self) -> TokenStream {
        let (name, result) = (ident(self.name), self.plan.result());
        let body = if self.is_boxed() {
            quote!(body: Box::new(body))
        } else {
            quote!(body)
        };
        match (self.keeps_status(), self.plan.has_body(), self.is_boxed()) {
            (true, true, _) => quote!({
                let status = reply.status();
                #result.map(|body| Self::#name { status, #body })
            }),
            (true, false, _) => quote!(Ok(Self::#name { status: reply.status() })),
            (false, true, true) => quote!(#result.map(|body| Self::#name(Box::new(body)))),
            (false, true, false) => quote!(#result.map(Self::#name)),
            (false, false, _) => quote!(Ok(Self::#name)),
        }
    }

    fn ty(&self) -> TokenStream {
        let ty = &self.plan.ty;
        if self.is_boxed() { quote!(Box<#ty>) } else { quote!(#ty) }
    }

    /// Whether the body is in a box.
    pub(super) fn is_boxed(&self) -> bool {
        self.plan.size > LARGE
    }

    /// Whether its status is not known from the variant alone, so that the variant keeps it.
    pub(super) fn keeps_status(&self) -> bool {
        match self.response.status {
            Status::Code(_) => false,
            Status::Range(_) | Status::Default => true,
        }
    }
}
