//! How many operations a description has, counted in the text itself, so that one lost on the way would show.

use serde_json::Value;

use crate::load::Sources;
use crate::pointer::{FileId, Location, Pointer};

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The longest chain of references from path item to path item that is followed.
const LONGEST_CHAIN: usize = 16;

/// The operations of all paths; webhooks and callbacks are not among them.
pub(super) fn operations(sources: &Sources) -> usize {
    let paths = sources.file(FileId(0)).and_then(|file| file.value.get("paths"));
    let items = paths.and_then(Value::as_object).into_iter().flatten();
    let items = items.filter(|(path, _)| path.starts_with('/'));
    items
        .map(|(_, item)| methods(sources, FileId(0), item, LONGEST_CHAIN))
        .sum()
}

fn methods(sources: &Sources, file: FileId, item: &Value, depth: usize) -> usize {
    let own = METHODS
        .iter()
        .filter(|method| item.get(method).is_some_and(Value::is_object))
        .count();
    let others = item
        .get("additionalOperations")
        .and_then(Value::as_object)
        .map_or(0, serde_json::Map::len);
    let referred = item
        .get("$ref")
        .and_then(Value::as_str)
        .filter(|_| depth > 0)
        .and_then(|reference| {
            let from = Location {
                file,
                pointer: Pointer::root(),
            };
            let target = sources.resolve(&from, reference)?;
            Some(methods(sources, target.file, sources.value(&target)?, depth - 1))
        });
    own + others + referred.unwrap_or_default()
}
