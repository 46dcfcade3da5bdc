//! What of an operation's answers the client chooses by `Accept` (RFC 9110 §12.5.1).

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Server;
use crate::emit::representation;
use crate::model::{BodyKind, MediaType, Operation};
use crate::output::doc_lines;

/// The representations of an operation's successes.
#[derive(Clone, Debug, Default)]
pub(super) struct Negotiation {
    /// By name, with their media types, the one to prefer first.
    choices: Vec<(Ident, Vec<String>)>,
    /// Whether some success has several, so that the implementor must know which the client wants.
    is_choice: bool,
    /// Whether some success has no body, so that every client can be answered.
    has_empty: bool,
    /// Media types that are one representation.
    alike: Vec<Vec<String>>,
}

impl Negotiation {
    /// Looks at the responses of an operation.
    pub(super) fn of(emitter: &Server<'_>, operation: &Operation) -> Self {
        let mut found = Self::default();
        for response in &operation.responses {
            let representations = representation::of_response(&emitter.types, operation, response);
            for one in &representations {
                let all: Vec<String> = one.all.iter().map(|media| essence(media)).collect();
                if all.len() > 1 && !found.alike.contains(&all) {
                    found.alike.push(all);
                }
            }
            if !response.status.is_success() {
                continue;
            }
            found.has_empty |= representations.is_empty();
            found.is_choice |= representations.len() > 1;
            for one in representations {
                let all = one.all.iter().map(|media| essence(media));
                match { found.choices.iter_mut() }.find(|(name, _)| *name == one.variant) {
                    Some((_, known)) => {
                        let new: Vec<String> = all.filter(|media| !known.contains(media)).collect();
                        known.extend(new);
                    }
                    None => found.choices.push((one.variant, all.collect())),
                }
            }
        }
        found
    }

    /// Whether the request says which representation the client prefers.
    pub(super) fn is_choice(&self) -> bool {
        self.is_choice
    }

    /// Whether any client can be answered.
    pub(super) fn is_idle(&self) -> bool {
        !self.is_choice && (self.has_empty || self.choices.is_empty())
    }

    /// The enum of representations.
    pub(super) fn item(&self, name: &Ident) -> TokenStream {
        let variants = self.choices.iter().map(|(variant, media)| {
            let media: Vec<String> = media.iter().map(|media| format!("`{media}`")).collect();
            let docs = doc_lines(&format!("{}.", media.join(" or ")));
            quote!(#docs #variant)
        });
        let docs = doc_lines("The representations of an answer.");
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum #name { #(#variants),* }
        }
    }

    /// The statement that refuses a client that takes none of them, and otherwise finds the one that it prefers.
    pub(super) fn statement(&self, incoming: &Ident, name: &Ident, field: &Ident) -> TokenStream {
        if self.is_idle() {
            return TokenStream::new();
        }
        if !self.is_choice {
            let media = self.choices.iter().flat_map(|(_, media)| media);
            return quote!(#incoming.accepts(&[#(#media),*])?;);
        }
        let media = self.choices.iter().map(|(_, media)| quote!(&[#(#media),*]));
        let last = self.choices.len().saturating_sub(1);
        let arms = self.choices.iter().enumerate().map(|(index, (variant, _))| {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            let pattern = if index.to_string() == last.to_string() {
                quote!(_)
            } else {
                quote!(#index)
            };
            quote!(#pattern => #name::#variant)
        });
        quote!(let #field = match #incoming.prefers(&[#(#media),*])? { #(#arms),* };)
    }

    /// What labels an answer with the media type that the client prefers of those that are one: a statement before the
    /// request is read, and the expression that labels `answer`.
    pub(super) fn label(&self, answer: &TokenStream) -> (TokenStream, TokenStream) {
        if self.alike.is_empty() {
            return (TokenStream::new(), answer.clone());
        }
        let alike = self.alike.iter().map(|media| quote!(&[#(#media),*]));
        (
            quote!(let accept = specwright_server::__private::accept::Accept::of(&incoming.parts.headers);),
            quote!(accept.label(#answer, &[#(#alike),*])),
        )
    }
}

/// The media type of a body, without parameters.
fn essence(media: &MediaType) -> String {
    match media.range.is_range() {
        true => usual(media).split(';').next().unwrap_or_default().to_owned(),
        false => media.range.essence(),
    }
}

/// What a body of a range of media types is sent as.
fn usual(media: &MediaType) -> String {
    representation::sent_as(media)
}

/// What a body is labelled with.
pub(super) fn content_type(media: &MediaType) -> String {
    match media.kind {
        _ if media.range.is_range() => usual(media),
        BodyKind::Text => format!("{}; charset=utf-8", media.range.essence()),
        BodyKind::Json
        | BodyKind::Form
        | BodyKind::Multipart
        | BodyKind::Xml
        | BodyKind::Sequence(_)
        | BodyKind::Bytes => media.range.essence(),
    }
}
