//! `Validate` of structs, enums and unions.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::place::Place;
use super::{Rules, shape};
use crate::analyze::{SchemaFacts, UnionFacts};
use crate::emit::rust_type::ident;
use crate::emit::types::item::{Kind, kind};
use crate::model::{Object, Property, SchemaId, Union};

/// A property with its field.
struct Field<'a> {
    property: &'a Property,
    name: proc_macro2::Ident,
    /// Whether the field must have a value.
    required: bool,
    /// Whether null is the same as no property.
    collapsed: bool,
    /// Whether it is no field, but a property that unions write: it is always there, and always right.
    tag: bool,
}

impl Rules<'_> {
    /// `impl Validate` of the schema's item; `None` where its values cannot break a rule, or its table says all.
    pub fn implementation(&self, id: SchemaId) -> Option<TokenStream> {
        let facts = self.context.facts.schema(id);
        if matches!(kind(self.types.schema(id), facts), Kind::Enumeration(..)) && self.rules_in_table(id) {
            return None;
        }
        let body = self.body(id)?;
        let path = self.types.path(self.context.facts.schema(id).item.as_ref()?);
        Some(quote! {
            impl specwright_types::Validate for #path {
                fn check(&self, c: &mut specwright_types::__private::validate::Checker) {
                    #body
                }
            }
        })
    }

    /// Whether the schema's item is a type that rules can be implemented for; an alias is not.
    pub(super) fn has_impl(&self, id: SchemaId) -> bool {
        let facts = self.context.facts.schema(id);
        facts.item.is_some() && !matches!(kind(self.types.schema(id), facts), Kind::Alias)
    }

    /// Whether an enumeration has no rules but its values, which stand in the table of its codec.
    pub(in crate::emit) fn rules_in_table(&self, id: SchemaId) -> bool {
        self.types.schema(id).rules.is_empty()
    }

    /// The body of `Validate::check`.
    pub(super) fn body(&self, id: SchemaId) -> Option<TokenStream> {
        let facts = self.context.facts.schema(id);
        facts.item.as_ref()?;
        let rules = match kind(self.types.schema(id), facts) {
            Kind::Record(object) => self.record(id, object, facts),
            Kind::Enumeration(enumeration, _) if enumeration.open => None,
            Kind::Enumeration(enumeration, _) if !enumeration.is_string() => Some(quote! {
                c.known_integer(self.as_i64(), <Self as specwright_types::__private::codec::IntegerEnum>::VALUES);
            }),
            Kind::Enumeration(..) => Some(quote! {
                c.known(self.as_str(), <Self as specwright_types::__private::codec::StringEnum>::VALUES);
            }),
            Kind::Union(union, facts) => self.union(union, facts),
            Kind::Alias => return None,
        };
        let fits = self.fits(id, &Place::Reference(quote!(self)), None, &quote!(c));
        (rules.is_some() || fits.is_some()).then(|| quote!(#rules #fits))
    }

    fn record(&self, id: SchemaId, object: &Object, facts: &SchemaFacts) -> Option<TokenStream> {
        let fields: Vec<_> = object
            .properties
            .iter()
            .zip(&facts.fields)
            .map(|(property, facts)| Field {
                property,
                name: ident(&facts.name),
                required: facts.required || facts.tag,
                tag: facts.tag,
                collapsed: self.types.is_collapsed(property, facts),
            })
            .collect();
        let others = facts.additional_field.as_ref().map(ident);
        let mut rules = Vec::new();
        for field in fields.iter().filter(|field| !field.tag) {
            rules.extend(self.field(field));
            rules.extend(self.one_way(field, facts));
        }
        if let Some(others) = &others {
            rules.extend(self.entries(object, &Place::Owned(quote!(self.#others)), &quote!(c), 0));
        }
        let constraints = &self.types.schema(id).constraints;
        rules.extend(shape::properties(
            constraints,
            &count(&fields, others.as_ref()),
            &quote!(c),
        ));
        rules.extend(dependencies(object, &fields, others.as_ref()));
        (!rules.is_empty()).then(|| quote!(#(#rules)*))
    }

    fn field(&self, field: &Field<'_>) -> Option<TokenStream> {
        let Field {
            property,
            name,
            required,
            collapsed,
            tag: _,
        } = field;
        let (key, c) = (&property.name, quote!(c));
        if self.is_nested(property.schema, 0) {
            return Some(quote!(c.nested(#key, &self.#name);));
        }
        if *required && !self.types.nullable(property.schema) {
            let rules = self.check_bare(property.schema, &Place::Owned(quote!(self.#name)), &c)?;
            return Some(quote!(c.field(#key); #rules c.leave();));
        }
        let rules = self.check_bare(property.schema, &Place::value(), &c)?;
        let pattern = if !*required && !*collapsed && self.types.nullable(property.schema) {
            quote!(Some(Some(value)))
        } else {
            quote!(Some(value))
        };
        Some(quote!(if let #pattern = &self.#name { c.field(#key); #rules c.leave(); }))
    }

    /// A property that must be there, but only in values that travel its way.
    fn one_way(&self, field: &Field<'_>, facts: &SchemaFacts) -> Option<TokenStream> {
        if field.required || !field.property.required {
            return None;
        }
        let id = field.property.schema;
        let places = [id, self.types.shape_of(id)].map(|id| &self.types.schema(id).annotations);
        let way = match (places.iter().any(|a| a.read_only), places.iter().any(|a| a.write_only)) {
            (true, false) if facts.in_response || !facts.in_request => quote!(Response),
            (false, true) if facts.in_request || !facts.in_response => quote!(Request),
            // It never travels its way.
            _ => return None,
        };
        let (key, name) = (&field.property.name, &field.name);
        Some(quote!(c.demanded(specwright_types::__private::validate::Way::#way, self.#name.is_some(), #key);))
    }

    fn union(&self, union: &Union, facts: &UnionFacts) -> Option<TokenStream> {
        let mut arms = Vec::new();
        let mut silent = Vec::new();
        for (variant, (name, ..)) in union.variants.iter().zip(&facts.variants) {
            let name = ident(name);
            match self.check(variant.schema, &Place::value(), &quote!(c)) {
                Some(rules) => arms.push(quote!(Self::#name(value) => { #rules })),
                None => silent.push(quote!(Self::#name(_))),
            }
        }
        if let Some(unknown) = &facts.unknown {
            let unknown = ident(unknown);
            arms.push(quote!(Self::#unknown(_) => { c.no_member(); }));
        }
        if arms.is_empty() {
            return None;
        }
        let silent = (!silent.is_empty()).then(|| quote!(#(#silent)|* => {}));
        Some(quote!(match self { #(#arms)* #silent }))
    }
}

/// How many properties a value has.
fn count(fields: &[Field<'_>], others: Option<&proc_macro2::Ident>) -> TokenStream {
    let required = fields.iter().filter(|field| field.required).count();
    let required = (required > 0 || fields.is_empty()).then(|| {
        let required = proc_macro2::Literal::usize_unsuffixed(required);
        quote!(#required)
    });
    let optional: Vec<_> = fields
        .iter()
        .filter(|field| !field.required)
        .map(|field| &field.name)
        .collect();
    let optional = (!optional.is_empty())
        .then(|| quote!([#(self.#optional.is_some()),*].into_iter().filter(|present| *present).count()));
    let others = others.map(|others| quote!(self.#others.len()));
    let terms = required.into_iter().chain(optional).chain(others);
    quote!(#(#terms)+*)
}

/// `dependentRequired`, between properties and to those that are kept besides.
fn dependencies(object: &Object, fields: &[Field<'_>], others: Option<&proc_macro2::Ident>) -> Vec<TokenStream> {
    let named = fields.iter().map(|field| (field.property.name.as_str(), field));
    let named: HashMap<&str, &Field<'_>> = named.collect();
    let find = |name: &str| named.get(name).copied();
    let mut rules = Vec::new();
    for (name, needed) in &object.dependent_required {
        let present = match (find(name), others) {
            (Some(field), _) if field.required => quote!(true),
            (Some(Field { name, .. }), _) => quote!(self.#name.is_some()),
            (None, Some(others)) => quote!(self.#others.contains_key(#name)),
            (None, None) => continue,
        };
        for needed in needed {
            let missing = match (find(needed), others) {
                (Some(field), _) if field.required => continue,
                (Some(Field { name, .. }), _) => quote!(self.#name.is_none()),
                (None, Some(others)) => quote!(!self.#others.contains_key(#needed)),
                (None, None) => continue,
            };
            let condition = if present.to_string() == "true" {
                missing
            } else {
                quote!(#present && #missing)
            };
            rules.push(quote!(if #condition { c.depends(#name, #needed); }));
        }
    }
    rules
}
