//! Bodies that are sequences of values: JSON Lines, JSON text sequences, server-sent events (OAS 3.2.0 §4.14.3.1).
//!
//! 3.2 describes a value by `itemSchema`. Before, people wrote the schema of a value, or of an array of them, as `schema`.

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{Array, Framing, Origin, SchemaId, Shape};
use crate::normalize::keywords as own;

/// The fields of a server-sent event.
const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// How the values of a media type are set apart, if it is one of sequences.
pub(in crate::lower) fn framing(essence: &str) -> Option<Framing> {
    match essence {
        "application/jsonl"
        | "application/jsonlines"
        | "application/json-lines"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/x-ndjson" => Some(Framing::Lines),
        "application/json-seq" => Some(Framing::Records),
        "text/event-stream" => Some(Framing::Events),
        essence if essence.ends_with("+json-seq") => Some(Framing::Records),
        _ => None,
    }
}

impl<'a> Lowering<'a> {
    /// The schema of a value, and how values are set apart; `schema` is what the media type has as such.
    pub(in crate::lower) fn sequence(
        &mut self,
        framing: Framing,
        schema: Option<SchemaId>,
        node: &Node<'a>,
        origin: &Origin,
    ) -> (Framing, Option<SchemaId>) {
        let item = node.get(own::ITEM_SCHEMA);
        let lowered = item.as_ref().map(|item| self.schema(item, origin.clone()));
        let is_events = matches!(framing, Framing::Events);
        if let Some(id) = lowered {
            let event = item.filter(|_| is_events);
            let event = event.and_then(|item| self.event(&item, id, origin, 1));
            return event.unwrap_or((self.data(framing, id), Some(id)));
        }
        let Some(id) = schema else {
            return (if is_events { Framing::TextEvents } else { framing }, None);
        };
        if is_events {
            // One field may well be a coincidence: `data` is what many APIs call the only key of their JSON.
            let event = node.get("schema").and_then(|node| self.event(&node, id, origin, 2));
            return event.unwrap_or((self.data(framing, id), Some(id)));
        }
        match self.shape_of(Some(id)) {
            Some(Shape::Array(Array { items })) => (framing, Some(*items)),
            _ => (framing, Some(id)),
        }
    }

    /// Events whose data is text, where it is.
    fn data(&self, framing: Framing, id: SchemaId) -> Framing {
        match framing {
            Framing::Events if self.is_textual(Some(id)) => Framing::TextEvents,
            framing => framing,
        }
    }

    /// What a schema of an event's fields, at least so many, makes of events.
    fn event(
        &mut self,
        node: &Node<'a>,
        id: SchemaId,
        origin: &Origin,
        least: usize,
    ) -> Option<(Framing, Option<SchemaId>)> {
        if let Some(Shape::Union(union)) = self.shape_of(Some(id)) {
            let variants = union.variants.iter();
            let all = { variants }.all(|variant| self.event_data(variant.schema, least).is_some());
            return all.then_some((Framing::EventObjects, Some(id)));
        }
        let data = self.event_data(id, least)?;
        let written = self
            .resolve(node)
            .and_then(|node| node.members("properties").find(|(name, _)| *name == "data"));
        let written = written.and_then(|(_, node)| self.resolve(&node));
        if let Some(content) = written.and_then(|node| node.get(own::CONTENT_SCHEMA)) {
            let content = self.schema(&content, origin.clone());
            return Some((Framing::Events, Some(content)));
        }
        Some((self.data(Framing::Events, data), Some(data)))
    }

    /// The data of an event, if a schema has its fields and no others.
    fn event_data(&self, id: SchemaId, least: usize) -> Option<SchemaId> {
        let Some(Shape::Object(object)) = self.shape_of(Some(id)) else {
            return None;
        };
        let names = || object.properties.iter().map(|property| property.name.as_str());
        let fits = names().count() >= least && names().all(|name| FIELDS.contains(&name));
        let data = object.properties.iter().find(|property| property.name == "data")?;
        fits.then_some(data.schema)
    }
}
