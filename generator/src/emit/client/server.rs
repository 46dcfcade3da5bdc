//! Servers: the enum of addresses that the description names.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{Client, docs};
use crate::analyze::ServerFacts;
use crate::emit::doc;
use crate::emit::rust_type::ident;
use crate::model::{Server, ServerVariable};
use crate::output::doc_lines;

/// Whether the description names any server.
pub(super) fn has_any(client: &Client<'_>) -> bool {
    servers(client).next().is_some()
}

fn servers<'a>(client: &Client<'a>) -> impl Iterator<Item = (&'a Server, &'a ServerFacts)> {
    client.context.servers()
}

/// The URL with the default of each variable.
pub(super) fn default_url(server: &Server) -> String {
    let mut url = server.url.clone();
    for (name, variable) in &server.variables {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url
}

/// The expression for the server that holds until another is chosen: the first.
pub(super) fn default_value(client: &Client<'_>) -> TokenStream {
    match servers(client).next() {
        Some((server, _)) => {
            let url = default_url(server);
            quote!(Some(String::from(#url)))
        }
        // It stands for the URLs that calls name.
        None if client.context.direction.is_outbound() => quote!(Some(String::from("http://localhost"))),
        None => quote!(None),
    }
}

/// The enum.
pub(super) fn items(client: &Client<'_>) -> TokenStream {
    let variants = servers(client).map(|(server, facts)| variant(server, facts));
    let arms = servers(client).map(|(server, facts)| arm(server, facts));
    let constructors = servers(client).filter_map(|(server, facts)| constructor(server, facts));
    let docs = doc_lines(&format!("The servers of {}.", docs::title(client)));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Server {
            #(#variants)*
        }
        impl Server {
            #(#constructors)*
            #[doc = " The address."]
            #[must_use]
            pub fn url(&self) -> String {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

fn describe(server: &Server) -> String {
    let description = server.description.as_deref().map(doc::clean).unwrap_or_default();
    format!("{description}\n\n{}", docs::code(&server.url))
}

/// The variables of a server with the names of their fields.
fn fields(server: &Server) -> Vec<(Ident, &str, &ServerVariable)> {
    let mut names: Vec<Ident> = Vec::new();
    for (index, name) in server.variables.keys().enumerate() {
        let plain = syn::parse_str::<Ident>(&heck::ToSnakeCase::to_snake_case(name.as_str())).ok();
        let free = plain.filter(|name| !names.contains(name));
        names.push(free.unwrap_or_else(|| format_ident!("variable{}", index + 1)));
    }
    let variables = names.into_iter().zip(&server.variables);
    variables
        .map(|(field, (name, variable))| (field, name.as_str(), variable))
        .collect()
}

fn variant(server: &Server, facts: &ServerFacts) -> TokenStream {
    let (docs, name) = (doc_lines(&describe(server)), ident(&facts.variant));
    if server.variables.is_empty() {
        return quote!(#docs #name,);
    }
    let fields = fields(server).into_iter().map(|(field, name, variable)| {
        let docs = doc_lines(&describe_variable(name, variable));
        quote!(#docs #field: String)
    });
    quote!(#docs #name { #(#fields),* },)
}

fn describe_variable(name: &str, variable: &ServerVariable) -> String {
    let mut text = match variable.description.as_deref().map(doc::clean) {
        Some(text) if !text.is_empty() => text,
        _ => format!("The variable {}.", docs::code(name)),
    };
    if !variable.values.is_empty() {
        let values: Vec<String> = variable.values.iter().map(|value| docs::code(value)).collect();
        text = format!("{text}\n\nOne of {}.", values.join(", "));
    }
    text
}

fn arm(server: &Server, facts: &ServerFacts) -> TokenStream {
    let (name, url) = (ident(&facts.variant), &server.url);
    if server.variables.is_empty() {
        return quote!(Self::#name => String::from(#url),);
    }
    let fields = fields(server);
    let names = fields.iter().map(|(field, _, _)| field);
    let replaces = fields.iter().map(|(field, name, _)| {
        let slot = format!("{{{name}}}");
        quote!(.replace(#slot, #field))
    });
    quote!(Self::#name { #(#names),* } => #url #(#replaces)*,)
}

/// The variant with the default of each variable.
fn constructor(server: &Server, facts: &ServerFacts) -> Option<TokenStream> {
    if server.variables.is_empty() {
        return None;
    }
    let variant = ident(&facts.variant);
    let text = heck::ToSnakeCase::to_snake_case(facts.variant.0.as_str());
    // `url` is the method that every server has.
    let name = match syn::parse_str::<Ident>(&text) {
        Ok(name) if text != "url" => name,
        Ok(_) | Err(_) => format_ident!("{text}_server"),
    };
    let docs = doc_lines(&format!(
        "{}, with the default of each variable.",
        docs::code(&server.url)
    ));
    let fields = fields(server).into_iter().map(|(field, _, variable)| {
        let default = &variable.default;
        quote!(#field: String::from(#default))
    });
    Some(quote! {
        #docs
        #[must_use]
        pub fn #name() -> Self {
            Self::#variant { #(#fields),* }
        }
    })
}
