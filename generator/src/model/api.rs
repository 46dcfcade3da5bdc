//! The description as a whole (OAS 3.1.1 §4.8.1, §4.8.2, §4.8.22).

use indexmap::IndexMap;

use super::{Operation, OperationId, Schemas, SecurityRequirement, SecurityScheme, Server};
use crate::pointer::Location;

/// Everything one description says.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`: any text, not a version that cargo would take.
    pub version: String,
    /// `info.summary` (3.1).
    pub summary: Option<String>,
    /// `info.description`, in CommonMark.
    pub description: Option<String>,
    /// `info.license`.
    pub license: Option<License>,
    /// `externalDocs` of the document.
    pub external_docs: Option<ExternalDocs>,
    /// Declared tags in order, then tags that operations use without declaring them.
    pub tags: Vec<Tag>,
    /// The document's servers; empty when it names none (or only the meaningless default `/`).
    pub servers: Vec<Server>,
    /// Every schema, component or inline.
    pub schemas: Schemas,
    /// Every operation, in document order; [`OperationId`] is the index.
    pub operations: Vec<Operation>,
    /// Security schemes by name, in order of name.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// The requirements of the document, which hold for operations that have none of their own.
    pub security: Vec<SecurityRequirement>,
    /// Requests that the API sends (3.1 `webhooks`); their `path` is the webhook's name.
    pub webhooks: Vec<Operation>,
    /// Requests that the API sends to where its callers say (`callbacks` of operations): one for each method of each key,
    /// and one only for what several operations refer to. Their `path` is the callback's name.
    pub callbacks: Vec<Operation>,
    /// The names of the files that locations are in, by [`FileId`](crate::pointer::FileId).
    pub files: Vec<String>,
}

impl Api {
    /// All requests, whoever sends them, in the order of their ids.
    pub fn requests(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().chain(&self.webhooks).chain(&self.callbacks)
    }

    /// The requests that the API sends.
    pub fn outbound(&self, kind: Outbound) -> &[Operation] {
        match kind {
            Outbound::Webhooks => &self.webhooks,
            Outbound::Callbacks => &self.callbacks,
        }
    }

    /// The operations with their ids.
    pub fn operations(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        self.operations
            .iter()
            .enumerate()
            .map(|(i, operation)| (OperationId(i), operation))
    }
}

/// Requests that the API sends, by what makes it do so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outbound {
    /// Whoever is interested is told to the API in other ways (OAS 3.1.1 §4.8.1).
    Webhooks,
    /// A caller of an operation asks for them (OAS 3.1.1 §4.8.18).
    Callbacks,
}

impl Outbound {
    /// Both, in the order of their ids.
    pub const ALL: [Self; 2] = [Self::Webhooks, Self::Callbacks];

    /// What they are called together: the keyword, and the feature of generated crates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Webhooks => "webhooks",
            Self::Callbacks => "callbacks",
        }
    }

    /// The name in the case of types.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Webhooks => "Webhooks",
            Self::Callbacks => "Callbacks",
        }
    }
}

/// `info.license`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct License {
    /// Its name, as written.
    pub name: String,
    /// Where its text stands.
    pub url: Option<String>,
    /// The SPDX expression (3.1).
    pub identifier: Option<String>,
}

/// A pointer to documentation outside the description (OAS 3.1.1 §4.8.11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalDocs {
    /// What is found there.
    pub description: Option<String>,
    /// Where it is.
    pub url: String,
}

/// A tag: the group of operations that becomes one handle of the client and one trait of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Where it is declared, or first used.
    pub location: Location,
    /// Its name, as operations spell it.
    pub name: String,
    /// What the group is about, in CommonMark.
    pub description: Option<String>,
    /// Further documentation.
    pub external_docs: Option<ExternalDocs>,
}
