//! The mock server: an implementation of every trait that answers with samples.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value};

use super::negotiation::content_type;
use super::operation::Handler;
use super::response::{self, Answer};
use super::{Server, security};
use crate::analyze::TagFacts;
use crate::emit::Context;
use crate::emit::rust_type::ident;
use crate::model::{BodyKind, Framing, MediaType, Status};
use crate::sample::{Form, Samples, Way};

/// The program, and the samples by operation and answer.
pub fn mock(context: Context<'_>, samples: &Samples<'_>) -> (TokenStream, Value) {
    let emitter = &Server::new(context);
    let krate = format_ident!("{}_server", context.name.replace('-', "_"));
    let mut values = Vec::new();
    let tags = { context.tags() }.map(|tag| of_tag(emitter, tag, samples, &mut values));
    let tags: Vec<_> = tags.collect();
    let authenticate = security::has_any(emitter).then(|| {
        let methods = security::mocked(emitter);
        quote! {
            impl server::Authenticate for Mock {
                type Principal = ();
                #(#methods)*
            }

            /// Lets any credential in, or the only one that is known.
            fn admit(credential: &str) -> Result<(), server::Denied> {
                if answers::admits(credential) {
                    Ok(())
                } else {
                    Err(server::Denied::Unauthenticated("This credential is not known.".into()))
                }
            }
        }
    });
    let items = quote! {
        #[allow(dead_code, reason = "a description may have nothing to choose among")]
        mod answers;

        use #krate as server;

        /// Answers with samples.
        #[derive(Clone, Copy, Debug)]
        struct Mock;

        #authenticate
        #(#tags)*

        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let (options, arguments): (Vec<_>, Vec<_>) =
                std::env::args().skip(1).partition(|argument| argument == "--untyped-json");
            let mut arguments = arguments.into_iter();
            let port = arguments.next().map_or(Ok(0), |port| port.parse::<u16>())?;
            answers::prepare(include_str!("samples.json"), arguments.next())?;
            let listener = tokio::net::TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, port)).await?;
            println!("http://{}", listener.local_addr()?);
            let settings = server::RouterSettings::new();
            let settings = if options.is_empty() { settings } else { settings.untyped_json() };
            let router = server::router(Mock).layer(axum::middleware::from_fn(answers::remember));
            axum::serve(listener, router.layer(settings)).await?;
            Ok(())
        }
    };
    (items, Value::Array(values))
}

fn of_tag(emitter: &Server<'_>, tag: &TagFacts, samples: &Samples<'_>, values: &mut Vec<Value>) -> TokenStream {
    let name = ident(&tag.type_name);
    let handlers = tag.operations.iter().filter_map(|id| Handler::new(emitter, tag, *id));
    let methods = handlers.map(|handler| {
        let operation = values.len();
        let answers = response::answers(emitter, handler.operation, handler.facts);
        values.push(answers.iter().map(|answer| held(answer, samples)).collect());
        method(emitter, &handler, operation, &answers)
    });
    quote! {
        impl server::#name for Mock { #(#methods)* }
    }
}

fn method(emitter: &Server<'_>, handler: &Handler<'_>, operation: usize, answers: &[Answer<'_>]) -> TokenStream {
    let method = &handler.method;
    let (request, response) = (&handler.request, &handler.response);
    let principal = match security::principal(emitter, handler.operation) {
        none if none.is_empty() => none,
        _ if handler.operation.security.iter().any(Vec::is_empty) => quote!(_: Option<()>,),
        _ => quote!(_: (),),
    };
    let offers = answers.iter().map(|answer| {
        let status = match answer.response.status {
            Status::Code(code) => code,
            Status::Range(digit) => u16::from(digit),
            Status::Default => 0,
        };
        let media = answer.body.map(content_type).unwrap_or_default();
        let status = Literal::u16_unsuffixed(status);
        quote!(answers::Offer { status: #status, media_type: #media })
    });
    let last = answers.len().saturating_sub(1);
    let arms = answers.iter().enumerate().map(|(index, answer)| {
        let place = format!("/{operation}/{index}");
        let status = response::has_status(answer.response).then(|| quote!(status));
        let headers = answer.response.header_set.map(|_| {
            let place = format!("{place}/headers");
            quote!(answers::sample(#place))
        });
        let body = answer.body.map(|media| body(emitter, media, &format!("{place}/body")));
        let fields: Vec<_> = status.into_iter().chain(headers).chain(body).collect();
        let fields = (!fields.is_empty()).then(|| quote!((#(#fields),*)));
        let variant = &answer.variant;
        let pattern = Literal::usize_unsuffixed(index);
        let pattern = if index == last { quote!(_) } else { quote!(#pattern) };
        quote!(#pattern => server::#response::#variant #fields)
    });
    let chosen = match answers {
        [] => quote!(server::#response::Ok),
        _ => {
            let status = match answers.iter().any(|answer| response::has_status(answer.response)) {
                true => quote!(status),
                false => quote!(_),
            };
            quote! {
                let (answer, #status) = answers::choose(&[#(#offers),*]);
                match answer { #(#arms),* }
            }
        }
    };
    quote! {
        async fn #method(&self, #principal _: server::#request) -> server::#response {
            #chosen
        }
    }
}

/// The expression that makes a body of the sample at a place.
fn body(emitter: &Server<'_>, media: &MediaType, place: &str) -> TokenStream {
    let types = &emitter.types;
    let value = || match media.schema.and_then(|schema| Some((schema, types.adapter(schema)?))) {
        Some((schema, adapter)) => {
            let ty = types.of(schema);
            quote!(answers::sample::<specwright_types::__private::codec::As<#ty, #adapter>>(#place).into_inner())
        }
        None => quote!(answers::sample(#place)),
    };
    let items = |items: TokenStream| quote!(server::Items::new(answers::Given(Vec::from([#items]).into_iter())));
    match media.kind {
        BodyKind::Json | BodyKind::Xml => value(),
        BodyKind::Text => quote!(answers::text(#place)),
        BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart => quote!(axum::body::Body::from(answers::text(#place))),
        BodyKind::Sequence(Framing::Events) => {
            let value = value();
            items(quote!(server::Event::new(#value)))
        }
        BodyKind::Sequence(Framing::TextEvents) => items(quote!(server::Event::new(answers::text(#place)))),
        BodyKind::Sequence(Framing::Lines | Framing::Records | Framing::EventObjects) => items(value()),
    }
}

/// What an answer holds: header fields, the body, and others that may be asked for.
fn held(answer: &Answer<'_>, samples: &Samples<'_>) -> Value {
    let mut members = Map::new();
    let headers = answer.response.header_set;
    let headers = headers.and_then(|set| samples.schema(set, Way::Response, Form::Example));
    members.extend(headers.map(|headers| ("headers".to_owned(), headers)));
    if let Some(media) = answer.body {
        let body = samples.media(media, Way::Response, Form::Example);
        let made = samples
            .media(media, Way::Response, Form::Full)
            .filter(|made| body.as_ref() != Some(made));
        members.extend(body.map(|body| ("body".to_owned(), body)));
        members.extend(made.map(|made| ("made".to_owned(), made)));
        let named = samples.named(media, Way::Response);
        members.extend((!named.is_empty()).then(|| ("examples".to_owned(), Value::Object(named))));
    }
    Value::Object(members)
}
