//! Responses (OAS 3.1.1 §4.8.16, §4.8.17).

use serde_json::json;

use crate::lower::Lowering;
use crate::lower::schema::node::Node;
use crate::model::{OperationId, Origin, Response, Status};
use crate::report::Code;

/// What schemas of a response belong to.
enum Owner {
    Operation(OperationId, Status),
    Component(String),
}

impl Owner {
    fn body(&self) -> Origin {
        match self {
            Self::Operation(operation, status) => Origin::ResponseBody(*operation, *status),
            Self::Component(name) => Origin::ComponentResponse(name.clone()),
        }
    }

    fn header(&self, header: &str) -> Origin {
        match self {
            Self::Operation(operation, status) => Origin::ResponseHeader(*operation, *status, header.to_owned()),
            Self::Component(name) => Origin::ComponentResponseHeader(name.clone(), header.to_owned()),
        }
    }

    fn headers(&self) -> Origin {
        match self {
            Self::Operation(operation, status) => Origin::ResponseHeaders(*operation, *status),
            Self::Component(name) => Origin::ComponentResponseHeaders(name.clone()),
        }
    }
}

impl<'a> Lowering<'a> {
    /// The responses of an operation, in document order.
    pub(in crate::lower) fn responses(&mut self, operation: OperationId, of: &Node<'a>) -> Vec<Response> {
        let mut responses: Vec<Response> = Vec::new();
        for (key, node) in of.members("responses").filter(|(key, _)| !key.starts_with("x-")) {
            let Some(status) = status(key) else {
                let message = format!("`{key}` is not a status code");
                let help = "responses are listed under a code such as `404`, a range such as `4XX`, or `default`";
                self.report_with_help(Code::InvalidValue, &node.pointer, message, help);
                continue;
            };
            if responses.iter().any(|known| known.status == status) {
                self.report(
                    Code::DuplicateKey,
                    &node.pointer,
                    format!("the status `{key}` is listed twice"),
                );
                continue;
            }
            responses.extend(self.response(operation, status, &node));
        }
        responses
    }

    /// One response; a shared one is read once.
    fn response(&mut self, operation: OperationId, status: Status, node: &Node<'a>) -> Option<Response> {
        let shared = node.reference().is_some();
        let node = self.resolve(node)?;
        if let Some(known) = self.responses.get(&node.pointer) {
            return known.clone().map(|known| Response { status, ..known });
        }
        let owner = match node.pointer.last() {
            Some(name) if shared => Owner::Component(name),
            Some(_) | None => Owner::Operation(operation, status),
        };
        let response = self.read_response(status, &node, &owner);
        self.responses.insert(node.pointer, response.clone());
        response
    }

    fn read_response(&mut self, status: Status, node: &Node<'a>, owner: &Owner) -> Option<Response> {
        let mut object = node.copy_without(&["content", "headers", "links"]);
        object.entry("description").or_insert_with(|| json!(""));
        let read: openapiv3::Response = self.read(object, &node.pointer)?;
        if let Some(links) = node.get("links").filter(|links| links.entries().next().is_some()) {
            self.report(Code::Ignored, &links.pointer, "links are not generated");
        }
        let known = (
            "content-type",
            "`Content-Type` is what the content map says; this header is ignored",
        );
        let headers = self.headers(node, &[known], |header| owner.header(header));
        let content = self.content(node, &owner.body());
        let header_set = node.get("headers").filter(|_| !headers.is_empty());
        let header_set = header_set.map(|node| self.reserve(&node.pointer, owner.headers()));
        if let Some(set) = header_set {
            self.header_set(set, &headers);
        }
        Some(Response {
            location: self.locate(&node.pointer),
            status,
            description: Some(read.description).filter(|text| !text.is_empty()),
            content,
            links: self.links(node),
            header_set,
            headers,
        })
    }
}

/// The key of a responses map (OAS 3.1.1 §4.8.16.2).
fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    match serde_json::from_value(json!(key)) {
        Ok(openapiv3::StatusCode::Code(code)) if (100..600).contains(&code) => Some(Status::Code(code)),
        Ok(openapiv3::StatusCode::Range(digit)) if (1..6).contains(&digit) => {
            u8::try_from(digit).ok().map(Status::Range)
        }
        Ok(openapiv3::StatusCode::Code(_) | openapiv3::StatusCode::Range(_)) | Err(_) => None,
    }
}
