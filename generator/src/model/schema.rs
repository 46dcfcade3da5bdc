//! Schemas: the arena of every type a description speaks of (OAS 3.1.1 §4.8.24, JSON Schema 2020-12).

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::{
    ExternalDocs, IntegerFormat, JsonTypes, Lifecycle, NumberFormat, OperationId, Spelling, Status, StringFormat,
    along, json_types,
};
use crate::pointer::Location;

/// The index of a schema in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub(super) u32);

impl SchemaId {
    /// The index, for side tables.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The arena. Ids are dense and in document order: components first, then inline schemas as they are met.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    nodes: Vec<Schema>,
    components: IndexMap<String, SchemaId>,
    definitions: IndexMap<String, Value>,
    /// What is known of where references and unions lead, once nothing changes any more.
    chains: Option<Chains>,
}

/// Of each schema, by index.
#[derive(Clone, Debug)]
struct Chains {
    /// Where its references lead.
    ends: Vec<Option<SchemaId>>,
    /// Whether null is a value.
    nulls: Vec<bool>,
    /// The JSON types of its values.
    types: Vec<JsonTypes>,
}

impl Schemas {
    /// Adds a schema and returns its id.
    pub fn push(&mut self, schema: Schema) -> SchemaId {
        // 2^32 schemas do not fit the guards on document size.
        let id = SchemaId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        if let Origin::Component(name) = &schema.origin {
            self.components.insert(name.clone(), id);
        }
        self.nodes.push(schema);
        self.chains = None;
        id
    }

    /// The schema of an id.
    pub fn get(&self, id: SchemaId) -> &Schema {
        &self.nodes[id.index()]
    }

    /// The schema of an id, to be filled in after its id was given out (recursion).
    pub fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        self.chains = None;
        &mut self.nodes[id.index()]
    }

    /// The schema that a `components.schemas` name stands for.
    pub fn component(&self, name: &str) -> Option<SchemaId> {
        self.components.get(name).copied()
    }

    /// The component that [rules](Schema::rules) refer to by that name, in their spelling.
    pub fn definition(&self, name: &str) -> Option<&Value> {
        self.definitions.get(name)
    }

    /// As [`definition`](Self::definition), with the name.
    pub fn named_definition(&self, name: &str) -> Option<(&str, &Value)> {
        let (name, definition) = self.definitions.get_key_value(name)?;
        Some((name, definition))
    }

    /// Keeps a component that rules refer to.
    pub fn define(&mut self, name: String, definition: Value) {
        self.definitions.insert(name, definition);
    }

    /// All schemas with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        (0..).map(SchemaId).zip(&self.nodes)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Follows [`Shape::Reference`] to the schema that has a shape of its own. A circle of references ends at [`None`].
    pub fn resolve(&self, id: SchemaId) -> Option<SchemaId> {
        match &self.chains {
            Some(chains) => chains.ends.get(id.index()).copied().flatten(),
            None => {
                let end = self.chain(id).last().filter(|(_, end)| end.target().is_none());
                end.map(|(id, _)| id)
            }
        }
    }

    /// The schema itself and then, as long as that is a reference, what it refers to. A circle is left at some point.
    pub fn chain(&self, id: SchemaId) -> impl Iterator<Item = (SchemaId, &Schema)> {
        let (mut next, mut anchor, mut steps, mut power) = (Some(id), id, 0_usize, 1);
        std::iter::from_fn(move || {
            let at = next?;
            let schema = self.get(at);
            // Brent: who walks in a circle meets an anchor that is moved ever more rarely.
            next = schema.target().filter(|target| *target != anchor);
            steps += 1;
            if steps == power {
                (anchor, steps, power) = (at, 0, power * 2);
            }
            Some((at, schema))
        })
    }

    /// Where references lead, by schema index, all worked out in one go; `None` for those in a circle.
    pub fn ends(&self) -> Vec<Option<SchemaId>> {
        let end = |id, next: Option<&Option<SchemaId>>| next.copied().unwrap_or(Some(id));
        along(self.nodes.len(), |id| self.get(id).target(), None, end)
    }

    /// Whether null is a value of a schema, by itself or by what it refers to.
    pub fn allows_null(&self, id: SchemaId) -> bool {
        match &self.chains {
            Some(chains) => chains.nulls.get(id.index()).copied().unwrap_or_default(),
            None => self.chain(id).any(|(_, schema)| schema.nullable),
        }
    }

    /// The JSON types of a schema's values, through references and unions.
    pub fn json_types(&self, id: SchemaId) -> JsonTypes {
        match &self.chains {
            Some(chains) => chains.types.get(id.index()).copied().unwrap_or(JsonTypes::ALL),
            None => {
                let types = json_types::table(self, &self.ends());
                types.get(id.index()).copied().unwrap_or(JsonTypes::ALL)
            }
        }
    }

    /// Follows all references once, so that asking where one leads takes one step until a schema changes.
    pub fn seal(&mut self) {
        let null = |id, next: Option<&bool>| self.get(id).nullable || next.copied().unwrap_or_default();
        let nulls = along(self.nodes.len(), |id| self.get(id).target(), false, null);
        let ends = self.ends();
        let types = json_types::table(self, &ends);
        self.chains = Some(Chains { ends, nulls, types });
    }
}

/// One schema object.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it is written.
    pub location: Location,
    /// What it belongs to: the raw material of its name.
    pub origin: Origin,
    /// What it says to people.
    pub annotations: Annotations,
    /// Whether null is also a value, by any spelling (`nullable`, type array, a null member, `x-nullable`).
    pub nullable: bool,
    /// What its values look like.
    pub shape: Shape,
    /// What else must hold for them.
    pub constraints: Constraints,
    /// What must hold that neither shape nor constraints can say: schemas of JSON Schema 2020-12, in one spelling, which
    /// every value fits. A `$ref` in them is the name of one of [`Schemas::definition`].
    pub rules: Vec<Value>,
    /// How it is written.
    pub spelling: Spelling,
}

impl Schema {
    /// The schema that it refers to, if it is a reference.
    pub fn target(&self) -> Option<SchemaId> {
        match self.shape {
            Shape::Reference(target) => Some(target),
            _ => None,
        }
    }
}

/// What a schema belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A name in `components.schemas` (2.0: `definitions`).
    Component(String),
    /// The value of an object's property.
    Property(SchemaId, String),
    /// The items of an array.
    Items(SchemaId),
    /// The nth item of a tuple.
    TupleItem(SchemaId, usize),
    /// The values of additional (or pattern) properties.
    Values(SchemaId),
    /// The names of properties.
    Keys(SchemaId),
    /// The nth member of a oneOf or anyOf.
    Variant(SchemaId, usize),
    /// A parameter of an operation (also one written on its path item).
    Parameter(OperationId, String),
    /// The request body of an operation.
    RequestBody(OperationId),
    /// The body of a response of an operation.
    ResponseBody(OperationId, Status),
    /// A part that a property of a form makes, if it has header fields.
    Part(SchemaId, String),
    /// All header fields of a part, as an object.
    PartHeaders(SchemaId),
    /// A header field of a response of an operation.
    ResponseHeader(OperationId, Status, String),
    /// All header fields of a response of an operation, as an object.
    ResponseHeaders(OperationId, Status),
    /// The schema of `components.parameters`' (or `headers`') entry of that name.
    ComponentParameter(String),
    /// The body of `components.requestBodies`' entry of that name.
    ComponentRequestBody(String),
    /// The body of `components.responses`' entry of that name.
    ComponentResponse(String),
    /// A header field of `components.responses`' entry of that name.
    ComponentResponseHeader(String, String),
    /// All header fields of `components.responses`' entry of that name, as an object.
    ComponentResponseHeaders(String),
}

/// What a schema says to people and to the direction analysis.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// `title`.
    pub title: Option<String>,
    /// `description`, in CommonMark.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`: only in responses.
    pub read_only: bool,
    /// `writeOnly`: only in requests.
    pub write_only: bool,
    /// `default`: the value that stands for an absent one. `Some(Value::Null)` is a default of null.
    pub default: Option<Value>,
    /// `example` and `examples`. Not necessarily valid: real documents show strings for arrays.
    pub examples: Vec<Value>,
    /// Further documentation.
    pub external_docs: Option<ExternalDocs>,
    /// The `xml` object, as written.
    pub xml: Option<Value>,
    /// How long it can be relied on.
    pub lifecycle: Lifecycle,
}

/// What the values of a schema look like.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Any JSON value: `{}` or `true`.
    Any,
    /// No value at all: `false` or `not: {}`.
    Never,
    /// Only null.
    Null,
    /// true or false.
    Boolean,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// A string.
    String(StringFormat),
    /// One of given values. A const is an enumeration of one.
    Enumeration(Enumeration),
    /// Items of one schema.
    Array(Array),
    /// Items by position.
    Tuple(Tuple),
    /// Named properties, others, or both. allOf of objects is merged into one of these.
    Object(Object),
    /// One or more of several schemas.
    Union(Union),
    /// Just what another schema says, perhaps with annotations or nullability of its own.
    Reference(SchemaId),
}

/// One of given values.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// The values without null (which makes the schema nullable), in order, without repetition.
    pub values: Vec<EnumValue>,
    /// Whether any other string is a value too: the ones listed are just known.
    pub open: bool,
}

impl Enumeration {
    /// Whether its values have names to go by: they are strings, or integers that the description names.
    pub fn is_named(&self) -> bool {
        self.is_string() || self.is_named_integer()
    }

    /// Whether every value is an integer (of 64 bits) with a name.
    pub fn is_named_integer(&self) -> bool {
        !self.values.is_empty() && self.values.iter().all(|v| v.value.is_i64() && v.name.is_some())
    }

    /// Whether every value is a string.
    pub fn is_string(&self) -> bool {
        self.values.iter().all(|v| v.value.is_string())
    }
}

/// A value of an enumeration.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// Where it is listed.
    pub location: Location,
    /// The value.
    pub value: Value,
    /// The name that `x-enum-varnames` (or `x-enumNames`) gives it.
    pub name: Option<String>,
    /// What `x-enum-descriptions` says of it.
    pub description: Option<String>,
}

/// Items of one schema.
#[derive(Clone, Debug)]
pub struct Array {
    /// The items' schema.
    pub items: SchemaId,
}

/// Items by position (`prefixItems`).
#[derive(Clone, Debug)]
pub struct Tuple {
    /// The first items, in order.
    pub prefix: Vec<SchemaId>,
    /// Those that follow; `None` when none may.
    pub rest: Option<SchemaId>,
    /// Whether just the first items come, no fewer and no more, and they are few enough for a tuple in Rust.
    pub exact: bool,
}

impl Tuple {
    /// The most items that a tuple has in Rust; of longer ones, not all traits are implemented everywhere.
    pub const MOST: usize = 8;
}

/// Named properties.
#[derive(Clone, Debug)]
pub struct Object {
    /// The properties, in document order (allOf: parents first). A required name that no schema describes is here too,
    /// with the shape [`Shape::Any`].
    pub properties: Vec<Property>,
    /// What other keys may hold.
    pub additional: Additional,
    /// Regular expressions (ECMA-262) on keys, with what their values hold.
    pub patterns: Vec<(String, SchemaId)>,
    /// What every key must match.
    pub keys: Option<SchemaId>,
    /// Names that must be there when the first is.
    pub dependent_required: IndexMap<String, Vec<String>>,
    /// The property that tells which schema extending this one a value has (OAS 3.0 inheritance by allOf).
    pub discriminator: Option<Discriminator>,
}

impl Object {
    /// Whether values have properties of their own, or none at all; others are maps.
    pub fn is_record(&self) -> bool {
        !self.properties.is_empty() || (self.additional == Additional::Closed && self.patterns.is_empty())
    }
}

/// A named property.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// What it holds; annotations of the place (description, readOnly…) are that schema's, which is then a
    /// [`Shape::Reference`].
    pub schema: SchemaId,
    /// Whether it must be there.
    pub required: bool,
}

/// `additionalProperties`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Additional {
    /// Not said: others may come, and are not kept.
    Unspecified,
    /// `false`: none may come.
    Closed,
    /// `true`, `{}` or a schema: others may come, and are kept.
    Schema(SchemaId),
}

/// oneOf or anyOf.
#[derive(Clone, Debug)]
pub struct Union {
    /// Exactly one, or at least one.
    pub kind: UnionKind,
    /// The members, in order, without null.
    pub variants: Vec<Variant>,
    /// The property that tells which member a value is.
    pub discriminator: Option<Discriminator>,
}

/// Which keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnionKind {
    /// oneOf: exactly one member.
    OneOf,
    /// anyOf: one or more members.
    AnyOf,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What it holds.
    pub schema: SchemaId,
}

/// `discriminator` (OAS 3.1.1 §4.8.25).
#[derive(Clone, Debug)]
pub struct Discriminator {
    /// The property's name.
    pub property: String,
    /// Its values with the schema each stands for: the mapping as written, then for members that the mapping leaves
    /// out the values that they list for the property, else their component names.
    pub mapping: IndexMap<String, SchemaId>,
    /// The schema that any other value stands for (3.2 `defaultMapping`, and a parent itself for children that the
    /// description does not know).
    pub other: Option<SchemaId>,
    /// Whether values are component names for want of anything better: no mapping is written, and the members leave the
    /// property open. Many APIs send other values then.
    pub guessed: bool,
}

/// What must hold beyond the shape (JSON Schema validation vocabulary). Numbers are as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `minLength`, in Unicode characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode characters.
    pub max_length: Option<u64>,
    /// `pattern` (ECMA-262, not anchored).
    pub pattern: Option<String>,
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `exclusiveMinimum`, as a bound.
    pub exclusive_minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMaximum`, as a bound.
    pub exclusive_maximum: Option<Number>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

impl Constraints {
    /// Whether nothing is demanded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
