//! Model and facts to Rust: one file a concept. Wire rules are emitted as data for the support code to interpret.

use crate::analyze::Facts;
use crate::model::{Api, Outbound};
use crate::output::Crate;
use crate::settings::{Settings, Target};

mod adopt;
pub mod client;
pub mod doc;
pub mod headers;
pub mod manifest;
pub mod mentions;
#[cfg(feature = "mock")]
mod mock;
pub mod outbound;
pub mod representation;
pub mod rust_type;
pub mod scalar;
pub mod server;
pub mod support;
pub mod types;
pub mod validate;
pub mod xml;

#[cfg(feature = "mock")]
pub use mock::{Program, program};

/// What every emitter is given.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The model.
    pub api: &'a Api,
    /// What analysis found.
    pub facts: &'a Facts,
    /// What the user chose.
    pub settings: &'a Settings,
    /// The description as one JSON text, where the server crate holds it.
    pub document: Option<&'a str>,
    /// The base name of the crates: `turso` for `turso-types`.
    pub name: &'a str,
    /// What the API is made of, if it is what another sends: then the server's side is that of its client.
    pub outbound: Option<Outbound>,
    /// The text that opens the root of a crate, without comment marks: command, title, version, hash.
    pub header: &'a str,
}

/// The crates to write. A description without operations has types only: there is nothing to call or serve.
pub fn targets(context: Context<'_>) -> Vec<Target> {
    let operations = !context.api.operations.is_empty() || !context.facts.outbound.is_empty();
    let mut targets = vec![Target::Types, Target::Client, Target::Server];
    targets.retain(|target| *target == Target::Types || operations && context.settings.wants(*target));
    targets
}

/// Writes a crate.
pub fn emit(context: Context<'_>, target: Target) -> Crate {
    match target {
        Target::Types => types::emit(context),
        Target::Client => client::emit(context),
        Target::Server => server::emit(context),
    }
}
