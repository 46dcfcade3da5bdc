//! Bodies in `application/x-www-form-urlencoded` (OAS 3.1.1 §4.8.15), on their way to JSON, from which all bodies are
//! decoded.

use serde_json::{Map, Value};

use super::incoming::Incoming;
use super::kind::Kind;
use super::parameter::Parameter;
use super::percent;
use super::problem::{Problem, Violation};
use super::query::{self, Pairs};
use super::{refusal, request_body, style};

/// What a form may hold.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its properties.
    pub(super) fields: &'static [Parameter],
    /// What other properties hold, where they are kept.
    pub(super) others: Option<Kind>,
    /// The header fields that parts have.
    pub parts: &'static [Part],
    /// Whether the value is an array of the properties: parts have positions instead of names.
    pub by_position: bool,
}

impl Form {
    /// A form of these properties.
    pub const fn new(fields: &'static [Parameter]) -> Self {
        Self {
            fields,
            others: None,
            parts: &[],
            by_position: false,
        }
    }

    /// The same with others of a kind.
    #[must_use]
    pub const fn others(mut self, kind: Kind) -> Self {
        self.others = Some(kind);
        self
    }

    /// The same with parts that have header fields.
    #[must_use]
    pub const fn parts(mut self, parts: &'static [Part]) -> Self {
        self.parts = parts;
        self
    }

    /// The same with parts that have no names but their positions; a last property of that kind is all that follow.
    #[must_use]
    pub const fn by_position(mut self) -> Self {
        self.by_position = true;
        self
    }

    /// Reads the pairs of a form as an object. Every fault is found before any is told.
    pub(super) fn object(
        &self,
        pairs: &Pairs<'_>,
        decode: style::Decode,
    ) -> Result<Map<String, Value>, Vec<Violation>> {
        let mut object = Map::new();
        let mut faults = Vec::new();
        let mut keep = |name: &str, found: Result<Option<Value>, String>| match found {
            Ok(Some(value)) => {
                object.insert(name.to_owned(), value);
            }
            Ok(None) => {}
            Err(message) => faults.push(Violation::pointer(pointer(name), message)),
        };
        for field in self.fields {
            keep(field.name, pairs.read(field, self.fields));
        }
        if let Some(kind) = &self.others {
            let is_other = |name: &str| !self.fields.iter().any(|field| query::claims(field, name));
            let names: Vec<&String> = pairs
                .0
                .iter()
                .map(|(name, _)| name)
                .filter(|name| is_other(name))
                .collect();
            for (index, name) in names.iter().enumerate() {
                if !names.iter().take(index).any(|earlier| earlier == name) {
                    let found = style::read_many(kind, &pairs.values(name), decode);
                    keep(name, found.map(Some));
                }
            }
        }
        if faults.is_empty() { Ok(object) } else { Err(faults) }
    }
}

/// The header fields that the parts of a property have.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The property.
    pub name: &'static str,
    /// Whether its items are parts.
    pub is_list: bool,
    /// The header fields.
    pub headers: &'static [Parameter],
}

impl Part {
    /// Those of the only part of a property.
    pub const fn new(name: &'static str, headers: &'static [Parameter]) -> Self {
        Self {
            name,
            is_list: false,
            headers,
        }
    }

    /// The same for a property whose items are parts.
    #[must_use]
    pub const fn list(mut self) -> Self {
        self.is_list = true;
        self
    }
}

/// Reads a form as the JSON text of an object.
///
/// # Errors
///
/// 413 for too many bytes, 400 for values that cannot be read.
pub async fn read(incoming: Incoming, form: Form) -> Result<Vec<u8>, Problem> {
    let bytes = request_body::collect(incoming).await?;
    let query = request_body::text(&bytes)?;
    let object = form
        .object(&Pairs::of_query(&query), percent::decode_query)
        .map_err(refusal::bad_fields)?;
    Ok(Value::Object(object).to_string().into_bytes())
}

/// The JSON Pointer of a property (RFC 6901).
pub(super) fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}
