//! Model and facts to Rust: one file a concept. Wire rules are emitted as data for the runtime to interpret.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::analyze::{Facts, Ident, ServerFacts, TagFacts};
use crate::model::{Api, Direction, Operation, OperationId, SecurityScheme, Server};
use crate::output::{Crate, Members, Source, runtime};
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
mod size;
#[cfg(feature = "mock")]
mod trips;
pub mod types;
pub mod validate;
#[cfg(feature = "vendored")]
pub mod vendored;
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
    /// Which operations are written: for what the API sends, the server's side is that of its client.
    pub direction: Direction,
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
            direction: Direction::Called,
            module: None,
            header: "",
        }
    }
}

impl<'a> Context<'a> {
    /// The operations that are written, with their ids.
    fn operations(&self) -> impl Iterator<Item = (OperationId, &'a Operation)> + Clone + use<'a> {
        self.api.of(self.direction)
    }

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.operations().next().is_none()
    }

    /// The groups of those operations.
    fn tags(&self) -> impl Iterator<Item = &'a TagFacts> + Clone + use<'a> {
        let direction = self.direction;
        { self.facts.tags.iter() }.filter(move |tag| tag.direction == direction)
    }

    /// What the inputs and responses of an operation are made of, by their names.
    fn members(&self, id: OperationId) -> Members {
        let Some(facts) = self.facts.operations.get(id.0) else {
            return Members::new();
        };
        let parameters = facts.parameters.iter().enumerate();
        let parameters = parameters.map(|(index, name)| (bare(name), Source::Parameter(id, index)));
        let responses = facts.responses.iter().enumerate();
        let responses = responses.map(|(index, name)| (bare(name), Source::Response(id, index)));
        let body = (bare(&facts.body), Source::Body(id));
        parameters.chain(responses).chain([body]).collect()
    }

    /// What the methods for operations are made of, and their arguments.
    fn methods(&self, tag: &TagFacts) -> Members {
        let mut members = Members::new();
        for id in &tag.operations {
            let Some(facts) = self.facts.operations.get(id.0) else {
                continue;
            };
            let method = bare(&facts.method);
            members.insert(method.clone(), Source::Operation(*id));
            let inputs = self.members(*id).into_iter();
            members.extend(inputs.map(|(name, source)| (format!("{method}({name})"), source)));
        }
        members
    }

    /// A group of operations.
    fn group(&self, tag: &TagFacts) -> Source {
        let mut tags = self.facts.tags.iter();
        let index = tags.position(|known| (known.direction, &known.name) == (tag.direction, &tag.name));
        index.map_or(Source::Crate, Source::Tag)
    }

    /// What the methods of security schemes are made of.
    fn scheme_members(&self) -> Members {
        let schemes = self.facts.schemes.iter().flat_map(|(name, facts)| {
            let methods = [&facts.method, &facts.grant].map(bare);
            methods.map(|method| (method, Source::Scheme(name.clone())))
        });
        schemes.collect()
    }

    /// What the operations are called together, if the API sends them.
    fn sent(&self) -> Option<&'static str> {
        self.direction.is_outbound().then(|| self.direction.as_str())
    }

    /// The servers that clients choose from: what the API sends goes elsewhere.
    fn servers(&self) -> impl Iterator<Item = (&'a Server, &'a ServerFacts)> + Clone + use<'a> {
        let is_called = self.direction == Direction::Called;
        let servers = self.api.servers.iter().zip(&self.facts.servers);
        servers.filter(move |_| is_called)
    }

    /// The security schemes that clients may need, by name: for what the API sends, those that it asks for.
    fn schemes(&self) -> IndexMap<&'a str, &'a SecurityScheme> {
        let uses = || {
            self.operations()
                .flat_map(|(_, operation)| operation.security.iter().flatten())
        };
        let is_used = |name: &str| uses().any(|used| used.scheme == name);
        let schemes = self.api.security_schemes.iter();
        schemes
            .filter(|(name, _)| self.direction == Direction::Called || is_used(name))
            .map(|(name, scheme)| (name.as_str(), scheme))
            .collect()
    }

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

/// A name without the mark that makes one of a keyword.
fn bare(name: &Ident) -> String {
    name.0.trim_start_matches("r#").to_owned()
}

/// The line by which generated code checks that it was generated for a version of a runtime.
fn contract(target: Target) -> TokenStream {
    let runtime = format_ident!("{}", runtime(target));
    let version = Literal::u32_unsuffixed(CONTRACT);
    quote!(const _: () = #runtime::__private::contract(#version);)
}

/// The crates to write. A description without operations has types only: there is nothing to call or serve.
pub fn targets(context: Context<'_>) -> Vec<Target> {
    let operations = !context.api.operations.is_empty();
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
