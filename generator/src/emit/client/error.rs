//! The bodies of documented errors: one type, or an enum with a variant a type.
//!
//! Most operations of an API document the same errors. An enum whose types the types crate exports is named after them,
//! stands in the module `error`, and serves every operation that documents just these; another is the operation's own.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::answer::error_test;
use super::group::Group;
use super::success::{LARGE, arm, derives};
use super::{Client, docs, reply};
use crate::model::{Operation, OperationId, Status};
use crate::output::{Items, Members, Source, doc_lines};

/// More types than this make no name that anyone would read.
const MAX_IN_NAME: usize = 3;

/// The documented errors of an operation.
pub(super) struct Errors {
    /// By type, in order of their variants.
    pub(super) groups: Vec<Group>,
    /// The names of the variants.
    pub(super) variants: Vec<Ident>,
    /// The name of the enum, where there are several types.
    pub(super) name: Ident,
    /// Whether the enum is one of several operations.
    pub(super) is_shared: bool,
    /// The root of the client.
    root: TokenStream,
}

impl Errors {
    /// Finds them; `own` is what an enum that is not shared is called.
    pub(super) fn of(client: &Client<'_>, operation: &Operation, own: &Ident) -> Self {
        let errors = Self::unnamed(client, operation, own);
        match errors.shared_name() {
            Some(name) if client.errors.get(&name).is_some_and(|items| *items == errors.key()) => Self {
                name: format_ident!("{name}"),
                is_shared: true,
                ..errors
            },
            _ => errors,
        }
    }

    fn unnamed(client: &Client<'_>, operation: &Operation, own: &Ident) -> Self {
        let is_error = error_test(operation);
        let mut groups: Vec<Group> = Vec::new();
        for response in { operation.responses.iter() }.filter(|response| is_error(response.status)) {
            let plan = reply::plan(client, operation, response, None, true);
            match { groups.iter_mut() }.find(|group| group.plan.is_like(&plan)) {
                Some(group) => group.add(&plan, response.status),
                None => groups.push(Group::of(plan, response.status)),
            }
        }
        groups.sort_by_cached_key(|group| {
            let label = &group.plan.label;
            (
                !group.plan.has_body(),
                label.name.clone(),
                group.plan.function().to_string(),
            )
        });
        let mut variants: Vec<Ident> = Vec::new();
        for group in &groups {
            let name = &group.plan.label.name;
            let numbered = (2..).map(|number| format!("{name}{number}"));
            let name = std::iter::once(name.clone())
                .chain(numbered)
                .map(|name| format_ident!("{name}"));
            variants.extend({ name }.find(|name| !variants.contains(name)));
        }
        Self {
            groups,
            variants,
            name: own.clone(),
            is_shared: false,
            root: client.context.root(),
        }
    }

    /// What they are called where operations share them.
    fn shared_name(&self) -> Option<String> {
        let labels: Vec<_> = self.groups.iter().map(|group| &group.plan.label).collect();
        let names: Vec<&str> = labels.iter().map(|label| label.name.as_str()).collect();
        let has_name = (2..=MAX_IN_NAME).contains(&names.len()) && labels.iter().all(|label| label.unique);
        has_name.then(|| names.join("Or"))
    }

    /// What enums that are shared have in common: types, and how they are read.
    fn key(&self) -> String {
        let groups = self
            .groups
            .iter()
            .map(|group| format!("{} {};", group.plan.ty, group.plan.function()));
        groups.collect()
    }

    /// The type.
    pub(super) fn ty(&self) -> TokenStream {
        let name = &self.name;
        match self.groups.as_slice() {
            [] => quote!(std::convert::Infallible),
            [only] => only.plan.ty.clone(),
            _ if self.is_shared => {
                let root = &self.root;
                quote!(#root::error::#name)
            }
            _ => quote!(#name),
        }
    }

    /// The function that reads one.
    pub(super) fn reader(&self) -> TokenStream {
        let ty = self.ty();
        match self.groups.as_slice() {
            [] => quote!(specwright_client::__private::Reply::unexpected),
            [only] => only.plan.function(),
            _ => quote!(#ty::read),
        }
    }

    fn item(&self, docs: &str, describe: impl Fn(&Group) -> String) -> TokenStream {
        let (name, docs) = (&self.name, doc_lines(docs));
        let derives = derives(self.groups.iter().map(|group| &group.plan));
        let last = self.groups.len().saturating_sub(1);
        let variants = self.groups.iter().zip(&self.variants).map(|(group, variant)| {
            let (ty, docs) = (&group.plan.ty, doc_lines(&describe(group)));
            match (group.plan.has_body(), group.plan.size > LARGE) {
                (true, true) => quote!(#docs #variant(Box<#ty>),),
                (true, false) => quote!(#docs #variant(#ty),),
                (false, _) => quote!(#docs #variant,),
            }
        });
        let arms = { self.groups.iter().zip(&self.variants).enumerate() }.map(|(index, (group, variant))| {
            let (index, result) = (arm(index, last), group.plan.result());
            match (group.plan.has_body(), group.plan.size > LARGE) {
                (true, true) => quote!(#index => #result.map(|body| Self::#variant(Box::new(body))),),
                (true, false) => quote!(#index => #result.map(Self::#variant),),
                (false, _) => quote!(#index => Ok(Self::#variant),),
            }
        });
        let visibility = self.is_shared.then(|| quote!(pub(crate)));
        quote! {
            #docs
            #derives
            pub enum #name {
                #(#variants)*
            }
            impl #name {
                #visibility fn read(reply: specwright_client::__private::Reply) -> Result<Self, specwright_client::__private::Failure> {
                    match reply.index() { #(#arms)* }
                }
            }
        }
    }
}

/// The enum that is an operation's own, if it has one.
pub(super) fn own(errors: &Errors, operation: &Operation) -> TokenStream {
    if errors.groups.len() < 2 || errors.is_shared {
        return TokenStream::new();
    }
    let docs = format!("The bodies of the errors that {} documents.", docs::line(operation));
    errors.item(&docs, |group| format!("Of {}.", statuses(&group.statuses)))
}

/// What the enums that operations may share are made of, by name.
pub(super) fn shared(client: &Client<'_>) -> BTreeMap<String, String> {
    let own = format_ident!("Own");
    let mut shared = BTreeMap::new();
    for (_, operation) in client.context.operations() {
        let errors = Errors::unnamed(client, operation, &own);
        if let Some(name) = errors.shared_name() {
            shared.entry(name).or_insert_with(|| errors.key());
        }
    }
    shared
}

/// The shared enums, by name.
pub(super) fn items(client: &Client<'_>) -> Items {
    let own = format_ident!("Own");
    let mut items: BTreeMap<String, (OperationId, TokenStream)> = BTreeMap::new();
    for (id, operation) in client.context.operations() {
        let errors = Errors::of(client, operation, &own);
        if errors.is_shared {
            items.entry(errors.name.to_string()).or_insert_with(|| {
                let item = errors.item("Bodies of errors.", |group| match group.plan.has_body() {
                    true => format!("A body that is a {}.", docs::code(&group.plan.label.name)),
                    false => "No body.".to_owned(),
                });
                (id, item)
            });
        }
    }
    let mut shared = Items::default();
    for (id, item) in items.into_values() {
        // The first operation stands for all.
        shared.add(Source::Operation(id), Members::new(), item);
    }
    shared
}

fn statuses(statuses: &[Status]) -> String {
    let mut statuses = statuses.to_vec();
    statuses.sort_unstable();
    let texts = statuses.iter().map(|status| match status {
        Status::Code(code) => format!("`{code}`"),
        Status::Range(digit) => format!("`{digit}XX`"),
        Status::Default => "any other status".to_owned(),
    });
    let texts: Vec<String> = texts.collect();
    texts.join(", ")
}
