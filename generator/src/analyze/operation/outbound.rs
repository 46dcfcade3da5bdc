//! What the requests are called that the API sends: webhooks and callbacks.

use std::collections::BTreeSet;

use crate::model::{Api, Callback, Direction, Operation, OperationId, UrlPart};

/// By operation, what its names are made of: its `operationId`, if there is one; for what the API sends always something.
pub(in crate::analyze) fn names(api: &Api) -> Vec<Option<String>> {
    let mut names: Vec<Option<String>> = api.operations.iter().map(|one| one.operation_id.clone()).collect();
    let mut taken = Taken::default();
    for id in api.called().filter_map(|operation| operation.operation_id.as_deref()) {
        taken.take(id);
    }
    for direction in Direction::OUTBOUND {
        let (ids, requests): (Vec<OperationId>, Vec<&Operation>) = api.of(direction).unzip();
        for (id, name) in ids.into_iter().zip(names_of(api, &requests, &mut taken)) {
            if let Some(known) = names.get_mut(id.0) {
                *known = Some(name);
            }
        }
    }
    names
}

/// What requests of a direction go by: their ids if no other has the same, else what they are called, with more words where
/// several are called so.
fn names_of(api: &Api, requests: &[&Operation], taken: &mut Taken) -> Vec<String> {
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

fn candidates(api: &Api, request: &Operation, before: &[&Operation]) -> Vec<String> {
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
pub(in crate::analyze) fn owner(api: &Api, request: &Operation) -> String {
    let owner = request.callback.as_ref().and_then(|callback| callback.owners.first());
    let owner = owner.and_then(|(OperationId(index), _)| api.operations.get(*index));
    let route = |owner: &Operation| format!("{} {}", owner.method.as_str(), owner.path.text);
    owner.map_or_else(String::new, |owner| {
        owner.operation_id.clone().unwrap_or_else(|| route(owner))
    })
}
