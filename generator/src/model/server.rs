//! Servers (OAS 3.1.1 §4.8.5, §4.8.6).

use indexmap::IndexMap;

use crate::pointer::Location;

/// Where the API is reachable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Where it is written.
    pub location: Location,
    /// The URL as written: absolute or relative, with `{variables}`.
    pub url: String,
    /// `name` (3.2).
    pub name: Option<String>,
    /// What it is for, in CommonMark.
    pub description: Option<String>,
    /// The variables of the URL, by name.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A part of a server's URL that users may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// The value in force where none is chosen.
    pub default: String,
    /// The values allowed; empty: any.
    pub values: Vec<String>,
    /// What it is, in CommonMark.
    pub description: Option<String>,
}
