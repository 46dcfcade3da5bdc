//! The support code, without what the API has no use for.

use specwright_templates::SERVER;

use super::{Server, security};
use crate::emit::support;
use crate::output::Crate;

/// Files that only some descriptions need, with the code that needs them.
const OPTIONAL: &[(&str, &str)] = &[
    ("form.rs", "support :: form ::"),
    ("headers.rs", "support :: headers ::"),
    ("items.rs", "support :: items ::"),
];

/// Copies the support code.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let mut without = Vec::new();
    if !security::uses_basic(emitter) {
        without.push("basic.rs");
    }
    for (file, path) in OPTIONAL {
        if !support::has_code(krate, path) {
            without.push(file);
        }
    }
    support::add(krate, SERVER, &without);
}
