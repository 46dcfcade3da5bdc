//! Rules: statements that check what a description demands of a value beyond its type.
//!
//! The statements call `Checker` of the runtime, which the server uses too, for parameters and bodies.

mod implementation;
mod number;
mod place;
mod schema;
mod shape;

pub use place::Place;

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::rust_type::RustTypes;
use crate::analyze::walk;
use crate::model::SchemaId;

/// Writes rules, knowing which types have any.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    context: Context<'a>,
    types: RustTypes<'a>,
    /// By schema index: whether its item implements `Validate`.
    ruled: Vec<bool>,
}

impl<'a> Rules<'a> {
    /// As the types crate itself writes them.
    pub fn inside(context: Context<'a>) -> Self {
        Self::new(context, RustTypes::inside(context))
    }

    /// As the server writes them.
    pub fn outside(context: Context<'a>) -> Self {
        Self::new(context, RustTypes::outside(context))
    }

    fn new(context: Context<'a>, types: RustTypes<'a>) -> Self {
        let mut rules = Self {
            context,
            types,
            ruled: vec![false; context.api.schemas.len()],
        };
        rules.spread();
        rules
    }

    /// The statements that check a value of the schema, whose type is [`RustTypes::of`]: an `Option` where null is a
    /// value. `checker` is an expression of type `&mut Checker`. `None`: there is nothing to check.
    pub fn check(&self, id: SchemaId, value: &Place, checker: &TokenStream) -> Option<TokenStream> {
        self.value(id, value, checker, 0)
    }

    /// [`check`](Self::check) for a value that is not null, of type [`RustTypes::bare`].
    pub fn check_bare(&self, id: SchemaId, value: &Place, checker: &TokenStream) -> Option<TokenStream> {
        self.bare(id, value, checker, 0)
    }

    /// Finds the items that have rules, by themselves or by their parts: repeats with those that hold what was found
    /// until no more are, so that recursive types cost nothing special.
    fn spread(&mut self) {
        let mut users = walk::users(self.context.api);
        // What uses a schema uses the item of the equal one that serves it.
        for (id, facts) in self.context.facts.schemas.iter().enumerate() {
            let canonical = facts.canonical.index();
            if canonical != id {
                let others = users.get_mut(id).map(std::mem::take).unwrap_or_default();
                if let Some(users) = users.get_mut(canonical) {
                    users.extend(others);
                }
            }
        }
        let mut candidates: Vec<SchemaId> = self.context.api.schemas.iter().map(|(id, _)| id).collect();
        while !candidates.is_empty() {
            candidates.retain(|id| !self.is_ruled(*id) && self.body(*id).is_some());
            for id in &candidates {
                if let Some(ruled) = self.ruled.get_mut(id.index()) {
                    *ruled = true;
                }
            }
            candidates = self.holders(&candidates, &users);
        }
    }

    /// The items with rules of their own that the schemas are part of, directly or by way of types written in place.
    fn holders(&self, found: &[SchemaId], users: &[Vec<SchemaId>]) -> Vec<SchemaId> {
        let mut seen: HashSet<SchemaId> = HashSet::new();
        let mut holders = Vec::new();
        let mut stack = found.to_vec();
        while let Some(id) = stack.pop() {
            for user in users
                .get(id.index())
                .into_iter()
                .flatten()
                .filter(|user| seen.insert(**user))
            {
                if self.has_impl(*user) {
                    holders.push(*user);
                } else {
                    stack.push(*user);
                }
            }
        }
        holders
    }

    /// Whether the schema's item has rules.
    pub(super) fn is_ruled(&self, id: SchemaId) -> bool {
        self.ruled.get(id.index()).copied().unwrap_or_default()
    }

    fn value(&self, id: SchemaId, value: &Place, checker: &TokenStream, depth: usize) -> Option<TokenStream> {
        if !self.types.nullable(id) {
            return self.bare(id, value, checker, depth);
        }
        let (reference, inner) = (value.reference(), Place::value());
        let inner = self.bare(id, &inner, checker, depth)?;
        Some(quote!(if let Some(value) = #reference { #inner }))
    }
}

/// Whether a pattern is a regular expression that can be checked.
pub fn compiles(pattern: &str) -> bool {
    regress::Regex::with_flags(pattern, "u").is_ok() || regress::Regex::new(pattern).is_ok()
}
