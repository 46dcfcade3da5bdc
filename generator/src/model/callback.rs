//! Callbacks: requests that the API sends to where a caller of it says (OAS 3.1.1 §4.8.18).

use super::{OperationId, UrlTemplate};
use crate::pointer::Location;

/// What a request of a callback is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    /// Where the callback is written; several operations can refer to the same.
    pub location: Location,
    /// Its name, as the first of its operations has it.
    pub name: String,
    /// Where the key that says where the request goes is written.
    pub target_location: Location,
    /// That key, as written.
    pub target: String,
    /// What it says; `None` if it is malformed.
    pub template: Option<UrlTemplate>,
    /// The operations that have it, in document order, each with the name that it has there.
    pub owners: Vec<(OperationId, String)>,
}
