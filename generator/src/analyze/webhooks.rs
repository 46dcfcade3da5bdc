//! Webhooks are named, and their types found, as if they were operations of a group of their own.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::facts::{Facts, Ident, TagFacts, Webhooks};
use crate::model::{Api, Method, OperationId, PathTemplate, Tag};
use crate::pointer::Location;

/// The group of the webhooks: no tag that a description would have.
const GROUP: &str = "(webhooks)";

/// A model whose operations are followed by its webhooks.
pub(super) fn joined(api: &Api) -> Cow<'_, Api> {
    if api.webhooks.is_empty() {
        return Cow::Borrowed(api);
    }
    let mut joined = api.clone();
    let mut named = BTreeSet::new();
    for mut webhook in std::mem::take(&mut joined.webhooks) {
        let name = webhook.path.text.clone();
        let own = webhook.operation_id.take().filter(|id| named.insert(id.clone()));
        let name = own.unwrap_or_else(|| match named.insert(name.clone()) || webhook.method == Method::Post {
            true => name,
            false => format!("{} {name}", webhook.method.as_str()),
        });
        webhook.operation_id = Some(name);
        webhook.tags = vec![GROUP.to_owned()];
        joined.operations.push(webhook);
    }
    joined.tags.push(Tag {
        location: Location::NONE,
        name: GROUP.to_owned(),
        description: None,
        external_docs: None,
    });
    Cow::Owned(joined)
}

/// Whether an operation of a joined model is a webhook.
pub(super) fn is_webhook(tags: &[String]) -> bool {
    tags.first().is_some_and(|tag| tag == GROUP)
}

/// Takes the facts about webhooks out of those about all operations, of which the first are no webhooks.
pub(super) fn part(facts: &mut Facts, operations: usize) {
    let Some(group) = facts.tags.iter().position(|tag| tag.name == GROUP) else {
        return;
    };
    let tag = facts.tags.remove(group);
    let operations = facts.operations.split_off(operations.min(facts.operations.len()));
    for facts in &mut facts.operations {
        facts.tag -= usize::from(facts.tag > group);
    }
    facts.webhooks = Some(Webhooks { tag, operations });
}

/// Undoes [`part`].
pub(super) fn rejoined(facts: &Facts) -> Cow<'_, Facts> {
    let Some(webhooks) = &facts.webhooks else {
        return Cow::Borrowed(facts);
    };
    let mut joined = facts.clone();
    joined.webhooks = None;
    let tag = joined.tags.len();
    joined.tags.push(webhooks.tag.clone());
    let each = webhooks.operations.iter().cloned();
    joined.operations.extend(each.map(|mut facts| {
        facts.tag = tag;
        facts
    }));
    Cow::Owned(joined)
}

/// The webhooks of an API as an API of their own, whose operations they are, with the facts about it. Schemas and the
/// facts about them are the same.
pub fn webhooks(api: &Api, facts: &Facts) -> Option<(Api, Facts)> {
    let webhooks = facts.webhooks.as_ref()?;
    let used = |name: &str| {
        let mut requirements = api.webhooks.iter().flat_map(|webhook| &webhook.security);
        requirements.any(|requirement| requirement.iter().any(|one| one.scheme == name))
    };
    let mut own = Api {
        operations: api.webhooks.clone(),
        webhooks: Vec::new(),
        tags: Vec::new(),
        servers: Vec::new(),
        security: Vec::new(),
        ..api.clone()
    };
    for webhook in &mut own.operations {
        // Names are free text; a path is not.
        let name = webhook.path.text.bytes().map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        });
        let path = format!("/{}", name.collect::<String>().trim_start_matches('/'));
        webhook.path = PathTemplate::parse(&path);
    }
    own.security_schemes.retain(|name, _| used(name));
    let tag = TagFacts {
        name: String::new(),
        module: Ident("api".to_owned()),
        type_name: Ident("Webhooks".to_owned()),
        operations: (0..own.operations.len()).map(OperationId).collect(),
    };
    let mut operations = webhooks.operations.clone();
    operations.iter_mut().for_each(|facts| facts.tag = 0);
    let own_facts = Facts {
        operations,
        tags: vec![tag],
        servers: Vec::new(),
        webhooks: None,
        ..facts.clone()
    };
    Some((own, own_facts))
}
