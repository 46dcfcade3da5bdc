//! What a description holds, counted on the raw document.
//!
//! This shares no code with the pipeline, so that what the pipeline loses cannot be lost here too.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::document::{self, Node};

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// Operations below `paths`.
    pub(super) operations: usize,
    /// Operations below `webhooks`.
    pub(super) webhooks: usize,
    /// Entries of `components.schemas`, or of 2.0's `definitions`.
    pub(super) schemas: usize,
}

/// Counts a description; files that path items refer to are read below `root` only.
pub(super) fn count(path: &Path, root: &Path) -> Result<Counted, String> {
    let mut files = Files::new(root)?;
    let path = path
        .canonicalize()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let document = files.get(&path)?;
    let (mut operations, mut webhooks) = (0, 0);
    for (_, item) in entries(document.get("paths")) {
        operations += files.operations(&path, item, 0);
    }
    for (_, item) in entries(document.get("webhooks")) {
        webhooks += files.operations(&path, item, 0);
    }
    let schemas = match document.get("swagger") {
        Some(_) => document.get("definitions"),
        None => document.pointer("/components/schemas"),
    };
    Ok(Counted {
        operations,
        webhooks,
        schemas: schemas.and_then(Node::map).map_or(0, IndexMap::len),
    })
}

/// The entries of a map that are no extensions.
fn entries(map: Option<&Node>) -> Vec<(String, Node)> {
    let map = map.and_then(Node::map).into_iter().flatten();
    map.filter(|(key, _)| !key.starts_with("x-"))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Files read so far.
struct Files {
    root: PathBuf,
    read: BTreeMap<PathBuf, Result<Node, String>>,
}

impl Files {
    fn new(root: &Path) -> Result<Self, String> {
        let root = root
            .canonicalize()
            .map_err(|error| format!("{}: {error}", root.display()))?;
        Ok(Self {
            root,
            read: BTreeMap::new(),
        })
    }

    fn get(&mut self, path: &Path) -> Result<Node, String> {
        let read = self.read.entry(path.to_owned());
        read.or_insert_with(|| document::read(path)).clone()
    }

    /// The operations of a path item, where need be of the one that it refers to.
    fn operations(&mut self, file: &Path, item: Node, hops: usize) -> usize {
        const METHODS: [&str; 9] = [
            "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
        ];
        let Node::Map(item) = item else { return 0 };
        let own = METHODS
            .iter()
            .filter(|method| item.get(**method).is_some_and(|operation| operation.map().is_some()));
        let mut count = own.count();
        if let Some(Node::Map(additional)) = item.get("additionalOperations") {
            count += additional.len();
        }
        if let Some(Node::Text(reference)) = item.get("$ref")
            && hops < 16
            && let Some((file, target)) = self.follow(file, reference)
        {
            count += self.operations(&file, target, hops + 1);
        }
        count
    }

    fn follow(&mut self, from: &Path, reference: &str) -> Option<(PathBuf, Node)> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let path = if file.is_empty() {
            from.to_owned()
        } else {
            from.parent()?.join(unescape(file)).canonicalize().ok()?
        };
        if !path.starts_with(&self.root) {
            return None;
        }
        let document = self.get(&path).ok()?;
        let target = document.pointer(&unescape(fragment))?.clone();
        Some((path, target))
    }
}

/// Percent-decodes what URLs need encoded.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        let hex = (*byte == b'%').then(|| tail.get(..2)).flatten();
        let code = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*byte));
        rest = if code.is_some() {
            tail.get(2..).unwrap_or_default()
        } else {
            tail
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_counted_through_files() {
        let folder = std::env::temp_dir().join(format!("specwright-count-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("paths")).unwrap();
        let main = "openapi: 3.1.0\npaths:\n  x-a: {get: {}}\n  /a:\n    get: {}\n    parameters: []\n    post: {}\n  \
                    /b: {$ref: 'paths/b.yaml#/~1b%7Bid%7D'}\nwebhooks: {new: {post: {}}}\n\
                    components: {schemas: {A: {}, B: true}}\n";
        std::fs::write(folder.join("main.yaml"), main).unwrap();
        std::fs::write(folder.join("paths/b.yaml"), "/b{id}: {delete: {}, summary: text}").unwrap();
        let counted = count(&folder.join("main.yaml"), &folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let expected = Counted {
            operations: 3,
            webhooks: 1,
            schemas: 2,
        };
        assert_eq!(counted, expected);
    }
}
