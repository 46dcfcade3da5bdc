//! The support code, without what the API has no use for.

use specwright_templates::SERVER;

use super::{Server, security};
use crate::output::Crate;

/// Copies the support code.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let has_basic = security::uses_basic(emitter);
    for (path, text) in SERVER {
        match *path {
            "basic.rs" if !has_basic => {}
            "mod.rs" if !has_basic => krate.text("src/support/mod.rs", text.replace("pub mod basic;\n", "")),
            path => krate.text(format!("src/support/{path}"), *text),
        }
    }
}
