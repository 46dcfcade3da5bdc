//! The support code, without what the API has no use for.

use specwright_templates::SERVER;

use super::{Server, security};
use crate::emit::support;
use crate::output::Crate;

/// Copies the support code.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let mut without = Vec::new();
    if !security::uses_basic(emitter) {
        without.push("basic.rs");
    }
    support::add(krate, SERVER, &without);
}
