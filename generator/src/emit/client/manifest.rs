//! The manifest of the client crate.

use super::{Client, security};
use crate::emit::manifest::Manifest;
use crate::emit::mentions;
use crate::output::Crate;
use crate::settings::Target;

/// What the support code needs.
const ALWAYS: &[&str] = &[
    "bytes",
    "futures-core",
    "http",
    "http-body",
    "http-body-util",
    "httpdate",
    "percent-encoding",
    "serde",
    "serde_json",
    "tower-service",
];

/// Features, and what they turn on.
const FEATURES: &[(&str, &[&str])] = &[
    ("default", &["reqwest"]),
    ("blocking", &["dep:tokio", "tokio/rt-multi-thread"]),
    ("gzip", &["reqwest?/gzip"]),
    (
        "opentelemetry",
        &["tracing", "dep:opentelemetry", "dep:tracing-opentelemetry"],
    ),
    ("reqwest", &["dep:reqwest", "dep:tokio"]),
    ("tracing", &["dep:tracing"]),
];

/// The manifest; the crate's code tells which other crates its types come from.
pub(super) fn manifest(client: &Client<'_>, krate: &Crate) -> Manifest {
    let mut manifest = Manifest::new(client.context, Target::Client);
    let features = FEATURES.iter().map(|(name, on)| {
        let on = on.iter().map(|feature| (*feature).to_owned());
        ((*name).to_owned(), on.collect())
    });
    manifest.features = features.collect();
    manifest.uses_types(client.context);
    for name in ALWAYS {
        manifest.uses(name);
    }
    mentions::add(&mut manifest, client.context, krate);
    if security::has_basic(client) {
        manifest.uses("base64");
    }
    if security::has_grants(client) {
        manifest.uses("async-lock");
    }
    for name in ["opentelemetry", "reqwest", "tracing", "tracing-opentelemetry"] {
        manifest.uses_optionally(name);
    }
    // It has no other part of tokio: the usual transport runs on its clock.
    manifest.depends("tokio", r#"{ optional = true, version = "1.54", features = ["time"] }"#);
    manifest
}
