//! A program in which every value makes a round trip: samples through the codec of their type, and calls through the
//! generated client and server, in one process.

use indexmap::{IndexMap, IndexSet};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Value, json};

use super::rust_type::RustTypes;
use super::{Context, client, server, targets};
use crate::model::{BodyKind, Framing, MediaType, Operation, Schema, SchemaId, Shape, Status};
use crate::sample::{Form, Samples, Way};
use crate::settings::Target;

/// How many samples a type has at most.
const MAX_SAMPLES: usize = 24;

/// How many seeds samples are made from, so that they differ in what they choose of unions.
const SEEDS: u64 = 6;

/// The program, and its data.
pub(super) fn trips(context: Context<'_>, samples: &Samples<'_>) -> (TokenStream, Value) {
    let types = RustTypes::outside(context);
    let (codecs, values, mut skipped) = values(context, &types);
    let called = targets(context);
    let is_called = called.contains(&Target::Client) && called.contains(&Target::Server);
    let (calls, data) = match is_called && !context.is_empty() {
        true => {
            let calls = client::trips(context, samples, &mut skipped);
            let server = server::trips(context);
            (Some((calls.items, server)), calls.data)
        }
        false => (None, json!([])),
    };
    let run = calls.as_ref().map(|_| quote!(calls(&data);));
    let (client, server) = calls.unzip();
    let modules = is_called
        .then(|| {
            quote!(
                mod inputs;
            )
        })
        .filter(|_| client.is_some());
    let items = quote! {
        #modules
        mod trips;

        /// Lets everything make its round trip, and prints what came of each.
        pub fn run() {
            let data: serde_json::Value = serde_json::from_str(include_str!("trips.json")).expect("the data is JSON");
            trips::values(CODECS, &data["values"]);
            #run
        }

        const CODECS: &[trips::Codec] = &[#(#codecs),*];

        #client
        #server
    };
    (items, json!({"values": values, "calls": data, "skipped": skipped}))
}

/// The codec of every type, its samples, and what there are none for.
fn values(context: Context<'_>, types: &RustTypes<'_>) -> (Vec<TokenStream>, Vec<Value>, Vec<Value>) {
    struct Of {
        codec: TokenStream,
        samples: IndexSet<String>,
    }
    let mut found: IndexMap<String, Of> = IndexMap::new();
    let seeded: Vec<Samples<'_>> = (1..=SEEDS).map(|seed| Samples::new(context.api, seed)).collect();
    for (id, schema) in context.api.schemas.iter() {
        let (ty, adapter) = (types.of(id), types.adapter(id));
        let mut name = name(types, &ty);
        // The same type may be written in several ways.
        if let Some(adapter) = &adapter {
            let adapter = adapter.to_string().replace(' ', "");
            name.push_str(&format!(
                " as {}",
                adapter.replace("specwright_types::__private::codec::", "")
            ));
        }
        let of = found.entry(name).or_insert_with(|| Of {
            codec: codec(&ty, adapter),
            samples: IndexSet::new(),
        });
        let samples = samples(context, &seeded, id, schema);
        of.samples.extend(samples.map(|sample| sample.to_string()));
        of.samples.truncate(MAX_SAMPLES);
    }
    let (mut codecs, mut values, mut skipped) = (Vec::new(), Vec::new(), Vec::new());
    for (name, Of { codec, samples }) in found {
        if samples.is_empty() {
            skipped.push(json!({"at": name, "why": "no sample was found"}));
            continue;
        }
        let samples: Vec<Value> = samples
            .iter()
            .filter_map(|text| serde_json::from_str(text).ok())
            .collect();
        codecs.push(codec);
        values.push(json!({"type": name, "samples": samples}));
    }
    (codecs, values, skipped)
}

/// The samples of a schema, in each form and for each way that it goes.
fn samples<'s>(
    context: Context<'_>,
    seeded: &'s [Samples<'_>],
    id: SchemaId,
    schema: &'s Schema,
) -> impl Iterator<Item = Value> + 's {
    let facts = context.facts.schema(id);
    let ways = match (facts.in_request, facts.in_response) {
        (true, false) => &[Way::Request][..],
        (false, true) => &[Way::Response],
        (true, true) | (false, false) => &[Way::Response, Way::Request],
    };
    const FORMS: [Form; 3] = [Form::Example, Form::Full, Form::Minimal];
    let each = seeded.iter().flat_map(move |samples| {
        ways.iter()
            .flat_map(move |way| FORMS.iter().filter_map(move |form| samples.schema(id, *way, *form)))
    });
    let members = match &schema.shape {
        Shape::Enumeration(enumeration) => enumeration.values.as_slice(),
        _ => &[],
    };
    each.chain(members.iter().map(|member| member.value.clone()))
}

/// A type as text, without the crate that it is in.
fn name(types: &RustTypes<'_>, ty: &TokenStream) -> String {
    let root = format!("{} :: ", types.root());
    let text = ty.to_string().replace(&root, "");
    text.replace(" :: ", "::")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" , ", ", ")
}

/// The function that decodes and encodes.
fn codec(ty: &TokenStream, adapter: Option<TokenStream>) -> TokenStream {
    match adapter {
        Some(adapter) => {
            let wrapper = quote!(specwright_types::__private::codec::As);
            quote!(|text| {
                let value: #wrapper<#ty, #adapter> = serde_json::from_str(text).map_err(trips::fault)?;
                serde_json::to_string(&#wrapper::<&#ty, #adapter>::new(&value.into_inner())).map_err(trips::fault)
            })
        }
        None => quote!(|text| {
            let value: #ty = serde_json::from_str(text).map_err(trips::fault)?;
            serde_json::to_string(&value).map_err(trips::fault)
        }),
    }
}

/// The expression that makes JSON of a reference to a value of a type. It may leave its function by `?`.
pub(super) fn encoded(ty: &TokenStream, adapter: Option<TokenStream>, value: &TokenStream) -> TokenStream {
    match adapter {
        Some(adapter) => quote!(trips::json(&specwright_types::__private::codec::As::<&#ty, #adapter>::new(#value))?),
        None => quote!(trips::json(#value)?),
    }
}

/// What a body of a sample is expected to come as.
pub(super) fn expected(media: &MediaType, sample: &Value) -> Value {
    let text = || match sample {
        Value::String(_) => sample.clone(),
        Value::Null => Value::from(""),
        other => Value::String(other.to_string()),
    };
    match media.kind {
        BodyKind::Json | BodyKind::Xml | BodyKind::Form | BodyKind::Multipart => sample.clone(),
        BodyKind::Text | BodyKind::Bytes => text(),
        BodyKind::Sequence(Framing::TextEvents) => Value::Array(vec![text()]),
        BodyKind::Sequence(_) => Value::Array(vec![sample.clone()]),
    }
}

/// A status that stands for a documented one, and for no other of the operation.
pub(super) fn status(operation: &Operation, status: Status, is_success: bool) -> u16 {
    let documented = |code: u16| {
        let mut all = operation.responses.iter();
        all.any(|other| other.status == Status::Code(code))
    };
    let in_range = |digit: u16| {
        let mut codes = (digit * 100..digit * 100 + 100).filter(|code| !documented(*code));
        // These mean something to HTTP itself.
        let plain = |code: &u16| !matches!(code, 204 | 205 | 301..=308 | 401 | 407 | 408 | 429);
        codes.find(plain).unwrap_or(digit * 100)
    };
    let has_range = |digit: u8| {
        operation
            .responses
            .iter()
            .any(|other| other.status == Status::Range(digit))
    };
    match status {
        Status::Code(code) => code,
        Status::Range(digit) => in_range(u16::from(digit)),
        Status::Default if is_success => in_range(2),
        Status::Default => in_range(if has_range(4) { 5 } else { 4 }),
    }
}
