//! Where a callback goes: its expression as data for the runtime.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use crate::model::{Expression, Operation, Source, UrlPart};
use crate::output::doc_lines;

/// The constant that says where a callback goes; none if the description says nothing that could be read.
pub(super) fn constant(operation: &Operation) -> Option<TokenStream> {
    let callback = operation.callback.as_ref()?;
    let pieces = callback.template.as_ref()?.parts.iter().map(piece);
    let (text, docs) = (&callback.target, doc_lines(&docs::code(&callback.target)));
    Some(quote! {
        #docs
        pub const TARGET: &'static specwright_client::Target = &specwright_client::Target::new(#text, &[#(#pieces),*]);
    })
}

fn piece(part: &UrlPart) -> TokenStream {
    let (part, name) = match part {
        UrlPart::Literal(text) => return quote!(specwright_client::__private::Piece::Text(#text)),
        UrlPart::Expression(Expression::Url) => ("Url", ""),
        UrlPart::Expression(Expression::Method) => ("Method", ""),
        UrlPart::Expression(Expression::StatusCode) => ("StatusCode", ""),
        UrlPart::Expression(Expression::Request(source)) => match source {
            Source::Header(name) => ("RequestHeader", name.as_str()),
            Source::Query(name) => ("RequestQuery", name.as_str()),
            Source::Path(name) => ("RequestPath", name.as_str()),
            Source::Body(pointer) => ("RequestBody", pointer.as_str()),
        },
        UrlPart::Expression(Expression::Response(source)) => match source {
            Source::Header(name) => ("ResponseHeader", name.as_str()),
            Source::Query(name) => ("ResponseQuery", name.as_str()),
            Source::Path(name) => ("ResponsePath", name.as_str()),
            Source::Body(pointer) => ("ResponseBody", pointer.as_str()),
        },
    };
    let part = format_ident!("{part}");
    quote!(specwright_client::__private::Piece::Value(specwright_client::__private::ExchangePart::#part, #name))
}
