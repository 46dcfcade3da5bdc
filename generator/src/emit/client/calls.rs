//! A program that calls every operation with samples, so that a server that judges requests sees all of them.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

use super::inputs::{self, Input};
use super::names::{self, OperationNames};
use super::{Client, error, security};
use crate::analyze::TagFacts;
use crate::emit::rust_type::ident;
use crate::emit::{Context, representation};
use crate::model::{BodyKind, Framing, MediaType, Operation, OperationId, SchemaId};
use crate::sample::{Form, Samples, Way};

/// The program, and its inputs by form and operation.
pub fn calls(context: Context<'_>, samples: &Samples<'_>) -> (TokenStream, Value) {
    let mut client = Client {
        context,
        types: super::RustTypes::outside(context),
        errors: Default::default(),
    };
    client.errors = error::shared(&client);
    let client = &client;
    let krate = format_ident!("{}_client", context.name.replace('-', "_"));
    let (mut functions, mut steps) = (Vec::new(), Vec::new());
    let (mut full, mut minimal) = (Vec::new(), Vec::new());
    for tag in context.tags() {
        for (id, names) in tag.operations.iter().zip(names::of(client, tag)) {
            let Some(operation) = context.api.operations.get(id.0) else {
                continue;
            };
            let function = format_ident!("call_{}", full.len());
            let index = Literal::usize_unsuffixed(full.len());
            let call = made(client, tag, *id, operation, &names, None);
            let has_inputs = !operation.parameters.is_empty() || operation.request_body.is_some();
            let inputs = if has_inputs { quote!(inputs) } else { quote!(_) };
            functions.push(quote! {
                async fn #function(client: &client::Client, #inputs: inputs::Inputs<'_>) -> Result<(), String> {
                    #call
                    call.send().await.map(drop).map_err(|error| format!("{error:?}"))
                }
            });
            let title = format!("{} {}", operation.method.as_str(), operation.path.text);
            steps.push(quote! {
                let result = #function(&client, inputs::Inputs(&inputs[form][#index])).await;
                exchange::tell(#title, form, &recorder.take(), &result);
            });
            full.push(values(operation, samples, Form::Full));
            minimal.push(values(operation, samples, Form::Minimal));
        }
    }
    let credentials = security::given(client);
    let items = quote! {
        mod exchange;
        mod inputs;

        use #krate as client;

        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let url = std::env::args().nth(1).ok_or("the address of a server is missing")?;
            let inputs: serde_json::Value = serde_json::from_str(include_str!("inputs.json"))?;
            let recorder = std::sync::Arc::new(exchange::Recorder::new()?);
            let client = client::Client::builder().base_url(url) #(#credentials)* .transport(recorder.clone())
                .timeout(std::time::Duration::from_secs(20)).retry(client::Retry::none()).build()?;
            for form in ["full", "minimal"] {
                #(#steps)*
            }
            Ok(())
        }

        #(#functions)*
    };
    (items, json!({"full": full, "minimal": minimal}))
}

/// The values of an operation's inputs, by the index of a parameter, or `body`.
fn values(operation: &Operation, samples: &Samples<'_>, form: Form) -> Value {
    let mut inputs = Map::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        if parameter.required || form == Form::Full {
            let value = samples.parameter(parameter, form);
            inputs.extend(value.map(|value| (index.to_string(), value)));
        }
    }
    if let Some(body) = operation
        .request_body
        .as_ref()
        .filter(|body| body.required || form == Form::Full)
    {
        let media = body
            .content
            .iter()
            .find(|media| media.kind == BodyKind::Json)
            .or(body.content.first());
        let value = media.and_then(|media| samples.media(media, Way::Request, form));
        inputs.insert("body".to_owned(), value.unwrap_or_else(|| Value::from("text")));
    }
    Value::Object(inputs)
}

/// The statements that make the variable `call` of the `inputs`; `body` is which representation of the body is sent, the
/// JSON one if there is one without.
pub(super) fn made(
    client: &Client<'_>,
    tag: &TagFacts,
    id: OperationId,
    operation: &Operation,
    names: &OperationNames,
    body: Option<usize>,
) -> TokenStream {
    let Some(facts) = client.context.facts.operations.get(id.0) else {
        return TokenStream::new();
    };
    let inputs = inputs::of(client, id, operation, &names.body);
    let position = |input: &Input<'_>| facts.parameters.iter().position(|name| name.0 == input.ident);
    let handle = match tag.name.is_empty() {
        true => quote!(client),
        false => {
            let module = ident(&tag.module);
            quote!(client.#module())
        }
    };
    let arguments = inputs
        .arguments
        .iter()
        .map(|input| given(client, tag, operation, (position(input), body), names, true));
    let setters = inputs.setters.iter().map(|input| {
        let (name, value) = (
            input.name(),
            given(client, tag, operation, (position(input), body), names, false),
        );
        quote! {
            let call = match #value { Some(value) => call.#name(value), None => call };
        }
    });
    let method = ident(&facts.method);
    let deprecated = quote!(#[allow(deprecated, reason = "every operation is called")]);
    quote! {
        #deprecated
        let call = #handle.#method(#(#arguments),*);
        #(#[allow(deprecated, reason = "every input is given")] #setters)*
    }
}

/// The expression for an input: the parameter at an index, or the body in a representation.
fn given(
    client: &Client<'_>,
    tag: &TagFacts,
    operation: &Operation,
    (index, body_index): (Option<usize>, Option<usize>),
    names: &OperationNames,
    required: bool,
) -> TokenStream {
    let read = match required {
        true => quote!(required),
        false => quote!(optional),
    };
    if let Some((index, parameter)) = index.and_then(|index| Some((index, operation.parameters.get(index)?))) {
        let name = index.to_string();
        let types = &client.types;
        if types.is_string(parameter.schema) {
            return quote!(inputs.#read::<String>(#name)?);
        }
        let ty = types.bare(parameter.schema);
        return decoded(&read, &name, &ty, types.bare_adapter(parameter.schema), required);
    }
    let Some(request) = &operation.request_body else {
        return TokenStream::new();
    };
    let representations = representation::of(&client.types, &request.content);
    let is_json = |one: &&representation::Representation<'_>| one.preferred.kind == BodyKind::Json;
    let chosen = match body_index {
        Some(index) => representations.get(index),
        None => representations.iter().find(is_json).or(representations.first()),
    };
    let value = body(client, chosen.map(|one| one.preferred), &read, required);
    match chosen.filter(|_| representations.len() > 1) {
        Some(one) => {
            let (module, body, variant) = (ident(&tag.module), &names.body, &one.variant);
            let body = quote!(client::#module::#body::#variant);
            match (required, one.preferred.kind) {
                (true, BodyKind::Bytes) => quote!(#body(#value.into())),
                (false, BodyKind::Bytes) => quote!(#value.map(|value| #body(value.into()))),
                (true, _) => quote!(#body(#value)),
                (false, _) => quote!(#value.map(#body)),
            }
        }
        None => value,
    }
}

fn body(client: &Client<'_>, media: Option<&MediaType>, read: &TokenStream, required: bool) -> TokenStream {
    let orelse = required.then(|| quote!(.unwrap_or_default()));
    let value = |schema: SchemaId| {
        let ty = client.types.of(schema);
        decoded(read, "body", &ty, client.types.adapter(schema), required)
    };
    match media.map(|media| (media.kind, media.schema)) {
        Some((BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, Some(schema))) => value(schema),
        Some((BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, None)) => {
            quote!(inputs.#read::<serde_json::Value>("body")?)
        }
        Some((BodyKind::Text, _)) => quote!(inputs.text("body")? #orelse),
        Some((BodyKind::Sequence(framing), schema)) => {
            let one = match (framing, schema) {
                (Framing::TextEvents, _) => quote!(inputs.text("body")? #orelse),
                (_, Some(schema)) => value(schema),
                (_, None) => quote!(inputs.#read::<serde_json::Value>("body")?),
            };
            let one = match (framing, required) {
                (Framing::Events | Framing::TextEvents, true) => quote!(client::Event::new(#one)),
                (Framing::Events | Framing::TextEvents, false) => quote!(#one.map(client::Event::new)),
                (Framing::Lines | Framing::Records | Framing::EventObjects, _) => one,
            };
            match required {
                true => quote!(client::Values::each([#one])),
                false => quote!(#one.map(|one| client::Values::each([one]))),
            }
        }
        Some((BodyKind::Bytes, _)) | None => {
            quote!(inputs.text("body")?.map(bytes::Bytes::from) #orelse)
        }
    }
}

fn decoded(
    read: &TokenStream,
    name: &str,
    ty: &TokenStream,
    adapter: Option<TokenStream>,
    required: bool,
) -> TokenStream {
    match (adapter, required) {
        (None, _) => quote!(inputs.#read::<#ty>(#name)?),
        (Some(adapter), true) => {
            quote!(inputs.#read::<specwright_types::__private::codec::As<#ty, #adapter>>(#name)?.into_inner())
        }
        (Some(adapter), false) => {
            let wrapped = quote!(specwright_types::__private::codec::As);
            quote!(inputs.#read::<#wrapped<#ty, #adapter>>(#name)?.map(#wrapped::into_inner))
        }
    }
}
