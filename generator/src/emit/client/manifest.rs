//! The manifest of the client crate.

use crate::emit::manifest::Manifest;
use crate::emit::{Context, features};
use crate::settings::Target;

/// Features of the runtime that are features of every client.
pub(in crate::emit) const FEATURES: &[&str] = &["blocking", "gzip", "opentelemetry", "reqwest", "tracing"];

/// The manifest.
pub(super) fn manifest(context: Context<'_>) -> Manifest {
    let mut manifest = Manifest::new(context, Target::Client);
    manifest.uses_types(context);
    manifest.uses_own(context);
    // There is nothing to call.
    if context.is_empty() {
        return manifest;
    }
    manifest.feature("default", &["reqwest"]);
    for name in FEATURES {
        manifest.feature(name, &[&format!("specwright-client/{name}")]);
    }
    manifest.uses_runtime(context, Target::Client, &features::client(context));
    manifest
}
