//! What generated text holds, counted on the text.

use std::collections::BTreeSet;

use indexmap::IndexMap;

/// Counts over the files of the three crates, by paths that start with the crate's folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Distinct operations of the client.
    pub(super) client: usize,
    /// Distinct operations of the server.
    pub(super) server: usize,
    /// Structs, enums and aliases of the types crate.
    pub(super) types: usize,
    /// Lines of Rust.
    pub(super) lines: usize,
}

/// Counts. Support code, which is the same in every crate, holds neither operations nor types, but counts as lines.
pub(super) fn tally(files: &IndexMap<String, String>) -> Tally {
    let mut tally = Tally::default();
    let (mut client, mut server) = (BTreeSet::new(), BTreeSet::new());
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        tally.lines += text.lines().count();
        if path.contains("/src/support/") {
            continue;
        }
        match path.split('/').next() {
            Some("client") => client.extend(operations(text, true)),
            Some("server") => server.extend(operations(text, false)),
            _ => tally.types += text.lines().filter(|line| is_type(line)).count(),
        }
    }
    tally.client = client.len();
    tally.server = server.len();
    tally
}

fn is_type(line: &str) -> bool {
    ["pub struct ", "pub enum ", "pub type "]
        .iter()
        .any(|start| line.starts_with(start))
}

/// Method and path of every operation that is constructed: of a client behind a reference, of a server not. (The module
/// of webhooks has a server in the client, and a client in the server.)
fn operations(text: &str, is_client: bool) -> impl Iterator<Item = (String, String)> + '_ {
    let parts: Vec<&str> = text.split("Operation::new(").collect();
    let found = parts.windows(2).filter_map(move |parts| match parts {
        [before, arguments] if is_borrowed(before) == is_client => Some(*arguments),
        _ => None,
    });
    let found: Vec<&str> = found.collect();
    found.into_iter().filter_map(|arguments| {
        let (method, rest) = literal(arguments)?;
        let (path, _) = literal(rest.trim_start().strip_prefix(',')?)?;
        path.starts_with('/').then(|| (method.to_owned(), path.to_owned()))
    })
}

/// Whether what follows is behind a reference; it may be the end of a path such as `crate::support::Operation`.
fn is_borrowed(before: &str) -> bool {
    before
        .trim_end_matches(|c: char| c == ':' || c == '_' || c.is_alphanumeric())
        .ends_with('&')
}

/// The string literal that text starts with, and what follows.
fn literal(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    if let Some(raw) = text.strip_prefix("r#\"") {
        return raw.split_once("\"#");
    }
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some((inside.get(..end)?, inside.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_and_types_are_counted_once() {
        let files = [
            ("types/src/a.rs", "pub struct A {\n    pub b: u8,\n}\npub type B = A;\n"),
            ("types/src/support/mod.rs", "pub struct Support;\n"),
            (
                "client/src/api.rs",
                "const OPERATION: &O = &Operation::new(\n    \"GET\",\n    \"/a\\\"/{b}\",\n);\n\
                 &crate::support::Operation::new(\"PUT\", \"/a\")\n&Operation::new(\"PUT\", \"/a\")\nOperation::new(\"POST\", \"/hook\")",
            ),
            (
                "server/src/api.rs",
                "Operation::new(\"GET\", r#\"/a\"/{b}\"#); &Operation::new(\"POST\", \"\")",
            ),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        let expected = Tally {
            client: 2,
            server: 1,
            types: 2,
            lines: 13,
        };
        assert_eq!(tally(&files), expected);
    }
}
