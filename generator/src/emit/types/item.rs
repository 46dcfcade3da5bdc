//! The items of the crate, and the modules that they live in.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use super::{codec, docs, enumeration, record, union};
use crate::analyze::{EnumFacts, Ident, SchemaFacts, TypeName, UnionFacts};
use crate::emit::rust_type::{RustTypes, ident};
use crate::emit::validate::Rules;
use crate::emit::{Context, bare};
use crate::model::{Enumeration, Object, Schema, SchemaId, Shape, Union};
use crate::output::{Members, Source};

/// A module, which is a file in each of the crate's folders.
pub(super) struct Module<'a> {
    pub(super) name: &'a Ident,
    /// In the order of the description.
    pub(super) items: Vec<Item<'a>>,
}

/// A Rust item.
pub(super) struct Item<'a> {
    pub(super) id: SchemaId,
    pub(super) schema: &'a Schema,
    pub(super) facts: &'a SchemaFacts,
    pub(super) name: &'a TypeName,
    pub(super) kind: Kind<'a>,
}

/// What kind of item a schema becomes.
pub(crate) enum Kind<'a> {
    /// A struct.
    Record(&'a Object),
    /// An enum of strings.
    Enumeration(&'a Enumeration, &'a EnumFacts),
    /// An enum of members.
    Union(&'a Union, &'a UnionFacts),
    /// Another name for a type.
    Alias,
}

/// What kind of item a schema becomes, if it becomes one.
pub(crate) fn kind<'a>(schema: &'a Schema, facts: &'a SchemaFacts) -> Kind<'a> {
    if facts.replacement.is_some() {
        return Kind::Alias;
    }
    match &schema.shape {
        Shape::Object(object) if object.is_record() => Kind::Record(object),
        Shape::Enumeration(enumeration) => match &facts.enumeration {
            Some(facts) => Kind::Enumeration(enumeration, facts),
            None => Kind::Alias,
        },
        Shape::Union(union) => match &facts.union {
            Some(facts) => Kind::Union(union, facts),
            None => Kind::Alias,
        },
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Array(_)
        | Shape::Tuple(_)
        | Shape::Object(_)
        | Shape::Reference(_) => Kind::Alias,
    }
}

/// The modules by name, as rustfmt orders them for most names; each with its items in the order of the description.
pub(super) fn modules(context: Context<'_>) -> Vec<Module<'_>> {
    let mut modules: IndexMap<&Ident, Vec<Item<'_>>> = IndexMap::new();
    for (id, schema) in context.api.schemas.iter() {
        let facts = context.facts.schema(id);
        if let Some(name) = &facts.item {
            modules.entry(&name.module).or_default().push(Item {
                id,
                schema,
                facts,
                name,
                kind: kind(schema, facts),
            });
        }
    }
    modules.sort_keys();
    modules
        .into_iter()
        .map(|(name, items)| Module { name, items })
        .collect()
}

impl<'a> Module<'a> {
    /// The name of its files.
    pub(super) fn file(&self) -> &str {
        self.name.0.trim_start_matches("r#")
    }

    /// The items that are written in place in a schema or operation: they are named by way of their module.
    pub(super) fn inside(&self) -> impl Iterator<Item = &Item<'a>> {
        self.items.iter().filter(|item| !item.name.exported)
    }

    /// What the public module of the items written in place is about.
    pub(super) fn facade_docs(&self) -> String {
        docs::facade(self)
    }

    /// What it is about.
    pub(super) fn docs(&self, context: Context<'_>) -> String {
        docs::module(context, self)
    }
}

impl Item<'_> {
    /// What its fields or variants are made of.
    pub(super) fn members(&self) -> Members {
        match &self.kind {
            Kind::Record(_) => {
                let fields = self.facts.fields.iter().enumerate();
                let fields = fields.map(|(index, field)| (bare(&field.name), Source::Property(self.id, index)));
                let others = self.facts.additional_field.iter();
                let others = others.map(|field| (bare(field), Source::Additional(self.id)));
                fields.chain(others).collect()
            }
            Kind::Enumeration(_, facts) => {
                let variants = facts.variants.iter().enumerate();
                variants
                    .map(|(index, name)| (bare(name), Source::Value(self.id, index)))
                    .collect()
            }
            Kind::Union(_, facts) => {
                let variants = facts.variants.iter().enumerate();
                variants
                    .map(|(index, (name, ..))| (bare(name), Source::Member(self.id, index)))
                    .collect()
            }
            Kind::Alias => Members::new(),
        }
    }

    /// The item itself.
    pub(super) fn definition(&self, types: &RustTypes<'_>) -> TokenStream {
        match &self.kind {
            Kind::Record(object) => record::definition(self, object, types),
            Kind::Enumeration(enumeration, facts) => enumeration::definition(self, enumeration, facts),
            Kind::Union(union, facts) => union::definition(self, union, facts, types),
            Kind::Alias => {
                let (docs, name) = (docs::item(self.schema, self.name), self.ident());
                let of = types.shape(self.id);
                quote!(#docs pub type #name = #of;)
            }
        }
    }

    /// Its `Serialize` and `Deserialize`; nothing for an alias.
    pub(super) fn codec(&self, types: &RustTypes<'_>, rules: &Rules<'_>) -> TokenStream {
        match &self.kind {
            Kind::Record(object) => codec::record(self, object, types),
            Kind::Enumeration(enumeration, facts) => {
                codec::enumeration(self, enumeration, facts, types, rules.rules_in_table(self.id))
            }
            Kind::Union(union, facts) => codec::union(self, union, facts, types, rules.is_ruled(self.id)),
            Kind::Alias => TokenStream::new(),
        }
    }

    /// Its name.
    pub(super) fn ident(&self) -> proc_macro2::Ident {
        ident(&self.name.name)
    }

    /// The derive attribute: what every item has, and what analysis proved.
    pub(super) fn derives(&self, debug: bool) -> TokenStream {
        let proven = self.facts.derives;
        let traits = [
            (true, quote!(Clone)),
            (proven.copy, quote!(Copy)),
            (debug, quote!(Debug)),
            (proven.default, quote!(Default)),
            (true, quote!(PartialEq)),
            (proven.eq, quote!(Eq)),
            (proven.ord, quote!(PartialOrd)),
            (proven.ord, quote!(Ord)),
            (proven.eq && proven.hash, quote!(Hash)),
        ];
        let traits = traits.into_iter().filter(|(wanted, _)| *wanted).map(|(_, name)| name);
        quote!(#[derive(#(#traits),*)])
    }
}
