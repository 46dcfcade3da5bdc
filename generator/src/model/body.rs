//! Request bodies and the media types of any content map (OAS 3.1.1 §4.8.13, §4.8.14).

use indexmap::IndexMap;
use serde_json::Value;

use super::{BodyKind, Header, MediaRange, Property, SchemaId, Style};
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
    /// What has the properties in Rust, where parts of a form have header fields; see [`PartHeaders`].
    pub form: Option<SchemaId>,
    /// How properties of a form are sent, where the description says so, in document order.
    pub encodings: Vec<Encoding>,
    /// The values of `example` and `examples`, in document order.
    pub examples: Vec<Value>,
    /// Those of `examples`, by name.
    pub named_examples: IndexMap<String, Value>,
    /// How parts are encoded, by property, as the normalized description has it; of an array's items (3.2) by
    /// [`PREFIX_ENCODING`] and [`ITEM_ENCODING`].
    pub encoding: IndexMap<String, Value>,
}

/// Where an encoding names a property: the items of an array, as far as those at their positions have no encodings of their
/// own (OAS 3.2.0 §4.14, `itemEncoding`).
pub const ITEMS: &str = "items";

/// How the first items of an array are encoded, each (OAS 3.2.0 §4.14).
pub const PREFIX_ENCODING: &str = "prefixEncoding";

/// How those that follow are encoded.
pub const ITEM_ENCODING: &str = "itemEncoding";

/// How one property of a form is sent (OAS 3.1.1 §4.8.15).
#[derive(Clone, Debug)]
pub struct Encoding {
    /// Where it is written.
    pub location: Location,
    /// The property's name; of parts by position (3.2) the index, or [`ITEMS`] for those that follow.
    pub property: String,
    /// `contentType`: a media type, or a list of them; not where a layout is said.
    pub content_type: Option<String>,
    /// `style` and `explode`, where one of them or `allowReserved` is said.
    pub layout: Option<(Style, bool)>,
    /// Whether reserved characters (RFC 3986 §2.2) are sent as they are.
    pub allow_reserved: bool,
    /// The documented header fields of its parts.
    pub headers: Option<PartHeaders>,
}

/// Header fields of the parts that a property makes: in Rust a part is an object of its `headers` and its `content`.
#[derive(Clone, Debug)]
pub struct PartHeaders {
    /// The fields.
    pub fields: Vec<Header>,
    /// The object that they make together, a property each in their order.
    pub set: SchemaId,
    /// The object of a part.
    pub part: SchemaId,
    /// What a part holds: the schema of the property, or of its items.
    pub content: SchemaId,
    /// Whether each item of the property is a part.
    pub is_list: bool,
}

impl MediaType {
    /// What is said of how a property is sent.
    pub fn encoding(&self, property: &str) -> Option<&Encoding> {
        self.encodings.iter().find(|encoding| encoding.property == property)
    }

    /// The schema of what a property sends, without the header fields of its parts.
    pub fn content(&self, property: &Property) -> SchemaId {
        let headers = self
            .encoding(&property.name)
            .and_then(|encoding| encoding.headers.as_ref());
        headers.map_or(property.schema, |headers| headers.content)
    }
}
