//! Media types of a content map, and how each is read and written (OAS 3.1.1 §4.8.14).

use indexmap::IndexMap;

use super::sequence;
use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{
    BodyKind, ITEM_ENCODING, MediaRange, MediaType, Origin, PREFIX_ENCODING, SchemaId, Shape, StringFormat,
};
use crate::normalize::keywords as own;
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The entries of a content map.
    pub(in crate::lower) fn content(&mut self, of: &Node<'a>, origin: &Origin) -> Vec<MediaType> {
        let entries: Vec<_> = of.members("content").collect();
        // What is read from JSON or XML may come in other formats too.
        let read: Vec<_> = { entries.iter() }
            .filter(|(range, _)| MediaRange::new(*range).is_json() || is_xml(&MediaRange::new(*range).essence()))
            .filter_map(|(_, node)| Some(node.get("schema")?.value))
            .collect();
        entries
            .iter()
            .map(|(range, node)| {
                let is_read = node.get("schema").is_some_and(|schema| read.contains(&schema.value));
                self.media_type(range, node, origin, is_read)
            })
            .collect()
    }

    /// `is_read`: the same values are also described in a format that is read.
    fn media_type(&mut self, range: &str, node: &Node<'a>, origin: &Origin, is_read: bool) -> MediaType {
        // Nothing that `openapiv3` keeps of a media type is not read from its parts.
        let schema = node.get("schema").map(|schema| self.schema(&schema, origin.clone()));
        let range = MediaRange::new(range);
        let is_request = is_request(origin);
        let schema = schema.or_else(|| match is_request && is_positional(&range.essence()) {
            true => self.item_list(node, origin),
            false => None,
        });
        let (kind, schema) = match sequence::framing(&range.essence()) {
            Some(framing) => {
                let (framing, item) = self.sequence(framing, schema, node, origin);
                (BodyKind::Sequence(framing), item)
            }
            None => (self.body_kind(&range, schema, node, (is_request, is_read)), schema),
        };
        let form = match kind {
            BodyKind::Multipart => self.form(node, schema, origin),
            BodyKind::Json
            | BodyKind::Form
            | BodyKind::Xml
            | BodyKind::Text
            | BodyKind::Sequence(_)
            | BodyKind::Bytes => None,
        };
        let encodings = self.encodings(node, kind, schema, form);
        MediaType {
            location: self.locate(&node.pointer),
            form: form.filter(|_| encodings.iter().any(|encoding| encoding.headers.is_some())),
            encodings,
            range,
            kind,
            schema,
            examples: node.examples(|reference| self.target(reference)),
            named_examples: node.named_examples(|reference| self.target(reference)),
            encoding: written_encodings(node),
        }
    }

    fn body_kind(
        &mut self,
        range: &MediaRange,
        schema: Option<SchemaId>,
        node: &Node<'a>,
        (is_request, is_read): (bool, bool),
    ) -> BodyKind {
        let essence = range.essence();
        let any_type = matches!(essence.as_str(), "*/*" | "application/*");
        let textual = self.is_textual(schema);
        if range.is_json() || any_type && schema.is_some() && !self.is_binary(schema) {
            BodyKind::Json
        } else if is_request && essence == "application/x-www-form-urlencoded" && self.is_form(schema) {
            BodyKind::Form
        } else if is_request && self.is_parts(&essence, schema) {
            BodyKind::Multipart
        } else if is_xml(&essence) && schema.is_some() && !textual && !self.is_binary(schema) {
            BodyKind::Xml
        } else {
            // A string of XML is the document, as people have it.
            let text = is_text(&essence) || is_xml(&essence) && schema.is_some() && textual;
            let (kind, what) = match text && !self.is_binary(schema) {
                true => (BodyKind::Text, "text, and no more is known of it"),
                false => (BodyKind::Bytes, "raw bytes"),
            };
            // No schema says how its values are laid out in such a format; those of text and bytes need not.
            let is_plain = textual || self.is_binary(schema);
            if !is_read && (is_structured(&essence) || !is_plain || node.get(own::ITEM_SCHEMA).is_some()) {
                let message = format!("`{range}` is not encoded or decoded: it is sent and received as {what}");
                match self.missing(&essence, schema).filter(|_| is_request) {
                    Some(help) => self.report_with_help(Code::Widened, &node.pointer, message, help),
                    None => self.report(Code::Widened, &node.pointer, message),
                }
            }
            kind
        }
    }

    /// What would make parts of the values of a request.
    fn missing(&self, essence: &str, schema: Option<SchemaId>) -> Option<&'static str> {
        match self.shape_of(schema) {
            _ if !essence.starts_with("multipart/") => None,
            Some(Shape::Tuple(_)) if is_positional(essence) => {
                Some("say by `minItems` and `maxItems` that just these items come, and they are parts by position")
            }
            _ if is_positional(essence) => Some("parts are described by an object with `properties`, or by an array"),
            _ => Some("the parts of a form are described by an object"),
        }
    }

    /// Whether the values are text, or nothing is said of them.
    pub(in crate::lower) fn is_textual(&self, schema: Option<SchemaId>) -> bool {
        match self.shape_of(schema) {
            None | Some(Shape::Any) => true,
            Some(Shape::String(format)) => *format != StringFormat::Binary,
            Some(Shape::Enumeration(listed)) => listed.is_string(),
            Some(
                Shape::Never
                | Shape::Null
                | Shape::Boolean
                | Shape::Integer(_)
                | Shape::Number(_)
                | Shape::Array(_)
                | Shape::Tuple(_)
                | Shape::Object(_)
                | Shape::Union(_)
                | Shape::Reference(_),
            ) => false,
        }
    }

    /// Whether the values are parts (OAS 3.1.1 §4.8.15): those of forms are properties, whatever is said of them; those of
    /// other media types, which need no names, are properties that have names, or items.
    fn is_parts(&self, essence: &str, schema: Option<SchemaId>) -> bool {
        if essence == "multipart/form-data" {
            return schema.is_some() && self.is_form(schema);
        }
        let is_parts = match self.shape_of(schema) {
            Some(Shape::Object(object)) => !object.properties.is_empty(),
            Some(Shape::Union(_)) => self.is_form(schema),
            Some(Shape::Array(_)) => true,
            Some(Shape::Tuple(tuple)) => tuple.exact,
            _ => false,
        };
        is_positional(essence) && is_parts
    }

    /// Whether the values have properties, as forms do, or nothing is said of them.
    fn is_form(&self, schema: Option<SchemaId>) -> bool {
        match self.shape_of(schema) {
            None | Some(Shape::Any | Shape::Object(_)) => true,
            Some(Shape::Union(union)) => {
                let shapes = union.variants.iter().map(|variant| self.shape_of(Some(variant.schema)));
                { shapes }.all(|shape| matches!(shape, Some(Shape::Object(_))))
            }
            Some(
                Shape::Never
                | Shape::Null
                | Shape::Boolean
                | Shape::Integer(_)
                | Shape::Number(_)
                | Shape::String(_)
                | Shape::Enumeration(_)
                | Shape::Array(_)
                | Shape::Tuple(_)
                | Shape::Reference(_),
            ) => false,
        }
    }

    fn is_binary(&self, schema: Option<SchemaId>) -> bool {
        matches!(self.shape_of(schema), Some(Shape::String(StringFormat::Binary)))
    }

    pub(in crate::lower) fn shape_of(&self, schema: Option<SchemaId>) -> Option<&Shape> {
        let id = self.api.schemas.resolve(schema?)?;
        Some(&self.api.schemas.get(id).shape)
    }
}

/// The encodings as they are written: of arrays (3.2) by keyword, which they have instead of those by property.
fn written_encodings(node: &Node<'_>) -> IndexMap<String, serde_json::Value> {
    let positions = [
        (own::PREFIX_ENCODING, PREFIX_ENCODING),
        (own::ITEM_ENCODING, ITEM_ENCODING),
    ];
    let positions = positions
        .into_iter()
        .filter_map(|(own, name)| Some((name.to_owned(), node.get(own)?.value.clone())));
    node.as_written("encoding").into_iter().chain(positions).collect()
}

/// Whether its parts need no names, so that they may be told by position (OAS 3.2.0 §4.14).
fn is_positional(essence: &str) -> bool {
    essence.starts_with("multipart/") && essence != "multipart/form-data"
}

/// Whether what belongs to `origin` is sent by the client.
fn is_request(origin: &Origin) -> bool {
    matches!(origin, Origin::RequestBody(_) | Origin::ComponentRequestBody(_))
}

/// Whether it is XML that is data, not a picture or a page.
fn is_xml(essence: &str) -> bool {
    let known = matches!(essence, "application/xml" | "text/xml");
    known || essence.ends_with("+xml") && !matches!(essence, "image/svg+xml" | "application/xhtml+xml")
}

/// Whether it is text for people and programs.
fn is_text(essence: &str) -> bool {
    let yaml = matches!(essence, "application/yaml" | "application/x-yaml") || essence.ends_with("+yaml");
    essence.starts_with("text/") || yaml
}

/// Whether the bytes have a structure that a schema describes, and that is not generated here.
fn is_structured(essence: &str) -> bool {
    essence.starts_with("multipart/") || essence == "application/x-www-form-urlencoded"
}
