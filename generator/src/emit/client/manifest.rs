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

/// The manifest; the crate's code tells which other crates its types come from.
pub(super) fn manifest(client: &Client<'_>, krate: &Crate) -> Manifest {
    let mut manifest = Manifest::new(client.context, Target::Client);
    manifest.features = vec![
        ("default".to_owned(), vec!["reqwest".to_owned()]),
        (
            "reqwest".to_owned(),
            vec!["dep:reqwest".to_owned(), "dep:tokio".to_owned()],
        ),
        (
            "blocking".to_owned(),
            vec!["dep:tokio".to_owned(), "tokio/rt-multi-thread".to_owned()],
        ),
    ];
    manifest.uses_types(client.context);
    for name in ALWAYS {
        manifest.uses(name);
    }
    mentions::add(&mut manifest, client.context, krate);
    if security::has_basic(client) {
        manifest.uses("base64");
    }
    manifest.uses_optionally("reqwest");
    // It has no other part of tokio: the usual transport runs on its clock.
    manifest.depends("tokio", r#"{ optional = true, version = "1.54", features = ["time"] }"#);
    manifest
}
