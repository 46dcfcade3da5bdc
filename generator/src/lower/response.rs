//! Responses and their headers (OAS 3.1.1 §4.8.16, §4.8.17, §4.8.21).

use serde_json::json;

use super::Lowering;
use super::node::Node;
use crate::model::{Additional, Header, Object, OperationId, Origin, Property, Response, SchemaId, Shape, Status};
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
    pub(super) fn responses(&mut self, operation: OperationId, of: &Node<'a>) -> Vec<Response> {
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
        let headers = self.headers(node, owner);
        Some(Response {
            location: self.locate(&node.pointer),
            status,
            description: Some(read.description).filter(|text| !text.is_empty()),
            content: self.content(node, &owner.body()),
            links: self.links(node),
            header_set: self.header_set(node, &headers, owner),
            headers,
        })
    }

    fn headers(&mut self, of: &Node<'a>, owner: &Owner) -> Vec<Header> {
        let mut headers = Vec::new();
        for (name, node) in of.members("headers") {
            if name.eq_ignore_ascii_case("content-type") {
                let message = "`Content-Type` is what the content map says; this header is ignored";
                self.report(Code::NoEffect, &node.pointer, message);
                continue;
            }
            headers.extend(self.header(name, &node, owner));
        }
        headers
    }

    fn header(&mut self, name: &str, node: &Node<'a>, owner: &Owner) -> Option<Header> {
        let shared = node.reference().is_some();
        let node = self.resolve(node)?;
        let origin = match node.pointer.last() {
            Some(name) if shared => Origin::ComponentParameter(name),
            Some(_) | None => owner.header(name),
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
            explode: read_explode(&node),
            content: value.content,
        })
    }

    /// The object that header fields make together.
    fn header_set(&mut self, of: &Node<'a>, headers: &[Header], owner: &Owner) -> Option<SchemaId> {
        let node = of.get("headers").filter(|_| !headers.is_empty())?;
        let id = self.reserve(&node.pointer, owner.headers());
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
        let shape = Shape::Object(Object {
            properties: properties.collect(),
            additional: Additional::Unspecified,
            patterns: Vec::new(),
            keys: None,
            dependent_required: indexmap::IndexMap::new(),
            discriminator: None,
        });
        self.api.schemas.get_mut(id).shape = shape;
        Some(id)
    }
}

fn read_explode(node: &Node<'_>) -> bool {
    node.flag("explode")
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
