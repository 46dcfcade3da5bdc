//! Bodies of responses: which representation is used, of which type it is, and how it is read.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::Client;
use crate::emit::representation;
use crate::emit::rust_type::ident;
use crate::emit::{size, xml};
use crate::model::{BodyKind, Framing, Operation, Origin, Response, SchemaId, Shape};

/// How a response's body is read.
#[derive(Clone)]
pub(super) struct Plan {
    /// Its type; `()` when it has none.
    pub(super) ty: TokenStream,
    /// How it is read.
    pub(super) read: Read,
    /// The media types to expect.
    pub(super) media: Vec<String>,
    /// How many bytes its value takes, roughly.
    pub(super) size: usize,
    /// What its type is called.
    pub(super) label: Label,
}

/// How a body becomes a value.
#[derive(Clone)]
pub(super) enum Read {
    /// There is none.
    Empty,
    /// As JSON.
    Json(Option<Adapter>),
    /// As XML, by way of JSON: the expression that describes it, and the root of the types crate.
    Xml(Option<Adapter>, TokenStream),
    /// As text.
    Text,
    /// As it is.
    Bytes,
    /// As it comes.
    Stream,
    /// As values in JSON.
    Items(Option<Adapter>),
    /// As events with data in JSON.
    Events(Option<Adapter>),
    /// As events with data that is text.
    TextEvents,
    /// As events that are objects.
    EventItems,
}

/// What reads JSON where the type alone does not tell how: a wrapper with these types.
#[derive(Clone)]
pub(super) struct Adapter {
    wrapper: TokenStream,
    types: TokenStream,
}

/// What a type is called where a variant is named after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) name: String,
    /// Whether no other type of the API has the name.
    pub(super) unique: bool,
}

impl Label {
    fn unique(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            unique: true,
        }
    }
}

/// What is read of a response: its representation of that name, else the one to prefer. The bodies of errors are read
/// whole: they are part of a value that is shown.
pub(super) fn plan(
    client: &Client<'_>,
    operation: &Operation,
    response: &Response,
    wanted: Option<&str>,
    is_error: bool,
) -> Plan {
    let representations = representation::of_response(&client.types, operation, response);
    let named = wanted.and_then(|wanted| representations.iter().find(|one| one.variant == wanted));
    let Some(chosen) = named.or(representations.first()) else {
        return Plan {
            ty: quote!(()),
            read: Read::Empty,
            media: Vec::new(),
            size: 0,
            label: Label::unique("Empty"),
        };
    };
    let media = chosen.preferred;
    let (ty, read, size, label) = match (media.kind, media.schema) {
        (BodyKind::Json, Some(schema)) => {
            let ty = client.types.of(schema);
            let label = label(client, schema, &ty);
            let read = Read::Json(Adapter::of(client, schema));
            (ty, read, size::of(client.context, schema), label)
        }
        (BodyKind::Json, None) => {
            let label = Label::unique("Value");
            (quote!(serde_json::Value), Read::Json(None), size::VALUE, label)
        }
        (BodyKind::Xml, Some(schema)) => {
            let ty = client.types.of(schema);
            let label = label(client, schema, &ty);
            let node = xml::body(client.context, &client.types, schema);
            let read = Read::Xml(Adapter::of(client, schema), node);
            (ty, read, size::of(client.context, schema), label)
        }
        (BodyKind::Text, _) => (quote!(String), Read::Text, size::STRING, Label::unique("Text")),
        (BodyKind::Sequence(framing), schema) if !is_error => {
            let (ty, read) = sequence(client, framing, schema);
            (ty, read, size::SEQUENCE, Label::unique("Items"))
        }
        // Forms are for requests.
        (BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml | BodyKind::Sequence(_), _)
            if is_error =>
        {
            (quote!(bytes::Bytes), Read::Bytes, size::BYTES, Label::unique("Bytes"))
        }
        (BodyKind::Bytes | BodyKind::Form | BodyKind::Multipart | BodyKind::Xml | BodyKind::Sequence(_), _) => {
            let label = Label::unique("Body");
            (quote!(specwright_client::Body), Read::Stream, size::BYTES, label)
        }
    };
    Plan {
        ty,
        read,
        media: { chosen.all.iter() }
            .map(|media| media.range.as_str().to_owned())
            .collect(),
        size,
        label,
    }
}

/// The type of a sequence, and how it is read.
fn sequence(client: &Client<'_>, framing: Framing, schema: Option<SchemaId>) -> (TokenStream, Read) {
    let item = schema.map_or_else(|| quote!(serde_json::Value), |schema| client.types.of(schema));
    let adapter = schema.and_then(|schema| Adapter::of(client, schema));
    match framing {
        Framing::Lines | Framing::Records => (quote!(specwright_client::Items<#item>), Read::Items(adapter)),
        Framing::Events => (quote!(specwright_client::Events<#item>), Read::Events(adapter)),
        Framing::TextEvents => (quote!(specwright_client::Events<String>), Read::TextEvents),
        Framing::EventObjects => (quote!(specwright_client::Items<#item>), Read::EventItems),
    }
}

impl Adapter {
    fn of(client: &Client<'_>, schema: SchemaId) -> Option<Self> {
        let ty = client.types.of(schema);
        let adapter = client.types.adapter(schema)?;
        Some(Self {
            wrapper: quote!(specwright_types::__private::codec::As),
            types: quote!(#ty, #adapter),
        })
    }

    /// The expression that writes a reference to a value.
    #[cfg(feature = "mock")]
    pub(super) fn written(&self, value: &TokenStream) -> TokenStream {
        let Self { wrapper, types } = self;
        quote!(#wrapper::<&#types>::new(#value))
    }

    /// The function that reads a value of a sequence.
    fn function(&self) -> TokenStream {
        let Self { wrapper, types } = self;
        quote!(|json| serde_json::from_slice::<#wrapper<#types>>(json).map(#wrapper::into_inner))
    }
}

/// A component's type has its name alone; others are called by all names in them.
fn label(client: &Client<'_>, schema: SchemaId, ty: &TokenStream) -> Label {
    match client.types.item(schema).filter(|item| item.exported) {
        Some(item) if !client.types.nullable(schema) && is_component(client, schema) => {
            Label::unique(&ident(&item.name).to_string())
        }
        _ => Label {
            name: names(ty.clone()),
            unique: false,
        },
    }
}

/// Whether a schema is, or refers to, one that the description itself gives a name.
fn is_component(client: &Client<'_>, schema: SchemaId) -> bool {
    const MAX_DEPTH: usize = 16;
    let mut id = schema;
    for _ in 0..MAX_DEPTH {
        let schema = client.types.schema(id);
        match (&schema.origin, &schema.shape) {
            (Origin::Component(_) | Origin::ComponentResponse(_), _) => return true,
            (_, Shape::Reference(target)) => id = *target,
            _ => return false,
        }
    }
    false
}

/// The names in a type, as one: `VecFault` of `Vec<my_types::faults::Fault>`.
fn names(ty: TokenStream) -> String {
    let mut name = String::new();
    let mut tokens = ty.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => name.push_str(&names(group.stream())),
            // What a path goes on after is a module.
            TokenTree::Ident(ident) if !matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':') =>
            {
                let text = ident.to_string();
                let text = text.trim_start_matches("r#");
                let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
                name.push_str(&first.to_uppercase());
                name.push_str(rest);
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    if name.is_empty() { "Empty".to_owned() } else { name }
}

impl Plan {
    /// Whether two responses are read in the same way as the same type.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.ty.to_string() == other.ty.to_string() && self.function().to_string() == other.function().to_string()
    }

    /// Whether there is a value to read.
    pub(super) fn has_body(&self) -> bool {
        !matches!(self.read, Read::Empty)
    }

    /// Whether it is read as it comes.
    pub(super) fn is_streamed(&self) -> bool {
        match self.read {
            Read::Stream | Read::Items(_) | Read::Events(_) | Read::TextEvents | Read::EventItems => true,
            Read::Empty | Read::Json(_) | Read::Xml(..) | Read::Text | Read::Bytes => false,
        }
    }

    /// The function that reads it.
    pub(super) fn function(&self) -> TokenStream {
        match &self.read {
            Read::Json(Some(_)) | Read::Xml(..) | Read::Items(Some(_)) | Read::Events(Some(_)) => {
                let read = self.result();
                quote!(|reply| #read)
            }
            read => {
                let name = read.method();
                quote!(specwright_client::__private::Reply::#name)
            }
        }
    }

    /// The expression that reads it from `reply`, a `Result`.
    pub(super) fn result(&self) -> TokenStream {
        match &self.read {
            Read::Json(Some(Adapter { wrapper, types })) => {
                quote!(reply.json::<#wrapper<#types>>().map(#wrapper::into_inner))
            }
            Read::Xml(adapter, node) => {
                let json = quote!(reply.markup(|text| specwright_types::__private::xml::read(text, #node)));
                match adapter {
                    Some(Adapter { wrapper, types }) => quote! {
                        #json.and_then(|reply| reply.json::<#wrapper<#types>>()).map(#wrapper::into_inner)
                    },
                    None => quote!(#json.and_then(specwright_client::__private::Reply::json)),
                }
            }
            Read::Items(Some(adapter)) => {
                let read = adapter.function();
                quote!(reply.items_by(#read))
            }
            Read::Events(Some(adapter)) => {
                let read = adapter.function();
                quote!(reply.events_by(#read))
            }
            read => {
                let name = read.method();
                quote!(reply.#name())
            }
        }
    }
}

impl Read {
    /// The method of `Reply`.
    fn method(&self) -> Ident {
        format_ident!(
            "{}",
            match self {
                Self::Empty => "empty",
                Self::Json(_) | Self::Xml(..) => "json",
                Self::Text => "text",
                Self::Bytes => "bytes",
                Self::Stream => "stream",
                Self::Items(_) => "items",
                Self::Events(_) => "events",
                Self::TextEvents => "text_events",
                Self::EventItems => "event_items",
            }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_called_by_the_names_in_them() {
        let of = |ty: TokenStream| names(ty);
        assert_eq!(of(quote!(Vec<my_types::faults::Fault>)), "VecFault");
        assert_eq!(of(quote!(std::collections::BTreeMap<String, i64>)), "BTreeMapStringI64");
        assert_eq!(of(quote!((my_types::A, bool))), "ABool");
    }
}
