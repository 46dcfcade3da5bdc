//! Names and values in a query string (OAS 3.1.1 §4.8.12.3, styles of `in: query`).

use serde_json::Value;

use super::deep::{self, Tree};
use super::kind::Kind;
use super::parameter::{Parameter, Place, Style};
use super::percent;
use super::style;

/// The pairs of a query string or cookie field: names decoded, values as they came.
#[derive(Clone, Debug, Default)]
pub struct Pairs<'t>(pub Vec<(String, &'t str)>);

impl<'t> Pairs<'t> {
    /// Splits a query string.
    pub fn of_query(query: &'t str) -> Self {
        let parts = query.split('&').filter(|part| !part.is_empty());
        let pairs = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
        // A name that cannot be decoded is no parameter's: it is unknown like any other.
        let decode = |name: &str| percent::decode_query(name).unwrap_or_else(|_| name.to_owned());
        Self(pairs.map(|(name, value)| (decode(name), value)).collect())
    }

    pub(super) fn values(&self, name: &str) -> Vec<&'t str> {
        let same = self.0.iter().filter(|(other, _)| other == name);
        same.map(|(_, value)| *value).collect()
    }

    /// The value of a name, where it is given once.
    pub fn single(&self, name: &str) -> Option<&'t str> {
        match self.values(name).as_slice() {
            [value] => Some(value),
            _ => None,
        }
    }

    /// Reads a query parameter or cookie; `None` where the request does not have it. `parameters` are all of the
    /// operation: an object whose properties are names of their own does not take what belongs to another.
    ///
    /// # Errors
    ///
    /// What is wrong, in a phrase.
    pub fn read(&self, parameter: &Parameter, parameters: &[Parameter]) -> Result<Option<Value>, String> {
        let composite = parameter.kind.composite();
        let is_object = matches!(composite, Kind::Object(..));
        let is_deep = parameter.style == Style::DeepObject && (is_object || matches!(composite, Kind::Array(_)));
        if let Some(found) = is_deep.then(|| self.read_deep(parameter)).transpose()?.flatten() {
            return Ok(Some(found));
        }
        if is_object && is_deep {
            return Ok(None);
        }
        if is_object && parameter.explode {
            return self.read_exploded(parameter, parameters);
        }
        let values = self.values(parameter.name);
        match values.as_slice() {
            [] => Ok(None),
            values if parameter.explode => {
                style::read_many(&parameter.kind, values, style::decoding(parameter)).map(Some)
            }
            [value] => style::read_delimited(parameter, value).map(Some),
            _ => Err("expected one value, but it is given more than once".to_owned()),
        }
    }

    /// `color[R]=100&color[G]=200`
    fn read_deep(&self, parameter: &Parameter) -> Result<Option<Value>, String> {
        let mut tree = Tree::default();
        let mut is_there = false;
        for (name, value) in &self.0 {
            let inside = name.strip_prefix(parameter.name);
            if let Some(inside) = inside.filter(|inside| inside.starts_with('[')) {
                let path = deep::path(inside)
                    .ok_or_else(|| format!("`{name}` is not of the form `{}[name]`", parameter.name))?;
                tree.add(&path, value);
                is_there = true;
            }
        }
        if !is_there {
            return Ok(None);
        }
        tree.read(parameter.kind.composite(), style::decoding(parameter))
            .map(Some)
    }

    /// `R=100&G=200`
    fn read_exploded(&self, parameter: &Parameter, parameters: &[Parameter]) -> Result<Option<Value>, String> {
        let kind = parameter.kind.composite();
        let others = || {
            let in_query = |other: &&Parameter| !matches!(other.place, Place::Path | Place::Header | Place::Cookie);
            let others = parameters.iter().filter(in_query);
            others.filter(|other| other.name != parameter.name)
        };
        let pairs = self.0.iter().filter(|(name, _)| {
            let is_own = matches!(kind, Kind::Object(properties, _) if properties.iter().any(|(own, _)| own == name));
            is_own || (kind.property(name).is_some() && !others().any(|other| claims(other, name)))
        });
        let pairs: Vec<_> = pairs.map(|(name, value)| (name.as_str(), *value)).collect();
        self.object(parameter, &pairs)
    }

    fn object(&self, parameter: &Parameter, pairs: &[(&str, &str)]) -> Result<Option<Value>, String> {
        if pairs.is_empty() {
            return Ok(None);
        }
        let decode = style::decoding(parameter);
        style::read_object(parameter.kind.composite(), pairs, (style::read_many, decode)).map(Some)
    }
}

/// Whether a name in the query string belongs to a parameter.
pub(super) fn claims(parameter: &Parameter, name: &str) -> bool {
    match parameter.kind.composite() {
        Kind::Object(..) if parameter.style == Style::DeepObject => name
            .strip_prefix(parameter.name)
            .is_some_and(|rest| rest.starts_with('[')),
        Kind::Array(_) if parameter.style == Style::DeepObject => name
            .strip_prefix(parameter.name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('[')),
        Kind::Object(properties, _) if parameter.explode => properties.iter().any(|(own, _)| *own == name),
        _ => parameter.name == name,
    }
}
