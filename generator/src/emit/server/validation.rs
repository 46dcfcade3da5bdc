//! The checks that run on every value before an operation sees it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Server;
use crate::model::SchemaId;
use crate::output::Crate;

/// The statements that check the body in `body`; `None` where every value is valid.
pub(super) fn body(emitter: &Server<'_>, schema: SchemaId) -> Option<TokenStream> {
    let _ = (emitter, schema);
    None
}

/// The statements that check the value of a parameter in `name`, an `Option`.
pub(super) fn parameter(emitter: &Server<'_>, schema: SchemaId, name: &Ident, index: usize) -> TokenStream {
    let _ = (emitter, schema, name, index);
    quote!()
}

/// Writes what the checks share.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let _ = (emitter, krate);
}
