//! Requests that the API sends, webhooks and callbacks, are named, and their types found, as if they were operations of
//! groups of their own.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::facts::{Facts, Ident, OutboundFacts, TagFacts};
use super::receiver;
use crate::model::{Api, Callback, Operation, OperationId, Outbound, Tag, UrlPart};
use crate::pointer::Location;

/// The group of the requests of a kind: no tag that a description would have.
fn group(kind: Outbound) -> String {
    format!("({})", kind.as_str())
}

/// A model whose operations are followed by the requests that the API sends.
pub(super) fn joined(api: &Api) -> Cow<'_, Api> {
    if Outbound::ALL.iter().all(|kind| api.outbound(*kind).is_empty()) {
        return Cow::Borrowed(api);
    }
    let mut joined = api.clone();
    (joined.webhooks, joined.callbacks) = (Vec::new(), Vec::new());
    let mut taken = Taken::default();
    for id in api
        .operations
        .iter()
        .filter_map(|operation| operation.operation_id.as_deref())
    {
        taken.take(id);
    }
    for kind in Outbound::ALL {
        let requests = api.outbound(kind);
        for (request, name) in requests.iter().zip(names(api, requests, &mut taken)) {
            let mut request = request.clone();
            request.operation_id = Some(name);
            request.tags = vec![group(kind)];
            joined.operations.push(request);
        }
        if !requests.is_empty() {
            joined.tags.push(Tag {
                location: Location::NONE,
                name: group(kind),
                description: None,
                external_docs: None,
            });
        }
    }
    Cow::Owned(joined)
}

/// What requests go by: their ids if no other has the same, else what they are called, with more words where several are
/// called so.
fn names(api: &Api, requests: &[Operation], taken: &mut Taken) -> Vec<String> {
    let ids = requests.iter().map(|request| request.operation_id.clone());
    let ids: Vec<Option<String>> = ids.map(|id| id.filter(|id| taken.take(id))).collect();
    let mut named = Vec::with_capacity(requests.len());
    for (index, (id, request)) in ids.into_iter().zip(requests).enumerate() {
        let before = requests.get(..index).unwrap_or_default();
        let mut candidates = candidates(api, request, before).into_iter();
        let free = id.or_else(|| candidates.find(|name| taken.take(name)));
        named.push(free.unwrap_or_else(|| request.path.text.clone()));
    }
    named
}

/// Names that are in use, however they are spelled.
#[derive(Debug, Default)]
struct Taken(BTreeSet<String>);

impl Taken {
    /// Takes a name; says whether it was free.
    fn take(&mut self, name: &str) -> bool {
        let plain = name
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase);
        self.0.insert(plain.collect())
    }
}

fn candidates(api: &Api, request: &Operation, before: &[Operation]) -> Vec<String> {
    let (name, method) = (&request.path.text, request.method.as_str());
    let Some(callback) = &request.callback else {
        return vec![name.clone(), format!("{method} {name}")];
    };
    let others = || before.iter().filter_map(|other| other.callback.as_ref());
    let is_same = |other: &Callback| other.location == callback.location;
    let has_namesake = others().any(|other| other.name == callback.name && !is_same(other));
    let has_other_key = others().any(|other| is_same(other) && other.target != callback.target);
    let owned = format!("{} {name}", owner(api, request));
    let mut names = Vec::new();
    if !has_namesake {
        names.push(name.clone());
    }
    names.push(owned);
    if has_other_key {
        let literals = literals(callback);
        names.iter_mut().for_each(|name| *name = format!("{name} {literals}"));
    }
    let with_method = |name: String| [name.clone(), format!("{method} {name}")];
    names.into_iter().flat_map(with_method).collect()
}

/// The text between the expressions of a callback's key.
fn literals(callback: &Callback) -> String {
    let parts = callback.template.iter().flat_map(|template| &template.parts);
    let literals = parts.filter_map(|part| match part {
        UrlPart::Literal(text) => Some(text.trim_start_matches("https://").trim_start_matches("http://")),
        UrlPart::Expression(_) => None,
    });
    literals.collect::<Vec<_>>().join(" ")
}

/// What the first operation that has a callback goes by.
pub(super) fn owner(api: &Api, request: &Operation) -> String {
    let owner = request.callback.as_ref().and_then(|callback| callback.owners.first());
    let owner = owner.and_then(|(OperationId(index), _)| api.operations.get(*index));
    let route = |owner: &Operation| format!("{} {}", owner.method.as_str(), owner.path.text);
    owner.map_or_else(String::new, |owner| {
        owner.operation_id.clone().unwrap_or_else(|| route(owner))
    })
}

/// Whether the API sends what is a request of a joined model.
pub(super) fn is_outbound(tags: &[String]) -> bool {
    let first = tags.first();
    first.is_some_and(|tag| Outbound::ALL.iter().any(|kind| *tag == group(*kind)))
}

/// Takes the facts about what the API sends out of those about the operations of a joined model.
pub(super) fn part(facts: &mut Facts, api: &Api) {
    let mut end = api.requests().count();
    for kind in Outbound::ALL.into_iter().rev() {
        end -= api.outbound(kind).len();
        let Some(at) = facts.tags.iter().position(|tag| tag.name == group(kind)) else {
            continue;
        };
        let tag = facts.tags.remove(at);
        let operations = facts.operations.split_off(end.min(facts.operations.len()));
        for facts in &mut facts.operations {
            facts.tag -= usize::from(facts.tag > at);
        }
        facts.outbound.insert(kind, OutboundFacts { tag, operations });
    }
}

/// Undoes [`part`].
pub(super) fn rejoined(facts: &Facts) -> Cow<'_, Facts> {
    if facts.outbound.is_empty() {
        return Cow::Borrowed(facts);
    }
    let mut joined = facts.clone();
    for (_, outbound) in std::mem::take(&mut joined.outbound) {
        let tag = joined.tags.len();
        joined.tags.push(outbound.tag);
        joined
            .operations
            .extend(outbound.operations.into_iter().map(|mut facts| {
                facts.tag = tag;
                facts
            }));
    }
    Cow::Owned(joined)
}

/// What an API sends as an API of its own, whose operations they are, with the facts about it. Schemas and the facts about
/// them are the same.
pub(crate) fn outbound(api: &Api, facts: &Facts, kind: Outbound) -> Option<(Api, Facts)> {
    let outbound = facts.outbound.get(&kind)?;
    let requests = api.outbound(kind);
    let used = |name: &str| {
        let mut requirements = requests.iter().flat_map(|request| &request.security);
        requirements.any(|requirement| requirement.iter().any(|one| one.scheme == name))
    };
    let mut own = Api {
        operations: requests.to_vec(),
        webhooks: Vec::new(),
        callbacks: Vec::new(),
        tags: Vec::new(),
        servers: Vec::new(),
        security: Vec::new(),
        ..api.clone()
    };
    for (request, path) in own.operations.iter_mut().zip(receiver::paths(api, requests)) {
        request.path = path;
    }
    own.security_schemes.retain(|name, _| used(name));
    let tag = TagFacts {
        name: String::new(),
        module: Ident("api".to_owned()),
        type_name: Ident(kind.type_name().to_owned()),
        operations: (0..own.operations.len()).map(OperationId).collect(),
    };
    let mut operations = outbound.operations.clone();
    operations.iter_mut().for_each(|facts| facts.tag = 0);
    let own_facts = Facts {
        operations,
        tags: vec![tag],
        servers: Vec::new(),
        outbound: Default::default(),
        ..facts.clone()
    };
    Some((own, own_facts))
}
