//! Representations of a body: its media types, grouped by the Rust type that they give.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Context;
use super::rust_type::RustTypes;
use crate::model::{BodyKind, Framing, ITEMS, MediaType, Method, Operation, Response, SchemaId, Shape, Status};
use crate::output::doc_lines;

/// Media types of one Rust type.
#[derive(Clone, Debug)]
pub struct Representation<'a> {
    /// What clients send.
    pub preferred: &'a MediaType,
    /// All of them, in document order.
    pub all: Vec<&'a MediaType>,
    /// The name of its variant, where there are several.
    pub variant: Ident,
}

/// The representations of a body, in document order of their first media types; none of a body without any.
pub fn of<'a>(types: &RustTypes<'_>, content: &'a [MediaType]) -> Vec<Representation<'a>> {
    group(content, |media| key(types, media))
}

fn group(content: &[MediaType], key: impl Fn(&MediaType) -> String) -> Vec<Representation<'_>> {
    let mut found: Vec<(String, Vec<&MediaType>)> = Vec::new();
    for media in content {
        let key = key(media);
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, all)) => all.push(media),
            None => found.push((key, vec![media])),
        }
    }
    let mut names: Vec<String> = Vec::new();
    let mut representations = Vec::new();
    for (_, all) in found {
        let Some(preferred) = preferred(&all) else { continue };
        let name = variant(preferred);
        let numbered = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name}{number}")));
        let name = { numbered }.find(|name| !names.contains(name)).unwrap_or(name);
        names.push(name.clone());
        representations.push(Representation {
            preferred,
            all,
            variant: format_ident!("{name}"),
        });
    }
    representations
}

/// Whether one of the representations is written and read as it comes, so that it cannot be copied.
pub fn has_stream(representations: &[Representation<'_>]) -> bool {
    representations.iter().any(|one| is_streamed(one.preferred))
}

/// The representations of a response, the one to prefer first: JSON if there is one. None where HTTP has no body. Media
/// types are one only if they are JSON of one type: what bytes and text are, only their media type says.
pub fn of_response<'a>(
    types: &RustTypes<'_>,
    operation: &Operation,
    response: &'a Response,
) -> Vec<Representation<'a>> {
    if operation.method == Method::Head || matches!(response.status, Status::Code(204 | 205 | 304)) {
        return Vec::new();
    }
    let mut found = group(&response.content, |media| match media.kind {
        BodyKind::Json | BodyKind::Sequence(_) => key(types, media),
        BodyKind::Form | BodyKind::Multipart | BodyKind::Xml | BodyKind::Text | BodyKind::Bytes => {
            media.range.essence()
        }
    });
    found.sort_by_key(|one| one.preferred.kind != BodyKind::Json);
    found
}

/// Whether some response is a sequence of values.
pub fn has_sequences(context: Context<'_>) -> bool {
    let responses = context.operations().flat_map(|(_, operation)| &operation.responses);
    { responses }.any(|response| response.content.iter().any(is_sequence))
}

/// Whether some request is a sequence of values.
pub fn sends_sequences(context: Context<'_>) -> bool {
    let bodies = { context.operations() }.filter_map(|(_, operation)| operation.request_body.as_ref());
    { bodies }.any(|body| body.content.iter().any(is_sequence))
}

fn is_sequence(media: &MediaType) -> bool {
    matches!(media.kind, BodyKind::Sequence(_))
}

/// Whether a body is written and read as it comes.
pub fn is_streamed(media: &MediaType) -> bool {
    match media.kind {
        BodyKind::Bytes | BodyKind::Sequence(_) => true,
        BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml | BodyKind::Text => false,
    }
}

/// What a form is sent as: the names of its parts, or of their encodings where they have none, with the schemas of what
/// they hold.
pub fn sent(types: &RustTypes<'_>, media: &MediaType) -> Vec<(String, SchemaId)> {
    let Some(schema) = media.schema else {
        return Vec::new();
    };
    let item = |name: String, schema| {
        let headers = media.encoding(&name).and_then(|encoding| encoding.headers.as_ref());
        let content = headers.map_or(schema, |headers| headers.content);
        (name, content)
    };
    match types.described(schema) {
        Shape::Array(array) => {
            let positions = media
                .encodings
                .iter()
                .filter_map(|encoding| encoding.property.parse().ok());
            let first = 0..positions.max().map_or(0, |last: usize| last + 1);
            let first = first.map(|index| (index.to_string(), array.items));
            first.chain([item(ITEMS.to_owned(), array.items)]).collect()
        }
        Shape::Tuple(tuple) => {
            let items = tuple.prefix.iter().enumerate();
            items.map(|(index, schema)| item(index.to_string(), *schema)).collect()
        }
        _ => {
            let members = types.members(schema);
            let properties = members.iter().flat_map(|object| &object.properties);
            properties
                .map(|property| (property.name.clone(), media.content(property)))
                .collect()
        }
    }
}

/// Whether parts of a form are told by position.
pub fn is_by_position(types: &RustTypes<'_>, media: &MediaType) -> bool {
    let shape = media.schema.map(|schema| types.described(schema));
    media.kind == BodyKind::Multipart && matches!(shape, Some(Shape::Array(_) | Shape::Tuple(_)))
}

/// The Rust type of a body of that media type, as text.
fn key(types: &RustTypes<'_>, media: &MediaType) -> String {
    match (media.kind, media.schema) {
        (BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, Some(schema)) => {
            types.of(schema).to_string()
        }
        (BodyKind::Json | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml, None) => {
            quote!(serde_json::Value).to_string()
        }
        (BodyKind::Text, _) => quote!(String).to_string(),
        (BodyKind::Sequence(framing), schema) => {
            let item = schema.map(|schema| types.of(schema).to_string());
            format!("{framing:?} {}", item.unwrap_or_default())
        }
        (BodyKind::Bytes, _) => String::new(),
    }
}

/// JSON if it is among them, and a media type rather than a range.
fn preferred<'a>(all: &[&'a MediaType]) -> Option<&'a MediaType> {
    let rank = |media: &&&MediaType| {
        let kind = match media.kind {
            BodyKind::Json => 0,
            BodyKind::Form
            | BodyKind::Multipart
            | BodyKind::Xml
            | BodyKind::Text
            | BodyKind::Sequence(_)
            | BodyKind::Bytes => 1,
        };
        (kind, media.range.is_range())
    };
    all.iter().min_by_key(rank).copied()
}

/// `Json`, `Form`, `Csv`: the subtype, without what many have in common.
fn variant(media: &MediaType) -> String {
    let essence = media.range.essence();
    match essence.as_str() {
        "application/octet-stream" => return "Bytes".to_owned(),
        "text/plain" => return "Text".to_owned(),
        "text/event-stream" => return "Events".to_owned(),
        "application/x-www-form-urlencoded" => return "Form".to_owned(),
        "multipart/form-data" => return "Multipart".to_owned(),
        "*/*" | "application/*" if media.kind == BodyKind::Bytes => return "Bytes".to_owned(),
        "*/*" | "application/*" => return "Json".to_owned(),
        _ => {}
    }
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    let subtype = subtype.trim_start_matches("x-").trim_start_matches("vnd.");
    let subtype = match subtype.split_once('+') {
        Some(("*", suffix)) => suffix,
        Some((name, _)) => name,
        None if subtype == "*" => kind,
        None => subtype,
    };
    let words = subtype
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let name: String = words
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect();
    match name.starts_with(|c: char| c.is_ascii_uppercase()) {
        true if name != "Self" => name,
        _ => format!("Media{name}"),
    }
}

/// The enum of several representations. `types` are their Rust types, each with its size, roughly.
pub fn enumeration(
    name: &Ident,
    docs: &str,
    representations: &[Representation<'_>],
    types: &[(TokenStream, usize)],
) -> TokenStream {
    const MARGIN: usize = 128;
    let mut sizes: Vec<usize> = types.iter().map(|(_, size)| *size).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let allow = matches!(sizes.as_slice(), [largest, next, ..] if largest - next > MARGIN).then(|| {
        let reason = "a body is made and sent at once";
        quote!(#[allow(clippy::large_enum_variant, reason = #reason)])
    });
    let docs = doc_lines(docs);
    let variants = representations.iter().zip(types).map(|(representation, (ty, _))| {
        let all = representation.all.iter();
        let all: Vec<String> = all
            .map(|media| format!("`{}`", media.range.as_str().replace('`', "'")))
            .collect();
        let (docs, variant) = (doc_lines(&format!("{}.", all.join(" or "))), &representation.variant);
        quote!(#docs #variant(#ty))
    });
    let clone = (!has_stream(representations)).then(|| quote!(Clone,));
    quote! {
        #docs
        #[derive(#clone Debug)]
        #allow
        pub enum #name { #(#variants),* }
    }
}

/// The media type that a body is sent as, where a range or nothing is said.
pub fn sent_as(media: &MediaType) -> String {
    let usual = match media.kind {
        BodyKind::Json => "application/json",
        BodyKind::Text => "text/plain; charset=utf-8",
        BodyKind::Form => "application/x-www-form-urlencoded",
        BodyKind::Multipart => "multipart/form-data",
        BodyKind::Xml => "application/xml",
        BodyKind::Sequence(Framing::Lines) => "application/jsonl",
        BodyKind::Sequence(Framing::Records) => "application/json-seq",
        BodyKind::Sequence(Framing::Events | Framing::TextEvents | Framing::EventObjects) => "text/event-stream",
        BodyKind::Bytes => "application/octet-stream",
    };
    if media.range.is_range() {
        return usual.to_owned();
    }
    match media.kind {
        BodyKind::Multipart => media.range.without("boundary"),
        BodyKind::Json | BodyKind::Form | BodyKind::Xml | BodyKind::Text | BodyKind::Sequence(_) | BodyKind::Bytes => {
            media.range.as_str().to_owned()
        }
    }
}
