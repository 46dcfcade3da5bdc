//! allOf: the parts that must all hold, and when they are just one reference (JSON Schema 2020-12 core §10.2.1.1).

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::keywords::Keywords;
use super::node::Node;
use crate::lower::Lowering;
use crate::model::{Origin, SchemaId, Shape};
use crate::normalize::keywords as own;
use crate::pointer::Pointer;
use crate::report::Code;

/// Longer lines of ancestors are cut.
const DEEPEST: usize = 64;

/// How much schemas take over by allOf, all together: schema objects and their properties. Real descriptions stay far below.
pub(in crate::lower) const MOST_INHERITED: usize = 400_000;

/// Of the schemas for one place, no more than this many are compared with each other.
const MOST_COMPARED: usize = 64;

/// The schemas that are looked through on the way up from a schema.
#[derive(Debug, Default)]
pub(in crate::lower) struct Line {
    /// Those between the schema and the place at hand.
    open: Vec<SchemaId>,
    /// All that were met.
    done: HashSet<SchemaId>,
}

impl Line {
    /// The way up from a schema.
    pub(in crate::lower) fn of(id: SchemaId) -> Self {
        Self {
            open: vec![id],
            done: HashSet::new(),
        }
    }
}

/// The keywords of one schema object among those that must all hold.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Part<'a> {
    pub(in crate::lower) keywords: Rc<Keywords<'a>>,
    /// The schema that owns it: inline schemas below belong to that one.
    pub(in crate::lower) owner: SchemaId,
    /// Whether it came by reference.
    pub(in crate::lower) inherited: bool,
}

/// Schemas for one place, with their owners, that must all hold.
pub(in crate::lower) type Slot<'a> = Vec<(Node<'a>, SchemaId)>;

impl<'a> Lowering<'a> {
    /// Fills a schema from its own keywords and from the members that must also hold.
    pub(in crate::lower) fn compose(&mut self, id: SchemaId, own: Option<Rc<Keywords<'a>>>, members: Slot<'a>) {
        if let Some((target, beside)) = self.sole_reference(own.as_ref(), &members) {
            self.annotate(id, &beside.iter().map(Rc::as_ref).collect::<Vec<_>>());
            self.api.schemas.get_mut(id).shape = Shape::Reference(target);
            return;
        }
        let mut parts = Vec::new();
        let mut line = Line::of(id);
        for (member, owner) in &members {
            self.flatten(member, *owner, false, &mut line, &mut parts);
        }
        parts.extend(own.map(|keywords| Part {
            keywords,
            owner: id,
            inherited: false,
        }));
        self.finish(id, &parts);
    }

    /// Collects the parts of a member: parents first, references and nested allOf looked through.
    pub(in crate::lower) fn flatten(
        &mut self,
        node: &Node<'a>,
        owner: SchemaId,
        inherited: bool,
        line: &mut Line,
        parts: &mut Vec<Part<'a>>,
    ) {
        if let Some(reference) = node.reference() {
            let Some(target) = self.component(reference) else {
                self.report(Code::DanglingRef, &node.pointer, format!("`{reference}` leads nowhere"));
                return;
            };
            if line.open.contains(&target) {
                self.report(Code::CircularRef, &node.pointer, "the schema is a part of itself");
                return;
            }
            if line.open.len() > DEEPEST {
                let message = "schemas that extend schemas are nested too deep: the rest is left out";
                self.report(Code::TooLarge, &node.pointer, message);
                return;
            }
            // What holds already holds no more for being said again, by way of another parent.
            if !line.done.insert(target) {
                return;
            }
            if let Some(component) = self.component_node(target) {
                line.open.push(target);
                self.flatten(&component, target, true, line, parts);
                line.open.pop();
            }
            return;
        }
        let Some(keywords) = self.keywords(node) else { return };
        if inherited && !self.may_inherit(node) {
            return;
        }
        for member in node.items("allOf") {
            self.flatten(&member, owner, inherited, line, parts);
        }
        parts.push(Part {
            keywords,
            owner,
            inherited,
        });
    }

    /// Whether what a schema object says can still be taken over by one that extends it (reported if not).
    fn may_inherit(&mut self, node: &Node<'a>) -> bool {
        let properties = node
            .get("properties")
            .and_then(|all| Some(all.value.as_object()?.len()));
        match self.inherited.checked_sub(1 + properties.unwrap_or_default()) {
            Some(left) => self.inherited = left,
            None => {
                let message = "schemas that extend schemas come to too much together: what this one says is left out where \
                               others extend it";
                self.report(Code::TooLarge, &node.pointer, message);
                return false;
            }
        }
        true
    }

    /// The parts of a schema, by itself.
    pub(in crate::lower) fn parts(&mut self, node: &Node<'a>, owner: SchemaId) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        self.flatten(node, owner, false, &mut Line::default(), &mut parts);
        parts
    }

    /// The target, if all there is is one reference with annotations beside it (and perhaps the type it has anyway);
    /// with what stands beside.
    fn sole_reference(
        &mut self,
        own: Option<&Rc<Keywords<'a>>>,
        members: &[(Node<'a>, SchemaId)],
    ) -> Option<(SchemaId, Vec<Rc<Keywords<'a>>>)> {
        let mut target = None;
        for (member, _) in members {
            if let Some(reference) = member.reference() {
                let id = self.component(reference)?;
                if target.is_some_and(|other| other != id) {
                    return None;
                }
                target = Some(id);
            }
        }
        let target = target?;
        let mut beside = Vec::new();
        for (member, _) in members.iter().filter(|(member, _)| member.reference().is_none()) {
            beside.push(self.keywords(member)?);
        }
        beside.extend(own.cloned());
        let trivial = beside.iter().all(|keywords| {
            let is_own = own.is_some_and(|own| own.node.pointer == keywords.node.pointer);
            keywords.says_nothing_but(if is_own { &["allOf"] } else { &[] })
        });
        (trivial && self.types_agree(target, &beside)).then_some((target, beside))
    }

    fn types_agree(&mut self, target: SchemaId, beside: &[Rc<Keywords<'a>>]) -> bool {
        if beside.iter().all(|keywords| keywords.typ.is_none()) {
            return true;
        }
        let typ = self.type_of(target);
        beside
            .iter()
            .all(|keywords| keywords.typ.is_none() || keywords.typ == typ)
    }

    /// The type of the values of a component, if the description says so or its keywords tell.
    fn type_of(&mut self, component: SchemaId) -> Option<String> {
        let node = self.component_node(component)?;
        let merged = self.merged_member(&node, component);
        match merged.typ() {
            Some(typ) => Some(typ.to_owned()),
            None if merged.speaks_of_objects() => Some("object".to_owned()),
            None if merged.speaks_of_arrays() => Some("array".to_owned()),
            None => None,
        }
    }

    /// The schema for a place that one or more schemas speak of.
    pub(in crate::lower) fn slot(
        &mut self,
        id: SchemaId,
        mut slot: Slot<'a>,
        origin: impl Fn(SchemaId) -> Origin,
    ) -> SchemaId {
        self.narrow(&mut slot);
        let Some((node, owner)) = slot.last().cloned() else {
            return self.reserve(&Pointer::root(), origin(id));
        };
        if slot.len() == 1 {
            return self.schema(&node, origin(owner));
        }
        // The same schemas for another place, perhaps a recursive one, are one schema again.
        let key: Vec<_> = slot.iter().map(|(node, _)| place(node)).collect();
        if let Some(known) = self.combined.get(&key) {
            return *known;
        }
        let new = self.reserve(&node.pointer, origin(id));
        self.combined.insert(key, new);
        self.compose(new, None, slot);
        new
    }

    /// Leaves out schemas that say nothing, and references that another one extends: it says all that they say.
    fn narrow(&self, slot: &mut Slot<'a>) {
        if slot.iter().any(|(node, _)| !node.says_nothing()) {
            slot.retain(|(node, _)| !node.says_nothing());
        }
        let ids: Vec<_> = slot
            .iter()
            .map(|(node, _)| node.reference().and_then(|reference| self.component(reference)))
            .collect();
        let mut keep = ids.iter().map(|id| {
            let extended = |id: SchemaId| ids.iter().flatten().any(|other| self.inheritance.extends(*other, id));
            !id.is_some_and(extended)
        });
        if (2..=MOST_COMPARED).contains(&ids.iter().flatten().count()) {
            slot.retain(|_| keep.next().unwrap_or(true));
        }
    }
}

/// Where the schema itself stands.
fn place(node: &Node<'_>) -> Pointer {
    let target = node
        .reference()
        .and_then(|reference| Pointer::parse(reference.strip_prefix('#')?));
    target.unwrap_or_else(|| node.pointer.clone())
}

/// Adds a schema to those for one place, unless it says the same as one that is there.
pub(in crate::lower) fn add<'a>(slot: &mut Slot<'a>, node: Node<'a>, owner: SchemaId) {
    for (other, other_owner) in slot.iter_mut().rev().take(MOST_COMPARED) {
        if other.pointer == node.pointer {
            return;
        }
        if same(other, &node) {
            // The later one is nearer to the schema at hand; it counts, unless it says less to people.
            if node.present("description").is_some() || other.present("description").is_none() {
                (*other, *other_owner) = (node, owner);
            }
            return;
        }
    }
    slot.push((node, owner));
}

/// Whether two schemas differ in annotations at most.
fn same(a: &Node<'_>, b: &Node<'_>) -> bool {
    const SAID_TO_PEOPLE: [&str; 4] = ["description", "title", "example", "examples"];
    let (Some(a), Some(b)) = (a.value.as_object(), b.value.as_object()) else {
        return a.value == b.value;
    };
    let counts = |key: &str| !SAID_TO_PEOPLE.contains(&key) && (!key.starts_with("x-") || key.starts_with(own::PREFIX));
    let covers = |one: &Map<String, Value>, other: &Map<String, Value>| {
        let mut said = one.iter().filter(|(key, _)| counts(key));
        said.all(|(key, value)| other.get(key) == Some(value))
    };
    covers(a, b) && covers(b, a)
}
