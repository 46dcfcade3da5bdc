//! Answers: what a call gives, and how an answer is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::error::{self, Errors};
use super::group::Group;
use super::names::OperationNames;
use super::reply::{self, Label, Plan, Read};
use super::success::{self, Variant};
use super::{Client, docs};
use crate::model::{Operation, OperationId, Status};
use crate::output::doc_lines;

/// The answers of an operation.
pub(super) struct Answers<'a> {
    successes: Vec<Variant<'a>>,
    errors: Errors,
    names: &'a OperationNames,
    success: Success,
}

/// What a call gives when it succeeds.
enum Success {
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
        let variants = client
            .context
            .facts
            .operations
            .get(id.0)
            .map_or(&[][..], |facts| &facts.responses);
        let is_success = success_test(operation);
        let all = operation.responses.iter().zip(variants);
        let successes = all.filter(|(response, _)| is_success(response.status));
        let successes = successes.map(|(response, name)| Variant {
            response,
            name,
            plan: reply::plan(client, operation, response, false),
        });
        let successes: Vec<Variant<'a>> = successes.collect();
        let success = success(&successes);
        Self {
            successes,
            errors: Errors::of(client, operation, &names.error),
            names,
            success,
        }
    }

    /// The type of a success.
    pub(super) fn success_type(&self) -> TokenStream {
        match &self.success {
            Success::One(ty) => ty.clone(),
            Success::Alias(_) | Success::Several => {
                let name = &self.names.success;
                quote!(#name)
            }
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
        let success = match &self.success {
            Success::One(_) => TokenStream::new(),
            Success::Alias(ty) => {
                let docs = doc_lines(&format!("What {} gives.", docs::line(operation)));
                quote!(#docs pub type #name = #ty;)
            }
            Success::Several => {
                let docs = format!("The successes that {} documents.", docs::line(operation));
                success::item(name, &docs, &self.successes)
            }
        };
        quote!(#success #error)
    }

    /// The documented responses, as what is added to the data of the operation.
    pub(super) fn data(&self) -> TokenStream {
        let success = self.groups();
        let success = success.iter().map(Group::data);
        let errors: Vec<TokenStream> = self.errors.groups.iter().map(Group::data).collect();
        let errors = (!errors.is_empty()).then(|| quote!(.errors(&[#(#errors),*])));
        quote!(.success(&[#(#success),*]) #errors)
    }

    /// The functions that read a success and an error.
    pub(super) fn readers(&self) -> TokenStream {
        let name = &self.names.success;
        let success = match (&self.success, self.groups().as_slice()) {
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
        };
        let error = self.errors.reader();
        quote!(#success, #error)
    }

    /// The successes as the support code sees them: those that are told apart have one each.
    fn groups(&self) -> Vec<Group> {
        let of = |variant: &Variant<'_>| Group::of(variant.plan.clone(), variant.response.status);
        if self.successes.is_empty() {
            // Nothing says what a success looks like, so any is good.
            return vec![Group::of(anything(), Status::Default)];
        }
        match &self.success {
            Success::Several => self.successes.iter().map(of).collect(),
            Success::One(_) | Success::Alias(_) => {
                let mut groups: Vec<Group> = Vec::new();
                for variant in &self.successes {
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

/// Whether a status can be a success of an operation.
fn success_test(operation: &Operation) -> impl Fn(Status) -> bool {
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
        media: None,
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
