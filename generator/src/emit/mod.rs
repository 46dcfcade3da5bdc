//! Model and facts to Rust: one file a concept. Wire rules are emitted as data for the runtime to interpret.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::analyze::{Facts, Ident};
use crate::model::{Api, Outbound};
use crate::output::{Crate, runtime};
use crate::plan::Plan;
use crate::settings::{Settings, Target};

pub mod client;
pub mod doc;
mod features;
pub mod headers;
pub mod manifest;
#[cfg(feature = "mock")]
mod mock;
pub mod outbound;
pub mod representation;
pub mod rust_type;
pub mod scalar;
pub mod server;
pub mod types;
pub mod validate;
pub mod xml;

#[cfg(feature = "mock")]
pub use mock::{Program, program};

/// The version of what generated code calls in the runtimes, which they check: see `contract.rs` of each.
const CONTRACT: u32 = 1;

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
    /// The module that the code stands in, where that is not the root of its crate.
    pub module: Option<&'a Ident>,
    /// The text that opens the root of a crate, without comment marks: command, title, version, hash.
    pub header: &'a str,
}

impl<'a> Context<'a> {
    /// The context of a plan, without header and document.
    pub fn of(plan: &'a Plan, name: &'a str) -> Self {
        Self {
            api: &plan.api,
            facts: &plan.facts,
            settings: &plan.settings,
            document: None,
            name,
            outbound: None,
            module: None,
            header: "",
        }
    }
}

impl Context<'_> {
    /// The path of the root of the code: `crate`, or `crate::webhooks`.
    fn root(&self) -> TokenStream {
        match self.module.map(rust_type::ident) {
            Some(module) => quote!(crate::#module),
            None => quote!(crate),
        }
    }

    /// The libraries of the crates that types of the user's own are in.
    fn own(&self) -> BTreeSet<String> {
        let own = features::own(*self).into_iter();
        own.map(|(name, _)| name.replace('-', "_")).collect()
    }
}

/// The line by which generated code checks that it was generated for a version of a runtime.
fn contract(target: Target) -> TokenStream {
    let runtime = format_ident!("{}", runtime(target));
    let version = Literal::u32_unsuffixed(CONTRACT);
    quote!(const _: () = #runtime::__private::contract(#version);)
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
    let mut krate = match target {
        Target::Types => types::emit(context),
        Target::Client => client::emit(context),
        Target::Server => server::emit(context),
    };
    krate.own = context.own();
    krate
}
