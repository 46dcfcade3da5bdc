//! The support code, without what the API has no use for.

use specwright_templates::SERVER;

use super::{Server, headers, security};
use crate::emit::{representation, support};
use crate::output::Crate;

/// Files that only some descriptions need, with the code that needs them.
const OPTIONAL: &[(&str, &[&str])] = &[
    ("docs.rs", &["support :: docs ::"]),
    ("form.rs", &["support :: form ::"]),
    ("multipart.rs", &["support :: multipart ::"]),
    ("part.rs", &["support :: multipart ::"]),
    ("position.rs", &["support :: multipart ::"]),
    ("spool.rs", &["support :: multipart ::"]),
    ("upload.rs", &["support :: upload ::"]),
];

/// Copies the support code.
pub(super) fn emit(emitter: &Server<'_>, krate: &mut Crate) {
    let mut without = Vec::new();
    if !security::uses_basic(emitter) {
        without.push("basic.rs");
    }
    if !headers::is_needed(krate) {
        without.push("headers.rs");
    }
    let (sends, receives) = (
        representation::has_sequences(emitter.context.api),
        representation::sends_sequences(emitter.context.api),
    );
    if !sends {
        without.push("items.rs");
    }
    if !receives {
        without.extend([
            "received.rs",
            "sequence/lines.rs",
            "sequence/reader.rs",
            "sequence/texts.rs",
        ]);
    }
    if !sends && !receives {
        without.extend(["sequence/mod.rs", "sequence/event.rs", "sequence/framing.rs"]);
    }
    for (file, users) in OPTIONAL {
        if !users.iter().any(|code| support::has_code(krate, code)) {
            without.push(file);
        }
    }
    support::add(krate, SERVER, &without);
}

/// Whether files are kept on disk.
pub(super) fn has_spool(krate: &Crate) -> bool {
    krate.files.contains_key("src/support/spool.rs")
}
