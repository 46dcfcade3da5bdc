//! Groups of operations: which there are, and what they are called.

use std::collections::{BTreeMap, HashSet};

use indexmap::IndexMap;

use crate::analyze::names::ident::{Kind, finish, spell};
use crate::analyze::names::locked::LockedNames;
use crate::analyze::names::reserved::hides_prelude;
use crate::analyze::names::{Claim, Scope};
use crate::analyze::{Ident, OutboundFacts, TagFacts};
use crate::model::{Api, Direction, Operation, OperationId};
use crate::report::Sink;

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
    "blocking",
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
pub(in crate::analyze) struct Tags {
    facts: Vec<TagFacts>,
    methods: Vec<Scope>,
    modules: Vec<Scope>,
    by_group: IndexMap<Group, usize>,
}

/// What operations are grouped by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Group {
    /// The first tag of operations that are called; empty where there is none.
    Tag(String),
    /// What the API sends.
    Sent(Direction),
}

impl Group {
    fn of(operation: &Operation) -> Self {
        match operation.direction {
            Direction::Called => Self::Tag(operation.tags.first().cloned().unwrap_or_default()),
            sent => Self::Sent(sent),
        }
    }

    fn untagged() -> Self {
        Self::Tag(String::new())
    }

    /// What the names of the group are made of.
    fn name(&self) -> &str {
        match self {
            Self::Tag(tag) => tag,
            Self::Sent(direction) => direction.as_str(),
        }
    }

    /// Where `names.lock` has the names.
    fn key(&self) -> String {
        match self {
            Self::Tag(tag) => tag.clone(),
            Self::Sent(direction) => sent_key(*direction),
        }
    }
}

/// Where `names.lock` has, among the tags, the names of what the API sends.
pub(in crate::analyze) fn sent_key(direction: Direction) -> String {
    format!("({})", direction.as_str())
}

impl Tags {
    /// Finds the groups and names them.
    pub(in crate::analyze) fn new(api: &Api, kept: &LockedNames<'_>, sink: &mut Sink) -> Self {
        let groups = || api.operations.iter().map(Group::of);
        let used: HashSet<Group> = groups().collect();
        let declared = { api.tags.iter() }.map(|tag| Group::Tag(tag.name.clone()));
        let mut by_group = IndexMap::new();
        // What lowering did not list comes last, rather than not at all; what the API sends follows what is called.
        for group in std::iter::once(Group::untagged()).chain(declared).chain(groups()) {
            if used.contains(&group) {
                let next = by_group.len();
                by_group.entry(group).or_insert(next);
            }
        }
        let mut tags = Self {
            facts: Vec::new(),
            methods: Vec::new(),
            modules: Vec::new(),
            by_group,
        };
        tags.name_all(api, kept, sink);
        tags
    }

    /// Names the tags first, so that the untagged group takes what is left; before them all, what is kept.
    fn name_all(&mut self, api: &Api, kept: &LockedNames<'_>, sink: &mut Sink) {
        let (mut types, mut modules) = (Scope::default(), Scope::default());
        let mut facts: Vec<TagFacts> = self.by_group.keys().map(unnamed).collect();
        for (tag, group) in facts.iter_mut().zip(self.by_group.keys()) {
            let Some((module, type_name)) = kept.tag(&group.key(), sink) else {
                continue;
            };
            if types.take(&type_name) && modules.take(&module) {
                (tag.module, tag.type_name) = (module, type_name);
            } else {
                kept.report_tag(&group.key(), &type_name, sink);
            }
        }
        let has_untagged = self.by_group.contains_key(&Group::untagged());
        if has_untagged {
            // Methods of untagged operations stand beside the accessors of the tags.
            for (id, _) in api
                .operations()
                .filter(|(_, operation)| Group::of(operation) == Group::untagged())
            {
                kept.operation(id).map(|name| modules.take(&name.method));
            }
        }
        let (untagged, tagged): (Vec<_>, Vec<_>) = facts.iter_mut().partition(|tag| tag.name.is_empty());
        for tag in tagged.into_iter().chain(untagged).filter(|tag| tag.module.0.is_empty()) {
            tag.type_name = types.claim(&type_names(&tag.name), Kind::Type).ident;
            tag.module = modules.claim(&module_names(&tag.name), Kind::Module).ident;
        }
        // A module in one of its own name confuses readers, and clippy.
        let modules = facts.iter().map(|tag| Scope::reserving(&[tag.module.0.as_str()]));
        self.modules = modules.collect();
        self.methods = facts.iter().map(|_| Scope::reserving(RESERVED_METHODS)).collect();
        if let (true, Some(client)) = (has_untagged, self.methods.first_mut()) {
            facts.iter().for_each(|tag| {
                client.take(&tag.module);
            });
        }
        self.facts = facts;
    }

    /// The group of an operation.
    pub(in crate::analyze) fn of(&self, operation: &Operation) -> usize {
        self.by_group.get(&Group::of(operation)).copied().unwrap_or_default()
    }

    /// The tag of a group.
    pub(in crate::analyze) fn name(&self, tag: usize) -> &str {
        self.facts.get(tag).map_or("", |facts| facts.name.as_str())
    }

    /// The module of a group.
    pub(in crate::analyze) fn module(&self, tag: usize) -> Ident {
        self.facts
            .get(tag)
            .map(|facts| facts.module.clone())
            .unwrap_or_default()
    }

    /// Files an operation under its group.
    pub(in crate::analyze) fn file(&mut self, tag: usize, id: OperationId) {
        if let Some(facts) = self.facts.get_mut(tag) {
            facts.operations.push(id);
        }
    }

    /// Takes the name of a method in its group; says whether it was free.
    pub(in crate::analyze) fn take_method(&mut self, tag: usize, name: &Ident) -> bool {
        self.methods.get_mut(tag).is_some_and(|scope| scope.take(name))
    }

    /// Names a method, by the first of some names that is free in its group.
    pub(in crate::analyze) fn claim_method(&mut self, tag: usize, names: &[String]) -> Claim {
        match self.methods.get_mut(tag) {
            Some(scope) => scope.claim(names, Kind::Value),
            None => Scope::default().claim(names, Kind::Value),
        }
    }

    /// Names the module of an operation after its method.
    pub(in crate::analyze) fn claim_module(&mut self, tag: usize, method: &Ident) -> Ident {
        let bare = method.0.trim_start_matches("r#");
        let name = spell(bare, Kind::Module).unwrap_or_else(|| "operation".to_owned());
        let names = [name.clone(), format!("{name}_operation")];
        match self.modules.get_mut(tag) {
            Some(scope) => scope.claim(&names, Kind::Module).ident,
            None => Scope::default().claim(&names, Kind::Module).ident,
        }
    }

    /// The facts. What the API sends is called as in a crate of its own, with the names of the group around it.
    pub(in crate::analyze) fn into_facts(mut self) -> (Vec<TagFacts>, BTreeMap<Direction, OutboundFacts>) {
        let mut outbound = BTreeMap::new();
        for tag in self.facts.iter_mut().filter(|tag| tag.direction.is_outbound()) {
            tag.name.clear();
            let module = std::mem::replace(&mut tag.module, Ident("api".to_owned()));
            let own = Ident(tag.direction.type_name().to_owned());
            let type_name = std::mem::replace(&mut tag.type_name, own);
            outbound.insert(tag.direction, OutboundFacts { module, type_name });
        }
        (self.facts, outbound)
    }
}

fn unnamed(group: &Group) -> TagFacts {
    TagFacts {
        direction: match group {
            Group::Tag(_) => Direction::Called,
            Group::Sent(direction) => *direction,
        },
        name: group.name().to_owned(),
        module: Ident::default(),
        type_name: Ident::default(),
        operations: Vec::new(),
    }
}

fn type_names(tag: &str) -> Vec<String> {
    if tag.is_empty() {
        return vec!["Api".to_owned(), "Untagged".to_owned()];
    }
    let name = crate::analyze::names::origin::pascal(tag);
    let suffixed = format!("{name}Api");
    if RESERVED_TYPES.contains(&name.as_str()) || hides_prelude(&name) {
        vec![suffixed]
    } else {
        vec![name, suffixed]
    }
}

fn module_names(tag: &str) -> Vec<String> {
    if tag.is_empty() {
        return vec!["api".to_owned(), "untagged".to_owned()];
    }
    let name = spell(tag, Kind::Module).unwrap_or_else(|| "value".to_owned());
    let Ident(whole) = finish(name.clone(), Kind::Module);
    let suffixed = format!("{name}_api");
    if RESERVED_MODULES.contains(&whole.as_str()) {
        vec![suffixed]
    } else {
        vec![name, suffixed]
    }
}
