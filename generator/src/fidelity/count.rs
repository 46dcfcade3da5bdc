//! How many operations and callbacks a description has, counted in the text itself, so that one lost on the way would show.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::load::Sources;
use crate::pointer::{FileId, Location, Pointer};

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 16;

/// The operations of all paths; webhooks and callbacks are not among them.
pub(super) fn operations(sources: &Sources) -> usize {
    let mut count = 0;
    of_paths(sources, &mut |_, _| count += 1);
    count
}

/// The requests of the callbacks that those operations have; what several refer to counts once.
pub(super) fn callbacks(sources: &Sources) -> usize {
    let (mut count, mut seen) = (0, HashSet::new());
    of_paths(sources, &mut |file, operation| {
        for (_, callback) in entries(operation.get("callbacks")) {
            let Some((file, callback)) = resolve(sources, file, callback) else {
                continue;
            };
            if seen.insert(std::ptr::from_ref(callback)) {
                for (_, item) in entries(Some(callback)).filter(|(key, _)| !key.starts_with("x-")) {
                    of_item(sources, file, item, LONGEST_CHAIN, &mut |_, _| count += 1);
                }
            }
        }
    });
    count
}

fn of_paths<'a>(sources: &'a Sources, visit: &mut dyn FnMut(FileId, &'a Value)) {
    let paths = sources.file(FileId(0)).and_then(|file| file.value.get("paths"));
    for (_, item) in entries(paths).filter(|(path, _)| path.starts_with('/')) {
        of_item(sources, FileId(0), item, LONGEST_CHAIN, visit);
    }
}

/// The operations of a path item, each with the file that it is written in.
fn of_item<'a>(
    sources: &'a Sources,
    file: FileId,
    item: &'a Value,
    depth: usize,
    visit: &mut dyn FnMut(FileId, &'a Value),
) {
    let own = METHODS.iter().filter_map(|method| item.get(method));
    own.filter(|operation| operation.is_object())
        .for_each(|operation| visit(file, operation));
    entries(item.get("additionalOperations")).for_each(|(_, operation)| visit(file, operation));
    if let (Some((file, item)), true) = (target(sources, file, item), depth > 0) {
        of_item(sources, file, item, depth - 1, visit);
    }
}

/// What a chain of references leads to, or the object itself.
fn resolve<'a>(sources: &'a Sources, file: FileId, value: &'a Value) -> Option<(FileId, &'a Value)> {
    let (mut file, mut value) = (file, value);
    for _ in 0..LONGEST_CHAIN {
        if value.get("$ref").is_none() {
            return Some((file, value));
        }
        (file, value) = target(sources, file, value)?;
    }
    None
}

/// Where the reference of an object leads.
fn target<'a>(sources: &'a Sources, file: FileId, value: &Value) -> Option<(FileId, &'a Value)> {
    let reference = value.get("$ref").and_then(Value::as_str)?;
    let from = Location {
        file,
        pointer: Pointer::root(),
    };
    let target = sources.resolve(&from, reference)?;
    Some((target.file, sources.value(&target)?))
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load_text;
    use crate::model::Direction;
    use crate::pipeline::Description;
    use crate::report::Sink;

    #[test]
    fn callbacks_are_counted_and_none_is_lost() {
        let text = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    post:\n      callbacks:\n        \
                    one: {'{$url}': {post: {}, put: {}}, '{$bad}': {post: {}}, x-a: {post: {}}}\n        \
                    two: {$ref: '#/components/callbacks/Two'}\n  /b:\n    post:\n      callbacks:\n        \
                    two: {$ref: '#/components/callbacks/Two'}\n        one: {'{$url}': {get: {}}}\n\
                    webhooks: {w: {post: {callbacks: {one: {'{$url}': {post: {}}}}}}}\n\
                    components:\n  callbacks:\n    Two: {'{$url}': {$ref: '#/components/pathItems/P'}}\n    \
                    Unused: {'{$url}': {post: {}}}\n  pathItems: {P: {post: {}, query: {}}}\n";
        let sources = load_text("a.yaml", text, &mut Sink::new());
        assert_eq!((operations(&sources), callbacks(&sources)), (2, 6));
        let read = Description::parse("a.yaml", text);
        assert_eq!(
            (read.api.called().count(), read.api.of(Direction::Callback).count()),
            (2, 6)
        );
    }
}
