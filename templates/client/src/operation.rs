//! Operations as data.

use super::documented::Response;
use super::parameter::Parameter;

/// What is the same for every call of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The HTTP method.
    pub method: &'static str,
    /// The path template, such as `/pets/{petId}`.
    pub path: &'static str,
    /// The URL of the operation's own server, if it has one: absolute, or relative to the client's server.
    pub server: Option<&'static str>,
    /// Its parameters; calls name them by index.
    pub parameters: &'static [Parameter],
    /// Whether a call must have a body.
    pub body_required: bool,
    /// The alternatives of which one must be met, each a list of indexes of schemes; empty when none is needed.
    pub security: &'static [&'static [usize]],
    /// The documented successes; answers name them by index.
    pub success: &'static [Response],
    /// The documented errors; answers name them by index.
    pub errors: &'static [Response],
}

impl Operation {
    /// An operation without inputs and answers.
    pub const fn new(method: &'static str, path: &'static str) -> Self {
        Self {
            method,
            path,
            server: None,
            parameters: &[],
            body_required: false,
            security: &[],
            success: &[],
            errors: &[],
        }
    }

    /// The same operation, at a server of its own.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// The same operation with parameters.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The same operation, which takes no call without a body.
    #[must_use]
    pub const fn body_required(mut self) -> Self {
        self.body_required = true;
        self
    }

    /// The same operation for callers who meet one of these alternatives.
    #[must_use]
    pub const fn security(mut self, alternatives: &'static [&'static [usize]]) -> Self {
        self.security = alternatives;
        self
    }

    /// The same operation with successes.
    #[must_use]
    pub const fn success(mut self, responses: &'static [Response]) -> Self {
        self.success = responses;
        self
    }

    /// The same operation with errors.
    #[must_use]
    pub const fn errors(mut self, responses: &'static [Response]) -> Self {
        self.errors = responses;
        self
    }
}
