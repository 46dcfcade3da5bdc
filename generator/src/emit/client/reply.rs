//! Bodies of responses: which representation is used, of which type it is, and how it is read.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::{Client, body, size};
use crate::emit::rust_type::ident;
use crate::model::{BodyKind, Method, Operation, Origin, Response, SchemaId, Shape, Status};

/// How a response's body is read.
#[derive(Clone)]
pub(super) struct Plan {
    /// Its type; `()` when it has none.
    pub(super) ty: TokenStream,
    /// How it is read.
    pub(super) read: Read,
    /// The media type to expect.
    pub(super) media: Option<String>,
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
    /// As JSON; by a wrapper with these types where the type alone does not tell how.
    Json(Option<(TokenStream, TokenStream)>),
    /// As text.
    Text,
    /// As it is.
    Bytes,
    /// As it comes.
    Stream,
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

/// What is read of a response. The bodies of errors are read whole: they are part of a value that is shown.
pub(super) fn plan(client: &Client<'_>, operation: &Operation, response: &Response, is_error: bool) -> Plan {
    let bodiless = operation.method == Method::Head || matches!(response.status, Status::Code(204 | 205 | 304));
    let Some(media) = body::choose(&response.content).filter(|_| !bodiless) else {
        return Plan {
            ty: quote!(()),
            read: Read::Empty,
            media: None,
            size: 0,
            label: Label::unique("Empty"),
        };
    };
    let (ty, read, size, label) = match (media.kind, media.schema) {
        (BodyKind::Json, Some(schema)) => {
            let (ty, root) = (client.types.of(schema), client.types.root());
            let adapter = client.types.adapter(schema);
            let adapter = adapter.map(|adapter| (quote!(#root::support::codec::As), quote!(#ty, #adapter)));
            let label = label(client, schema, &ty);
            (ty, Read::Json(adapter), size::of(client, schema), label)
        }
        (BodyKind::Json, None) => (
            quote!(serde_json::Value),
            Read::Json(None),
            size::VALUE,
            Label::unique("Value"),
        ),
        (BodyKind::Text, _) => (quote!(String), Read::Text, size::STRING, Label::unique("Text")),
        (BodyKind::Bytes, _) if is_error => (quote!(bytes::Bytes), Read::Bytes, size::BYTES, Label::unique("Bytes")),
        (BodyKind::Bytes, _) => (
            quote!(crate::support::Body),
            Read::Stream,
            size::BYTES,
            Label::unique("Body"),
        ),
    };
    Plan {
        ty,
        read,
        media: Some(media.range.as_str().to_owned()),
        size,
        label,
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
        matches!(self.read, Read::Stream)
    }

    /// The function that reads it.
    pub(super) fn function(&self) -> TokenStream {
        match &self.read {
            Read::Empty => quote!(crate::support::Reply::empty),
            Read::Json(None) => quote!(crate::support::Reply::json),
            Read::Text => quote!(crate::support::Reply::text),
            Read::Bytes => quote!(crate::support::Reply::bytes),
            Read::Stream => quote!(crate::support::Reply::stream),
            Read::Json(Some(_)) => {
                let read = self.result();
                quote!(|reply| #read)
            }
        }
    }

    /// The expression that reads it from `reply`, a `Result`.
    pub(super) fn result(&self) -> TokenStream {
        match &self.read {
            Read::Empty => quote!(reply.empty()),
            Read::Json(None) => quote!(reply.json()),
            Read::Json(Some((wrapper, types))) => quote!(reply.json::<#wrapper<#types>>().map(#wrapper::into_inner)),
            Read::Text => quote!(reply.text()),
            Read::Bytes => quote!(reply.bytes()),
            Read::Stream => quote!(reply.stream()),
        }
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
