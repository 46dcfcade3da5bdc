//! Judges of what `specwright diff` says.

pub(crate) mod cases;
pub(crate) mod corpus;
mod explained;
pub(crate) mod plan;
pub(crate) mod semver;

use std::path::Path;

use specwright::pipeline::Description;
use specwright::render;

/// Reads a description; one that cannot be read is an error.
fn read(path: &Path) -> Result<Description, String> {
    let read = Description::read(path);
    if read.is_usable() {
        return Ok(read);
    }
    Err(render::text(read.sink.diagnostics(), &read.sources, false))
}
