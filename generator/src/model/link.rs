//! Links: what a response says of calls that may follow (OAS 3.1.1 §4.8.20).

use indexmap::IndexMap;
use serde_json::Value;

use super::Server;
use crate::pointer::Location;

/// A link of a response: nothing is generated for it.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it is written.
    pub location: Location,
    /// The `operationId` of the operation that it leads to.
    pub operation_id: Option<String>,
    /// A reference to that operation instead.
    pub operation_ref: Option<String>,
    /// Values and runtime expressions for its parameters, by name.
    pub parameters: IndexMap<String, Value>,
    /// A value or runtime expression for its body.
    pub request_body: Option<Value>,
    /// The server to call.
    pub server: Option<Server>,
}
