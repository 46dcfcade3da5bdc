//! Equality of inline schemas: equal numbers for equal structure, whatever is said about it to people.

use std::collections::HashMap;
use std::fmt::Write;

use crate::analyze::walk;
use crate::model::{Additional, Api, Discriminator, Schema, SchemaId, Shape, Tuple};

/// Numbers for schemas, made as they are asked for. Linear: each schema is written out once, its parts as numbers.
#[derive(Debug)]
pub(in crate::analyze) struct Fingerprints<'a> {
    api: &'a Api,
    /// By schema index, the types that the user chose.
    replacements: &'a [Option<String>],
    numbers: Vec<Option<u32>>,
    /// Those whose parts are being numbered: one met again there is on a cycle, and stands for itself.
    begun: Vec<bool>,
    known: HashMap<String, u32>,
    /// Whether some body is XML, so that names in XML make types differ.
    has_xml: bool,
}

impl<'a> Fingerprints<'a> {
    /// Starts with no number known.
    pub(in crate::analyze) fn new(api: &'a Api, replacements: &'a [Option<String>]) -> Self {
        Self {
            api,
            replacements,
            numbers: vec![None; api.schemas.len()],
            begun: vec![false; api.schemas.len()],
            known: HashMap::new(),
            has_xml: walk::has_xml(api),
        }
    }

    /// The number of a schema: equal for equal types. Components are equal to nothing but themselves where they are
    /// referred to, so recursion ends there; asked for directly, a component counts as its structure.
    pub(in crate::analyze) fn of(&mut self, id: SchemaId) -> u32 {
        let mut stack = vec![(id, false)];
        while let Some((id, ready)) = stack.pop() {
            if self.number(id).is_some() {
                continue;
            }
            let schema = self.api.schemas.get(id);
            if ready {
                let text = self.describe(id, schema);
                let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
                let number = *self.known.entry(text).or_insert(next);
                if let Some(slot) = self.numbers.get_mut(id.index()) {
                    *slot = Some(number);
                }
            } else if !std::mem::replace(&mut self.begun[id.index()], true) {
                stack.push((id, true));
                if !matches!(schema.shape, Shape::Reference(_)) {
                    let parts = walk::parts(schema).into_iter().chain(others(schema));
                    stack.extend(
                        parts
                            .filter(|part| !self.stands_for_itself(*part))
                            .map(|part| (part, false)),
                    );
                }
            }
        }
        self.number(id).unwrap_or(u32::MAX)
    }

    fn number(&self, id: SchemaId) -> Option<u32> {
        self.numbers.get(id.index()).copied().flatten()
    }

    fn stands_for_itself(&self, id: SchemaId) -> bool {
        walk::is_component(self.api.schemas.get(id))
    }

    /// Everything that makes a type, and nothing that only describes it. Null is left out: it is added at the use.
    fn describe(&self, id: SchemaId, schema: &Schema) -> String {
        let mut text = match self.replacements.get(id.index()) {
            Some(Some(path)) => format!("replaced by {path} "),
            Some(None) | None => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = self.write(&mut text, schema);
        text
    }

    fn write(&self, text: &mut String, schema: &Schema) -> std::fmt::Result {
        if !schema.constraints.is_empty() {
            write!(text, "{:?} ", schema.constraints)?;
        }
        schema.rules.iter().try_for_each(|rule| write!(text, "{rule} "))?;
        if let Some(xml) = schema.annotations.xml.as_ref().filter(|_| self.has_xml) {
            write!(text, "xml {xml} ")?;
        }
        match &schema.shape {
            Shape::Any | Shape::Never | Shape::Null | Shape::Boolean => write!(text, "{:?}", schema.shape),
            Shape::Integer(format) => write!(text, "integer {format:?}"),
            Shape::Number(format) => write!(text, "number {format:?}"),
            Shape::String(format) => write!(text, "string {format:?}"),
            Shape::Enumeration(enumeration) => {
                write!(text, "{}", if enumeration.open { "open enum" } else { "enum" })?;
                enumeration
                    .values
                    .iter()
                    .try_for_each(|value| write!(text, " {} {:?}", value.value, value.name))
            }
            Shape::Array(array) => {
                write!(text, "array ")?;
                self.part(text, array.items)
            }
            Shape::Tuple(Tuple { prefix, rest, exact: _ }) => {
                write!(text, "tuple ")?;
                prefix.iter().try_for_each(|id| self.part(text, *id))?;
                rest.iter()
                    .try_for_each(|id| write!(text, "rest").and_then(|()| self.part(text, *id)))
            }
            Shape::Object(object) => {
                write!(text, "object")?;
                for property in &object.properties {
                    write!(
                        text,
                        " {:?}{}",
                        property.name,
                        if property.required { "!" } else { ":" }
                    )?;
                    self.part(text, property.schema)?;
                }
                match object.additional {
                    Additional::Unspecified => {}
                    Additional::Closed => write!(text, " closed")?,
                    Additional::Schema(id) => write!(text, " others").and_then(|()| self.part(text, id))?,
                }
                for (pattern, id) in &object.patterns {
                    write!(text, " /{pattern:?}/")?;
                    self.part(text, *id)?;
                }
                object
                    .keys
                    .iter()
                    .try_for_each(|id| write!(text, " keys").and_then(|()| self.part(text, *id)))?;
                if !object.dependent_required.is_empty() {
                    write!(text, " {:?}", object.dependent_required)?;
                }
                discriminator(text, object.discriminator.as_ref())
            }
            Shape::Union(union) => {
                write!(text, "{:?}", union.kind)?;
                union
                    .variants
                    .iter()
                    .try_for_each(|variant| self.part(text, variant.schema))?;
                discriminator(text, union.discriminator.as_ref())
            }
            Shape::Reference(target) => write!(text, "reference {}", target.index()),
        }
    }

    /// A part as the whole sees it: its number and what its place adds.
    fn part(&self, text: &mut String, id: SchemaId) -> std::fmt::Result {
        let schema = self.api.schemas.get(id);
        match self.number(id) {
            Some(number) if !self.stands_for_itself(id) => write!(text, "({number}")?,
            Some(_) | None => write!(text, "(#{}", id.index())?,
        }
        let notes = &schema.annotations;
        for (flag, mark) in [(schema.nullable, "?"), (notes.read_only, "r"), (notes.write_only, "w")] {
            if flag {
                text.push_str(mark);
            }
        }
        notes
            .default
            .iter()
            .try_for_each(|default| write!(text, " = {default}"))?;
        text.push(')');
        Ok(())
    }
}

fn discriminator(text: &mut String, discriminator: Option<&Discriminator>) -> std::fmt::Result {
    let Some(discriminator) = discriminator else {
        return Ok(());
    };
    write!(
        text,
        " by {:?} {:?} {:?}",
        discriminator.property, discriminator.mapping, discriminator.other
    )
}

/// Schemas that constrain a value without being parts of its Rust type.
fn others(schema: &Schema) -> Vec<SchemaId> {
    match &schema.shape {
        Shape::Tuple(tuple) => tuple.prefix.iter().copied().chain(tuple.rest).collect(),
        Shape::Object(object) => object.keys.into_iter().collect(),
        Shape::Any
        | Shape::Never
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::String(_)
        | Shape::Enumeration(_)
        | Shape::Array(_)
        | Shape::Union(_)
        | Shape::Reference(_) => Vec::new(),
    }
}
