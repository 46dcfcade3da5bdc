//! Request bodies and the media types of any content map (OAS 3.1.1 §4.8.13, §4.8.14).

use indexmap::IndexMap;
use serde_json::Value;

use super::{BodyKind, MediaRange, SchemaId, Style};
use crate::pointer::Location;

/// The body of a request.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Where it is written.
    pub location: Location,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// Whether a request must have one.
    pub required: bool,
    /// Its representations, in document order; never empty.
    pub content: Vec<MediaType>,
}

/// One entry of a `content` map.
#[derive(Clone, Debug)]
pub struct MediaType {
    /// Where it is written.
    pub location: Location,
    /// The key: a media type or a range of them.
    pub range: MediaRange,
    /// How the generated code reads and writes it.
    pub kind: BodyKind,
    /// What it holds; `None` when the description does not say.
    pub schema: Option<SchemaId>,
    /// How properties of a form are sent, where the description says so, in document order.
    pub encodings: Vec<Encoding>,
    /// The values of `example` and `examples`, in document order.
    pub examples: Vec<Value>,
    /// Those of `examples`, by name.
    pub named_examples: IndexMap<String, Value>,
    /// How parts are encoded, by property, as the normalized description has it.
    pub encoding: IndexMap<String, Value>,
}

/// How one property of a form is sent (OAS 3.1.1 §4.8.15).
#[derive(Clone, Debug)]
pub struct Encoding {
    /// Where it is written.
    pub location: Location,
    /// The property's name.
    pub property: String,
    /// `contentType`: a media type, or a list of them; not where a layout is said.
    pub content_type: Option<String>,
    /// `style` and `explode`, where one of them or `allowReserved` is said.
    pub layout: Option<(Style, bool)>,
    /// Whether reserved characters (RFC 3986 §2.2) are sent as they are.
    pub allow_reserved: bool,
}

impl MediaType {
    /// What is said of how a property is sent.
    pub fn encoding(&self, property: &str) -> Option<&Encoding> {
        self.encodings.iter().find(|encoding| encoding.property == property)
    }
}
