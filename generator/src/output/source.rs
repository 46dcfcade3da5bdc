//! What items are made of: it travels beside their tokens, so that nothing has to be guessed from names.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::model::{OperationId, SchemaId};

/// What of a description an item of a generated crate is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// The description as a whole, or nothing of it.
    #[default]
    Crate,
    /// A schema, and those that its type serves too.
    Schema(SchemaId),
    /// A property of an object, by index.
    Property(SchemaId, usize),
    /// The keys of an object that are no properties.
    Additional(SchemaId),
    /// A value of an enumeration, by index.
    Value(SchemaId, usize),
    /// A member of a union, by index.
    Member(SchemaId, usize),
    /// An operation.
    Operation(OperationId),
    /// A parameter of an operation, by index.
    Parameter(OperationId, usize),
    /// The request body of an operation.
    Body(OperationId),
    /// A response of an operation, by index.
    Response(OperationId, usize),
    /// A group of operations, by index in [`Facts::tags`](crate::analyze::Facts::tags).
    Tag(usize),
    /// All security schemes.
    Security,
    /// A security scheme, by name.
    Scheme(String),
    /// All servers.
    Servers,
    /// A server, by index.
    Server(usize),
}

/// The items of a file, in parts.
#[derive(Clone, Debug, Default)]
pub struct Items(Vec<Part>);

/// Some items that are made of the same thing.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// What they are made of.
    pub source: Source,
    /// What those of their members are made of that are made of something else: fields, variants and methods by name,
    /// arguments as `method(argument)`.
    pub members: Members,
    /// The items.
    pub tokens: TokenStream,
}

/// Sources of members, by name.
pub type Members = BTreeMap<String, Source>;

impl Items {
    /// Adds items.
    pub fn add(&mut self, source: Source, members: Members, tokens: TokenStream) {
        self.0.push(Part {
            source,
            members,
            tokens,
        });
    }

    /// Puts items before all others.
    pub fn prepend(&mut self, tokens: TokenStream) {
        let part = Part {
            tokens,
            ..Part::default()
        };
        self.0.insert(0, part);
    }

    /// The parts, in order.
    pub fn into_parts(self) -> Vec<Part> {
        self.0
    }

    /// Whether there is nothing in them.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|part| part.tokens.is_empty())
    }

    /// The items without what they are made of.
    pub fn into_tokens(self) -> TokenStream {
        self.0.into_iter().map(|part| part.tokens).collect()
    }
}

impl From<TokenStream> for Items {
    fn from(tokens: TokenStream) -> Self {
        let mut items = Self::default();
        items.add(Source::Crate, Members::new(), tokens);
        items
    }
}
