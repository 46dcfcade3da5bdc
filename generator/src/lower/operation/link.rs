//! Links of responses (OAS 3.1.1 §4.8.20).

use indexmap::IndexMap;

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::Link;

impl<'a> Lowering<'a> {
    /// Reads the links of a response, by name.
    pub(in crate::lower) fn links(&mut self, of: &Node<'a>) -> IndexMap<String, Link> {
        let mut links = IndexMap::new();
        for (name, node) in of.members("links") {
            let Some(node) = self.resolve(&node) else { continue };
            let link = Link {
                location: self.locate(&node.pointer),
                operation_id: node.text("operationId"),
                operation_ref: node.text("operationRef"),
                parameters: node.as_written("parameters"),
                request_body: node.get("requestBody").map(|body| body.value.clone()),
                server: node.get("server").and_then(|server| self.server(&server)),
            };
            links.insert(name.clone(), link);
        }
        links
    }
}
