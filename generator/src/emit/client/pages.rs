//! Lists that come page by page: the methods that go through all pages.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Client;
use super::answer::Answers;
use crate::analyze::{OperationFacts, PageInput, PageStep, Pagination};
use crate::emit::rust_type::ident;
use crate::model::{OperationId, SchemaId, Shape};
use crate::pointer::Pointer;

/// The methods for pages and items, if the operation has any.
pub(super) fn methods(client: &Client<'_>, id: OperationId, answers: &Answers<'_>) -> Option<TokenStream> {
    let facts = client.context.facts.operations.get(id.0)?;
    let pagination = facts.pagination.as_ref()?;
    let schema = answers.page()?;
    let (page, error, readers) = (answers.success_type(), answers.error_type(), answers.readers());
    let data = data(pagination);
    let pages = name(facts, "pages");
    let items = items(client, schema, &pagination.items).map(|(ty, take)| {
        let items = name(facts, "items");
        quote! {
            #[doc = " The items of all pages, each page asked for when the one before is used up."]
            pub fn #items(self) -> specwright_client::PagedItems<'c, #ty, #error> {
                self.#pages().items(|page| #take)
            }
        }
    });
    Some(quote! {
        #[doc = " All pages from this one on, each asked for when it is wanted."]
        pub fn #pages(self) -> specwright_client::Pages<'c, #page, #error> {
            self.call.pages(const { &#data }, #readers)
        }
        #items
    })
}

/// The name of a method; a setter goes before it.
fn name(facts: &OperationFacts, name: &str) -> Ident {
    let is_taken = facts.parameters.iter().any(|parameter| parameter.0 == name) || facts.body.0 == name;
    match is_taken {
        true => format_ident!("all_{name}"),
        false => format_ident!("{name}"),
    }
}

/// What the runtime must know.
fn data(pagination: &Pagination) -> TokenStream {
    let new = match &pagination.step {
        PageStep::Page { input, first } => {
            let first = Literal::i64_unsuffixed(*first);
            constructor("page", input, &quote!(#first))
        }
        PageStep::Offset { input, first } => {
            let first = Literal::u64_unsuffixed(*first);
            constructor("offset", input, &quote!(#first))
        }
        PageStep::Cursor { input, next } => {
            let next = pointer(next);
            constructor("cursor", input, &quote!(#next))
        }
        PageStep::Link { next } => {
            let next = pointer(next);
            quote!(link(#next))
        }
        PageStep::LinkHeader => quote!(link_header()),
    };
    let counts = matches!(pagination.step, PageStep::Page { .. } | PageStep::Offset { .. });
    let items = (counts && !pagination.items.is_empty()).then(|| {
        let items = pointer(&pagination.items);
        quote!(.items(#items))
    });
    let notes = [
        ("more", &pagination.more),
        ("total", &pagination.total),
        ("pages", &pagination.pages),
    ];
    let notes = notes.into_iter().filter_map(|(name, path)| {
        let (name, path) = (format_ident!("{name}"), pointer(path.as_ref()?));
        Some(quote!(.#name(#path)))
    });
    quote!(specwright_client::__private::Paging::#new #items #(#notes)*)
}

/// A way that is by an input.
fn constructor(name: &str, input: &PageInput, other: &TokenStream) -> TokenStream {
    match input {
        PageInput::Parameter(index) => {
            let (name, index) = (format_ident!("{name}"), Literal::usize_unsuffixed(*index));
            quote!(#name(#index, #other))
        }
        PageInput::Body(path) => {
            let (name, path) = (format_ident!("{name}_in_body"), pointer(path));
            quote!(#name(#path, #other))
        }
    }
}

fn pointer(path: &[String]) -> String {
    let pointer = path.iter().fold(Pointer::root(), |pointer, token| pointer.child(token));
    pointer.as_str().to_owned()
}

/// The type of an item, and the expression that takes the items out of `page`; `None` where some type on the way is the
/// user's own.
fn items(client: &Client<'_>, page: SchemaId, path: &[String]) -> Option<(TokenStream, TokenStream)> {
    let types = &client.types;
    let mut taken = quote!(page);
    let (mut schema, mut optional) = (page, types.nullable(page));
    for name in path {
        let shape = types.shape_of(schema);
        let object = match &types.schema(shape).shape {
            Shape::Object(object) if !types.is_replaced(shape) => object,
            _ => return None,
        };
        let properties = object.properties.iter().zip(types.fields(shape));
        let (property, facts) = properties.into_iter().find(|(property, _)| property.name == *name)?;
        let (field, nullable) = (ident(&facts.name), types.nullable(property.schema));
        let is_double = nullable && !facts.required && !types.is_collapsed(property, facts);
        let flatten = is_double.then(|| quote!(.flatten()));
        let is_option = nullable || !facts.required;
        taken = match (optional, is_option) {
            (false, _) => quote!(#taken.#field #flatten),
            (true, false) => quote!(#taken.map(|value| value.#field)),
            (true, true) => quote!(#taken.and_then(|value| value.#field #flatten)),
        };
        (schema, optional) = (property.schema, optional || is_option);
    }
    let shape = types.shape_of(schema);
    let array = match &types.schema(shape).shape {
        Shape::Array(array) if !types.is_replaced(shape) => array,
        _ => return None,
    };
    let default = optional.then(|| quote!(.unwrap_or_default()));
    let is_set = client.context.facts.schema(shape).set;
    let collected = is_set.then(|| quote!(.into_iter().collect()));
    Some((types.of(array.items), quote!(#taken #default #collected)))
}
