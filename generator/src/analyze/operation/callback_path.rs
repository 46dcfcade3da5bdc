//! The paths at which webhooks and callbacks are received: after their names, for the description knows none.

use std::collections::{BTreeMap, BTreeSet};

use super::outbound::owner;
use crate::model::{Api, Callback, Direction, OperationId, PathTemplate, UrlPart};
use crate::pointer::Location;

/// By operation, the path under which its requests are received.
pub(in crate::analyze) fn paths(api: &Api) -> Vec<PathTemplate> {
    let mut paths: Vec<PathTemplate> = api.operations.iter().map(|one| one.path.clone()).collect();
    for direction in Direction::OUTBOUND {
        for (id, path) in paths_of(api, direction) {
            if let Some(known) = paths.get_mut(id.0) {
                *known = path;
            }
        }
    }
    paths
}

/// The paths of what the API sends in a direction. The requests of one key of a callback have one path, that no other key
/// has.
fn paths_of(api: &Api, direction: Direction) -> Vec<(OperationId, PathTemplate)> {
    let mut taken = BTreeSet::new();
    let mut known: BTreeMap<(&Location, &str), String> = BTreeMap::new();
    let each = api.of(direction).map(|(id, request)| {
        let name = &request.path.text;
        let Some(callback) = &request.callback else {
            return (id, PathTemplate::parse(&path(name, "")));
        };
        let key = (&callback.location, callback.target.as_str());
        let path = known.entry(key).or_insert_with(|| {
            let tail = tail(callback);
            let plain = path(name, &tail);
            let owned = path(
                &format!("{}/{name}", owner(api, request).trim_start_matches('/')),
                &tail,
            );
            let numbered = (2..).map(|number| path(&format!("{name}/{number}"), &tail));
            let mut candidates = [plain.clone(), owned].into_iter().chain(numbered);
            // Some number is free: there are more numbers than callbacks.
            candidates.find(|path| taken.insert(path.clone())).unwrap_or(plain)
        });
        (id, PathTemplate::parse(path))
    });
    each.collect()
}

/// Names are free text; a path is not.
fn path(name: &str, tail: &str) -> String {
    format!("/{}{tail}", encode(name.trim_start_matches('/')))
}

fn encode(text: &str) -> String {
    let each = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    each.collect()
}

/// What is added to the path of the URL that the request goes to: `/data` in `{$request.query.url}/data`, so that who
/// gives the URL of the callback's path as it is gets what is sent below it.
fn tail(callback: &Callback) -> String {
    let mut tail = String::new();
    let Some((UrlPart::Expression(_), parts)) = callback
        .template
        .as_ref()
        .and_then(|template| template.parts.split_first())
    else {
        return tail;
    };
    for (index, part) in parts.iter().enumerate() {
        match part {
            UrlPart::Literal(text) => {
                let end = text.find(['?', '#']);
                tail.push_str(&encode(text.get(..end.unwrap_or(text.len())).unwrap_or_default()));
                if end.is_some() {
                    break;
                }
            }
            UrlPart::Expression(_) => tail.push_str(&format!("{{value{index}}}")),
        }
    }
    tail
}
