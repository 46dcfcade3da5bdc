//! Objects and arrays in pairs whose names have brackets: `color[R]=100`, `items[0][name]=x` (style deepObject; what is
//! deeper than one level the specification leaves open).

use serde_json::{Map, Value};

use super::kind::Kind;
use super::style::{self, Decode};

/// Values by the keys in brackets.
#[derive(Debug, Default)]
pub(super) struct Tree<'t> {
    /// Values that no further key leads to, still encoded.
    texts: Vec<&'t str>,
    /// What lies deeper, in the order of the first pair.
    inner: Vec<(String, Tree<'t>)>,
}

/// The keys in brackets: `[items][0]` is `items`, `0`; `[]` is an empty key.
pub(super) fn path(brackets: &str) -> Option<Vec<&str>> {
    let keys = brackets.strip_prefix('[')?.strip_suffix(']')?;
    let keys: Vec<&str> = keys.split("][").collect();
    keys.iter().all(|key| !key.contains(['[', ']'])).then_some(keys)
}

impl<'t> Tree<'t> {
    /// Adds a value.
    pub(super) fn add(&mut self, path: &[&str], text: &'t str) {
        let [first, rest @ ..] = path else {
            self.texts.push(text);
            return;
        };
        // Every `[]` is an item of its own, so it can hold a text only.
        if first.is_empty() && rest.is_empty() {
            self.texts.push(text);
            return;
        }
        match self.inner.iter_mut().find(|(key, _)| key == first) {
            Some((_, inner)) => inner.add(rest, text),
            None => {
                let mut inner = Tree::default();
                inner.add(rest, text);
                self.inner.push(((*first).to_owned(), inner));
            }
        }
    }

    /// Reads what was collected.
    ///
    /// # Errors
    ///
    /// What is wrong, in a phrase.
    pub(super) fn read(&self, kind: &Kind, decode: Decode) -> Result<Value, String> {
        if self.inner.is_empty() {
            return match (kind, self.texts.as_slice()) {
                (Kind::Array(_), [""]) => Ok(Value::Array(Vec::new())),
                (kind, texts) => style::read_many(kind, texts, decode),
            };
        }
        let composite = match kind.composite() {
            Kind::OneOf(kinds) if kinds.contains(&Kind::Json) => &Kind::Json,
            composite => composite,
        };
        match composite {
            Kind::Array(item) => {
                // Indices say the order, not the places.
                let mut items: Vec<_> = self.inner.iter().map(|(key, item)| (key.parse().ok(), item)).collect();
                items.sort_by_key(|(index, _): &(Option<usize>, _)| index.unwrap_or(usize::MAX));
                items
                    .iter()
                    .map(|(_, inner)| inner.read(item, decode))
                    .collect::<Result<_, _>>()
                    .map(Value::Array)
            }
            Kind::Object(..) => {
                let mut object = Map::new();
                for (key, inner) in &self.inner {
                    if let Some(property) = composite.property(key) {
                        let value = inner
                            .read(property, decode)
                            .map_err(|message| format!("`{key}`: {message}"))?;
                        object.insert(key.clone(), value);
                    }
                }
                Ok(Value::Object(object))
            }
            Kind::Json if self.inner.iter().all(|(key, _)| key.parse::<usize>().is_ok()) => {
                self.read(&Kind::Array(&LOOSE), decode)
            }
            Kind::Json => {
                let members = self
                    .inner
                    .iter()
                    .map(|(key, inner)| Ok((key.clone(), inner.read(&LOOSE, decode)?)));
                members.collect::<Result<_, String>>().map(Value::Object)
            }
            _ => Err("expected one value, but it has parts".to_owned()),
        }
    }
}

/// What nothing is known of: it may have parts.
const LOOSE: Kind = Kind::OneOf(&[Kind::Number, Kind::Boolean, Kind::String, Kind::Json]);
