//! Groups of operations: which there are, and what they are called.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::ident::{Kind, finish, spell};
use super::names::{Claim, Scope};
use super::reserved::hides_prelude;
use super::{Ident, TagFacts};
use crate::model::{Api, Operation, OperationId};

/// Types of the client and server crates that a group's type must not hide.
const RESERVED_TYPES: &[&str] = &[
    "Authenticate",
    "Body",
    "Builder",
    "Client",
    "ClientBuilder",
    "Denied",
    "Error",
    "Principal",
    "Request",
    "Response",
    "Router",
    "Server",
    "StatusCode",
    "Transport",
];

/// Modules of the client and server crates, and methods of the client.
const RESERVED_MODULES: &[&str] = &[
    "auth",
    "builder",
    "client",
    "clone",
    "codec",
    "error",
    "lib",
    "main",
    "mod",
    "new",
    "operations",
    "router",
    "server",
    "support",
    "types",
    "validation",
];

/// Methods that every handle, or every implementor of a trait, has.
const RESERVED_METHODS: &[&str] = &["builder", "clone", "new"];

/// The groups with the scopes of their methods.
#[derive(Debug)]
pub(super) struct Tags {
    facts: Vec<TagFacts>,
    methods: Vec<Scope>,
    by_name: IndexMap<String, usize>,
}

impl Tags {
    /// Finds the groups and names them.
    pub(super) fn new(api: &Api) -> Self {
        let tags = || api.operations.iter().map(tag);
        let used: HashSet<&str> = tags().collect();
        let declared = api
            .tags
            .iter()
            .map(|tag| tag.name.as_str())
            .filter(|name| !name.is_empty());
        let mut by_name = IndexMap::new();
        // What lowering did not list comes last, rather than not at all.
        for name in Some("").into_iter().chain(declared).chain(tags()) {
            if used.contains(name) {
                let next = by_name.len();
                by_name.entry(name.to_owned()).or_insert(next);
            }
        }
        let mut tags = Self {
            facts: Vec::new(),
            methods: Vec::new(),
            by_name,
        };
        tags.name_all();
        tags
    }

    /// Names the tags first, so that the untagged group takes what is left.
    fn name_all(&mut self) {
        let (mut types, mut modules) = (Scope::default(), Scope::default());
        let names: Vec<String> = self.by_name.keys().cloned().collect();
        let mut facts: Vec<TagFacts> = names
            .iter()
            .filter(|name| !name.is_empty())
            .map(|name| {
                let type_name = types.claim(&type_names(name), Kind::Type).ident;
                let module = modules.claim(&module_names(name), Kind::Module).ident;
                TagFacts {
                    name: name.clone(),
                    module,
                    type_name,
                    operations: Vec::new(),
                }
            })
            .collect();
        if self.by_name.contains_key("") {
            let type_name = types
                .claim(&["Api".to_owned(), "Untagged".to_owned()], Kind::Type)
                .ident;
            let module = modules
                .claim(&["api".to_owned(), "untagged".to_owned()], Kind::Module)
                .ident;
            facts.insert(
                0,
                TagFacts {
                    name: String::new(),
                    module,
                    type_name,
                    operations: Vec::new(),
                },
            );
        }
        self.methods = facts.iter().map(|_| Scope::reserving(RESERVED_METHODS)).collect();
        if let (true, Some(client)) = (self.by_name.contains_key(""), self.methods.first_mut()) {
            facts.iter().for_each(|tag| client.take(&tag.module));
        }
        self.facts = facts;
    }

    /// The group of an operation.
    pub(super) fn of(&self, operation: &Operation) -> usize {
        self.by_name.get(tag(operation)).copied().unwrap_or_default()
    }

    /// The tag of a group.
    pub(super) fn name(&self, tag: usize) -> &str {
        self.facts.get(tag).map_or("", |facts| facts.name.as_str())
    }

    /// Files an operation under its group, by the first of some names that is free there.
    pub(super) fn claim_method(&mut self, tag: usize, id: OperationId, names: &[String]) -> Claim {
        if let Some(facts) = self.facts.get_mut(tag) {
            facts.operations.push(id);
        }
        match self.methods.get_mut(tag) {
            Some(scope) => scope.claim(names, Kind::Value),
            None => Scope::default().claim(names, Kind::Value),
        }
    }

    /// The facts.
    pub(super) fn into_facts(self) -> Vec<TagFacts> {
        self.facts
    }
}

/// The tag that an operation is filed under: its first.
fn tag(operation: &Operation) -> &str {
    operation.tags.first().map_or("", String::as_str)
}

fn type_names(tag: &str) -> Vec<String> {
    let name = super::origin::pascal(tag);
    let suffixed = format!("{name}Api");
    if RESERVED_TYPES.contains(&name.as_str()) || hides_prelude(&name) {
        vec![suffixed]
    } else {
        vec![name, suffixed]
    }
}

fn module_names(tag: &str) -> Vec<String> {
    let name = spell(tag, Kind::Module).unwrap_or_else(|| "value".to_owned());
    let Ident(whole) = finish(name.clone(), Kind::Module);
    let suffixed = format!("{name}_api");
    if RESERVED_MODULES.contains(&whole.as_str()) {
        vec![suffixed]
    } else {
        vec![name, suffixed]
    }
}
