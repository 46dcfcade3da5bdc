//! How properties of forms are sent (OAS 3.1.1 §4.8.15).

use std::collections::HashSet;

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{BodyKind, Encoding, SchemaId, Shape, Style};
use crate::normalize::keywords as own;
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The encodings of a media type that is a form. Of others they say nothing.
    ///
    /// `form` is what has the properties in Rust, if some have header fields.
    pub(in crate::lower) fn encodings(
        &mut self,
        node: &Node<'a>,
        kind: BodyKind,
        schema: Option<SchemaId>,
        form: Option<SchemaId>,
    ) -> Vec<Encoding> {
        let is_multipart = kind == BodyKind::Multipart;
        let is_form = match kind {
            BodyKind::Form | BodyKind::Multipart => true,
            BodyKind::Json | BodyKind::Text | BodyKind::Xml | BodyKind::Sequence(_) | BodyKind::Bytes => false,
        };
        if !is_form {
            return Vec::new();
        }
        if is_multipart && self.is_by_position(schema) {
            return self.positions(node, schema, form);
        }
        let mut encodings = Vec::new();
        for (property, node) in node.members("encoding") {
            if self.has_property(schema, property) {
                let Some(mut encoding) = self.encoding(property, &node) else {
                    continue;
                };
                if is_multipart {
                    encoding.headers = self.property_headers(&encoding, (schema, form), &node);
                }
                encodings.push(encoding);
            } else {
                let message = format!("`{property}` is not a property of the schema: its encoding is ignored");
                self.report(Code::NoEffect, &node.pointer, message);
            }
        }
        encodings
    }

    pub(in crate::lower) fn encoding(&mut self, property: &str, node: &Node<'a>) -> Option<Encoding> {
        let mut object = node.copy_without(&["headers"]);
        // Read below: `openapiv3` has the styles of query parameters only.
        object.shift_remove("style");
        let read: openapiv3::Encoding = self.read(object, &node.pointer)?;
        let style = node.text(own::STYLE).or_else(|| node.text("style"));
        let style = style.map(|name| (style_of_forms(&name), name));
        if let Some((None, name)) = &style {
            let message = format!("`{name}` is not a style of forms");
            self.report(Code::InvalidValue, &node.pointer.child("style"), message);
        }
        let style = style.and_then(|(style, _)| style);
        let explode = node.present("explode").and_then(serde_json::Value::as_bool);
        let reserved = node.present("allowReserved").is_some();
        let layout = (style.is_some() || explode.is_some() || reserved).then(|| {
            let style = style.unwrap_or(Style::Form);
            (style, explode.unwrap_or_else(|| style.default_explode()))
        });
        Some(Encoding {
            location: self.locate(&node.pointer),
            property: property.to_owned(),
            content_type: read.content_type.filter(|_| layout.is_none()),
            layout,
            allow_reserved: read.allow_reserved,
            headers: None,
        })
    }

    /// Whether the values have a property of that name, or may have.
    fn has_property(&self, schema: Option<SchemaId>, name: &str) -> bool {
        self.has_property_within(schema, name, &mut HashSet::new())
    }

    fn has_property_within(&self, schema: Option<SchemaId>, name: &str, seen: &mut HashSet<SchemaId>) -> bool {
        let Some(id) = schema.and_then(|schema| self.api.schemas.resolve(schema)) else {
            return true;
        };
        if !seen.insert(id) {
            return false;
        }
        match &self.api.schemas.get(id).shape {
            Shape::Object(object) => {
                let named = object.properties.iter().any(|property| property.name == name);
                named || !object.patterns.is_empty() || matches!(object.additional, crate::model::Additional::Schema(_))
            }
            Shape::Union(union) => {
                let mut members = union.variants.iter().map(|variant| variant.schema);
                members.any(|member| self.has_property_within(Some(member), name, seen))
            }
            Shape::Any => true,
            Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Enumeration(_)
            | Shape::Array(_)
            | Shape::Tuple(_)
            | Shape::Reference(_) => false,
        }
    }
}

fn style_of_forms(name: &str) -> Option<Style> {
    // 2.0 has one more.
    let is_known = |style: &Style| Style::OF_FORMS.contains(style) || *style == Style::TabDelimited;
    Style::parse(name).filter(is_known)
}
