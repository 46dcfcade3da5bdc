//! Forms as data: which properties they have, and how each is laid out.

use std::collections::HashSet;

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use super::kind::{self, Kind};
use super::{Server, parameter};
use crate::emit::representation;
use crate::model::{Additional, BodyKind, ITEMS, MediaType, SchemaId, Shape};

/// The properties of a form.
struct Fields {
    /// Names, with the schemas that they have in the members of a union.
    named: IndexMap<String, Vec<SchemaId>>,
    /// What others hold, where they are kept.
    others: Option<Kind>,
}

/// The constant that describes a form.
pub(super) fn data(emitter: &Server<'_>, media: &MediaType) -> TokenStream {
    let mut fields = Fields {
        named: IndexMap::new(),
        others: None,
    };
    let is_by_position = representation::is_by_position(&emitter.types, media);
    match media.schema {
        Some(_) if is_by_position => {
            let items = representation::sent(&emitter.types, media).into_iter();
            fields.named = items.map(|(name, content)| (name, vec![content])).collect();
        }
        Some(schema) => fields.add(emitter, schema),
        None => fields.others = Some(Kind::String),
    }
    let place = match media.kind {
        BodyKind::Multipart => quote!(part),
        BodyKind::Json | BodyKind::Text | BodyKind::Form | BodyKind::Xml | BodyKind::Sequence(_) | BodyKind::Bytes => {
            quote!(form)
        }
    };
    let named = fields.named.iter().map(|(name, schemas)| {
        let encoding = media.encoding(name);
        let kind = match encoding.and_then(|encoding| encoding.headers.as_ref()) {
            _ if is_by_position && name == ITEMS => kind::list(emitter, schemas, encoding),
            _ if is_by_position => kind::part(emitter, schemas, encoding),
            Some(headers) if headers.is_list => kind::list(emitter, &[headers.content], encoding),
            Some(headers) => kind::part(emitter, &[headers.content], encoding),
            None => kind::field(emitter, schemas, encoding),
        };
        let kind = kind.tokens();
        let style = encoding.and_then(|encoding| encoding.layout).map(|(style, explode)| {
            let style = parameter::style_tokens(style);
            quote!(.style(#style, #explode))
        });
        quote!(specwright_server::__private::parameter::Parameter::#place(#name, #kind) #style)
    });
    let others = fields.others.as_ref().map(|kind| {
        let kind = kind.tokens();
        quote!(.others(#kind))
    });
    let parts = media.encodings.iter().filter_map(|encoding| {
        let (name, headers) = (&encoding.property, encoding.headers.as_ref()?);
        let fields = { headers.fields.iter() }.map(|header| parameter::data(emitter, &header.parameter()));
        let list = headers.is_list.then(|| quote!(.list()));
        Some(quote!(specwright_server::__private::form::Part::new(#name, &[#(#fields),*]) #list))
    });
    let parts: Vec<_> = parts.collect();
    let parts = (!parts.is_empty()).then(|| quote!(.parts(&[#(#parts),*])));
    let by_position = is_by_position.then(|| quote!(.by_position()));
    quote!(specwright_server::__private::form::Form::new(&[#(#named),*]) #others #parts #by_position)
}

impl Fields {
    /// Adds what the members of unions in unions have, each once.
    fn add(&mut self, emitter: &Server<'_>, id: SchemaId) {
        let mut seen = HashSet::new();
        let mut left = vec![id];
        while let Some(id) = left.pop().map(|id| emitter.types.shape_of(id)) {
            match &emitter.context.api.schemas.get(id).shape {
                _ if !seen.insert(id) => {}
                Shape::Union(union) => left.extend(union.variants.iter().rev().map(|variant| variant.schema)),
                shape => self.add_shape(emitter, shape),
            }
        }
    }

    fn add_shape(&mut self, emitter: &Server<'_>, shape: &Shape) {
        match shape {
            Shape::Object(object) => {
                for property in &object.properties {
                    let schemas = self.named.entry(property.name.clone()).or_default();
                    schemas.push(property.schema);
                }
                let others = match object.additional {
                    Additional::Schema(others) => Some(others),
                    Additional::Unspecified | Additional::Closed => object.patterns.first().map(|(_, others)| *others),
                };
                let others = others.map(|others| kind::field(emitter, &[others], None));
                // A closed object must hear of others to refuse them, and a map without schemas keeps all.
                let is_map = object.properties.is_empty();
                let is_closed = object.additional == Additional::Closed;
                let others = others.or_else(|| (is_map || is_closed).then_some(Kind::String));
                self.others = self.others.take().or(others);
            }
            Shape::Any => self.others = Some(Kind::String),
            Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Enumeration(_)
            | Shape::Array(_)
            | Shape::Tuple(_)
            | Shape::Union(_)
            | Shape::Reference(_) => {}
        }
    }
}
