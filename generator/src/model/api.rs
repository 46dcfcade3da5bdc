//! The description as a whole (OAS 3.1.1 §4.8.1, §4.8.2, §4.8.22).

use indexmap::IndexMap;

use super::{Direction, Operation, OperationId, Schemas, SecurityRequirement, SecurityScheme, Server};
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
    /// Every operation: those that are called in document order, then webhooks, then callbacks; [`OperationId`] is the index.
    pub operations: Vec<Operation>,
    /// Security schemes by name, in order of name.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// The requirements of the document, which hold for operations that have none of their own.
    pub security: Vec<SecurityRequirement>,
    /// The names of the files that locations are in, by [`FileId`](crate::pointer::FileId).
    pub files: Vec<String>,
}

impl Api {
    /// The operations with their ids.
    pub fn operations(&self) -> impl Iterator<Item = (OperationId, &Operation)> + Clone {
        self.operations
            .iter()
            .enumerate()
            .map(|(i, operation)| (OperationId(i), operation))
    }

    /// The operations of a direction, with their ids.
    pub fn of(&self, direction: Direction) -> impl Iterator<Item = (OperationId, &Operation)> + Clone {
        self.operations()
            .filter(move |(_, operation)| operation.direction == direction)
    }

    /// The operations that callers of the API send.
    pub fn called(&self) -> impl Iterator<Item = &Operation> + Clone {
        self.of(Direction::Called).map(|(_, operation)| operation)
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
