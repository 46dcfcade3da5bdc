//! The Rust type of a schema, and the adapter of its codec: what all three crates must agree on.

use std::collections::HashSet;

use proc_macro2::{Ident as TokenIdent, Span, TokenStream};
use quote::{format_ident, quote};

use super::Context;
use super::scalar::{adapter as scalar_adapter, rust_type as scalar_type};
use crate::analyze::{FieldFacts, Ident, Scalar, SchemaFacts, TypeName};
use crate::model::{Additional, Array, Object, Property, Schema, SchemaId, Shape};
use crate::settings::{Dates, Maps, Sets};

/// Writes types as seen from one crate.
#[derive(Clone, Debug)]
pub struct RustTypes<'a> {
    context: Context<'a>,
    root: TokenStream,
    /// The module of the types crate that is being written: its items need no path.
    home: Option<&'a Ident>,
}

/// Aliases that lead to themselves are widened by analysis; this bounds what slips through.
const MAX_DEPTH: usize = 64;

impl<'a> RustTypes<'a> {
    /// As the types crate itself writes them.
    pub fn inside(context: Context<'a>) -> Self {
        Self {
            context,
            root: quote!(crate),
            home: None,
        }
    }

    /// As the client and the server write them.
    pub fn outside(context: Context<'a>) -> Self {
        let krate = types_crate(context.name);
        Self {
            context,
            root: quote!(#krate),
            home: None,
        }
    }

    /// As one module of the types crate writes them.
    pub fn within(context: Context<'a>, module: &'a Ident) -> Self {
        Self {
            home: Some(module),
            ..Self::inside(context)
        }
    }

    /// The root of the types crate: `crate` or `turso_types`.
    pub fn root(&self) -> &TokenStream {
        &self.root
    }

    /// The schema of an id.
    pub fn schema(&self, id: SchemaId) -> &'a Schema {
        self.context.api.schemas.get(id)
    }

    /// The facts about a schema.
    pub fn facts(&self, id: SchemaId) -> &'a SchemaFacts {
        self.context.facts.schema(id)
    }

    /// The facts about the fields of an object.
    pub fn fields(&self, id: SchemaId) -> &'a [FieldFacts] {
        &self.context.facts.schema(id).fields
    }

    /// The type of a value: `Option` where null is one.
    pub fn of(&self, id: SchemaId) -> TokenStream {
        self.of_at(id, 0)
    }

    /// The type of a value that is not null.
    pub fn bare(&self, id: SchemaId) -> TokenStream {
        self.bare_at(id, 0)
    }

    /// Whether null is a value, by the schema itself or by one that it refers to, that its type does not hold by itself.
    pub fn nullable(&self, id: SchemaId) -> bool {
        self.context.facts.schema(id).nullable
    }

    /// Whether a field is one `Option` though its property is optional and nullable: null and no property are the same.
    pub fn is_collapsed(&self, property: &Property, field: &FieldFacts) -> bool {
        !field.required && !field.three_states && self.nullable(property.schema)
    }

    /// The schema whose shape is the type's: references followed, shared types resolved, up to one that the user
    /// chose a type for.
    pub fn shape_of(&self, id: SchemaId) -> SchemaId {
        self.context.facts.schema(id).shape
    }

    /// About how many bytes a value takes that is not null.
    pub fn size(&self, id: SchemaId) -> usize {
        self.context.facts.schema(id).size
    }

    /// The item that the schema's type is a path to, if it is one: its own, a shared one, or that of a reference.
    pub fn item(&self, id: SchemaId) -> Option<&'a TypeName> {
        let mut id = id;
        for _ in 0..MAX_DEPTH {
            let facts = self.context.facts.schema(id);
            if let Some(item) = &facts.item {
                return Some(item);
            }
            id = match self.context.api.schemas.get(id).shape {
                _ if facts.replacement.is_some() => return None,
                _ if facts.canonical != id => facts.canonical,
                Shape::Reference(target) => target,
                _ => return None,
            };
        }
        None
    }

    /// Whether the type is plain `String`, so that arguments can be `impl Into<String>`.
    pub fn is_string(&self, id: SchemaId) -> bool {
        let facts = self.context.facts.schema(self.shape_of(id));
        facts.scalar == Some(Scalar::Text) && facts.replacement.is_none()
    }

    /// The objects that a value may be: the schema's own, or those of a union's members.
    pub fn members(&self, id: SchemaId) -> Vec<&'a Object> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut left = vec![id];
        while let Some(id) = left.pop() {
            let id = self.shape_of(id);
            match &self.schema(id).shape {
                _ if !seen.insert(id) => {}
                Shape::Object(object) => found.push(object),
                Shape::Union(union) => left.extend(union.variants.iter().rev().map(|variant| variant.schema)),
                _ => {}
            }
        }
        found
    }

    /// The shape of a schema, references followed.
    pub fn described(&self, id: SchemaId) -> &'a Shape {
        &self.schema(self.shape_of(id)).shape
    }

    /// Whether a value is a file, or an array of them.
    pub fn is_file(&self, id: SchemaId) -> bool {
        match &self.schema(self.shape_of(id)).shape {
            Shape::Array(array) => self.scalar(array.items) == Some(Scalar::File),
            _ => self.scalar(id) == Some(Scalar::File),
        }
    }

    /// Whether the user chose another type for the schema.
    pub fn is_replaced(&self, id: SchemaId) -> bool {
        self.context.facts.schema(id).replacement.is_some()
    }

    /// The type of a text or number; `None` for other schemas, and where the user chose another type.
    pub fn scalar(&self, id: SchemaId) -> Option<Scalar> {
        let facts = self.context.facts.schema(self.shape_of(id));
        facts.scalar.filter(|_| facts.replacement.is_none())
    }

    /// The library of dates and times.
    pub fn dates(&self) -> Dates {
        self.context.settings.dates
    }

    /// The map from text to a type.
    pub fn map(&self, values: &TokenStream) -> TokenStream {
        match self.context.settings.maps {
            Maps::Btree => quote!(std::collections::BTreeMap<String, #values>),
            Maps::Hash => quote!(std::collections::HashMap<String, #values>),
            Maps::Index => quote!(indexmap::IndexMap<String, #values>),
        }
    }

    /// The path of an item.
    pub fn path(&self, item: &TypeName) -> TokenStream {
        let (root, name) = (&self.root, ident(&item.name));
        if self.home == Some(&item.module) {
            quote!(#name)
        } else if item.exported {
            quote!(#root::#name)
        } else {
            let module = ident(&item.module);
            quote!(#root::#module::#name)
        }
    }

    /// The adapter for a value of the schema (null included), where its own serde impls would not write what the
    /// description says; `None` where they do.
    pub fn adapter(&self, id: SchemaId) -> Option<TokenStream> {
        let inner = self.bare_adapter(id)?;
        Some(if self.nullable(id) {
            quote!(specwright_types::__private::codec::Nullable<#inner>)
        } else {
            inner
        })
    }

    /// The adapter for a value that is not null.
    pub fn bare_adapter(&self, id: SchemaId) -> Option<TokenStream> {
        self.bare_adapter_at(id, Way::Both, 0)
    }

    /// [`bare_adapter`](Self::bare_adapter) for a property: also where an adapter is only faster.
    pub fn property_adapter(&self, id: SchemaId) -> Option<TokenStream> {
        self.bare_adapter_at(id, Way::Property, 0)
    }

    /// [`adapter`](Self::adapter) for a value that is only written.
    pub fn encoder(&self, id: SchemaId) -> Option<TokenStream> {
        let inner = self.bare_encoder(id)?;
        Some(if self.nullable(id) {
            quote!(specwright_types::__private::codec::Nullable<#inner>)
        } else {
            inner
        })
    }

    /// [`bare_adapter`](Self::bare_adapter) for a value that is only written.
    pub fn bare_encoder(&self, id: SchemaId) -> Option<TokenStream> {
        self.bare_adapter_at(id, Way::Written, 0)
    }

    fn of_at(&self, id: SchemaId, depth: usize) -> TokenStream {
        let bare = self.bare_at(id, depth);
        if self.nullable(id) { quote!(Option<#bare>) } else { bare }
    }

    fn bare_at(&self, id: SchemaId, depth: usize) -> TokenStream {
        match self.item(id) {
            Some(item) => self.path(item),
            None => self.shape_at(self.shape_of(id), depth),
        }
    }

    /// The type that an alias stands for, or that is written in place.
    pub fn shape(&self, id: SchemaId) -> TokenStream {
        match self.context.api.schemas.get(id).shape {
            _ if self.is_replaced(id) => self.shape_at(id, 0),
            Shape::Reference(target) => self.bare(target),
            _ => self.shape_at(id, 0),
        }
    }

    fn shape_at(&self, id: SchemaId, depth: usize) -> TokenStream {
        if depth > MAX_DEPTH {
            return quote!(serde_json::Value);
        }
        let facts = self.context.facts.schema(id);
        if let Some(path) = &facts.replacement {
            // Settings are checked before; what is no type all the same is a fault that the compiler shows.
            return path.parse().unwrap_or_else(|_| quote!(serde_json::Value));
        }
        if let Some(scalar) = facts.scalar {
            return scalar_type(scalar, self.dates());
        }
        match &self.context.api.schemas.get(id).shape {
            // No value is ever valid where nothing may be; what comes all the same is kept.
            Shape::Any | Shape::Never | Shape::Reference(_) | Shape::Union(_) => quote!(serde_json::Value),
            Shape::Null => quote!(()),
            Shape::Boolean => quote!(bool),
            // Scalars, all of them.
            Shape::Integer(_) => quote!(i64),
            Shape::Number(_) => quote!(f64),
            Shape::String(_) => quote!(String),
            Shape::Enumeration(enumeration) => enumeration_base(enumeration),
            Shape::Array(Array { items }) => {
                let items = self.of_at(*items, depth + 1);
                match self.context.settings.sets {
                    Sets::Btree if facts.set => quote!(std::collections::BTreeSet<#items>),
                    Sets::Hash if facts.set => quote!(std::collections::HashSet<#items>),
                    Sets::Index if facts.set => quote!(indexmap::IndexSet<#items>),
                    Sets::Vec | Sets::Btree | Sets::Hash | Sets::Index => quote!(Vec<#items>),
                }
            }
            Shape::Tuple(tuple) if tuple.exact => {
                let items = tuple.prefix.iter().map(|id| self.of_at(*id, depth + 1));
                quote!((#(#items,)*))
            }
            Shape::Tuple(_) => quote!(Vec<serde_json::Value>),
            Shape::Object(object) => match self.map_values(object) {
                Some(values) => {
                    let values = self.of_at(values, depth + 1);
                    self.map(&values)
                }
                None => quote!(serde_json::Map<String, serde_json::Value>),
            },
        }
    }

    /// What the values of a map hold; `None` for a free-form one.
    pub fn map_values(&self, object: &Object) -> Option<SchemaId> {
        let values = match (object.additional, object.patterns.as_slice()) {
            (Additional::Schema(values), []) => values,
            // A pattern beside properties leaves it open what other keys hold.
            (Additional::Unspecified | Additional::Closed, [(_, values)]) if object.properties.is_empty() => *values,
            (Additional::Unspecified | Additional::Closed | Additional::Schema(_), _) => return None,
        };
        let shape = self.shape_of(values);
        let free = matches!(self.context.api.schemas.get(shape).shape, Shape::Any) && !self.is_replaced(shape);
        (!free).then_some(values)
    }

    fn bare_adapter_at(&self, id: SchemaId, way: Way, depth: usize) -> Option<TokenStream> {
        let id = self.shape_of(id);
        let inner = |inner: SchemaId| {
            let adapter = self.bare_adapter_at(inner, way, depth + 1)?;
            Some(if self.nullable(inner) {
                quote!(specwright_types::__private::codec::Nullable<#adapter>)
            } else {
                adapter
            })
        };
        let facts = self.context.facts.schema(id);
        if depth > MAX_DEPTH || facts.replacement.is_some() {
            return None;
        }
        // Integers are read in more spellings than they are written.
        let integer =
            || matches!(way, Way::Both | Way::Property).then(|| quote!(specwright_types::__private::codec::Integer));
        match (
            facts.scalar,
            facts.scalar.and_then(|scalar| scalar_adapter(scalar, self.dates())),
        ) {
            (Some(Scalar::Integer(_)), _) => return integer(),
            (Some(Scalar::DateTime), None) if matches!(way, Way::Property) && self.dates() == Dates::Chrono => {
                return Some(quote!(specwright_types::__private::codec::Rfc3339));
            }
            (Some(_), adapter) => return adapter.map(|adapter| quote!(specwright_types::__private::codec::#adapter)),
            (None, _) => {}
        }
        match &self.context.api.schemas.get(id).shape {
            Shape::Enumeration(_) if facts.enumeration.is_some() => None,
            Shape::Enumeration(enumeration) => match base(enumeration) {
                Base::Integer | Base::Unsigned => integer(),
                Base::Float => Some(quote!(specwright_types::__private::codec::Float)),
                Base::Any | Base::String | Base::Boolean => None,
            },
            Shape::Array(Array { items }) if facts.set => {
                let item = inner(*items).unwrap_or_else(|| quote!(specwright_types::__private::codec::Plain));
                Some(quote!(specwright_types::__private::codec::Distinct<#item>))
            }
            Shape::Array(Array { items }) => {
                inner(*items).map(|a| quote!(specwright_types::__private::codec::Each<#a>))
            }
            Shape::Object(object) if facts.fields.is_empty() => {
                inner(self.map_values(object)?).map(|a| quote!(specwright_types::__private::codec::Values<#a>))
            }
            Shape::Tuple(tuple) if tuple.exact => {
                let adapters: Vec<_> = tuple.prefix.iter().map(|id| inner(*id)).collect();
                let plain = quote!(specwright_types::__private::codec::Plain);
                let special = adapters.iter().any(Option::is_some);
                let adapters = adapters.iter().map(|adapter| adapter.as_ref().unwrap_or(&plain));
                special.then(|| quote!(specwright_types::__private::codec::Tuple<(#(#adapters,)*)>))
            }
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Tuple(_)
            | Shape::Object(_)
            | Shape::Union(_)
            | Shape::Reference(_) => None,
        }
    }
}

/// What an adapter is for.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Values that are read, perhaps written too.
    Both,
    /// The same, where speed counts.
    Property,
    /// Values that are only written.
    Written,
}

/// The identifier of the types crate, as paths name it.
pub fn types_crate(name: &str) -> TokenIdent {
    format_ident!("{}_types", name.replace('-', "_"))
}

/// An identifier of the facts as a token, raw ones (`r#type`) included.
pub fn ident(ident: &Ident) -> TokenIdent {
    match ident.0.strip_prefix("r#") {
        Some(raw) => TokenIdent::new_raw(raw, Span::call_site()),
        None => TokenIdent::new(&ident.0, Span::call_site()),
    }
}

/// What the values of an enumeration that is not an item have in common.
enum Base {
    Any,
    String,
    Boolean,
    Integer,
    /// Some are too large for `i64`.
    Unsigned,
    Float,
}

fn base(enumeration: &crate::model::Enumeration) -> Base {
    let all = |test: fn(&serde_json::Value) -> bool| enumeration.values.iter().all(|v| test(&v.value));
    if enumeration.values.is_empty() {
        Base::Any
    } else if all(serde_json::Value::is_string) {
        Base::String
    } else if all(serde_json::Value::is_boolean) {
        Base::Boolean
    } else if all(serde_json::Value::is_i64) {
        Base::Integer
    } else if all(serde_json::Value::is_u64) {
        Base::Unsigned
    } else if all(|value| value.is_i64() || value.is_u64()) {
        // No type holds them all.
        Base::Any
    } else if all(serde_json::Value::is_number) {
        Base::Float
    } else {
        Base::Any
    }
}

/// The type of an enumeration that is not an item: that of its values where they have one in common.
fn enumeration_base(enumeration: &crate::model::Enumeration) -> TokenStream {
    match base(enumeration) {
        Base::Any => quote!(serde_json::Value),
        Base::String => quote!(String),
        Base::Boolean => quote!(bool),
        Base::Integer => quote!(i64),
        Base::Unsigned => quote!(u64),
        Base::Float => quote!(f64),
    }
}
