//! Request bodies (OAS 3.1.1 §4.8.13).

pub(in crate::lower) mod encoding;
pub(in crate::lower) mod files;
pub(in crate::lower) mod media_type;
pub(in crate::lower) mod parts;
pub(in crate::lower) mod positions;
pub(in crate::lower) mod sequence;

use super::Lowering;
use super::schema::node::Node;
use crate::model::{OperationId, Origin, RequestBody};
use crate::report::Code;

impl<'a> Lowering<'a> {
    /// The body of an operation's requests; a shared one is read once.
    pub(super) fn request_body(&mut self, operation: OperationId, node: &Node<'a>) -> Option<RequestBody> {
        let shared = node.reference().is_some();
        let node = self.resolve(node)?;
        if let Some(known) = self.bodies.get(&node.pointer) {
            return known.clone();
        }
        let origin = match node.pointer.last() {
            Some(name) if shared => Origin::ComponentRequestBody(name),
            Some(_) | None => Origin::RequestBody(operation),
        };
        let body = self.read_body(&node, &origin);
        self.bodies.insert(node.pointer, body.clone());
        body
    }

    fn read_body(&mut self, node: &Node<'a>, origin: &Origin) -> Option<RequestBody> {
        let read: openapiv3::RequestBody = self.read(node.copy_without(&["content"]), &node.pointer)?;
        let content = self.content(node, origin);
        if content.is_empty() {
            self.report(
                Code::Tolerated,
                &node.pointer,
                "a request body without content is no body",
            );
            return None;
        }
        Some(RequestBody {
            location: self.locate(&node.pointer),
            description: read.description,
            required: read.required,
            content,
        })
    }
}
