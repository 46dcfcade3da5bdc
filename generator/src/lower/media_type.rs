//! Media types of a content map, and how each is read and written (OAS 3.1.1 §4.8.14).

use super::node::Node;
use super::{Lowering, sequence};
use crate::model::{BodyKind, MediaRange, MediaType, Origin, SchemaId, Shape, StringFormat};
use crate::normalize::keywords as own;
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The entries of a content map.
    pub(super) fn content(&mut self, of: &Node<'a>, origin: &Origin) -> Vec<MediaType> {
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
        let (kind, schema) = match sequence::framing(&range.essence()) {
            Some(framing) => {
                let (framing, item) = self.sequence(framing, schema, node, origin);
                (BodyKind::Sequence(framing), item)
            }
            None => (self.body_kind(&range, schema, node, (is_request, is_read)), schema),
        };
        MediaType {
            location: self.locate(&node.pointer),
            encodings: self.encodings(node, kind, schema),
            range,
            kind,
            schema,
            examples: node.examples(|reference| self.target(reference)),
            named_examples: node.named_examples(|reference| self.target(reference)),
            encoding: node.as_written("encoding"),
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
        } else if is_request && essence == "multipart/form-data" && schema.is_some() && self.is_form(schema) {
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
                self.report(Code::Widened, &node.pointer, message);
            }
            kind
        }
    }

    /// Whether the values are text, or nothing is said of them.
    pub(super) fn is_textual(&self, schema: Option<SchemaId>) -> bool {
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

    pub(super) fn shape_of(&self, schema: Option<SchemaId>) -> Option<&Shape> {
        let id = self.api.schemas.resolve(schema?)?;
        Some(&self.api.schemas.get(id).shape)
    }
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
