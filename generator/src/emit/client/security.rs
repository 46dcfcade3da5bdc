//! Security schemes: data for the runtime, and the methods of the builder that take credentials.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Client, docs};
use crate::emit::rust_type::ident;
use crate::emit::{Context, doc};
use crate::model::{ApiKeyLocation, Flow, Operation, SchemeKind, SecurityScheme};
use crate::output::doc_lines;

/// The table of schemes, in document order.
pub(super) fn table(client: &Client<'_>) -> TokenStream {
    let schemes = client.context.schemes();
    let schemes = schemes.iter().map(|(name, scheme)| {
        let kind = kind(&scheme.kind);
        quote!(specwright_client::__private::Scheme { name: #name, kind: specwright_client::__private::SchemeKind::#kind })
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

/// Whether the client can get tokens for any scheme itself.
pub(in crate::emit) fn has_grants(context: Context<'_>) -> bool {
    let schemes = context.schemes();
    schemes.values().any(|scheme| issuer(&scheme.kind).is_some())
}

/// Who issues tokens for a scheme, if the description says so.
fn issuer(kind: &SchemeKind) -> Option<TokenStream> {
    match kind {
        SchemeKind::OAuth2 { flows } => {
            let find = |order: [&str; 4], url: fn(&Flow) -> Option<&String>| {
                { order.iter() }.find_map(|name| flows.get(*name).and_then(url).filter(|url| !url.is_empty()))
            };
            let token = find(
                [
                    "clientCredentials",
                    "authorizationCode",
                    "password",
                    "deviceAuthorization",
                ],
                |flow| flow.token_url.as_ref(),
            )?;
            let refresh = find(
                [
                    "authorizationCode",
                    "password",
                    "deviceAuthorization",
                    "clientCredentials",
                ],
                |flow| flow.refresh_url.as_ref().or(flow.token_url.as_ref()),
            )?;
            Some(quote!(OAuth2 { token: #token, refresh: #refresh }))
        }
        SchemeKind::OpenIdConnect { url } => Some(quote!(OpenId(#url))),
        SchemeKind::ApiKey { .. }
        | SchemeKind::Basic
        | SchemeKind::Bearer { .. }
        | SchemeKind::Http { .. }
        | SchemeKind::MutualTls => None,
    }
}

/// The alternatives of an operation, as indexes into the table.
pub(super) fn alternatives(client: &Client<'_>, operation: &Operation) -> Vec<TokenStream> {
    let schemes = client.context.schemes();
    let alternatives = operation.security.iter().filter_map(|requirement| {
        let indexes: Option<Vec<usize>> = requirement
            .iter()
            .map(|used| schemes.get_index_of(used.scheme.as_str()))
            .collect();
        let indexes = indexes?.into_iter().map(Literal::usize_unsuffixed);
        Some(quote!(&[#(#indexes),*]))
    });
    alternatives.collect()
}

/// The builder's methods.
pub(super) fn methods(client: &Client<'_>) -> TokenStream {
    let schemes = client.context.schemes().into_iter().enumerate();
    let methods = schemes.filter_map(|(index, (name, scheme))| {
        let facts = client.context.facts.schemes.get(name)?;
        let (method, index) = (ident(&facts.method), Literal::usize_unsuffixed(index));
        let docs = document(name, scheme);
        let grant = issuer(&scheme.kind).map(|issuer| {
            let grant = ident(&facts.grant);
            let docs = doc_lines(&format!(
                "Lets the client get tokens for the scheme {} itself, and others when they run out.",
                docs::code(name)
            ));
            quote! {
                #docs
                #[must_use]
                pub fn #grant(mut self, grant: specwright_client::Grant) -> Self {
                    self.config.grant(#index, specwright_client::__private::Issuer::#issuer, grant);
                    self
                }
            }
        });
        Some(match scheme.kind {
            SchemeKind::MutualTls => quote! {
                #docs
                #[must_use]
                pub fn #method(mut self, pem: impl Into<Vec<u8>>) -> Self {
                    self.config.identity(#index, pem.into());
                    self
                }
            },
            SchemeKind::Basic => quote! {
                #docs
                #[must_use]
                pub fn #method(mut self, user: &str, password: &str) -> Self {
                    let credential = specwright_client::__private::basic::encode(user, password);
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
                #grant
            },
        })
    });
    quote!(#(#methods)*)
}

/// Calls of the builder that give a credential for every scheme.
#[cfg(feature = "mock")]
pub(super) fn given(client: &Client<'_>) -> Vec<TokenStream> {
    let schemes = client.context.schemes().into_iter();
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
        SchemeKind::MutualTls => {
            "a certificate with its private key, in PEM, for the usual transport; others hold their own".to_owned()
        }
    };
    let description = scheme.description.as_deref().map(doc::clean).unwrap_or_default();
    doc_lines(&format!(
        "Gives the credential for the scheme {}: {place}.\n\n{description}",
        docs::code(name)
    ))
}
