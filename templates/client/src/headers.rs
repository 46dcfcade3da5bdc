//! Header fields of answers as typed values (OAS 3.1.1 §4.8.21): style `simple`, or JSON.

use http::HeaderMap;
use serde::de::{DeserializeOwned, Error as _};
use serde_json::{Map, Value};
use specwright_types::__private::wire::style;

use super::Pending;
use super::call::Call;
use super::error::ApiError;
use super::response::Read;

/// Header fields of an answer.
pub trait Headers: Sized {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// When a required one is missing, or one is not what the description says.
    fn read(headers: &HeaderMap) -> serde_json::Result<Self>;
}

impl Headers for HeaderMap {
    fn read(headers: &HeaderMap) -> serde_json::Result<Self> {
        Ok(headers.clone())
    }
}

/// A documented header field.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    name: &'static str,
    kind: HeaderKind,
    explode: bool,
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

    /// Reads header fields as the members of an object.
    ///
    /// # Errors
    ///
    /// When one is not what the description says, or `T` does not take the object.
    pub fn read<T: DeserializeOwned>(fields: &[Self], headers: &HeaderMap) -> serde_json::Result<T> {
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
        serde_json::from_value(Value::Object(object))
    }

    /// The same, with objects as `name=value`.
    #[must_use]
    pub const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }
}

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

/// A success with its header fields.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Answer<T, H = HeaderMap> {
    /// The status.
    pub status: http::StatusCode,
    /// The documented header fields.
    pub headers: H,
    /// All header fields.
    pub raw_headers: HeaderMap,
    /// The body.
    pub body: T,
}

impl<'c> Call<'c> {
    /// Sends the call, and keeps the header fields of a success, as [`send`](Self::send) does of an error.
    pub fn send_for_headers<T: 'c, H: Headers + 'c, E: 'c>(
        mut self,
        success: Read<T>,
        error: Read<E>,
    ) -> Pending<'c, Answer<T, H>, E> {
        Box::pin(async move {
            let reply = self.succeed(error).await?;
            let (status, raw_headers) = (reply.status, reply.headers.clone());
            let headers = match H::read(&raw_headers) {
                Ok(headers) => headers,
                Err(error) => return Err(reply.undecodable(error.into()).into()),
            };
            let body = success(reply)?;
            Ok(Answer {
                status,
                headers,
                raw_headers,
                body,
            })
        })
    }
}

impl<E> ApiError<E> {
    /// The header fields that the description documents for such an error.
    ///
    /// # Errors
    ///
    /// When a required one is missing, or one is not what the description says.
    pub fn documented_headers<H: Headers>(&self) -> serde_json::Result<H> {
        H::read(&self.headers)
    }
}
