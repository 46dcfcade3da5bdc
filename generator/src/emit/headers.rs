//! The header fields of responses: which types they make, and in which responses.

use indexmap::IndexMap;
use proc_macro2::TokenStream;

use super::Context;
use super::rust_type::RustTypes;
use crate::model::{Header, Response};

/// The type of a response's header fields, if it documents any.
pub fn ty(types: &RustTypes<'_>, response: &Response) -> Option<TokenStream> {
    response.header_set.map(|set| types.of(set))
}

/// The types of header fields, with the fields, in the order in which they are met.
pub fn sets<'a>(types: &RustTypes<'_>, context: Context<'a>) -> Vec<(TokenStream, &'a [Header])> {
    let mut found: IndexMap<String, (TokenStream, &[Header])> = IndexMap::new();
    for response in context.operations().flat_map(|(_, operation)| &operation.responses) {
        if let Some(ty) = ty(types, response) {
            let key = ty.to_string();
            found.entry(key).or_insert((ty, &response.headers));
        }
    }
    found.into_values().collect()
}
