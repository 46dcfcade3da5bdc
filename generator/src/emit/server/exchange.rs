//! What a handler knows of a request that asks for callbacks, as the exchange that their expressions speak of.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Server;
use super::operation::Handler;
use crate::emit::representation;
use crate::emit::rust_type::ident;
use crate::model::{
    BodyKind, Callback, Direction, Expression, Operation, OperationId, Parameter, ParameterLocation, Shape, Source,
    UrlPart,
};
use crate::output::{Crate, File};

/// Adds to the module of callbacks how requests become exchanges, and the documentation that shows it.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let Some(names) = emitter.context.facts.outbound.get(&Direction::Callback) else {
        return;
    };
    let module = ident(&names.module);
    let owners = callbacks(emitter).flat_map(|(_, callback)| callback.owners.iter().map(|(id, _)| *id));
    let owners: BTreeSet<OperationId> = owners.collect();
    let exchange = quote!(crate::#module::Exchange);
    let conversions = owners
        .into_iter()
        .filter_map(|owner| conversion(emitter, owner, &exchange));
    let conversions: Vec<TokenStream> = conversions.collect();
    let Some(File::Rust { docs, items }) = krate.files.get_mut(&format!("src/{module}.rs")) else {
        return;
    };
    docs.push_str(&example(emitter, !conversions.is_empty()));
    if !conversions.is_empty() {
        items.prepend(quote!(
            mod exchange;
        ));
        let docs = "Requests that ask for callbacks, as far as these go where they say.";
        krate.rust(format!("src/{module}/exchange.rs"), docs, quote!(#(#conversions)*));
    }
}

/// The callbacks, with the ids of their requests.
fn callbacks<'a>(emitter: &Server<'a>) -> impl Iterator<Item = (OperationId, &'a Callback)> {
    let requests = emitter.context.api.of(Direction::Callback);
    requests.filter_map(|(id, request)| Some((id, request.callback.as_ref()?)))
}

/// The values of which a callback's URL is made.
fn expressions(callback: &Callback) -> impl Iterator<Item = &Expression> {
    let parts = callback.template.iter().flat_map(|template| &template.parts);
    parts.filter_map(|part| match part {
        UrlPart::Expression(expression) => Some(expression),
        UrlPart::Literal(_) => None,
    })
}

fn handler<'a>(emitter: &Server<'a>, owner: OperationId) -> Option<Handler<'a>> {
    let facts = emitter.context.facts.operations.get(owner.0)?;
    Handler::new(emitter, emitter.context.facts.tags.get(facts.tag)?, owner)
}

/// The exchange of a request that was read, as far as the operation's callbacks need it; none if that is nothing.
fn conversion(emitter: &Server<'_>, owner: OperationId, exchange: &TokenStream) -> Option<TokenStream> {
    let of_owner = callbacks(emitter).filter(|(_, callback)| callback.owners.iter().any(|(id, _)| *id == owner));
    let needed: Vec<&Expression> = of_owner.flat_map(|(_, callback)| expressions(callback)).collect();
    let handler = handler(emitter, owner)?;
    let operation = handler.operation;
    let method = needed.contains(&&Expression::Method).then(|| {
        let method = operation.method.as_str();
        quote!(.method(#method))
    });
    let needs = |parameter: &&Parameter| needed.iter().any(|expression| names(expression, parameter));
    let parameters = operation.parameters.iter().zip(&handler.facts.parameters);
    let parameters = parameters.filter(|(parameter, _)| needs(parameter) && is_plain(emitter, parameter));
    let parameters = parameters.filter_map(|(parameter, field)| {
        let (name, field) = (&parameter.name, ident(field));
        Some(match parameter.place {
            ParameterLocation::Path => quote!(.path(#name, &request.#field)),
            ParameterLocation::Query => quote!(.query(#name, &request.#field)),
            ParameterLocation::Header => quote!(.request_header(#name, &request.#field)),
            ParameterLocation::Cookie | ParameterLocation::QueryString => return None,
        })
    });
    let parameters: Vec<TokenStream> = parameters.collect();
    let is_body = |expression: &&&Expression| matches!(expression, Expression::Request(Source::Body(_)));
    let has_body = needed.iter().any(|expression| is_body(&expression)) && has_plain_body(emitter, operation);
    let body = has_body.then(|| {
        let field = ident(&handler.facts.body);
        quote!(.request_body(&request.#field))
    });
    if method.is_none() && parameters.is_empty() && body.is_none() {
        return None;
    }
    let tag = emitter.context.facts.tags.get(handler.facts.tag)?;
    let (tag, request) = (ident(&tag.module), &handler.request);
    let binding = match parameters.is_empty() && body.is_none() {
        true => quote!(_),
        false => quote!(request),
    };
    Some(quote! {
        impl From<&crate::#tag::#request> for #exchange {
            fn from(#binding: &crate::#tag::#request) -> Self {
                Self::new() #method #(#parameters)* #body
            }
        }
    })
}

/// Whether an expression speaks of a parameter.
fn names(expression: &Expression, parameter: &Parameter) -> bool {
    let Expression::Request(source) = expression else {
        return false;
    };
    match (source, parameter.place) {
        (Source::Path(name), ParameterLocation::Path) | (Source::Query(name), ParameterLocation::Query) => {
            *name == parameter.name
        }
        (Source::Header(name), ParameterLocation::Header) => name.eq_ignore_ascii_case(&parameter.name),
        _ => false,
    }
}

/// Whether the JSON of a parameter's value is its text.
fn is_plain(emitter: &Server<'_>, parameter: &Parameter) -> bool {
    let id = emitter.types.shape_of(parameter.schema);
    let ty = emitter.types.bare(id).to_string();
    let is_text = matches!(ty.as_str(), "String" | "uuid :: Uuid");
    let shape = &emitter.context.api.schemas.get(id).shape;
    !emitter.types.is_replaced(id)
        && match shape {
            Shape::Enumeration(enumeration) => enumeration.is_string(),
            Shape::Integer(_) | Shape::Boolean => true,
            _ => is_text,
        }
}

/// Whether the JSON of a body's value is what expressions point into.
fn has_plain_body(emitter: &Server<'_>, operation: &Operation) -> bool {
    let content = operation.request_body.as_ref().map(|body| &body.content);
    let representations = content.map(|content| representation::of(&emitter.types, content));
    match representations.as_deref() {
        Some([one]) => matches!(one.preferred.kind, BodyKind::Json | BodyKind::Form),
        _ => false,
    }
}

/// How a handler comes to the URL of a callback: the first of the description.
fn example(emitter: &Server<'_>, has_conversions: bool) -> String {
    let mut found = callbacks(emitter).filter(|(_, callback)| callback.template.is_some());
    let facts = &emitter.context.facts.operations;
    let found = { found.next() }.and_then(|(id, callback)| Some((callback, facts.get(id.0)?)));
    let Some((callback, facts)) = found else {
        return String::new();
    };
    let has_response =
        expressions(callback).any(|expression| matches!(expression, Expression::Response(_) | Expression::StatusCode));
    let exchange = match has_conversions {
        true => "Exchange::from(&request)",
        false => "Exchange::new()",
    };
    let more = match has_response {
        true => ".response_body(&answer)",
        false => "",
    };
    let stem = facts.stem.0.trim_start_matches("r#").trim_end_matches('_');
    format!(
        "\n\nThe description says where that URL stands in the request that asked for the callback, or in the response to \
         it. `TARGET` of a call makes the URL of an [`Exchange`], which knows what it is told of both:\n\n```text\n\
         let url = {stem}::TARGET.url(&{exchange}{more})?;\n\
         client.{}(url, …).await?;\n```\n\n\
         Callers choose the URL: see to it that it leads nowhere that you would not send to.",
        facts.method.0
    )
}
