//! The manifest of the client crate.

use proc_macro2::TokenStream;

use super::{Client, mentions, security};
use crate::emit::manifest::Manifest;
use crate::settings::Target;

/// What the support code needs.
const ALWAYS: &[&str] = &[
    "bytes",
    "http",
    "http-body",
    "http-body-util",
    "percent-encoding",
    "serde",
    "serde_json",
    "tower-service",
];

/// What only some types need.
const BY_USE: &[&str] = &["chrono", "uuid"];

/// The manifest; `files` are those whose types may name other crates.
pub(super) fn manifest(client: &Client<'_>, files: &[(String, String, TokenStream)]) -> Manifest {
    let mut manifest = Manifest::new(client.context, Target::Client);
    manifest.features = vec![
        ("default".to_owned(), vec!["reqwest".to_owned()]),
        ("reqwest".to_owned(), vec!["dep:reqwest".to_owned()]),
    ];
    manifest.uses_types(client.context);
    for name in ALWAYS {
        manifest.uses(name);
    }
    for name in BY_USE {
        if files.iter().any(|(_, _, items)| mentions(items, name)) {
            manifest.uses(name);
        }
    }
    if security::has_basic(client) {
        manifest.uses("base64");
    }
    manifest.uses("reqwest");
    for (name, requirement) in &mut manifest.dependencies {
        if name == "reqwest" {
            *requirement = requirement.replacen('{', "{ optional = true,", 1);
        }
    }
    manifest
}
