//! Answers: what a call gives, and the code that tells a reply's documented responses apart.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::body::{self, ResponsePlan};
use super::names::OperationNames;
use super::{Client, docs, error};
use crate::analyze::Ident;
use crate::emit::rust_type::ident;
use crate::model::{Operation, OperationId, Response, Status};
use crate::output::doc_lines;

/// A body of more bytes than this is boxed in an enum that has other variants too: clippy allows 200 between the largest
/// and the next, and sizes are estimates.
const LARGE: usize = 160;

/// The answers of an operation.
pub(super) struct Answers<'a> {
    /// The responses, in document order.
    pub(super) all: Vec<Answer<'a>>,
    names: &'a OperationNames,
    success: Success,
}

/// One documented response.
pub(super) struct Answer<'a> {
    /// The response.
    pub(super) response: &'a Response,
    /// The name of its variant.
    pub(super) variant: &'a Ident,
    /// Its body.
    pub(super) plan: ResponsePlan,
    /// Whether it can be a success.
    success: bool,
    /// Whether it can be an error.
    error: bool,
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
        let responses = || operation.responses.iter().map(|response| response.status);
        let has_success = responses().any(Status::is_success);
        let has_default = responses().any(|status| status == Status::Default);
        let is_success = |status: Status| match status {
            status if status.is_success() => true,
            Status::Default => !has_success,
            Status::Code(code) => !has_success && !has_default && code < 400,
            Status::Range(digit) => !has_success && !has_default && digit < 4,
        };
        let answers = operation.responses.iter().zip(variants).map(|(response, variant)| {
            let success = is_success(response.status);
            Answer {
                response,
                variant,
                plan: body::response(client, operation, response),
                success,
                error: !success || response.status == Status::Default,
            }
        });
        let all: Vec<Answer<'a>> = answers.collect();
        let success = success(&all);
        Self { all, names, success }
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

    /// The type of documented errors.
    pub(super) fn error_type(&self) -> TokenStream {
        let name = &self.names.error;
        match self.errors().next() {
            Some(_) => quote!(#name),
            None => quote!(std::convert::Infallible),
        }
    }

    fn errors(&self) -> impl Iterator<Item = &Answer<'a>> {
        self.all.iter().filter(|answer| answer.error)
    }

    fn successes(&self) -> impl Iterator<Item = &Answer<'a>> {
        self.all.iter().filter(|answer| answer.success)
    }

    /// The enums of errors and, where there are several, successes.
    pub(super) fn enums(&self, operation: &Operation) -> TokenStream {
        let errors: Vec<&Answer<'_>> = self.errors().collect();
        let error = (!errors.is_empty()).then(|| {
            let docs = format!("The errors that {} documents.", docs::line(operation));
            error::error_enum(&self.names.error, &docs, &errors)
        });
        let name = &self.names.success;
        let success = match &self.success {
            Success::One(_) => TokenStream::new(),
            Success::Alias(ty) => {
                let docs = doc_lines(&format!("What {} gives.", docs::line(operation)));
                quote!(#docs pub type #name = #ty;)
            }
            Success::Several => {
                let successes: Vec<&Answer<'_>> = self.successes().collect();
                let docs = format!("The successes that {} documents.", docs::line(operation));
                error::plain_enum(name, &docs, &successes)
            }
        };
        quote!(#success #error)
    }

    /// The function from a reply to an outcome, as a closure without captures.
    pub(super) fn decode(&self) -> TokenStream {
        let arms = self
            .all
            .iter()
            .enumerate()
            .map(|(index, answer)| self.arms(index, answer));
        // Nothing says what a success looks like, so any is good.
        let undocumented = self
            .successes()
            .next()
            .is_none()
            .then(|| quote!(None if reply.status().is_success() => crate::support::Outcome::Success(()),));
        quote! {
            |reply| match reply.documented() {
                #(#arms)*
                #undocumented
                _ => crate::support::Outcome::Failure(reply.unexpected()),
            }
        }
    }

    fn arms(&self, index: usize, answer: &Answer<'_>) -> TokenStream {
        let index = Literal::usize_unsuffixed(index);
        let guard = (answer.success && answer.error).then(|| quote!(if reply.status().is_success()));
        let success = answer.success.then(|| {
            let (name, several) = (&self.names.success, matches!(self.success, Success::Several));
            let wrap = several.then(|| self.wrap(answer, &quote!(#name), self.successes().count()));
            let value = value(answer, wrap, &quote!(success), &quote!(Success));
            quote!(Some(#index) #guard => #value,)
        });
        let error = answer.error.then(|| {
            let name = &self.names.error;
            let wrap = self.wrap(answer, &quote!(#name), self.errors().count());
            let value = value(answer, Some(wrap), &quote!(api), &quote!(Api));
            quote!(Some(#index) => #value,)
        });
        quote!(#success #error)
    }

    /// How a body becomes a variant.
    fn wrap(&self, answer: &Answer<'_>, name: &TokenStream, variants: usize) -> Wrap {
        let variant = ident(answer.variant);
        let boxed = answer.is_boxed(variants);
        let has_body = answer.plan.read.is_some();
        let path = quote!(#name::#variant);
        let body = if boxed {
            quote!(body: Box::new(body))
        } else {
            quote!(body)
        };
        Wrap {
            function: match (answer.keeps_status(), boxed) {
                (true, _) => quote!(|body| #path { status: reply.status(), #body }),
                (false, true) => quote!(|body| #path(Box::new(body))),
                (false, false) => quote!(#path),
            },
            unit: match (answer.keeps_status(), has_body) {
                (true, _) => quote!(#path { status: reply.status() }),
                (false, _) => path,
            },
        }
    }
}

impl Answer<'_> {
    /// Whether its status is not known from the variant alone, so that the variant keeps it.
    pub(super) fn keeps_status(&self) -> bool {
        match self.response.status {
            Status::Code(code) => error::status_constant(code).is_none(),
            Status::Range(_) | Status::Default => true,
        }
    }

    /// Whether its body is boxed in an enum of so many variants.
    pub(super) fn is_boxed(&self, variants: usize) -> bool {
        variants > 1 && self.plan.size > LARGE
    }
}

/// How a body becomes a variant: the function to map it with, and the value when there is no body.
struct Wrap {
    function: TokenStream,
    unit: TokenStream,
}

/// The outcome for an answer: `kind` names both the function that takes a read body and the variant.
fn value(answer: &Answer<'_>, wrap: Option<Wrap>, function: &TokenStream, variant: &TokenStream) -> TokenStream {
    match (&answer.plan.read, wrap) {
        (Some(read), Some(Wrap { function: map, .. })) => quote!(crate::support::Outcome::#function(#read.map(#map))),
        (Some(read), None) => quote!(crate::support::Outcome::#function(#read)),
        (None, Some(Wrap { unit, .. })) => quote!(crate::support::Outcome::#variant(#unit)),
        (None, None) => quote!(crate::support::Outcome::#variant(())),
    }
}

fn success(all: &[Answer<'_>]) -> Success {
    let mut types = all.iter().filter(|answer| answer.success).map(|answer| &answer.plan.ty);
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
