//! Answers: what a call gives, and how an answer is read.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::error::{self, Errors};
use super::group::Group;
use super::names::OperationNames;
use super::reply::{self, Label, Plan, Read};
use super::success::{self, Variant};
use super::{Client, docs};
use crate::emit::{headers, representation};
use crate::model::{BodyKind, Operation, OperationId, SchemaId, Status};
use crate::output::doc_lines;

/// The answers of an operation.
pub(super) struct Answers<'a> {
    /// The successes in the representations to prefer.
    pub(super) successes: Successes<'a>,
    /// Other representations of a success, by name.
    pub(super) others: Vec<(String, Successes<'a>)>,
    /// The documented errors.
    pub(super) errors: Errors,
    names: &'a OperationNames,
}

/// The successes of an operation, in some representation.
pub(super) struct Successes<'a> {
    /// One a documented success.
    pub(super) variants: Vec<Variant<'a>>,
    /// What they are together.
    pub(super) kind: Success,
    /// The name of the enum, or of the alias.
    pub(super) name: &'a Ident,
}

/// What a call gives when it succeeds.
pub(super) enum Success {
    /// A value of one type.
    One(TokenStream),
    /// A value of one type that is too long to repeat: an alias stands for it.
    Alias(TokenStream),
    /// One of several: an enum of its own.
    Several,
}

impl<'a> Answers<'a> {
    /// Sorts the responses: 2xx are successes. Where none is documented, the default stands for them; failing that,
    /// a redirect or other answer below 400 is what the operation is for.
    pub(super) fn of(
        client: &Client<'a>,
        id: OperationId,
        operation: &'a Operation,
        names: &'a OperationNames,
    ) -> Self {
        let of = |wanted: Option<&str>| Successes::of(client, id, operation, &names.success, wanted);
        let mut others: Vec<(String, Successes<'a>)> = Vec::new();
        let is_success = success_test(operation);
        for response in { operation.responses.iter() }.filter(|response| is_success(response.status)) {
            let representations = representation::of_response(&client.types, operation, response);
            for other in representations.iter().skip(1) {
                let name = other.variant.to_string();
                let successes = of(Some(&name));
                // Enums have the representations to prefer only.
                let has_type = matches!(successes.kind, Success::One(_));
                if has_type && !others.iter().any(|(known, _)| *known == name) {
                    others.push((name, successes));
                }
            }
        }
        Self {
            successes: of(None),
            others,
            errors: Errors::of(client, operation, &names.error),
            names,
        }
    }

    /// The type of a success.
    pub(super) fn success_type(&self) -> TokenStream {
        self.successes.ty()
    }

    /// The schema of the only success, where that is JSON.
    pub(super) fn page(&self) -> Option<SchemaId> {
        match (&self.successes.kind, self.successes.variants.as_slice()) {
            (Success::One(_) | Success::Alias(_), [only]) if matches!(only.plan.read, Read::Json(_)) => {
                let mut content = only.response.content.iter();
                content.find(|media| media.kind == BodyKind::Json)?.schema
            }
            _ => None,
        }
    }

    /// The type of the bodies of documented errors.
    pub(super) fn error_type(&self) -> TokenStream {
        self.errors.ty()
    }

    /// The enums of errors and successes that are the operation's own.
    pub(super) fn enums(&self, operation: &Operation) -> TokenStream {
        let error = error::own(&self.errors, operation);
        let name = &self.names.success;
        let success = match &self.successes.kind {
            Success::One(_) => TokenStream::new(),
            Success::Alias(ty) => {
                let docs = doc_lines(&format!("What {} gives.", docs::line(operation)));
                quote!(#docs pub type #name = #ty;)
            }
            Success::Several => {
                let docs = format!("The successes that {} documents.", docs::line(operation));
                success::item(name, &docs, &self.successes.variants)
            }
        };
        quote!(#success #error)
    }

    /// The documented responses, as what is added to the data of the operation.
    pub(super) fn data(&self) -> TokenStream {
        let success = self.successes.data();
        let errors: Vec<TokenStream> = self.errors.groups.iter().map(Group::data).collect();
        let errors = (!errors.is_empty()).then(|| quote!(.errors(&[#(#errors),*])));
        quote!(.success(#success) #errors)
    }

    /// The functions that read a success and an error.
    pub(super) fn readers(&self) -> TokenStream {
        let (success, error) = (self.successes.reader(), self.errors.reader());
        quote!(#success, #error)
    }

    /// The methods that ask for other representations, or for header fields.
    pub(super) fn others(&self) -> TokenStream {
        let (error, read_error) = (self.error_type(), self.errors.reader());
        let headers = self.successes.headers().map(|headers| {
            let (ty, readers) = (self.success_type(), self.readers());
            quote! {
                #[doc = " Sends the request, and keeps the header fields of the answer."]
                pub fn send_for_headers(
                    self,
                ) -> specwright_client::Pending<'c, specwright_client::Answer<#ty, #headers>, #error> {
                    self.call.send_for_headers(#readers)
                }
            }
        });
        let methods = self.others.iter().map(|(name, successes)| {
            let method = format_ident!("send_{}", snake(name));
            let (ty, data, read) = (successes.ty(), successes.data(), successes.reader());
            let media: Vec<String> = successes.groups().iter().flat_map(Group::media).collect();
            let docs = doc_lines(&format!("Sends the request, and asks for {}.", media.join(" or ")));
            quote! {
                #docs
                pub fn #method(self) -> specwright_client::Pending<'c, #ty, #error> {
                    self.call.accepting(const { #data }).send(#read, #read_error)
                }
            }
        });
        let methods: TokenStream = methods.collect();
        quote!(#headers #methods)
    }
}

impl<'a> Successes<'a> {
    fn of(
        client: &Client<'a>,
        id: OperationId,
        operation: &'a Operation,
        name: &'a Ident,
        wanted: Option<&str>,
    ) -> Self {
        let names = client
            .context
            .facts
            .operations
            .get(id.0)
            .map_or(&[][..], |facts| &facts.responses);
        let is_success = success_test(operation);
        let all = operation.responses.iter().zip(names);
        let successes = all.filter(|(response, _)| is_success(response.status));
        let variants = successes.map(|(response, name)| Variant {
            response,
            name,
            plan: reply::plan(client, operation, response, wanted, false),
            headers: headers::ty(&client.types, response),
        });
        let variants: Vec<Variant<'a>> = variants.collect();
        let kind = success(&variants);
        Self { variants, kind, name }
    }

    fn ty(&self) -> TokenStream {
        match &self.kind {
            Success::One(ty) => ty.clone(),
            Success::Alias(_) | Success::Several => {
                let name = self.name;
                quote!(#name)
            }
        }
    }

    /// The type of documented header fields; where they differ, the header fields as they are.
    pub(super) fn headers(&self) -> Option<TokenStream> {
        let all = || self.variants.iter().map(|variant| variant.headers.as_ref());
        let first = all().flatten().next()?;
        let is_same = |other: Option<&TokenStream>| other.is_some_and(|other| other.to_string() == first.to_string());
        match all().all(is_same) {
            true => Some(first.clone()),
            false => Some(quote!(http::HeaderMap)),
        }
    }

    fn data(&self) -> TokenStream {
        let groups = self.groups();
        let groups = groups.iter().map(Group::data);
        quote!(&[#(#groups),*])
    }

    /// The function that reads one.
    fn reader(&self) -> TokenStream {
        let name = self.name;
        match (&self.kind, self.groups().as_slice()) {
            (Success::Several, _) => quote!(#name::read),
            (Success::One(_) | Success::Alias(_), [group]) => group.plan.function(),
            (Success::One(_) | Success::Alias(_), groups) => {
                let last = groups.len().saturating_sub(1);
                let arms = groups.iter().enumerate().map(|(index, group)| {
                    let (index, read) = (success::arm(index, last), group.plan.result());
                    quote!(#index => #read,)
                });
                quote!(|reply| match reply.index() { #(#arms)* })
            }
        }
    }

    /// The successes as the runtime sees them: those that are told apart have one each.
    fn groups(&self) -> Vec<Group> {
        let of = |variant: &Variant<'_>| Group::of(variant.plan.clone(), variant.response.status);
        if self.variants.is_empty() {
            // Nothing says what a success looks like, so any is good.
            return vec![Group::of(anything(), Status::Default)];
        }
        match &self.kind {
            Success::Several => self.variants.iter().map(of).collect(),
            Success::One(_) | Success::Alias(_) => {
                let mut groups: Vec<Group> = Vec::new();
                for variant in &self.variants {
                    match { groups.iter_mut() }.find(|group| group.plan.is_like(&variant.plan)) {
                        Some(group) => group.add(&variant.plan, variant.response.status),
                        None => groups.push(of(variant)),
                    }
                }
                groups
            }
        }
    }
}

/// A variant's name as part of a method's.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

/// Whether a status can be a success of an operation.
pub(super) fn success_test(operation: &Operation) -> impl Fn(Status) -> bool {
    let responses = || operation.responses.iter().map(|response| response.status);
    let has_success = responses().any(Status::is_success);
    let has_default = responses().any(|status| status == Status::Default);
    move |status| match status {
        status if status.is_success() => true,
        Status::Default => !has_success,
        Status::Code(code) => !has_success && !has_default && code < 400,
        Status::Range(digit) => !has_success && !has_default && digit < 4,
    }
}

/// Whether a status can be an error of an operation.
pub(super) fn error_test(operation: &Operation) -> impl Fn(Status) -> bool {
    let is_success = success_test(operation);
    move |status| status == Status::Default || !is_success(status)
}

/// An answer of which nothing is read.
fn anything() -> Plan {
    Plan {
        ty: quote!(()),
        read: Read::Empty,
        media: Vec::new(),
        size: 0,
        label: Label {
            name: String::new(),
            unique: false,
        },
    }
}

fn success(all: &[Variant<'_>]) -> Success {
    let mut types = all.iter().map(|variant| &variant.plan.ty);
    let Some(first) = types.next() else {
        return Success::One(quote!(()));
    };
    let text = first.to_string();
    // Three levels of generics are where clippy finds a type too complex.
    let is_long = text.matches('<').count() > 2;
    match types.all(|ty| ty.to_string() == text) {
        true if is_long => Success::Alias(first.clone()),
        true => Success::One(first.clone()),
        false => Success::Several,
    }
}
