//! XML as data: what stands in which element or attribute (OAS 3.1.1 §4.8.26).

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::Context;
use super::rust_type::RustTypes;
use super::types::item::{Kind, kind};
use crate::analyze::Scalar;
use crate::model::{Additional, BodyKind, Object, Origin, SchemaId, Shape};

/// Types nest no deeper than this without a name.
const MAX_DEPTH: usize = 16;

/// The expression for how a body's values stand in XML, a `&'static Xml`.
pub fn body(context: Context<'_>, types: &RustTypes<'_>, schema: SchemaId) -> TokenStream {
    if let Some(described) = described(context, types, schema) {
        return quote!(#described());
    }
    let node = node(context, types, schema, "root", 0);
    quote!({ const XML: specwright_types::__private::xml::Xml = #node; &XML })
}

/// The implementation of `Described` for an item; `None` where it needs none.
pub fn implementation(context: Context<'_>, types: &RustTypes<'_>, schema: SchemaId) -> Option<TokenStream> {
    let x = &module();
    let item = types.item(schema)?;
    let path = types.path(item);
    let form = match kind(types.schema(schema), context.facts.schema(schema)) {
        Kind::Record(object) => record(context, types, object),
        Kind::Union(union, _) => {
            let members = union.variants.iter();
            let members = members.map(|member| node(context, types, member.schema, "value", 0));
            quote!(#x::Form::OneOf(&[#(#members),*]))
        }
        Kind::Enumeration(..) | Kind::Alias => return None,
    };
    let name = name(types, schema).unwrap_or_else(|| match &types.schema(schema).origin {
        Origin::Component(name) => name.clone(),
        _ => "root".to_owned(),
    });
    let about = about(types, schema, &name, &form);
    Some(quote! {
        impl specwright_types::__private::xml::Described for #path {
            fn xml() -> &'static specwright_types::__private::xml::Xml {
                const XML: specwright_types::__private::xml::Xml = #about;
                &XML
            }
        }
    })
}

/// By schema, whether its type is in a body in XML.
pub fn reached(context: Context<'_>, types: &RustTypes<'_>) -> Vec<bool> {
    let mut reached = vec![false; context.api.schemas.len()];
    let operations = context.api.operations.iter();
    let bodies = operations.flat_map(|operation| {
        let requests = operation.request_body.iter().flat_map(|body| &body.content);
        requests.chain(operation.responses.iter().flat_map(|response| &response.content))
    });
    let bodies = bodies.filter(|media| media.kind == BodyKind::Xml);
    let mut left: Vec<SchemaId> = bodies.filter_map(|media| media.schema).collect();
    while let Some(id) = left.pop() {
        let id = types.shape_of(id);
        if reached.get(id.index()).copied().unwrap_or(true) {
            continue;
        }
        if let Some(reached) = reached.get_mut(id.index()) {
            *reached = true;
        }
        match &types.schema(id).shape {
            Shape::Array(array) => left.push(array.items),
            Shape::Tuple(tuple) => left.extend(tuple.prefix.iter().chain(&tuple.rest)),
            Shape::Object(object) => {
                left.extend(object.properties.iter().map(|property| property.schema));
                left.extend(others(object));
            }
            Shape::Union(union) => left.extend(union.variants.iter().map(|variant| variant.schema)),
            Shape::Reference(target) => left.push(*target),
            Shape::Any
            | Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Enumeration(_) => {}
        }
    }
    reached
}

fn others(object: &Object) -> Option<SchemaId> {
    match object.additional {
        Additional::Schema(others) => Some(others),
        Additional::Unspecified | Additional::Closed => object.patterns.first().map(|(_, others)| *others),
    }
}

/// The function that describes a type of its own.
fn described(context: Context<'_>, types: &RustTypes<'_>, schema: SchemaId) -> Option<TokenStream> {
    let id = types.shape_of(schema);
    let facts = context.facts.schema(id);
    let item = types.item(id)?;
    let is_described = matches!(kind(types.schema(id), facts), Kind::Record(_) | Kind::Union(..));
    let path = types.path(item);
    is_described.then(|| quote!(<#path as specwright_types::__private::xml::Described>::xml))
}

/// The module of the runtime.
fn module() -> TokenStream {
    quote!(specwright_types::__private::xml)
}

/// An element for the values of a schema.
fn node(context: Context<'_>, types: &RustTypes<'_>, schema: SchemaId, usual: &str, depth: usize) -> TokenStream {
    let name = name(types, schema).unwrap_or_else(|| usual.to_owned());
    let form = form(context, types, schema, &name, depth);
    about(types, schema, &name, &form)
}

fn about(types: &RustTypes<'_>, schema: SchemaId, name: &str, form: &TokenStream) -> TokenStream {
    let x = &module();
    let text = |key: &str| written(types, schema)?.get(key)?.as_str();
    let prefix = text("prefix").map(|prefix| quote!(.prefix(#prefix)));
    let namespace = text("namespace").map(|namespace| quote!(.namespace(#namespace)));
    quote!(#x::Xml::new(#name, #form) #prefix #namespace)
}

fn form(context: Context<'_>, types: &RustTypes<'_>, schema: SchemaId, name: &str, depth: usize) -> TokenStream {
    let x = &module();
    if let Some(described) = described(context, types, schema) {
        return quote!(#x::Form::Type(#described));
    }
    let id = types.shape_of(schema);
    if depth > MAX_DEPTH || types.is_replaced(id) {
        return quote!(#x::Form::Any);
    }
    match &types.schema(id).shape {
        Shape::Boolean => quote!(#x::Form::Boolean),
        Shape::Integer(_) => quote!(#x::Form::Integer),
        Shape::Number(_) if types.scalar(id) == Some(Scalar::DecimalText) => quote!(#x::Form::Text),
        Shape::Number(_) => quote!(#x::Form::Number),
        Shape::String(_) => quote!(#x::Form::Text),
        Shape::Enumeration(enumeration) => {
            let all = |test: fn(&Value) -> bool| enumeration.values.iter().all(|value| test(&value.value));
            match () {
                () if all(Value::is_boolean) => quote!(#x::Form::Boolean),
                () if all(Value::is_number) => quote!(#x::Form::Number),
                () => quote!(#x::Form::Text),
            }
        }
        Shape::Array(array) => list(types, schema, &node(context, types, array.items, name, depth + 1)),
        Shape::Tuple(tuple) => {
            let items = tuple.prefix.iter().chain(&tuple.rest);
            let items = items.map(|item| node(context, types, *item, name, depth + 1));
            list(
                types,
                schema,
                &quote!(#x::Xml::new(#name, #x::Form::OneOf(&[#(#items),*]))),
            )
        }
        Shape::Object(object) => record(context, types, object),
        Shape::Any | Shape::Never | Shape::Null | Shape::Union(_) | Shape::Reference(_) => quote!(#x::Form::Any),
    }
}

/// A list is elements on their own, unless it is wrapped.
fn list(types: &RustTypes<'_>, schema: SchemaId, item: &TokenStream) -> TokenStream {
    let x = &module();
    let written = written(types, schema);
    let wrapped = written.and_then(|xml| xml.get("wrapped")) == Some(&Value::Bool(true));
    let is_element = written.and_then(|xml| xml.get("nodeType")) == Some(&Value::from("element"));
    if wrapped || is_element {
        quote!(#x::Form::Wrapped(&#item))
    } else {
        quote!(#x::Form::List(&#item))
    }
}

fn record(context: Context<'_>, types: &RustTypes<'_>, object: &Object) -> TokenStream {
    let x = &module();
    let properties = object.properties.iter().map(|property| {
        let (key, schema) = (&property.name, property.schema);
        let node = node(context, types, schema, key, 1);
        let written = written(types, schema);
        let kind = written.and_then(|xml| xml.get("nodeType")).and_then(Value::as_str);
        let is_attribute = written.and_then(|xml| xml.get("attribute")) == Some(&Value::Bool(true));
        let place = match kind {
            Some("attribute") => Some(quote!(.attribute())),
            Some("text" | "cdata") => Some(quote!(.text())),
            _ => is_attribute.then(|| quote!(.attribute())),
        };
        let required = property.required.then(|| quote!(.required()));
        quote!(#x::Property::new(#key, #node) #place #required)
    });
    let others = match others(object) {
        Some(others) => {
            let node = node(context, types, others, "value", 1);
            quote!(Some(&#node))
        }
        None if object.properties.is_empty() => quote!(Some(&#x::Xml::new("value", #x::Form::Any))),
        None => quote!(None),
    };
    quote!(#x::Form::Object(&[#(#properties),*], #others))
}

/// The `xml` object of a schema, or of one that it refers to.
fn written<'a>(types: &RustTypes<'a>, schema: SchemaId) -> Option<&'a Map<String, Value>> {
    let mut id = schema;
    for _ in 0..MAX_DEPTH {
        let schema = types.schema(id);
        match (&schema.annotations.xml, &schema.shape) {
            (Some(xml), _) => return xml.as_object(),
            (None, Shape::Reference(target)) => id = *target,
            (None, _) => return None,
        }
    }
    None
}

fn name(types: &RustTypes<'_>, schema: SchemaId) -> Option<String> {
    Some(written(types, schema)?.get("name")?.as_str()?.to_owned())
}
