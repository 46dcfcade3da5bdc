//! Callbacks (OAS 3.1.1 §4.8.18): those of all operations, each once, however many refer to it.

use super::operations;
use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{Callback, Direction, OperationId, PathTemplate, UrlTemplate};
use crate::report::{Code, Diagnostic};

impl<'a> Lowering<'a> {
    /// Reads the callbacks that operations were found to have; the ids of their requests follow those of webhooks.
    pub(in crate::lower) fn callbacks(&mut self) {
        for (owner, name, node) in std::mem::take(&mut self.callbacks) {
            let location = self.locate(&node.pointer);
            let is_it = |callback: &Callback| callback.location == location;
            let mut known = false;
            for operation in &mut self.api.operations {
                if let Some(callback) = operation.callback.as_mut().filter(|callback| is_it(callback)) {
                    known = true;
                    callback.owners.push((owner, name.clone()));
                }
            }
            if !known {
                self.callback(owner, &name, &node);
            }
        }
    }

    fn callback(&mut self, owner: OperationId, name: &str, node: &Node<'a>) {
        for (target, item) in node.entries().filter(|(key, _)| !key.starts_with("x-")) {
            let callback = Callback {
                location: self.locate(&node.pointer),
                name: name.to_owned(),
                target_location: self.locate(&node.pointer).child(target),
                target: target.clone(),
                template: self.target_of(target, node),
                owners: vec![(owner, name.to_owned())],
            };
            let path = PathTemplate {
                text: name.to_owned(),
                segments: Vec::new(),
            };
            for (method, request) in operations(&item) {
                let direction = Direction::Callback;
                let id = OperationId(self.api.operations.len());
                if let Some(mut operation) = self.operation(id, direction, method, &path, &item, &request) {
                    operation.callback = Some(callback.clone());
                    self.api.operations.push(operation);
                }
            }
        }
    }

    /// Reads the key that says where the requests go.
    fn target_of(&mut self, text: &str, node: &Node<'a>) -> Option<UrlTemplate> {
        match UrlTemplate::parse(text) {
            Ok(template) => Some(template),
            Err(fault) => {
                let location = self.locate(&node.pointer).child(text);
                let finding = Diagnostic::new(Code::MalformedExpression, location, fault.message);
                self.sink.push(finding.help(fault.help));
                None
            }
        }
    }
}
