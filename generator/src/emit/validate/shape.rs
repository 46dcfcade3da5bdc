//! The rules for a value of a schema, by its shape.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::place::Place;
use super::{Rules, compiles, number};
use crate::analyze::{Scalar, Width};
use crate::emit::scalar;
use crate::model::{Additional, Array, Constraints, Enumeration, Object, Schema, SchemaId, Shape, Tuple};

/// Types written in place nest no deeper than this; aliases that lead to themselves end here.
const MAX_DEPTH: usize = 32;

impl Rules<'_> {
    /// The rules for a value that is not null.
    pub(super) fn bare(&self, id: SchemaId, value: &Place, checker: &TokenStream, depth: usize) -> Option<TokenStream> {
        if depth > MAX_DEPTH {
            return None;
        }
        let mut rules = Vec::new();
        // A reference may demand more than what it leads to.
        for schema in self.chain(id) {
            rules.extend(self.own(schema, value, checker, depth));
        }
        let shape = self.types.shape_of(id);
        if self.is_ruled(shape) {
            let value = value.reference();
            rules.push(quote!(specwright_types::Validate::check(#value, #checker);));
        }
        (!rules.is_empty()).then(|| quote!(#(#rules)*))
    }

    /// The schema and those that it refers to, up to the one with a shape of its own.
    fn chain(&self, id: SchemaId) -> Vec<SchemaId> {
        self.context.api.schemas.chain(id).map(|(id, _)| id).collect()
    }

    /// Whether a value has no rules but those of a type's own `Validate`, which the runtime finds in options and lists.
    pub(super) fn is_nested(&self, id: SchemaId, depth: usize) -> bool {
        let shape = self.types.shape_of(id);
        let chain = self.chain(id);
        if self.is_ruled(shape) {
            let value = Place::value();
            return chain
                .iter()
                .all(|id| self.own(*id, &value, &quote!(c), depth).is_empty());
        }
        let bare = |id: &SchemaId| {
            let (schema, facts) = (self.types.schema(*id), self.context.facts.schema(*id));
            let unlimited = items(&schema.constraints, &Place::value(), &quote!(c)).is_empty();
            unlimited && schema.rules.is_empty() && facts.replacement.is_none() && !facts.set
        };
        match &self.types.schema(shape).shape {
            Shape::Array(array) if depth < MAX_DEPTH => {
                chain.iter().all(bare) && self.is_nested(array.items, depth + 1)
            }
            _ => false,
        }
    }

    /// What one schema demands of a value whose type is written in place.
    fn own(&self, id: SchemaId, value: &Place, checker: &TokenStream, depth: usize) -> Vec<TokenStream> {
        let schema: &Schema = self.types.schema(id);
        // The constraints of a reference are about the shape that it leads to.
        let shape = &self.types.schema(self.types.shape_of(id)).shape;
        let reference = matches!(schema.shape, Shape::Reference(_));
        let named = self.types.shape_of(id);
        // What the user chose has rules of its own.
        if self.types.is_replaced(named) {
            return Vec::new();
        }
        let adapter = self.types.bare_encoder(id);
        let fits = || self.fits(id, value, adapter.as_ref(), checker);
        if self.has_impl(named) {
            return fits().filter(|_| reference).into_iter().collect();
        }
        let mut rules = self.own_shape(id, shape, (value, checker), depth);
        rules.extend(fits());
        rules
    }

    /// What the shape and the constraints of a schema demand.
    fn own_shape(
        &self,
        id: SchemaId,
        shape: &Shape,
        (value, checker): (&Place, &TokenStream),
        depth: usize,
    ) -> Vec<TokenStream> {
        let schema: &Schema = self.types.schema(id);
        let c = &schema.constraints;
        let reference = matches!(schema.shape, Shape::Reference(_));
        match shape {
            Shape::Never if !reference => {
                let value = value.reference();
                vec![quote!(#checker.never(#value);)]
            }
            Shape::Integer(_) => match self.types.scalar(id) {
                Some(Scalar::Integer(width)) => number::integer(width, c, value, checker),
                Some(Scalar::UnixTime) => {
                    let seconds = Place::Owned(scalar::seconds(value.receiver(), self.types.dates()));
                    number::integer(Width::I64, c, &seconds, checker)
                }
                _ => Vec::new(),
            },
            Shape::Number(_) => match self.types.scalar(id) {
                Some(scalar) if scalar.is_float() => number::number(scalar, c, value, checker),
                Some(Scalar::DecimalNumber) => number::decimal(c, value, checker),
                _ => Vec::new(),
            },
            Shape::String(_) if self.types.is_string(id) => text(c, value, checker),
            Shape::Enumeration(enumeration) if !reference => enumeration_rule(enumeration, value, checker),
            Shape::Array(array) => {
                let is_set = self.context.facts.schema(self.types.shape_of(id)).set;
                let unique = c.unique_items && !is_set;
                let mut rules = items(
                    &Constraints {
                        unique_items: unique,
                        ..c.clone()
                    },
                    value,
                    checker,
                );
                if !reference {
                    rules.extend(self.each_item(array, value, checker, depth));
                }
                rules
            }
            Shape::Tuple(tuple) if tuple.exact && !reference => self.positions(tuple, value, checker, depth),
            Shape::Tuple(tuple) if tuple.exact => Vec::new(),
            Shape::Tuple(_) => items(c, value, checker),
            Shape::Object(object) => {
                let length = value.receiver();
                let mut rules = properties(c, &quote!(#length.len()), checker);
                if !reference {
                    rules.extend(self.entries(object, value, checker, depth));
                }
                rules
            }
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::String(_)
            | Shape::Enumeration(_)
            | Shape::Union(_)
            | Shape::Reference(_) => Vec::new(),
        }
    }

    fn each_item(&self, array: &Array, value: &Place, checker: &TokenStream, depth: usize) -> Option<TokenStream> {
        let inner = self.value(array.items, &Place::value(), checker, depth + 1)?;
        let items = value.receiver();
        Some(quote! {
            for (index, value) in #items.iter().enumerate() {
                #checker.item(index);
                #inner
                #checker.leave();
            }
        })
    }

    fn positions(&self, tuple: &Tuple, value: &Place, checker: &TokenStream, depth: usize) -> Vec<TokenStream> {
        let items = value.receiver();
        let rules = tuple.prefix.iter().enumerate().filter_map(|(index, id)| {
            let index = Literal::usize_unsuffixed(index);
            let inner = self.value(*id, &Place::Owned(quote!(#items.#index)), checker, depth + 1)?;
            Some(quote!(#checker.item(#index); #inner #checker.leave();))
        });
        rules.collect()
    }

    /// The rules for the entries of a map.
    pub(super) fn entries(
        &self,
        object: &Object,
        map: &Place,
        checker: &TokenStream,
        depth: usize,
    ) -> Option<TokenStream> {
        // Names are text, whatever the schema for them says.
        let keys = object
            .keys
            .map(|keys| &self.types.schema(self.types.shape_of(keys)).constraints);
        let key = Place::Reference(quote!(key));
        // Beside properties, the names of all are checked by a rule.
        let keys = keys.filter(|_| object.properties.is_empty());
        let mut keys = keys.map_or_else(Vec::new, |c| text(c, &key, checker));
        if let (Additional::Closed, [(pattern, _)], []) = (
            object.additional,
            object.patterns.as_slice(),
            object.properties.as_slice(),
        ) && compiles(pattern)
        {
            keys.push(quote!(#checker.pattern(key, #pattern);));
        }
        let values = self
            .types
            .map_values(object)
            .and_then(|values| self.value(values, &Place::value(), checker, depth + 1));
        let (map, all) = (map.reference(), map.receiver());
        let entries = match (keys.is_empty(), &values) {
            (true, None) => return None,
            (false, None) => quote!(for key in #all.keys()),
            (_, Some(_)) => quote!(for (key, value) in #map),
        };
        Some(quote! {
            #entries {
                #checker.key(key);
                #(#keys)*
                #values
                #checker.leave();
            }
        })
    }
}

fn text(c: &Constraints, value: &Place, checker: &TokenStream) -> Vec<TokenStream> {
    let text = value.reference();
    let mut rules = limits(
        [("min_length", c.min_length), ("max_length", c.max_length)],
        &text,
        checker,
    );
    if let Some(pattern) = c.pattern.as_deref().filter(|pattern| compiles(pattern)) {
        rules.push(quote!(#checker.pattern(#text, #pattern);));
    }
    rules
}

fn items(c: &Constraints, value: &Place, checker: &TokenStream) -> Vec<TokenStream> {
    let items = value.receiver();
    let limited = [("min_items", c.min_items), ("max_items", c.max_items)];
    let mut rules = limits(limited, &quote!(#items.len()), checker);
    if c.unique_items {
        let items = value.reference();
        rules.push(quote!(#checker.unique(#items);));
    }
    rules
}

/// `minProperties` and `maxProperties` of an object with so many.
pub(super) fn properties(c: &Constraints, length: &TokenStream, checker: &TokenStream) -> Vec<TokenStream> {
    let limited = [
        ("min_properties", c.min_properties),
        ("max_properties", c.max_properties),
    ];
    limits(limited, length, checker)
}

/// Limits that say something: not a minimum of nothing.
fn limits(limits: [(&str, Option<u64>); 2], measured: &TokenStream, checker: &TokenStream) -> Vec<TokenStream> {
    let mut rules = Vec::new();
    for (method, limit) in limits {
        let Some(limit) = limit.filter(|limit| *limit > 0 || method.starts_with("max")) else {
            continue;
        };
        // No value that fits into memory reaches more.
        let Ok(limit) = u32::try_from(limit) else { continue };
        let (method, limit) = (format_ident!("{method}"), Literal::u32_unsuffixed(limit));
        rules.push(quote!(#checker.#method(#measured, #limit);));
    }
    rules
}

/// An enumeration that is not an enum in Rust.
fn enumeration_rule(enumeration: &Enumeration, value: &Place, checker: &TokenStream) -> Vec<TokenStream> {
    let values: Vec<String> = enumeration.values.iter().map(|value| value.value.to_string()).collect();
    let (value, values) = (value.reference(), format!("[{}]", values.join(", ")));
    vec![quote!(#checker.one_of(#value, #values);)]
}
