//! 3.0-shaped value to model, by way of `openapiv3`, component by component. The last stage that knows `openapiv3`.
//!
//! Every object of the description is handed to `openapiv3` alone, with placeholders for the objects inside it
//! (`read`), so that one fault is one diagnostic and costs no neighbour.

mod body;
mod document;
mod extension;
mod operation;
mod read;
mod schema;
mod union;

#[cfg(test)]
mod tests;

pub(crate) use self::body::parts::split_parts;
pub(crate) use self::schema::open_by_example::keep_shown;

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use serde_json::Value;

use self::schema::inheritance::Inheritance;
use self::schema::keywords::Keywords;
use self::schema::merge::Merged;
use self::schema::node::Node;
use crate::model::{Api, OperationId, Parameter, RequestBody, Response, SchemaId, SecurityRequirement};
use crate::normalize::{Normalized, Origins};
use crate::pointer::{Location, Pointer};
use crate::report::{Code, Diagnostic, Sink};

/// Builds the model. Total: a component that cannot be read is reported and widened or left out; the rest goes on.
pub fn lower(document: &Normalized, sink: &mut Sink) -> Api {
    let mut lowering = Lowering::new(document, sink);
    lowering.document();
    lowering.cut_circles();
    lowering.api.schemas.seal();
    lowering.api
}

/// The model under construction, and what is needed to construct it.
struct Lowering<'a> {
    document: &'a Value,
    origins: &'a Origins,
    sink: &'a mut Sink,
    api: Api,
    /// Component schemas, by [`SchemaId::index`]: components have the first ids.
    components: Vec<Node<'a>>,
    /// Which component extends which.
    inheritance: Inheritance,
    /// Inline schemas by where they stand, so that a schema met twice (inherited, or in a shared response) is one.
    inline: BTreeMap<Pointer, SchemaId>,
    /// Schemas for places that several schemas speak of, by where those stand.
    combined: BTreeMap<Vec<Pointer>, SchemaId>,
    /// What schema objects say by themselves, by where they stand; `None` for those that could not be read.
    keywords: HashMap<Pointer, Option<Rc<Keywords<'a>>>>,
    /// What members of unions say by themselves, by where they stand and whose they are.
    members: HashMap<(Pointer, SchemaId), Rc<Merged<'a>>>,
    /// How much may still be taken over by allOf.
    inherited: usize,
    /// Shared objects, by where they stand; `None` for those that could not be read.
    parameters: BTreeMap<Pointer, Option<Parameter>>,
    bodies: BTreeMap<Pointer, Option<RequestBody>>,
    responses: BTreeMap<Pointer, Option<Response>>,
    /// Which requests are answered: by method and path template without names, the path and where it is written.
    requests: BTreeMap<(String, String), (String, Location)>,
    /// The callbacks that operations have, by name, until they are read.
    callbacks: Vec<(OperationId, String, Node<'a>)>,
    /// The document's requirements.
    security: Vec<SecurityRequirement>,
    /// How many variants were made by distributing properties over a union, in the schema at hand.
    distributed: usize,
    /// How many schemas deep the one at hand is.
    depth: usize,
}

impl<'a> Lowering<'a> {
    fn new(document: &'a Normalized, sink: &'a mut Sink) -> Self {
        Self {
            document: &document.value,
            origins: &document.origins,
            sink,
            api: Api::default(),
            components: Vec::new(),
            inheritance: Inheritance::default(),
            inline: BTreeMap::new(),
            combined: BTreeMap::new(),
            keywords: HashMap::new(),
            members: HashMap::new(),
            inherited: schema::compose::MOST_INHERITED,
            parameters: BTreeMap::new(),
            bodies: BTreeMap::new(),
            responses: BTreeMap::new(),
            requests: BTreeMap::new(),
            callbacks: Vec::new(),
            security: Vec::new(),
            distributed: 0,
            depth: 0,
        }
    }

    /// Where the place was written.
    fn locate(&self, pointer: &Pointer) -> Location {
        self.origins.locate(pointer)
    }

    /// Reports a finding at a place of the normalized document.
    fn report(&mut self, code: Code, pointer: &Pointer, message: impl Into<String>) {
        let location = self.locate(pointer);
        self.sink.push(Diagnostic::new(code, location, message));
    }

    /// Like [`Self::report`], with the cure.
    fn report_with_help(&mut self, code: Code, pointer: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        let location = self.locate(pointer);
        self.sink.push(Diagnostic::new(code, location, message).help(help));
    }

    /// Follows references of one kind of component to the object itself. What leads nowhere is reported.
    fn resolve(&mut self, node: &Node<'a>) -> Option<Node<'a>> {
        let mut at = node.clone();
        // A chain longer than this is a circle: no description nests aliases so deep.
        for _ in 0..64 {
            let Some(reference) = at.reference() else {
                return Some(at);
            };
            let Some(target) = self.target(reference) else {
                self.report(Code::DanglingRef, &at.pointer, format!("`{reference}` leads nowhere"));
                return None;
            };
            at = target;
        }
        self.report(Code::CircularRef, &node.pointer, "the reference leads in a circle");
        None
    }

    /// What a local reference points at.
    fn target(&self, reference: &str) -> Option<Node<'a>> {
        let pointer = Pointer::parse(reference.strip_prefix('#')?)?;
        let mut value = self.document;
        for token in pointer.tokens() {
            value = match value {
                Value::Object(map) => map.get(&token)?,
                Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
            };
        }
        Some(Node { value, pointer })
    }
}
