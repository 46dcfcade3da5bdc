//! The facts, as tables over the ids of the model.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::Value;

use super::Scalar;
use super::union::label::Label;
use crate::model::{Direction, PathTemplate, SchemaId};

/// A Rust identifier in its final form, keyword-safe (`type_` or `r#type`, never `type`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident(pub String);

/// Everything analysis found.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// By [`SchemaId::index`].
    pub schemas: Vec<SchemaFacts>,
    /// By operation index.
    pub operations: Vec<OperationFacts>,
    /// Groups of operations in the order of [`Api::tags`](crate::model::Api::tags) that have operations; untagged
    /// operations are a group of their own, with an empty `name`, first. Webhooks are a group without a tag, and callbacks,
    /// last.
    pub tags: Vec<TagFacts>,
    /// By scheme name.
    pub schemes: IndexMap<String, SchemeFacts>,
    /// By index in [`Api::servers`](crate::model::Api::servers).
    pub servers: Vec<ServerFacts>,
    /// What the API sends, as far as there is any.
    pub outbound: BTreeMap<Direction, OutboundFacts>,
    /// The modules of the types written inside an operation, or a component that is no schema, by its place.
    pub modules: BTreeMap<String, Ident>,
    /// By [`SchemaId::index`], what the members of unions are called by themselves.
    pub(super) labels: Vec<Vec<Label>>,
}

impl Facts {
    /// The facts about a schema.
    pub fn schema(&self, id: SchemaId) -> &SchemaFacts {
        &self.schemas[id.index()]
    }

    /// Whether any Rust name has letters beyond ASCII's.
    pub fn has_foreign_letters(&self) -> bool {
        let is_foreign = |name: &Ident| !name.0.is_ascii();
        let in_schema = |facts: &SchemaFacts| {
            let item = facts.item.iter().flat_map(|item| [&item.module, &item.name]);
            let fields = facts.fields.iter().map(|field| &field.name);
            let values = facts.enumeration.iter().flat_map(|facts| &facts.variants);
            let members = facts.union.iter().flat_map(|facts| &facts.variants);
            let members = members.map(|(name, ..)| name);
            item.chain(fields).chain(values).chain(members).any(is_foreign)
        };
        let in_operation = |facts: &OperationFacts| {
            let own = [&facts.method, &facts.stem, &facts.body];
            own.into_iter().chain(&facts.parameters).any(is_foreign)
        };
        self.schemas.iter().any(in_schema)
            || self.operations.iter().any(in_operation)
            || self.tags.iter().any(|tag| is_foreign(&tag.type_name))
            || self.schemes.values().any(|scheme| is_foreign(&scheme.method))
            || self.servers.iter().any(|server| is_foreign(&server.variant))
    }
}

/// Facts about a schema.
#[derive(Clone, Debug)]
pub struct SchemaFacts {
    /// The schema whose Rust type serves this one: itself, or an equal schema that came first. Never a reference
    /// to follow further.
    pub canonical: SchemaId,
    /// The Rust item that it becomes (a struct, enum, union enum or alias); `None` for one written in place (primitive,
    /// array, map, any…) or served by another (`canonical` differs).
    pub item: Option<TypeName>,
    /// For an object: its fields, in the order of `Object::properties`.
    pub fields: Vec<FieldFacts>,
    /// For an object that keeps other keys: the field that holds them.
    pub additional_field: Option<Ident>,
    /// For an object: the property that is no field, because it only tells the members of unions apart, and the value that
    /// the object itself writes for it; `None` where the unions do.
    pub tag: Option<(String, Option<Value>)>,
    /// For an enumeration.
    pub enumeration: Option<EnumFacts>,
    /// For a union.
    pub union: Option<UnionFacts>,
    /// For a text or number: its Rust type.
    pub scalar: Option<Scalar>,
    /// The path of the Rust type that the user wants instead of any other.
    pub replacement: Option<String>,
    /// The schema whose shape its Rust type has: references followed and shared types resolved, up to one that the user chose
    /// a type for.
    pub shape: SchemaId,
    /// Whether its Rust type is an `Option` wherever a value must be: null is a value, and the type does not hold it by
    /// itself.
    pub nullable: bool,
    /// About how many bytes a value takes that is not null, not counting what it points to.
    pub size: usize,
    /// For an array: whether it is a set in Rust.
    pub set: bool,
    /// What can be derived beyond Clone, Debug, PartialEq.
    pub derives: Derives,
    /// Whether values travel to the server.
    pub in_request: bool,
    /// Whether values travel to the client.
    pub in_response: bool,
}

/// Where a Rust item lives: `crate::<module>::<name>` in the types crate. A component's item and every item of one
/// named schema's inline children share a module.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeName {
    /// The module, which is also the file's name.
    pub module: Ident,
    /// The item.
    pub name: Ident,
    /// Whether it is also re-exported from the crate's root (components, bodies and shared types are; inline children
    /// are reached through their module).
    pub exported: bool,
}

/// Facts about a field.
#[derive(Clone, Debug)]
pub struct FieldFacts {
    /// Its Rust name.
    pub name: Ident,
    /// Whether it must be boxed, being on a cycle that nothing else breaks.
    pub boxed: bool,
    /// Whether it must be there, whichever way a value travels: a required property that is `readOnly` or `writeOnly` is
    /// optional in a type that also travels the other way.
    pub required: bool,
    /// Whether null, where the property is optional and null is a value of it, is another state than no property. Of
    /// answers it is not, unless settings or rules ask for it.
    pub three_states: bool,
    /// Whether the struct has no such field: it is the [`tag`](SchemaFacts::tag).
    pub tag: bool,
}

/// Facts about an enumeration. Only string enumerations become enums of their own today.
#[derive(Clone, Debug)]
pub struct EnumFacts {
    /// A variant a value, in order.
    pub variants: Vec<Ident>,
    /// The variant that keeps values the description does not know: `Unknown`, or another name where a value claims
    /// that one.
    pub unknown: Ident,
}

/// Facts about a union.
#[derive(Clone, Debug)]
pub struct UnionFacts {
    /// A variant a member, in order: its name, whether it is boxed, and how a value is known to be this member.
    pub variants: Vec<(Ident, bool, VariantTest)>,
    /// What the union does about the tag of each variant when it is written, in the order of `variants`.
    pub tags: Vec<TagWriting>,
    /// The variant that keeps values which are none of the members, where clients read the union.
    pub unknown: Option<Ident>,
    /// Indexes of all `variants` in the order in which their tests are to be made: what is certain first, then what
    /// must be tried, the narrower before the wider.
    pub order: Vec<usize>,
    /// With a discriminator: the property, and each value (a string, number or boolean) with the index of the variant that
    /// it stands for.
    pub discriminator: Option<(String, Vec<(Value, usize)>)>,
    /// With a discriminator: the variant that any other of its values stands for.
    pub other: Option<usize>,
    /// With a discriminator: whether its values are guessed, so that others are told as if there were none.
    pub guessed: bool,
}

/// What a union does about the discriminator of a member that is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TagWriting {
    /// The member writes it, or nobody does.
    #[default]
    ByMember,
    /// The union writes this value, whatever the member holds.
    ByUnion(Value),
    /// The union writes this value where the field of the member is empty.
    Default(Value),
}

/// How a JSON value is known to be a member of a union. Tests are made in [`UnionFacts::order`]; the first that holds
/// decides, and a member that then fails to decode is an error, except for [`VariantTest::Try`], where the next is tried.
#[derive(Clone, Debug, PartialEq)]
pub enum VariantTest {
    /// It has this JSON type ("string", "integer", "number", "boolean", "array", "object").
    Type(&'static str),
    /// It is an object whose property has this constant.
    Constant(String, Value),
    /// It is one of these values: an enumeration beside another member of the same JSON type.
    Values(Vec<Value>),
    /// It is an object with this key.
    Key(String),
    /// Nothing tells: decode and see.
    Try,
}

/// Traits that can be derived, and serve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Derives {
    /// `Eq`
    pub eq: bool,
    /// `Hash`
    pub hash: bool,
    /// `Ord`: where sorted sets hold it.
    pub ord: bool,
    /// `Default`: every field is optional or has a default of its type.
    pub default: bool,
    /// `Copy`: enumerations without text.
    pub copy: bool,
}

/// Facts about an operation.
#[derive(Clone, Debug)]
pub struct OperationFacts {
    /// Index in [`Facts::tags`].
    pub tag: usize,
    /// The path under which its requests are received: that of the description, or one made of the name of a webhook or
    /// callback.
    pub path: PathTemplate,
    /// The method's name: the operation's, without the tag it stands under.
    pub method: Ident,
    /// The module of what it needs for itself, below its tag's: the method's name where a file can have it.
    pub module: Ident,
    /// The stem of its types' names (`ListInvitations`), unique in the API.
    pub stem: Ident,
    /// The Rust names of its parameters, in order; unique together with `body`.
    pub parameters: Vec<Ident>,
    /// The Rust name of the body argument.
    pub body: Ident,
    /// The variant name of each response (`Ok`, `NotFound`, `Status4XX`, `Default`), in order.
    pub responses: Vec<Ident>,
    /// How it gives a list page by page, if it does.
    pub pagination: Option<Pagination>,
}

/// How an operation gives a list page by page. Values in a page are found by the names that lead to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// What asks for the next page.
    pub step: PageStep,
    /// The array of items; empty where the page itself is one.
    pub items: Vec<String>,
    /// The boolean that says whether more pages follow.
    pub more: Option<Vec<String>>,
    /// The number of all items.
    pub total: Option<Vec<String>>,
    /// The number of all pages.
    pub pages: Option<Vec<String>>,
}

/// An input of an operation that asks for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageInput {
    /// A parameter, by index.
    Parameter(usize),
    /// A value in the JSON body of the request, by the names that lead to it.
    Body(Vec<String>),
}

/// What asks for the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageStep {
    /// An input that counts pages.
    Page {
        /// The input.
        input: PageInput,
        /// The number of the first page.
        first: i64,
    },
    /// An input that counts items.
    Offset {
        /// The input.
        input: PageInput,
        /// The number of the first item.
        first: u64,
    },
    /// An input that takes what the page before says.
    Cursor {
        /// The input.
        input: PageInput,
        /// Where the page says it; `-` is the last item of an array.
        next: Vec<String>,
    },
    /// A URL in the page before.
    Link {
        /// Where the page has it.
        next: Vec<String>,
    },
    /// A URL in the header field `Link` of the page before.
    LinkHeader,
}

/// Facts about a group of operations.
#[derive(Clone, Debug)]
pub struct TagFacts {
    /// Who sends the requests.
    pub direction: Direction,
    /// The tag; empty for untagged operations.
    pub name: String,
    /// Its module, and the client's accessor. `api` for untagged operations.
    pub module: Ident,
    /// The server's trait and the client's handle. `Api` for untagged operations.
    pub type_name: Ident,
    /// Its operations, in document order.
    pub operations: Vec<crate::model::OperationId>,
}

/// What the webhooks of an API, or its callbacks, are called together.
#[derive(Clone, Debug)]
pub struct OutboundFacts {
    /// The module in the client crate and in the server crate that all about them stands in.
    pub module: Ident,
    /// The name in the case of types.
    pub type_name: Ident,
}

/// Facts about a security scheme.
#[derive(Clone, Debug)]
pub struct SchemeFacts {
    /// The method of the client's builder and of the server's authenticator.
    pub method: Ident,
    /// The method of the client's builder that lets the client get tokens itself.
    pub grant: Ident,
}

/// Facts about a server.
#[derive(Clone, Debug)]
pub struct ServerFacts {
    /// The variant of `Server`, from its name or description, else its host.
    pub variant: Ident,
}
