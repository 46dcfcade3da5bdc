//! The client of round trips: calls of every operation, with each representation of its body and for each of its
//! answers, and what came of them as JSON.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value, json};

use super::answer::{Answers, Success, Successes, snake, success_test};
use super::names::{self, OperationNames};
use super::reply::{Plan, Read};
use super::{Client, calls, security};
use crate::analyze::TagFacts;
use crate::emit::representation::{self, Representation};
use crate::emit::rust_type::ident;
use crate::emit::{Context, server, trips};
use crate::model::{BodyKind, Framing, MediaType, Operation, OperationId, Response};
use crate::sample::{Form, Samples, Way};

/// The code that calls, and what it calls with.
#[derive(Debug)]
pub struct Trips {
    /// The items: `calls` and what it stands on.
    pub items: TokenStream,
    /// The calls in order: inputs, the answer that the server gives, and what is expected.
    pub data: Value,
}

/// An operation, and what its calls need of it.
struct Called<'a, 'c> {
    client: &'c Client<'a>,
    samples: &'c Samples<'a>,
    operation: &'a Operation,
    id: OperationId,
    answers: Answers<'a>,
}

/// One of the answers that a server can give.
struct Given<'a> {
    response: &'a Response,
    media: Option<&'a MediaType>,
    is_success: bool,
    /// Which method asks for it; `None` if no client does.
    method: Option<String>,
}

/// The calls. What cannot be called is added to `skipped`, with the reason.
pub fn trips(context: Context<'_>, samples: &Samples<'_>, skipped: &mut Vec<Value>) -> Trips {
    let client = &Client::new(context);
    let krate = format_ident!("{}_client", context.name.replace('-', "_"));
    let (mut functions, mut arms, mut data) = (Vec::new(), Vec::new(), Vec::new());
    for tag in context.tags() {
        let names: Vec<OperationNames> = names::of(client, tag);
        for (id, names) in tag.operations.iter().zip(&names) {
            let Some(operation) = context.api.operations.get(id.0) else {
                continue;
            };
            let called = Called {
                client,
                samples,
                operation,
                id: *id,
                answers: Answers::of(client, *id, operation, names),
            };
            let bodies = called.bodies();
            let first = functions.len();
            for index in 0..bodies.len().max(1) {
                let name = format_ident!("call_{}", functions.len());
                let number = Literal::usize_unsuffixed(functions.len());
                functions.push(called.function(tag, names, &name, index));
                arms.push(quote!(Some(#number) => #name(&client, inputs, method).await));
            }
            called.data(&bodies, first, &mut data, skipped);
        }
    }
    for (_, operation) in context.api.operations() {
        if operation.direction.is_outbound() {
            let at = format!("{} {}", operation.direction.as_str(), operation.path.text);
            skipped.push(json!({"at": at, "why": "the server sends it"}));
        }
    }
    let credentials = security::given(client);
    let items = quote! {
        use #krate as client;

        fn calls(data: &serde_json::Value) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let client = client::Client::builder().base_url("http://localhost") #(#credentials)*
                    .transport(client::Tower(server::router(Trips))).retry(client::Retry::none()).build();
                let client = client.expect("a client");
                for call in data["calls"].as_array().into_iter().flatten() {
                    trips::begin(call);
                    let inputs = inputs::Inputs(&call["inputs"]);
                    let method = call["method"].as_str().unwrap_or_default();
                    let came = async {
                        match call["call"].as_u64() { #(#arms,)* _ => Err("there is no such call".to_owned()) }
                    };
                    let limit = std::time::Duration::from_secs(20);
                    let came = tokio::time::timeout(limit, came).await;
                    trips::end(came.unwrap_or_else(|_| Err("nothing came of it in 20 seconds".to_owned())));
                }
            });
        }

        #(#functions)*
    };
    Trips {
        items,
        data: Value::Array(data),
    }
}

impl<'a> Called<'a, '_> {
    /// The representations of the request's body.
    fn bodies(&self) -> Vec<Representation<'a>> {
        let body = self.operation.request_body.as_ref();
        body.map_or_else(Vec::new, |body| representation::of(&self.client.types, &body.content))
    }

    /// The answers as the server numbers them.
    fn given(&self) -> Vec<Given<'a>> {
        let is_success = success_test(self.operation);
        let others: Vec<&str> = { self.answers.others.iter() }.map(|(name, _)| name.as_str()).collect();
        let mut all = Vec::new();
        for response in &self.operation.responses {
            let representations = representation::of_response(&self.client.types, self.operation, response);
            let is_success = is_success(response.status);
            for index in 0..representations.len().max(1) {
                let one = representations.get(index);
                let name = one.map(|one| one.variant.to_string()).unwrap_or_default();
                all.push(Given {
                    response,
                    media: one.map(|one| one.preferred),
                    is_success,
                    method: match index {
                        0 => Some(String::new()),
                        _ if is_success && others.contains(&name.as_str()) => Some(name),
                        _ => None,
                    },
                });
            }
        }
        all
    }

    /// The calls of the operation as data.
    fn data(&self, bodies: &[Representation<'_>], first: usize, data: &mut Vec<Value>, skipped: &mut Vec<Value>) {
        let title = format!("{} {}", self.operation.method.as_str(), self.operation.path.text);
        let given = self.given();
        let mut add = |at: String, call: usize, inputs: Result<(Value, Value), String>, answer: usize| {
            let come = match given.get(answer) {
                Some(given) => self.answer(given),
                // Nothing is documented: 200, without a body.
                None => Ok(json!({"status": 200, "answer": {"body": null, "success": true}})),
            };
            match inputs.and_then(|inputs| Ok((inputs, come?))) {
                Ok(((inputs, request), mut come)) => {
                    let answered = come["answer"].take();
                    let method = given.get(answer).and_then(|given| given.method.clone());
                    let call = json!({
                        "at": at, "call": call, "inputs": inputs, "method": method, "answer": answer,
                        "status": come["status"], "headers": come["headers"], "body": come["body"],
                        "expected": {"request": request, "answer": answered},
                    });
                    data.push(call);
                }
                Err(why) => skipped.push(json!({"at": at, "why": why})),
            }
        };
        for index in 0..bodies.len().max(1) {
            let media = bodies.get(index).map(|one| one.preferred);
            let name = media.map_or("", |media| media.range.as_str());
            for form in [Form::Full, Form::Minimal, Form::Example] {
                let at = format!("{title} {name} {form:?}").replace("  ", " ");
                add(at, first + index, self.inputs(media, form), 0);
            }
        }
        for (index, one) in given.iter().enumerate().skip(1) {
            let media = one.media.map_or("", |media| media.range.as_str());
            let at = format!("{title} answer {:?} {media}", one.response.status);
            let usual = bodies.first().map(|one| one.preferred);
            add(at.trim_end().to_owned(), first, self.inputs(usual, Form::Full), index);
        }
    }

    /// The values of the inputs, and what of them the server is expected to see.
    fn inputs(&self, media: Option<&MediaType>, form: Form) -> Result<(Value, Value), String> {
        let mut inputs = Map::new();
        for (index, parameter) in self.operation.parameters.iter().enumerate() {
            if !parameter.required && form == Form::Minimal {
                continue;
            }
            match self.samples.parameter(parameter, form) {
                Some(value) => {
                    inputs.insert(index.to_string(), value);
                }
                None => return Err(format!("no sample of the parameter `{}`", parameter.name)),
            }
        }
        // What the server fills in.
        let mut seen = server::defaults(self.client.context, self.id);
        seen.extend(inputs.clone());
        let is_wanted = |required: bool| required || form != Form::Minimal;
        if let Some(body) = self
            .operation
            .request_body
            .as_ref()
            .filter(|body| is_wanted(body.required))
        {
            let sample = media.and_then(|media| Some((media, self.samples.media(media, Way::Request, form)?)));
            let (body, expected) = match (media, sample) {
                (_, Some((media, sample))) => (sample.clone(), Some(trips::expected(media, &sample))),
                (Some(media), None) if is_text(media) => {
                    let text = Value::from("text");
                    (text.clone(), Some(trips::expected(media, &text)))
                }
                (Some(_), None) => return Err("no sample of the body".to_owned()),
                // A body without a representation is no field of the server's.
                (None, _) if body.content.is_empty() => (Value::from("text"), None),
                (None, _) => return Err("no representation of the body".to_owned()),
            };
            inputs.insert("body".to_owned(), body);
            seen.extend(expected.map(|expected| ("body".to_owned(), expected)));
        }
        Ok((Value::Object(inputs), Value::Object(seen)))
    }

    /// What the server is to answer, and what the client is expected to make of it.
    fn answer(&self, given: &Given<'_>) -> Result<Value, String> {
        if given.method.is_none() {
            return Err("the client reads another representation".to_owned());
        }
        let sample = |schema| self.samples.schema(schema, Way::Response, Form::Full);
        let headers = match given.response.header_set {
            Some(set) => Some(sample(set).ok_or("no sample of the header fields")?),
            None => None,
        };
        let body = match given.media {
            Some(media) => Some(match self.samples.media(media, Way::Response, Form::Full) {
                Some(sample) => sample,
                None if is_text(media) => Value::from("text"),
                None => return Err("no sample of the answer".to_owned()),
            }),
            None => None,
        };
        let expected = match (given.media, &body) {
            (Some(media), Some(sample)) => match media.kind {
                BodyKind::Sequence(_) if !given.is_success => {
                    return Err("errors that are sequences are read as bytes".to_owned());
                }
                // Forms are for requests: they are bytes here.
                BodyKind::Form | BodyKind::Multipart => match sample {
                    Value::String(_) => sample.clone(),
                    other => Value::from(other.to_string()),
                },
                _ => trips::expected(media, sample),
            },
            _ => Value::Null,
        };
        let status = trips::status(self.operation, given.response.status, given.is_success);
        let mut answer = json!({"success": given.is_success, "body": expected});
        if given.is_success && self.has_typed_headers() && given.method.as_ref().is_some_and(String::is_empty) {
            answer["headers"] = headers.clone().unwrap_or_default();
        }
        Ok(json!({"status": status, "headers": headers, "body": body, "answer": answer}))
    }

    /// Whether a method gives the header fields of successes as one type.
    fn has_typed_headers(&self) -> bool {
        let headers = self.answers.successes.headers();
        headers.is_some_and(|ty| ty.to_string() != quote!(http::HeaderMap).to_string())
    }

    /// The function that calls with a representation of the body.
    fn function(&self, tag: &TagFacts, names: &OperationNames, name: &proc_macro2::Ident, body: usize) -> TokenStream {
        let call = calls::made(self.client, tag, self.id, self.operation, names, Some(body));
        let error = self.error(tag);
        let others = self.answers.others.iter().map(|(name, successes)| {
            let (method, told) = (format_ident!("send_{}", snake(name)), successes.told(tag));
            quote!(#name => match call.#method().await { Ok(answer) => { #told }, Err(error) => { #error } },)
        });
        let told = self.answers.successes.told(tag);
        let usual = match (self.answers.successes.headers(), self.has_typed_headers()) {
            (Some(_), true) => quote! {
                match call.send_for_headers().await {
                    Ok(answer) => {
                        let headers = trips::json(&answer.headers)?;
                        let answer = answer.body;
                        let told: Result<serde_json::Value, String> = { #told };
                        let mut told = told?;
                        told["headers"] = headers;
                        Ok(told)
                    }
                    Err(error) => { #error }
                }
            },
            _ => quote!(match call.send().await { Ok(answer) => { #told }, Err(error) => { #error } }),
        };
        quote! {
            #[allow(unused_variables, reason = "not every call has inputs, nor several answers")]
            async fn #name(
                client: &client::Client, inputs: inputs::Inputs<'_>, method: &str,
            ) -> Result<serde_json::Value, String> {
                #call
                match method { #(#others)* _ => #usual }
            }
        }
    }

    /// The expression for `error`.
    fn error(&self, tag: &TagFacts) -> TokenStream {
        let errors = &self.answers.errors;
        let body = match errors.groups.as_slice() {
            [] => {
                return quote!(match error {
                    client::Error::Api(error) => match error.body {},
                    other => Err(trips::fault(other)),
                });
            }
            [only] => told(&only.plan),
            groups => {
                let name = &errors.name;
                let path = match errors.is_shared {
                    true => quote!(client::error::#name),
                    false => {
                        let module = ident(&tag.module);
                        quote!(client::#module::#name)
                    }
                };
                let arms = groups.iter().zip(&errors.variants).map(|(group, variant)| {
                    let told = told(&group.plan);
                    match (group.plan.has_body(), group.plan.size > super::success::LARGE) {
                        (true, true) => quote!(#path::#variant(body) => { let body = *body; #told }),
                        (true, false) => quote!(#path::#variant(body) => #told,),
                        (false, _) => quote!(#path::#variant => serde_json::Value::Null,),
                    }
                });
                quote!(match body { #(#arms)* })
            }
        };
        quote! {
            match error {
                client::Error::Api(error) => {
                    let body = error.body;
                    Ok(trips::came(false, #body))
                }
                other => Err(trips::fault(other)),
            }
        }
    }
}

impl Successes<'_> {
    /// The expression for `answer`, a `Result`.
    fn told(&self, tag: &TagFacts) -> TokenStream {
        let body = match (&self.kind, self.variants.as_slice()) {
            (Success::One(_) | Success::Alias(_), [first, ..]) => told(&first.plan),
            (Success::One(_) | Success::Alias(_), []) => quote!(serde_json::Value::Null),
            (Success::Several, variants) => {
                let (module, name) = (ident(&tag.module), self.name);
                let arms = variants.iter().map(|one| {
                    let (variant, told) = (ident(one.name), told(&one.plan));
                    let path = quote!(client::#module::#name::#variant);
                    let unboxed = one.is_boxed().then(|| quote!(let body = *body;));
                    match (one.keeps_status(), one.plan.has_body()) {
                        (true, true) => quote!(#path { body, .. } => { #unboxed #told }),
                        (true, false) => quote!(#path { .. } => serde_json::Value::Null,),
                        (false, true) => quote!(#path(body) => { #unboxed #told }),
                        (false, false) => quote!(#path => serde_json::Value::Null,),
                    }
                });
                quote!(match body { #(#arms)* })
            }
        };
        quote! {
            let body = answer;
            Ok(trips::came(true, #body))
        }
    }
}

/// Whether any text will do for a body.
fn is_text(media: &MediaType) -> bool {
    match media.kind {
        BodyKind::Text | BodyKind::Bytes | BodyKind::Sequence(Framing::TextEvents) => true,
        BodyKind::Json | BodyKind::Xml | BodyKind::Form | BodyKind::Multipart | BodyKind::Sequence(_) => false,
    }
}

/// The expression that makes JSON of `body`, which was read as planned.
fn told(plan: &Plan) -> TokenStream {
    let items = |item: TokenStream| {
        quote!({
            let (mut body, mut items) = (body, Vec::new());
            while let Some(item) = body.next().await {
                let item = item.map_err(trips::fault)?;
                items.push(#item);
            }
            serde_json::Value::Array(items)
        })
    };
    let json = |adapter: Option<&super::reply::Adapter>, value: TokenStream| match adapter {
        Some(adapter) => {
            let wrapped = adapter.written(&value);
            quote!(trips::json(&#wrapped)?)
        }
        None => quote!(trips::json(#value)?),
    };
    match &plan.read {
        Read::Empty => quote!({
            let () = body;
            serde_json::Value::Null
        }),
        Read::Json(adapter) | Read::Xml(adapter, _) => json(adapter.as_ref(), quote!(&body)),
        Read::Text => quote!(serde_json::Value::String(body)),
        Read::Bytes => quote!(trips::text(&body)),
        Read::Stream => quote!(trips::text(&body.bytes().await.map_err(trips::fault)?)),
        Read::Items(adapter) => items(json(adapter.as_ref(), quote!(&item))),
        Read::Events(adapter) => items(json(adapter.as_ref(), quote!(&item.data))),
        Read::TextEvents => items(quote!(serde_json::Value::String(item.data))),
        Read::EventItems => items(quote!(trips::json(&item)?)),
    }
}
