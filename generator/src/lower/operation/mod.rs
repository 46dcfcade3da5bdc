//! Path items, operations and webhooks (OAS 3.1.1 §4.8.8 to §4.8.10).

pub(in crate::lower) mod callback;
pub(in crate::lower) mod header;
pub(in crate::lower) mod link;
pub(in crate::lower) mod parameter;
pub(in crate::lower) mod path_parameter;
pub(in crate::lower) mod response;
pub(in crate::lower) mod security;
pub(in crate::lower) mod server;

use indexmap::IndexMap;
use serde_json::json;

use super::Lowering;
use super::schema::external_docs;
use super::schema::node::Node;
use super::schema::spelling;
use crate::model::{Direction, Method, Operation, OperationId, PathSegment, PathTemplate};
use crate::normalize::keywords as own;
use crate::report::{Code, Diagnostic};

impl<'a> Lowering<'a> {
    /// Reads the operations of a path.
    pub(super) fn path_item(&mut self, path: &str, item: &Node<'a>) {
        let template = PathTemplate::parse(path);
        for (method, node) in operations(item) {
            let id = OperationId(self.api.operations.len());
            let location = self.locate(&node.pointer);
            let key = (method.as_str().to_owned(), nameless(&template));
            match self.requests.get(&key) {
                // Only `additionalOperations` can say a method again, and must not (OAS 3.2, Path Item Object).
                Some((first_path, first)) if first_path == path => {
                    let message = format!("the path has an operation {} already", method.as_str());
                    let finding = Diagnostic::new(Code::InvalidValue, location, message);
                    self.sink.push(finding.related(first.clone(), "the first of them"));
                    continue;
                }
                Some((first_path, first)) => {
                    let message = format!(
                        "{} {path} answers to the same requests as {first_path}",
                        method.as_str()
                    );
                    let finding = Diagnostic::new(Code::DuplicateOperation, location, message);
                    self.sink.push(finding.related(first.clone(), "the first of them"));
                }
                None => {
                    self.requests.insert(key, (path.to_owned(), location));
                }
            }
            if let Some(operation) = self.operation(id, Direction::Called, method, &template, item, &node) {
                self.api.operations.push(operation);
                let callbacks = node.members("callbacks");
                self.callbacks
                    .extend(callbacks.map(|(name, node)| (id, name.clone(), node)));
            }
        }
    }

    /// Reads the requests of a webhook.
    pub(super) fn webhook(&mut self, name: &str, item: &Node<'a>) {
        let template = PathTemplate {
            text: name.to_owned(),
            segments: Vec::new(),
        };
        for (method, node) in operations(item) {
            let id = OperationId(self.api.operations.len());
            if let Some(operation) = self.operation(id, Direction::Webhook, method, &template, item, &node) {
                self.api.operations.push(operation);
            }
        }
    }

    /// Reads a request. One that the API sends has no path, and asks for credentials of its own only.
    pub(super) fn operation(
        &mut self,
        id: OperationId,
        direction: Direction,
        method: Method,
        path: &PathTemplate,
        item: &Node<'a>,
        node: &Node<'a>,
    ) -> Option<Operation> {
        const READ_APART: [&str; 7] = [
            "parameters",
            "requestBody",
            "responses",
            "callbacks",
            "servers",
            "security",
            "externalDocs",
        ];
        let mut object = node.copy_without(&READ_APART);
        object.insert("responses".to_owned(), json!({}));
        let read: openapiv3::Operation = self.read(object, &node.pointer)?;
        if let Some(callbacks) = node
            .get("callbacks")
            .filter(|callbacks| direction.is_outbound() && callbacks.entries().next().is_some())
        {
            let message = "callbacks of what the API sends itself are not generated";
            self.report(Code::Ignored, &callbacks.pointer, message);
        }
        let mut servers = self.servers(node);
        if servers.is_empty() {
            servers = self.servers(item);
        }
        // Those of the document are what callers of the API need, not what receives its webhooks asks for.
        let security = self.requirements(node).unwrap_or_else(|| match direction {
            Direction::Called => self.security.clone(),
            Direction::Webhook | Direction::Callback => Vec::new(),
        });
        let (parameters, nowhere) = self.merged_parameters(id, item, node, path, &security);
        Some(Operation {
            direction,
            location: self.locate(&node.pointer),
            operation_id: read.operation_id.filter(|id| !id.is_empty()),
            method,
            path: path.clone(),
            tags: read.tags,
            summary: read.summary.or_else(|| item.text("summary")),
            description: read.description.or_else(|| item.text("description")),
            external_docs: external_docs(node),
            deprecated: read.deprecated,
            parameters,
            nowhere,
            request_body: node.get("requestBody").and_then(|body| self.request_body(id, &body)),
            responses: self.responses(id, node),
            security,
            servers,
            lifecycle: spelling::lifecycle(node),
            callback: None,
            callbacks: match direction {
                Direction::Called => IndexMap::new(),
                Direction::Webhook | Direction::Callback => node.as_written("callbacks"),
            },
        })
    }
}

/// The operations of a path item, in document order.
pub(super) fn operations<'a>(item: &Node<'a>) -> Vec<(Method, Node<'a>)> {
    let mut found = Vec::new();
    for (key, node) in item.entries() {
        if key == own::ADDITIONAL_OPERATIONS {
            found.extend(node.entries().map(|(name, node)| (additional(name), node)));
        } else if let Some(method) = method(key) {
            found.push((method, node));
        }
    }
    found
}

fn method(key: &str) -> Option<Method> {
    Some(match key {
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        _ => return None,
    })
}

/// A method by its name on the wire.
fn additional(name: &str) -> Method {
    if name == "QUERY" {
        return Method::Query;
    }
    let lower = name.to_ascii_lowercase();
    // Methods are told by their exact spelling (RFC 9110 §9.1).
    match method(&lower) {
        Some(known) if known.as_str() == name => known,
        Some(_) | None => Method::Other(name.to_owned()),
    }
}

/// The template without the names of its parameters.
fn nameless(path: &PathTemplate) -> String {
    let mut text = String::new();
    for segment in &path.segments {
        text.push('/');
        for part in segment {
            match part {
                PathSegment::Literal(literal) => text.push_str(literal),
                PathSegment::Parameter(_) => text.push_str("{}"),
            }
        }
    }
    text
}
