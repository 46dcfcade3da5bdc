//! The server of round trips: an implementation of every trait that notes what it is asked, and answers as it is told.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value};

use super::operation::Handler;
use super::{Server, parameter, response, security};
use crate::analyze::TagFacts;
use crate::emit::rust_type::ident;
use crate::emit::{Context, representation, trips};
use crate::model::{BodyKind, Framing, MediaType, OperationId};

/// The implementation.
pub fn trips(context: Context<'_>) -> TokenStream {
    let emitter = &Server::new(context);
    let krate = format_ident!("{}_server", context.name.replace('-', "_"));
    let tags = context.tags().map(|tag| of_tag(emitter, tag));
    let authenticate = security::has_any(emitter).then(|| {
        let methods = security::mocked(emitter);
        quote! {
            impl server::Authenticate for Trips {
                type Principal = ();
                #(#methods)*
            }

            /// Lets any credential in.
            fn admit(_: &str) -> Result<(), server::Denied> {
                Ok(())
            }
        }
    });
    quote! {
        use #krate as server;

        /// Answers as the call in progress wants it.
        #[derive(Clone, Copy, Debug)]
        struct Trips;

        #authenticate
        #(#tags)*
    }
}

/// What a server takes for parameters that are absent, by index.
pub fn defaults(context: Context<'_>, id: OperationId) -> Map<String, Value> {
    let (operations, facts) = (&context.api.operations, &context.facts.operations);
    let (Some(operation), Some(facts)) = (operations.get(id.0), facts.get(id.0)) else {
        return Map::new();
    };
    let fields = parameter::fields(&Server::new(context), operation, &facts.parameters);
    let defaults = fields.iter().enumerate().filter_map(|(index, field)| {
        let default = serde_json::from_str(field.default.as_ref()?).ok()?;
        Some((index.to_string(), default))
    });
    defaults.collect()
}

fn of_tag(emitter: &Server<'_>, tag: &TagFacts) -> TokenStream {
    let name = ident(&tag.type_name);
    let handlers = tag.operations.iter().filter_map(|id| Handler::new(emitter, tag, *id));
    let methods = handlers.map(|handler| method(emitter, &handler));
    quote! {
        impl server::#name for Trips { #(#methods)* }
    }
}

fn method(emitter: &Server<'_>, handler: &Handler<'_>) -> TokenStream {
    let method = &handler.method;
    let (request, response) = (&handler.request, &handler.response);
    let principal = match security::principal(emitter, handler.operation) {
        none if none.is_empty() => none,
        _ if handler.operation.security.iter().any(Vec::is_empty) => quote!(_: Option<()>,),
        _ => quote!(_: (),),
    };
    let seen = seen(emitter, handler);
    let binding = if seen.is_empty() { quote!(_) } else { quote!(request) };
    let answers = response::answers(emitter, handler.operation, handler.facts);
    let last = answers.len().saturating_sub(1);
    let arms = answers.iter().enumerate().map(|(index, answer)| {
        let status = response::has_status(answer.response).then(|| quote!(status));
        let headers = answer.response.header_set.map(|_| quote!(trips::part("headers")));
        let body = answer.body.map(|media| given(emitter, media));
        let fields: Vec<_> = status.into_iter().chain(headers).chain(body).collect();
        let fields = (!fields.is_empty()).then(|| quote!((#(#fields),*)));
        let variant = &answer.variant;
        let pattern = Literal::usize_unsuffixed(index);
        let pattern = if index == last { quote!(_) } else { quote!(#pattern) };
        quote!(#pattern => server::#response::#variant #fields)
    });
    let answer = match answers.is_empty() {
        true => quote!(server::#response::Ok),
        false => quote! {
            let (answer, status) = trips::answer();
            match answer { #(#arms),* }
        },
    };
    quote! {
        #[allow(unused_variables, deprecated, reason = "not every answer has a status")]
        async fn #method(&self, #principal #binding: server::#request) -> server::#response {
            #seen
            #answer
        }
    }
}

/// The statements that note what a request holds.
fn seen(emitter: &Server<'_>, handler: &Handler<'_>) -> TokenStream {
    let types = &emitter.types;
    let fields = parameter::fields(emitter, handler.operation, &handler.facts.parameters);
    let parameters = fields.iter().enumerate().map(|(index, field)| {
        let (name, schema, index) = (&field.name, field.parameter.schema, index.to_string());
        let value = match field.is_certain {
            true => {
                let adapter = types.adapter(schema);
                let value = trips::encoded(&types.of(schema), adapter, &quote!(&request.#name));
                quote!(Some(#value))
            }
            false => {
                let adapter = types.bare_adapter(schema);
                let value = trips::encoded(&types.bare(schema), adapter, &quote!(value));
                quote!(match &request.#name { Some(value) => Some(#value), None => None })
            }
        };
        quote!(trips::saw(#index, async { Ok::<_, String>(#value) }.await);)
    });
    let parameters: TokenStream = parameters.collect();
    let Some(body) = handler.operation.request_body.as_ref() else {
        return parameters;
    };
    let representations = representation::of(types, &body.content);
    let value = match representations.as_slice() {
        [] => return parameters,
        [one] => received(emitter, one.preferred),
        several => {
            let name = &handler.body;
            let arms = several.iter().map(|one| {
                let (variant, value) = (&one.variant, received(emitter, one.preferred));
                quote!(server::#name::#variant(body) => #value,)
            });
            quote!(match body { #(#arms)* })
        }
    };
    let field = ident(&handler.facts.body);
    let value = match body.required {
        true => quote!({ let body = request.#field; Some(#value) }),
        false => quote!(match request.#field { Some(body) => Some(#value), None => None }),
    };
    quote!(#parameters trips::saw("body", async { Ok::<_, String>(#value) }.await);)
}

/// The expression that makes JSON of `body`, as it was received.
fn received(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    let types = &emitter.types;
    let json = |value: &TokenStream| match media.schema {
        Some(schema) => trips::encoded(&types.of(schema), types.adapter(schema), value),
        None => quote!(trips::json(#value)?),
    };
    match media.kind {
        BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml => json(&quote!(&body)),
        BodyKind::Text => quote!(serde_json::Value::String(body)),
        BodyKind::Bytes => quote!(trips::text(&body.bytes().await.map_err(trips::fault)?)),
        BodyKind::Sequence(framing) => {
            let item = match framing {
                Framing::Lines | Framing::Records | Framing::EventObjects => json(&quote!(&item)),
                Framing::Events => json(&quote!(&item.data)),
                Framing::TextEvents => quote!(serde_json::Value::String(item.data)),
            };
            quote!({
                let (mut body, mut items) = (body, Vec::new());
                while let Some(item) = body.next().await {
                    let item = item.map_err(trips::fault)?;
                    items.push(#item);
                }
                serde_json::Value::Array(items)
            })
        }
    }
}

/// The expression that makes the body of an answer of the sample.
fn given(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    let types = &emitter.types;
    let value = || match media.schema.and_then(|schema| Some((schema, types.adapter(schema)?))) {
        Some((schema, adapter)) => {
            let ty = types.of(schema);
            quote!(trips::part::<specwright_types::__private::codec::As<#ty, #adapter>>("body").into_inner())
        }
        None => quote!(trips::part("body")),
    };
    let items = |items: TokenStream| quote!(server::Items::new(trips::Given(Vec::from([#items]).into_iter())));
    match media.kind {
        BodyKind::Json | BodyKind::Xml => value(),
        BodyKind::Text => quote!(trips::text_part()),
        BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart => quote!(axum::body::Body::from(trips::text_part())),
        BodyKind::Sequence(Framing::Events) => {
            let value = value();
            items(quote!(server::Event::new(#value)))
        }
        BodyKind::Sequence(Framing::TextEvents) => items(quote!(server::Event::new(trips::text_part()))),
        BodyKind::Sequence(Framing::Lines | Framing::Records | Framing::EventObjects) => items(value()),
    }
}
