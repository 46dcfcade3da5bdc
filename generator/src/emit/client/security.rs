//! Security schemes: data for the support code, and the methods of the builder that take credentials.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Client, docs};
use crate::emit::doc;
use crate::emit::rust_type::ident;
use crate::model::{ApiKeyLocation, Operation, SchemeKind, SecurityScheme};
use crate::output::doc_lines;

/// The table of schemes, in document order.
pub(super) fn table(client: &Client<'_>) -> TokenStream {
    let schemes = client.context.api.security_schemes.iter().map(|(name, scheme)| {
        let kind = kind(&scheme.kind);
        quote!(crate::support::Scheme { name: #name, kind: crate::support::SchemeKind::#kind })
    });
    quote!(&[#(#schemes),*])
}

fn kind(kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::ApiKey { place, name } => match place {
            ApiKeyLocation::Header => quote!(Header(#name)),
            ApiKeyLocation::Query => quote!(Query(#name)),
            ApiKeyLocation::Cookie => quote!(Cookie(#name)),
        },
        SchemeKind::Basic => quote!(Authorization("Basic")),
        SchemeKind::Bearer { .. } | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            quote!(Authorization("Bearer"))
        }
        SchemeKind::Http { scheme } => quote!(Authorization(#scheme)),
        SchemeKind::MutualTls => quote!(Transport),
    }
}

/// Whether any scheme takes user and password.
pub(super) fn has_basic(client: &Client<'_>) -> bool {
    let mut schemes = client.context.api.security_schemes.values();
    schemes.any(|scheme| scheme.kind == SchemeKind::Basic)
}

/// The alternatives of an operation, as indexes into the table.
pub(super) fn alternatives(client: &Client<'_>, operation: &Operation) -> Vec<TokenStream> {
    let schemes = &client.context.api.security_schemes;
    let alternatives = operation.security.iter().filter_map(|requirement| {
        let indexes: Option<Vec<usize>> = requirement
            .iter()
            .map(|used| schemes.get_index_of(&used.scheme))
            .collect();
        let indexes = indexes?.into_iter().map(Literal::usize_unsuffixed);
        Some(quote!(&[#(#indexes),*]))
    });
    alternatives.collect()
}

/// The builder's methods.
pub(super) fn methods(client: &Client<'_>) -> TokenStream {
    let schemes = client.context.api.security_schemes.iter().enumerate();
    let methods = schemes.filter_map(|(index, (name, scheme))| {
        let facts = client.context.facts.schemes.get(name)?;
        let (method, index) = (ident(&facts.method), Literal::usize_unsuffixed(index));
        let docs = document(name, scheme);
        Some(match scheme.kind {
            // The certificate is the transport's.
            SchemeKind::MutualTls => return None,
            SchemeKind::Basic => quote! {
                #docs
                #[must_use]
                pub fn #method(mut self, user: &str, password: &str) -> Self {
                    let credential = crate::support::basic::encode(user, password);
                    self.config.credential(#index, credential);
                    self
                }
            },
            SchemeKind::ApiKey { .. }
            | SchemeKind::Bearer { .. }
            | SchemeKind::Http { .. }
            | SchemeKind::OAuth2 { .. }
            | SchemeKind::OpenIdConnect { .. } => quote! {
                #docs
                #[must_use]
                pub fn #method(mut self, credential: impl Into<String>) -> Self {
                    self.config.credential(#index, Ok(credential.into()));
                    self
                }
            },
        })
    });
    quote!(#(#methods)*)
}

/// Calls of the builder that give a credential for every scheme.
#[cfg(feature = "mock")]
pub(super) fn given(client: &Client<'_>) -> Vec<TokenStream> {
    let schemes = client.context.api.security_schemes.iter();
    let calls = schemes.filter_map(|(name, scheme)| {
        let method = ident(&client.context.facts.schemes.get(name)?.method);
        match scheme.kind {
            SchemeKind::MutualTls => None,
            SchemeKind::Basic => Some(quote!(.#method("user", "specimen"))),
            SchemeKind::ApiKey { .. }
            | SchemeKind::Bearer { .. }
            | SchemeKind::Http { .. }
            | SchemeKind::OAuth2 { .. }
            | SchemeKind::OpenIdConnect { .. } => Some(quote!(.#method("specimen"))),
        }
    });
    calls.collect()
}

fn document(name: &str, scheme: &SecurityScheme) -> TokenStream {
    let place = match &scheme.kind {
        SchemeKind::ApiKey { place, name } => {
            let place = match place {
                ApiKeyLocation::Header => "header",
                ApiKeyLocation::Query => "query parameter",
                ApiKeyLocation::Cookie => "cookie",
            };
            format!("goes into the {place} {} as it is", docs::code(name))
        }
        SchemeKind::Basic => "goes into `Authorization`, after `Basic`".to_owned(),
        SchemeKind::Bearer { format } => {
            let format = format
                .as_deref()
                .map(|format| format!(" ({})", doc::clean(&doc::plain(format))));
            format!(
                "the token{} goes into `Authorization`, after `Bearer`",
                format.unwrap_or_default()
            )
        }
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            "an access token, which goes into `Authorization`, after `Bearer`".to_owned()
        }
        SchemeKind::Http { scheme } => format!("goes into `Authorization`, after {}", docs::code(scheme)),
        SchemeKind::MutualTls => String::new(),
    };
    let description = scheme.description.as_deref().map(doc::clean).unwrap_or_default();
    doc_lines(&format!(
        "Gives the credential for the scheme {}: {place}.\n\n{description}",
        docs::code(name)
    ))
}
