//! Parts by position (OAS 3.2.0 §4.14, §4.15): the items of an array, each a part without a name.

use super::parts::{self, KNOWN};
use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{Array, Encoding, ITEMS, Origin, PartHeaders, SchemaId, Shape};
use crate::normalize::keywords as own;
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The array of what `itemSchema` describes.
    pub(in crate::lower) fn item_list(&mut self, node: &Node<'a>, origin: &Origin) -> Option<SchemaId> {
        let item = node.get(own::ITEM_SCHEMA)?;
        let list = self.reserve(&item.pointer, origin.clone());
        let items = self.schema(&item, Origin::Items(list));
        self.api.schemas.get_mut(list).shape = Shape::Array(Array { items });
        Some(list)
    }

    /// Whether the values have items, which are parts by position.
    pub(in crate::lower) fn is_by_position(&self, schema: Option<SchemaId>) -> bool {
        matches!(self.shape_of(schema), Some(Shape::Array(_) | Shape::Tuple(_)))
    }

    /// The encodings of items, by `prefixEncoding` and `itemEncoding`.
    pub(in crate::lower) fn positions(
        &mut self,
        node: &Node<'a>,
        schema: Option<SchemaId>,
        form: Option<SchemaId>,
    ) -> Vec<Encoding> {
        if let Some(named) = node.get("encoding").filter(|named| named.entries().next().is_some()) {
            let message = "items have no names: `encoding` is ignored";
            let help = "`prefixEncoding` and `itemEncoding` are for arrays";
            self.report_with_help(Code::NoEffect, &named.pointer, message, help);
        }
        let mut encodings = Vec::new();
        for (name, node) in parts::positions(node) {
            let index = name.parse::<usize>().ok();
            let content = match (self.shape_of(schema), index) {
                (Some(Shape::Array(array)), _) => Some(array.items),
                (Some(Shape::Tuple(tuple)), Some(index)) => tuple.prefix.get(index).copied(),
                _ => None,
            };
            let Some(content) = content else {
                let message = "there is no item at this position: its encoding is ignored";
                self.report(Code::NoEffect, &node.pointer, message);
                continue;
            };
            let Some(encoding) = self.encoding(&name, &node) else {
                continue;
            };
            if encoding.layout.is_some() {
                let message =
                    "an item is one part, which no style lays out: `style`, `explode` and `allowReserved` are ignored";
                self.report(Code::NoEffect, &node.pointer, message);
            }
            encodings.push(Encoding {
                content_type: node.text("contentType"),
                layout: None,
                headers: self.item_headers((schema, form), (&name, content), &node),
                ..encoding
            });
        }
        encodings
    }

    fn item_headers(
        &mut self,
        (schema, form): (Option<SchemaId>, Option<SchemaId>),
        (name, content): (&str, SchemaId),
        node: &Node<'a>,
    ) -> Option<PartHeaders> {
        let is_list = matches!(self.shape_of(schema), Some(Shape::Array(_)));
        if is_list && name != ITEMS {
            if let Some(headers) = node.get("headers").filter(|headers| headers.entries().next().is_some()) {
                let message = "header fields of one item of a list are ignored: all items are of one type";
                let help =
                    "describe items that differ by `prefixItems`, `minItems` and `maxItems`, or all by `itemEncoding`";
                self.report_with_help(Code::Widened, &headers.pointer, message, help);
            }
            return None;
        }
        // Without a name there is no other `Content-Disposition`.
        let known = KNOWN.get(..1).unwrap_or_default();
        let headers = self.part_headers((form?, name), node, known)?;
        Some(PartHeaders {
            content,
            is_list,
            ..headers
        })
    }
}
