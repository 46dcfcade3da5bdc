//! What the text of a parameter stands for: the `Kind` that the runtime reads it by.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Server;
use crate::model::{Additional, Encoding, MediaRange, Object, Parameter, SchemaId, Shape, StringFormat, Style};

/// A kind, before it is tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Null,
    Json,
    File,
    Array(Box<Kind>),
    Object(Vec<(String, Kind)>, Option<Box<Kind>>),
    OneOf(Vec<Kind>),
}

/// Arrays in objects are as deep as any style reaches that has no brackets.
const MAX_DEPTH: usize = 2;

/// Deeper values of deepObject are read without knowing more of them.
const MAX_BRACKETS: usize = 8;

/// From here on deepObject ends at types that contain themselves.
const MAX_CIRCLE: usize = 6;

/// A value is described by no more kinds than this, however many ways lead through its types.
const MOST: usize = 10_000;

/// The schemas that a value lies in, and itself.
#[derive(Clone, Copy)]
struct Trail<'t> {
    id: SchemaId,
    above: Option<&'t Trail<'t>>,
    depth: usize,
    is_deep: bool,
    /// How many more kinds are described.
    left: &'t Cell<usize>,
}

impl<'t> Trail<'t> {
    fn start(id: SchemaId, is_deep: bool, left: &'t Cell<usize>) -> Self {
        Self {
            id,
            above: None,
            depth: 0,
            is_deep,
            left,
        }
    }

    fn inner(&'t self, id: SchemaId) -> Self {
        self.left.set(self.left.get().saturating_sub(1));
        Self {
            id,
            above: Some(self),
            depth: self.depth + 1,
            is_deep: self.is_deep,
            left: self.left,
        }
    }

    /// Whether no arrays and objects are read any more.
    fn ends(&self) -> bool {
        let is_circle = || std::iter::successors(self.above, |trail| trail.above).any(|trail| trail.id == self.id);
        match self.is_deep {
            _ if self.left.get() == 0 => true,
            true => self.depth >= MAX_BRACKETS || self.depth >= MAX_CIRCLE && is_circle(),
            false => self.depth >= MAX_DEPTH,
        }
    }
}

/// The kind of a parameter's value.
pub(super) fn of(emitter: &Server<'_>, parameter: &Parameter) -> Kind {
    let styled = || {
        let is_deep = parameter.style == Style::DeepObject;
        schema_kind(emitter, Trail::start(parameter.schema, is_deep, &Cell::new(MOST)))
    };
    let kind = match &parameter.content {
        Some(media) if media.is_json() => Kind::Json,
        Some(media) if media.essence() == "application/x-www-form-urlencoded" => styled(),
        Some(_) => Kind::String,
        None => styled(),
    };
    if parameter.allow_empty_value && kind != Kind::String {
        return Kind::OneOf(vec![kind, Kind::Null]);
    }
    kind
}

/// The kind of a form's property, by the schemas that it may have. Objects are JSON where no style lays them out.
pub(super) fn field(emitter: &Server<'_>, schemas: &[SchemaId], encoding: Option<&Encoding>) -> Kind {
    let layout = encoding.and_then(|encoding| encoding.layout);
    let is_deep = matches!(layout, Some((Style::DeepObject, _)));
    let left = Cell::new(MOST);
    let kinds = schemas
        .iter()
        .map(|schema| schema_kind(emitter, Trail::start(*schema, is_deep, &left)));
    let kind = one_of(kinds);
    let is_json = encoding.and_then(|encoding| encoding.content_type.as_ref());
    let is_json = is_json.is_some_and(|media| MediaRange::new(media.as_str()).is_json());
    match layout {
        Some(_) => kind,
        None => kind.without_layout(is_json),
    }
}

/// The kind of what one part holds, which has no layout at all.
pub(super) fn part(emitter: &Server<'_>, schemas: &[SchemaId], encoding: Option<&Encoding>) -> Kind {
    let json = |kind| match kind {
        Kind::Array(_) => Kind::Json,
        kind => kind,
    };
    match field(emitter, schemas, encoding) {
        Kind::OneOf(kinds) => Kind::OneOf(kinds.into_iter().map(json).collect()),
        kind => json(kind),
    }
}

/// The kind of what several parts hold, by the schemas that each may have.
pub(super) fn list(emitter: &Server<'_>, schemas: &[SchemaId], encoding: Option<&Encoding>) -> Kind {
    Kind::Array(Box::new(part(emitter, schemas, encoding)))
}

fn schema_kind(emitter: &Server<'_>, trail: Trail<'_>) -> Kind {
    let is_nullable = emitter.types.nullable(trail.id);
    let trail = Trail {
        id: emitter.types.shape_of(trail.id),
        ..trail
    };
    let bare = shape_kind(emitter, &trail);
    match bare {
        Kind::String | Kind::Json | Kind::Null => bare,
        bare if is_nullable => Kind::OneOf(vec![bare, Kind::Null]),
        bare => bare,
    }
}

fn shape_kind(emitter: &Server<'_>, trail: &Trail<'_>) -> Kind {
    let schema = emitter.context.api.schemas.get(trail.id);
    let inner = |id| schema_kind(emitter, trail.inner(id));
    match &schema.shape {
        Shape::Any if trail.is_deep => Kind::OneOf(vec![Kind::Number, Kind::Boolean, Kind::String, Kind::Json]),
        Shape::String(StringFormat::File) => Kind::File,
        Shape::Any | Shape::String(_) | Shape::Never | Shape::Reference(_) => Kind::String,
        Shape::Null => Kind::Null,
        Shape::Boolean => Kind::Boolean,
        Shape::Integer(_) => Kind::Integer,
        Shape::Number(_) => Kind::Number,
        Shape::Enumeration(enumeration) => one_of(enumeration.values.iter().map(|v| value_kind(&v.value))),
        Shape::Array(_) | Shape::Tuple(_) | Shape::Object(_) if trail.ends() => Kind::Json,
        Shape::Array(array) => Kind::Array(Box::new(inner(array.items))),
        Shape::Tuple(tuple) => {
            let items = tuple.prefix.iter().chain(&tuple.rest).map(|id| inner(*id));
            Kind::Array(Box::new(one_of(items)))
        }
        Shape::Object(object) => object_kind(object, inner),
        Shape::Union(_) if trail.ends() && (trail.is_deep || trail.depth > MAX_DEPTH || trail.left.get() == 0) => {
            Kind::Json
        }
        Shape::Union(union) => one_of(union.variants.iter().map(|variant| inner(variant.schema))),
    }
}

fn object_kind(object: &Object, inner: impl Fn(SchemaId) -> Kind) -> Kind {
    let properties = object.properties.iter();
    let properties = properties.map(|property| (property.name.clone(), inner(property.schema)));
    let others = match object.additional {
        Additional::Schema(others) => Some(others),
        Additional::Unspecified | Additional::Closed => object.patterns.first().map(|(_, others)| *others),
    };
    Kind::Object(properties.collect(), others.map(|others| Box::new(inner(others))))
}

fn value_kind(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(number) if number.is_f64() => Kind::Number,
        Value::Number(_) => Kind::Integer,
        Value::String(_) => Kind::String,
        Value::Array(_) | Value::Object(_) => Kind::Json,
    }
}

/// The narrower kinds come first: every text is a string.
fn one_of(kinds: impl Iterator<Item = Kind>) -> Kind {
    let mut all = Vec::new();
    for kind in kinds {
        let kinds = match kind {
            Kind::OneOf(kinds) => kinds,
            kind => vec![kind],
        };
        for kind in kinds {
            if !all.contains(&kind) {
                all.push(kind);
            }
        }
    }
    all.sort_by_key(|kind| *kind == Kind::String);
    match all.pop() {
        None => Kind::String,
        Some(only) if all.is_empty() => only,
        Some(last) => {
            all.push(last);
            Kind::OneOf(all)
        }
    }
}

impl Kind {
    /// The kind of text that has no layout but that of a list. `is_json`: every text is JSON.
    fn without_layout(self, is_json: bool) -> Self {
        match self {
            Self::Array(item) => Self::Array(Box::new(match *item {
                Self::Array(_) => Self::Json,
                item => item.without_layout(is_json),
            })),
            Self::Object(..) => Self::Json,
            Self::OneOf(kinds) => Self::OneOf(kinds.into_iter().map(|kind| kind.without_layout(is_json)).collect()),
            _ if is_json && self != Self::File => Self::Json,
            kind => kind,
        }
    }

    /// The kind as an expression.
    pub(super) fn tokens(&self) -> TokenStream {
        let path = quote!(specwright_server::__private::kind::Kind);
        match self {
            Self::String => quote!(#path::String),
            Self::Integer => quote!(#path::Integer),
            Self::Number => quote!(#path::Number),
            Self::Boolean => quote!(#path::Boolean),
            Self::Null => quote!(#path::Null),
            Self::Json => quote!(#path::Json),
            Self::File => quote!(#path::File),
            Self::Array(item) => {
                let item = item.tokens();
                quote!(#path::Array(&#item))
            }
            Self::Object(properties, others) => {
                let properties = properties.iter().map(|(name, kind)| {
                    let kind = kind.tokens();
                    quote!((#name, #kind))
                });
                let others = match others {
                    Some(others) => {
                        let others = others.tokens();
                        quote!(Some(&#others))
                    }
                    None => quote!(None),
                };
                quote!(#path::Object(&[#(#properties),*], #others))
            }
            Self::OneOf(kinds) => {
                let kinds = kinds.iter().map(Self::tokens);
                quote!(#path::OneOf(&[#(#kinds),*]))
            }
        }
    }

    /// Whether a JSON value is one that this kind reads: a default that is not would refuse every request without the
    /// parameter.
    pub(super) fn fits(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Json, _)
            | (Self::String, Value::String(_))
            | (Self::Boolean, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::Null, Value::Null) => true,
            (Self::Integer, Value::Number(number)) => !number.is_f64(),
            (Self::Array(item), Value::Array(values)) => values.iter().all(|value| item.fits(value)),
            (Self::Object(properties, others), Value::Object(object)) => object.iter().all(|(name, value)| {
                let known = properties.iter().find(|(known, _)| known == name).map(|(_, kind)| kind);
                known.or(others.as_deref()).is_none_or(|kind| kind.fits(value))
            }),
            (Self::OneOf(kinds), value) => kinds.iter().any(|kind| kind.fits(value)),
            _ => false,
        }
    }
}
