//! Header fields of responses as typed values (OAS 3.1.1 §4.8.21): style `simple`, or JSON. Clients read them, servers write
//! them, by the same table.

#[cfg(feature = "wire")]
use http::HeaderMap;
#[cfg(feature = "wire")]
use serde::de::Error as _;
use serde_json::{Map, Value};

#[cfg(feature = "wire")]
use super::wire::style;

/// Header fields of a response.
pub trait Headers: Sized {
    /// What they look like; nothing where all fields stay as they came.
    const FIELDS: &'static [Header];

    /// Makes them of the values of the fields, by name.
    ///
    /// # Errors
    ///
    /// When a required one is missing, or one has a value of another type.
    fn from_members(members: Map<String, Value>) -> serde_json::Result<Self>;

    /// Reads them.
    ///
    /// # Errors
    ///
    /// When a required one is missing, or one is not what the description says.
    #[cfg(feature = "wire")]
    fn read(headers: &HeaderMap) -> serde_json::Result<Self> {
        Self::from_members(members(Self::FIELDS, headers)?)
    }
}

/// All header fields, as they came.
#[cfg(feature = "wire")]
impl Headers for HeaderMap {
    const FIELDS: &'static [Header] = &[];

    fn from_members(_: Map<String, Value>) -> serde_json::Result<Self> {
        Ok(Self::new())
    }

    fn read(headers: &HeaderMap) -> serde_json::Result<Self> {
        Ok(headers.clone())
    }
}

/// A documented header field.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    /// Its name.
    pub name: &'static str,
    /// What its text stands for.
    pub kind: HeaderKind,
    /// Whether objects are `name=value`.
    pub explode: bool,
}

/// What the text of a header field stands for.
#[derive(Clone, Copy, Debug)]
pub enum HeaderKind {
    /// Itself.
    Text,
    /// A number, `true`, `false` or `null`; itself, where it is none of these.
    Scalar,
    /// JSON.
    Json,
    /// Items, with commas between.
    Array(&'static HeaderKind),
    /// Names and values, with commas between; what is not listed is as the last says.
    Object(&'static [(&'static str, HeaderKind)], &'static HeaderKind),
}

impl Header {
    /// A header field.
    pub const fn new(name: &'static str, kind: HeaderKind) -> Self {
        Self {
            name,
            kind,
            explode: false,
        }
    }

    /// The same, with objects as `name=value`.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Whether it is JSON.
    pub fn is_json(&self) -> bool {
        matches!(self.kind, HeaderKind::Json)
    }
}

/// The values of header fields, as far as there are any.
#[cfg(feature = "wire")]
fn members(fields: &[Header], headers: &HeaderMap) -> serde_json::Result<Map<String, Value>> {
    let mut object = Map::new();
    for field in fields {
        let lines = headers.get_all(field.name).iter();
        let lines: Vec<_> = lines.map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
        if lines.is_empty() {
            continue;
        }
        let value = field.kind.read(lines.join(", ").trim(), field.explode);
        let value = value.ok_or_else(|| serde_json::Error::custom(format!("`{}` is malformed", field.name)));
        object.insert(field.name.to_owned(), value?);
    }
    Ok(object)
}

#[cfg(feature = "wire")]
impl HeaderKind {
    fn read(&self, text: &str, explode: bool) -> Option<Value> {
        match self {
            Self::Text => Some(text.into()),
            Self::Json => serde_json::from_str(text).ok(),
            Self::Scalar => match serde_json::from_str(text) {
                Ok(value @ (Value::Null | Value::Bool(_) | Value::Number(_))) => Some(value),
                _ => Some(text.into()),
            },
            Self::Array(_) | Self::Object(..) if text.is_empty() => match self {
                Self::Array(_) => Some(Value::Array(Vec::new())),
                _ => Some(Value::Object(Map::new())),
            },
            Self::Array(item) => {
                let items = text.split(',').map(|text| item.read(text.trim(), explode));
                items.collect::<Option<_>>().map(Value::Array)
            }
            Self::Object(members, other) => {
                let mut object = Map::new();
                for (name, text) in style::members(text, ",", explode).ok()? {
                    let known = members.iter().find(|(known, _)| *known == name);
                    let kind = known.map_or(*other, |(_, kind)| kind);
                    object.insert(name.to_owned(), kind.read(text, explode)?);
                }
                Some(Value::Object(object))
            }
        }
    }
}
