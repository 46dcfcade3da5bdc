//! Header fields of responses and of parts (OAS 3.1.1 §4.8.21, §4.8.15).

use serde_json::json;

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{Additional, Header, Object, Origin, Property, SchemaId, Shape};
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The entries of `headers`. Those that are `known` otherwise, by their names in lower case, are ignored for the reason
    /// that is given; `origin` is what the schema of a header field belongs to.
    pub(in crate::lower) fn headers(
        &mut self,
        of: &Node<'a>,
        known: &[(&str, &str)],
        origin: impl Fn(&str) -> Origin,
    ) -> Vec<Header> {
        let mut headers = Vec::new();
        for (name, node) in of.members("headers") {
            match known.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)) {
                Some((_, message)) => self.report(Code::NoEffect, &node.pointer, *message),
                None => headers.extend(self.header(name, &node, origin(name))),
            }
        }
        headers
    }

    fn header(&mut self, name: &str, node: &Node<'a>, origin: Origin) -> Option<Header> {
        let shared = node.reference().is_some();
        let node = self.resolve(node)?;
        let origin = match node.pointer.last() {
            Some(name) if shared => Origin::ComponentParameter(name),
            Some(_) | None => origin,
        };
        let mut object = node.copy_without(&["schema", "content", "example", "examples"]);
        object.insert("schema".to_owned(), json!({}));
        let read: openapiv3::Header = self.read(object, &node.pointer)?;
        let value = self.parameter_value(&node, origin);
        Some(Header {
            location: self.locate(&node.pointer),
            name: name.to_owned(),
            description: read.description,
            required: read.required,
            schema: value.schema,
            explode: node.flag("explode"),
            content: value.content,
        })
    }

    /// Makes a schema that was reserved the object of header fields.
    pub(in crate::lower) fn header_set(&mut self, set: SchemaId, headers: &[Header]) {
        let properties = headers.iter().map(|header| {
            let schema = self.api.schemas.get_mut(header.schema);
            let is_own = !matches!(schema.origin, Origin::Component(_));
            if is_own && schema.annotations.description.is_none() {
                schema.annotations.description.clone_from(&header.description);
            }
            Property {
                name: header.name.clone(),
                schema: header.schema,
                required: header.required,
            }
        });
        let properties = properties.collect();
        self.api.schemas.get_mut(set).shape = Shape::Object(object(properties));
    }
}

/// An object of these properties, of which nothing else is said.
pub(in crate::lower) fn object(properties: Vec<Property>) -> Object {
    Object {
        properties,
        additional: Additional::Unspecified,
        patterns: Vec::new(),
        keys: None,
        dependent_required: indexmap::IndexMap::new(),
        discriminator: None,
    }
}
