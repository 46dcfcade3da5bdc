//! Objects with known properties: structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::item::Item;
use crate::analyze::FieldFacts;
use crate::emit::rust_type::{RustTypes, ident};
use crate::model::{Object, Property, SchemaId, Shape, StringFormat};
use crate::output::doc_lines;

/// A property with its field.
pub(super) struct Field<'a> {
    pub(super) property: &'a Property,
    pub(super) name: proc_macro2::Ident,
    pub(super) boxed: bool,
    /// Whether it must be there.
    pub(super) required: bool,
    /// Whether null is a value of it.
    pub(super) nullable: bool,
    /// Whether null is the same as no property.
    pub(super) collapsed: bool,
}

/// The fields of a struct, in the order of the description; a tag that unions write is none.
pub(super) fn fields<'a>(item: &'a Item<'_>, object: &'a Object, types: &RustTypes<'_>) -> Vec<Field<'a>> {
    let with_facts = object.properties.iter().zip(&item.facts.fields);
    let field = |(property, facts): (&'a Property, &'a FieldFacts)| Field {
        property,
        name: ident(&facts.name),
        boxed: facts.boxed,
        required: facts.required,
        nullable: types.nullable(property.schema),
        collapsed: types.is_collapsed(property, facts),
    };
    with_facts.filter(|(_, facts)| !facts.tag).map(field).collect()
}

/// The struct.
pub(super) fn definition(item: &Item<'_>, object: &Object, types: &RustTypes<'_>) -> TokenStream {
    let fields = fields(item, object, types);
    let secret = fields.iter().any(|field| is_secret(field.property.schema, types));
    let members = fields.iter().map(|field| {
        let docs = docs::field(
            types.schema(field.property.schema),
            field.property.required && !field.required,
        );
        let (name, of) = (&field.name, field_type(field, types));
        quote!(#docs pub #name: #of)
    });
    let others = others(item, object, types).map(|(name, of)| {
        let docs = docs::others();
        quote!(#docs pub #name: #of)
    });
    let members = members.chain(others);
    let (docs, derives, name) = (docs::item(item.schema, item.name), item.derives(!secret), item.ident());
    let debug = secret.then(|| debug(item, &fields, object, types));
    let new = constructor(item, &fields, object, types);
    quote! {
        #docs
        #derives
        pub struct #name { #(#members),* }
        #new
        #debug
    }
}

/// More arguments than these are a warning of clippy's.
const MAX_ARGUMENTS: usize = 7;

/// `new`, which takes what has no value by itself, in the order of the struct; nothing where `Default` does as well.
///
/// It is there whatever the number of arguments: `T { x, ..T::new(a, b) }` compiles with every later version of the API
/// that only adds optional properties.
fn constructor(item: &Item<'_>, fields: &[Field<'_>], object: &Object, types: &RustTypes<'_>) -> Option<TokenStream> {
    if item.facts.derives.default {
        return None;
    }
    let (given, absent): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.required && !field.nullable);
    let arguments = given.iter().map(|field| {
        let (name, of) = (&field.name, types.bare(field.property.schema));
        match types.is_string(field.property.schema) {
            true => quote!(#name: impl Into<String>),
            false => quote!(#name: #of),
        }
    });
    let values = fields.iter().map(|field| {
        let name = &field.name;
        match (
            field.required && !field.nullable,
            types.is_string(field.property.schema),
        ) {
            (false, _) => quote!(#name: None),
            (true, true) if field.boxed => quote!(#name: Box::new(#name.into())),
            (true, true) => quote!(#name: #name.into()),
            (true, false) if field.boxed => quote!(#name: Box::new(#name)),
            (true, false) => quote!(#name),
        }
    });
    let others = others(item, object, types);
    let docs = match (absent.is_empty(), &others) {
        (true, None) => "Creates a value from its fields.",
        (true, Some(_)) => "Creates a value from the required fields.",
        (false, _) => "Creates a value from the required fields. The others are `None`.",
    };
    let values = values.chain(others.map(|(name, _)| quote!(#name: Default::default())));
    let (name, docs) = (item.ident(), doc_lines(docs));
    let many = (given.len() > MAX_ARGUMENTS).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    Some(quote! {
        impl #name {
            #docs
            #many
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}

/// The type of a field: `Option` for optional or nullable, twice for both where these are two states.
fn field_type(field: &Field<'_>, types: &RustTypes<'_>) -> TokenStream {
    let mut of = types.bare(field.property.schema);
    if field.boxed {
        of = quote!(Box<#of>);
    }
    if field.nullable && !field.collapsed {
        of = quote!(Option<#of>);
    }
    if !field.required {
        of = quote!(Option<#of>);
    }
    of
}

/// The field that keeps other properties, with its type.
pub(super) fn others(
    item: &Item<'_>,
    object: &Object,
    types: &RustTypes<'_>,
) -> Option<(proc_macro2::Ident, TokenStream)> {
    let name = ident(item.facts.additional_field.as_ref()?);
    let of = match types.map_values(object) {
        Some(values) => {
            let values = types.of(values);
            types.map(&values)
        }
        None => quote!(serde_json::Map<String, serde_json::Value>),
    };
    Some((name, of))
}

/// Lists in lists, and the like, of passwords: deeper ones are nobody's.
const MAX_DEPTH: usize = 4;

/// Whether a value must not be shown: a password, or a list or map of them.
fn is_secret(id: SchemaId, types: &RustTypes<'_>) -> bool {
    let mut id = types.shape_of(id);
    for _ in 0..MAX_DEPTH {
        id = match &types.schema(id).shape {
            Shape::String(format) => return *format == StringFormat::Password,
            Shape::Array(array) => types.shape_of(array.items),
            Shape::Object(object) if object.properties.is_empty() => match types.map_values(object) {
                Some(values) => types.shape_of(values),
                None => return false,
            },
            _ => return false,
        };
    }
    false
}

/// `Debug` that does not show passwords.
fn debug(item: &Item<'_>, fields: &[Field<'_>], object: &Object, types: &RustTypes<'_>) -> TokenStream {
    let name = item.ident();
    let shown = fields.iter().map(|field| {
        let name = &field.name;
        let label = label(name);
        if is_secret(field.property.schema, types) {
            quote!(.field(#label, &format_args!("…")))
        } else {
            quote!(.field(#label, &self.#name))
        }
    });
    let others = others(item, object, types).map(|(name, _)| {
        let label = label(&name);
        quote!(.field(#label, &self.#name))
    });
    let text = label(&name);
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text)#(#shown)*#others.finish()
            }
        }
    }
}

fn label(name: &proc_macro2::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}
