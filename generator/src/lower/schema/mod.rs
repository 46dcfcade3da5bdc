//! Schemas: ids, annotations, and which shape the keywords of a schema amount to (OAS 3.1.1 §4.8.24).

pub(in crate::lower) mod assertion;
pub(in crate::lower) mod compose;
pub(in crate::lower) mod constraints;
pub(in crate::lower) mod cycle;
pub(in crate::lower) mod distribute;
pub(in crate::lower) mod enumeration;
pub(in crate::lower) mod format;
pub(in crate::lower) mod inheritance;
pub(in crate::lower) mod keywords;
pub(in crate::lower) mod merge;
pub(in crate::lower) mod multiple;
pub(in crate::lower) mod node;
pub(in crate::lower) mod object;
pub(in crate::lower) mod open_by_example;
pub(in crate::lower) mod pattern;
pub(in crate::lower) mod spelling;

use serde_json::Value;

use self::compose::Part;
use self::keywords::Keywords;
use self::merge::Merged;
use self::node::Node;
use super::Lowering;
use crate::model::{Annotations, Constraints, ExternalDocs, Origin, Schema, SchemaId, Shape, Spelling};
use crate::normalize::keywords as own;
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic};

/// Schemas nested inline deeper than this are read as any value.
const DEEPEST: usize = 64;

impl<'a> Lowering<'a> {
    /// Gives out the ids of component schemas, then reads them, in document order.
    pub(super) fn component_schemas(&mut self, components: &Node<'a>) {
        let nodes: Vec<_> = components.members("schemas").collect();
        for (name, node) in nodes {
            self.reserve(&node.pointer, Origin::Component(name.clone()));
            self.components.push(node);
        }
        self.inheritance = self.inheritance();
        let ids: Vec<_> = self.api.schemas.iter().map(|(id, _)| id).collect();
        for (id, node) in ids.iter().zip(self.components.clone()) {
            self.fill(*id, &node);
        }
        let ends = self.api.schemas.ends();
        for id in ids {
            // Where one was cut before, the others may lead to an end.
            let is_open = ends.get(id.index()).is_some_and(Option::is_none);
            if is_open && self.api.schemas.resolve(id).is_none() {
                let location = self.api.schemas.get(id).location.clone();
                let message = "the reference leads in a circle";
                self.sink.push(Diagnostic::new(Code::CircularRef, location, message));
                self.api.schemas.get_mut(id).shape = Shape::Any;
            }
        }
    }

    /// The component schema that a reference names.
    pub(super) fn component(&self, reference: &str) -> Option<SchemaId> {
        let pointer = Pointer::parse(reference.strip_prefix("#/components/schemas")?)?;
        let name = pointer.last()?;
        (pointer == Pointer::root().child(&name)).then(|| self.api.schemas.component(&name))?
    }

    /// Where a component schema stands.
    pub(super) fn component_node(&self, id: SchemaId) -> Option<Node<'a>> {
        self.components.get(id.index()).cloned()
    }

    /// The schema that stands at a place: the component itself where it is a reference, else the inline schema, which
    /// is read the first time it is met.
    pub(super) fn schema(&mut self, node: &Node<'a>, origin: Origin) -> SchemaId {
        if let Some(reference) = node.reference()
            && let Some(id) = self.component(reference)
        {
            return id;
        }
        if let Some(id) = self.inline.get(&node.pointer) {
            return *id;
        }
        let id = self.reserve(&node.pointer, origin);
        self.inline.insert(node.pointer.clone(), id);
        self.fill(id, node);
        id
    }

    /// A schema that takes any value until it is filled.
    pub(super) fn reserve(&mut self, pointer: &Pointer, origin: Origin) -> SchemaId {
        let location = self.locate(pointer);
        self.api.schemas.push(Schema {
            location,
            origin,
            annotations: Annotations::default(),
            nullable: false,
            shape: Shape::Any,
            constraints: Constraints::default(),
            rules: Vec::new(),
            spelling: Spelling::default(),
        })
    }

    /// Reads the schema object for an id that was given out.
    fn fill(&mut self, id: SchemaId, node: &Node<'a>) {
        if let Some(reference) = node.reference() {
            match self.component(reference) {
                Some(target) => self.api.schemas.get_mut(id).shape = Shape::Reference(target),
                None => self.report(Code::DanglingRef, &node.pointer, format!("`{reference}` leads nowhere")),
            }
            return;
        }
        if let Value::Bool(allowed) = node.value {
            self.api.schemas.get_mut(id).shape = if *allowed { Shape::Any } else { Shape::Never };
            return;
        }
        let Some(own) = self.keywords(node) else { return };
        if self.depth == 0 {
            self.distributed = 0;
        }
        let spelling = self.spelling(id, node);
        self.api.schemas.get_mut(id).spelling = spelling;
        let members = node.items("allOf").into_iter().map(|member| (member, id)).collect();
        self.compose(id, Some(own), members);
    }

    /// Fills a schema from the parts that must all hold.
    pub(super) fn finish(&mut self, id: SchemaId, parts: &[Part<'a>]) {
        let mut merged = Merged::default();
        for part in parts {
            self.absorb(&mut merged, part);
        }
        let own: Vec<_> = parts
            .iter()
            .filter(|part| !part.inherited)
            .map(|part| part.keywords.as_ref())
            .collect();
        self.annotate(id, &own);
        self.finish_merged(id, merged);
    }

    /// Fills in all but the annotations.
    pub(super) fn finish_merged(&mut self, id: SchemaId, mut merged: Merged<'a>) {
        if self.depth >= DEEPEST {
            let location = self.api.schemas.get(id).location.clone();
            let message = "too deeply nested: read as any value";
            self.sink.push(Diagnostic::new(Code::Widened, location, message));
            return;
        }
        self.depth += 1;
        let shape = self.shape(id, &mut merged);
        self.depth -= 1;
        self.unevaluated(&mut merged);
        let stated = merged.constraints.clone();
        let constraints = self.applicable(&mut merged, &shape);
        let schema = self.api.schemas.get_mut(id);
        // Null itself needs no permission for null.
        schema.nullable = (merged.is_nullable() || schema.nullable) && !matches!(shape, Shape::Null);
        schema.shape = shape;
        schema.spelling.stated = (stated != constraints).then_some(stated);
        schema.constraints = constraints;
        schema.rules = merged.rules;
    }

    /// The shape that the keywords amount to.
    pub(super) fn shape(&mut self, id: SchemaId, merged: &mut Merged<'a>) -> Shape {
        if merged.never {
            return Shape::Never;
        }
        if !merged.unions.is_empty() || !merged.rules.is_empty() {
            self.unevaluated(merged);
        }
        if let Some(union) = self.next_union(merged) {
            return self.union(id, merged, union);
        }
        if let Some(shape) = self.enumeration(merged) {
            return shape;
        }
        let format = merged.format.as_deref();
        match merged.typ() {
            Some("string") => format::string(format),
            Some("integer") => format::integer(format),
            Some("number") => format::number(format),
            Some("boolean") => Shape::Boolean,
            Some("null") => Shape::Null,
            Some("object") => self.object(id, merged),
            Some("array") => self.array(id, merged),
            Some(_) | None if merged.speaks_of_several_types() => self.untyped(merged),
            // Without a type, the keywords of objects or arrays tell which is meant.
            Some(_) | None if merged.implies_object() => self.object(id, merged),
            Some(_) | None if merged.implies_array() => self.array(id, merged),
            Some(_) | None if merged.speaks_of_objects() || merged.speaks_of_arrays() => self.untyped(merged),
            Some(_) | None => {
                if merged.format.is_some() {
                    let message = "`format` without `type` says nothing";
                    self.report_with_help(
                        Code::Ignored,
                        &merged.format_at,
                        message,
                        "add `type: string`, or whichever is meant",
                    );
                }
                Shape::Any
            }
        }
    }

    /// Without a type, and with keywords about several: any value, checked by rules.
    fn untyped(&mut self, merged: &mut Merged<'a>) -> Shape {
        let rules = merged.parts.iter().map(|node| self.assertion(node, 0));
        let rules: Vec<_> = rules.collect();
        merged.constraints = Constraints::default();
        merged.rules = rules;
        Shape::Any
    }

    /// Takes over what the keywords say to people; earlier ones count less.
    pub(super) fn annotate(&mut self, id: SchemaId, own: &[&Keywords<'a>]) {
        let Some((last, _)) = own.split_last() else { return };
        let annotations = own
            .iter()
            .rev()
            .fold(Annotations::default(), |all, keywords| add(all, keywords));
        let annotating = own
            .iter()
            .any(|keywords| keywords.data.nullable && keywords.is_annotation_only());
        let schema = self.api.schemas.get_mut(id);
        schema.annotations = annotations;
        schema.nullable |= last.data.nullable || annotating;
    }

    /// Adds what the only member of a union says to people, where the schema itself is silent.
    pub(super) fn annotate_beside(&mut self, id: SchemaId, parts: &[Part<'a>]) {
        let schema = self.api.schemas.get_mut(id);
        for part in parts.iter().rev().filter(|part| !part.inherited) {
            schema.annotations = add(std::mem::take(&mut schema.annotations), &part.keywords);
        }
    }
}

/// Adds what a schema object says to people, where nothing is said yet.
fn add(mut all: Annotations, keywords: &Keywords<'_>) -> Annotations {
    let (data, node) = (&keywords.data, &keywords.node);
    all.title = all.title.or_else(|| data.title.clone());
    all.description = all.description.or_else(|| data.description.clone());
    all.deprecated |= data.deprecated;
    all.read_only |= data.read_only;
    all.write_only |= data.write_only;
    all.default = all.default.or_else(|| default(node));
    if all.examples.is_empty() {
        all.examples = examples(node);
    }
    all.external_docs = all.external_docs.or_else(|| external_docs(node));
    let xml = || node.get(own::XML).or_else(|| node.get("xml"));
    let lifecycle = spelling::lifecycle(node);
    all.lifecycle.sunset = all.lifecycle.sunset.or(lifecycle.sunset);
    all.lifecycle.stability = all.lifecycle.stability.or(lifecycle.stability);
    all.xml = all.xml.or_else(|| xml().map(|xml| xml.value.clone()));
    all
}

fn default(node: &Node<'_>) -> Option<Value> {
    let default = node.get("default").or_else(|| node.get(own::DEFAULT))?;
    Some(default.value.clone())
}

fn examples(node: &Node<'_>) -> Vec<Value> {
    let many = node.get(own::EXAMPLES).or_else(|| node.get("examples"));
    match many.and_then(|many| many.value.as_array().cloned()) {
        Some(many) => many,
        None => node.get("example").map(|one| one.value.clone()).into_iter().collect(),
    }
}

/// `externalDocs` of any object.
pub(super) fn external_docs(node: &Node<'_>) -> Option<ExternalDocs> {
    let docs = node.get("externalDocs")?;
    Some(ExternalDocs {
        description: docs.text("description"),
        url: docs.text("url")?,
    })
}
